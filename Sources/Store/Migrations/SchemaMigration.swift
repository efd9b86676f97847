import GRDB

/// One named step of the schema, in plain SQL that mentions no type of the program.
///
/// No step uses the JSON functions: SQLite does not count them as harmless inside a schema, and
/// refuses them there with `trusted_schema` off. What is JSON is written by this program only.
///
/// Steps are only ever appended: what stands in a released step is never changed.
package struct SchemaMigration: Sendable {
  package let name: String
  package let sql: String

  /// Every step, oldest first.
  package static let all: [SchemaMigration] = [
    .people, .catalogue, .medications, .doses, .notifications, .care, .stock, .orders,
    .prescriptions, .counter, .governance, .safety, .proofs, .reminding, .channels,
    .drugDirectory, .situations, .medicationFills, .lateDoses, .heard, .messageHistory, .washout,
  ]

  /// The number written to `user_version`; a database with a larger one is from a newer program.
  package static var currentVersion: Int { all.count }

  /// The version from which on the ledgers are sealed.
  static var sealedSince: Int { (all.firstIndex { $0.name == proofs.name } ?? 0) + 1 }

  /// `PCar` in ASCII, written to `application_id`.
  package static let applicationID = 0x5043_6172

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for (index, step) in all.enumerated() {
      migrator.registerMigration(step.name) { db in
        try db.execute(sql: step.sql)
        try db.execute(sql: "PRAGMA user_version = \(index + 1)")
      }
    }
    return migrator
  }
}
