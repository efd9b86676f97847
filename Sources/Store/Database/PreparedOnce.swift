import GRDB

// Statements of fixed text that a connection prepares once and keeps.
//
// Preparing takes longer than running where a screen asks for a few rows by key, and a transaction
// asks the same for each of many rows. For text that is always the same; what varies goes into
// arguments.

extension Row {
  static func fetchAll(
    _ db: Database,
    once sql: String,
    arguments: StatementArguments = []
  ) throws -> [Row] {
    try fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
  }

  static func fetchOne(
    _ db: Database,
    once sql: String,
    arguments: StatementArguments = []
  ) throws -> Row? {
    try fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
  }
}

extension DatabaseValueConvertible where Self: StatementColumnConvertible {
  static func fetchAll(
    _ db: Database,
    once sql: String,
    arguments: StatementArguments = []
  ) throws -> [Self] {
    try fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
  }

  static func fetchOne(
    _ db: Database,
    once sql: String,
    arguments: StatementArguments = []
  ) throws -> Self? {
    try fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
  }
}

extension Database {
  func execute(once sql: String, arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
