import GRDB
import GRDBSQLite

/// One prepared `INSERT` that is run once for each row of a batch.
///
/// Values go from memory into SQLite without being wrapped first: wrapping took most of the time of
/// a batch of fifty thousand rows. Nothing watches a database that was just made, so that nothing
/// has to be told about the rows either.
struct BulkInsert {
  // Keeps the handle alive.
  private let statement: Statement
  private let handle: SQLiteStatement
  private let connection: SQLiteConnection?
  private var column: CInt = 0
  /// Tells SQLite to copy what it is given.
  private let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  init(_ sql: String, in db: Database) throws {
    statement = try db.makeStatement(sql: sql)
    handle = statement.sqliteStatement
    connection = db.sqliteConnection
  }

  /// Binds the next column.
  mutating func bind(_ number: Int) {
    column += 1
    sqlite3_bind_int64(handle, column, Int64(number))
  }

  mutating func bind(_ number: Int?) {
    if let number { bind(number) } else { bindNull() }
  }

  mutating func bind(_ text: String) {
    column += 1
    sqlite3_bind_text(handle, column, text, CInt(text.utf8.count), copied)
  }

  mutating func bind(_ text: String?) {
    if let text { bind(text) } else { bindNull() }
  }

  mutating func bind(_ bytes: [UInt8]) {
    column += 1
    // An empty array may have no address, which would stand for NULL.
    if bytes.isEmpty {
      sqlite3_bind_zeroblob(handle, column, 0)
    } else {
      sqlite3_bind_blob(handle, column, bytes, CInt(bytes.count), copied)
    }
  }

  mutating func bind(_ bytes: [UInt8]?) {
    if let bytes { bind(bytes) } else { bindNull() }
  }

  mutating func bind(_ bytes: UnsafeRawBufferPointer) {
    column += 1
    sqlite3_bind_blob(handle, column, bytes.baseAddress, CInt(bytes.count), copied)
  }

  mutating func bindNull() {
    column += 1
    sqlite3_bind_null(handle, column)
  }

  /// Writes the row whose columns are bound.
  ///
  /// - Throws: `DatabaseError` for a row that the schema refuses.
  mutating func execute() throws {
    let code = sqlite3_step(handle)
    let message = code == SQLITE_DONE ? nil : sqlite3_errmsg(connection).map { String(cString: $0) }
    let extended = code == SQLITE_DONE ? code : sqlite3_extended_errcode(connection)
    sqlite3_reset(handle)
    column = 0
    guard code == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: extended), message: message)
    }
  }
}
