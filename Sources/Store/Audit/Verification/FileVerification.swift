import GRDB

/// What SQLite itself finds in the file: damaged pages and references that lead nowhere.
enum FileVerification {
  static func findings(in db: Database) throws -> [Verification.Finding] {
    let messages = try String.fetchAll(
      db,
      sql: "PRAGMA integrity_check(\(Verification.mostFindings))"
    )
    let damages = messages.filter { $0 != "ok" }.map(Verification.Finding.integrity)
    let orphans = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
      .prefix(Verification.mostFindings)
      .map { row in
        Verification.Finding.orphan(table: row[0], row: row[1], parent: row[2])
      }
    return damages + orphans
  }
}

extension CareDatabase {
  /// The version of the SQLite library in use.
  package static func sqliteVersion() throws -> String {
    try DatabaseQueue().read { db in
      try String.fetchOne(db, sql: "SELECT sqlite_version()") ?? "unknown"
    }
  }
}
