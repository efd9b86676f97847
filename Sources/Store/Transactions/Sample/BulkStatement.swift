import GRDB
import GRDBSQLite

/// One prepared statement that is run once for each row of a batch.
///
/// Values go from memory into SQLite without being wrapped first: wrapping took most of the time of
/// a batch of fifty thousand rows. Nothing watches the tables that are loaded so, and nothing has to
/// be told about the rows either.
struct BulkStatement {
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
  ///
  /// - Returns: How many rows were written: none where the statement may leave one out.
  @discardableResult
  mutating func execute() throws -> Int {
    let code = sqlite3_step(handle)
    let message = code == SQLITE_DONE ? nil : sqlite3_errmsg(connection).map { String(cString: $0) }
    let extended = code == SQLITE_DONE ? code : sqlite3_extended_errcode(connection)
    sqlite3_reset(handle)
    column = 0
    guard code == SQLITE_DONE else {
      throw DatabaseError(resultCode: ResultCode(rawValue: extended), message: message)
    }
    return Int(sqlite3_changes(connection))
  }

  /// The number of the row that was written last.
  var lastRow: Int { Int(sqlite3_last_insert_rowid(connection)) }

  /// Runs a query with the values that are bound and reads its first row; nil when there is none.
  mutating func first<Value>(_ read: (BulkColumns) -> Value) throws -> Value? {
    let code = sqlite3_step(handle)
    defer {
      sqlite3_reset(handle)
      column = 0
    }
    switch code {
    case SQLITE_ROW: return read(BulkColumns(handle: handle))
    case SQLITE_DONE: return nil
    default:
      let message = sqlite3_errmsg(connection).map { String(cString: $0) }
      throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message)
    }
  }
}

/// The columns of a row that was just read, counted from 0.
struct BulkColumns {
  fileprivate let handle: SQLiteStatement

  func integer(_ column: CInt) -> Int { Int(sqlite3_column_int64(handle, column)) }

  func optionalInteger(_ column: CInt) -> Int? {
    sqlite3_column_type(handle, column) == SQLITE_NULL ? nil : integer(column)
  }

  func text(_ column: CInt) -> String? {
    sqlite3_column_text(handle, column).map { String(cString: $0) }
  }

  func bytes(_ column: CInt) -> [UInt8] {
    let count = Int(sqlite3_column_bytes(handle, column))
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }
}
