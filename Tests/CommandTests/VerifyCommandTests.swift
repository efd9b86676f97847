import Foundation
import GRDB
import TestSupport
import Testing

/// Rows are taken out of the sample with plain SQL; the program finds each and names it.
@Suite struct VerifyCommandTests {
  private let program: Program
  private let sample: String

  init() throws {
    program = try Program()
    sample = program.path("sample.sqlite")
    let made = try program("init", "--sample", "--db", sample, "--now", "2026-11-24T15:20:00Z")
    try #require(made.code == 0)
  }

  /// What `verify` says of a copy in which some SQL was run.
  private func verdict(_ sql: String) throws -> Program.Result {
    let copy = program.path("copy.sqlite")
    try? FileManager.default.removeItem(atPath: copy)  // It need not be there.
    try FileManager.default.copyItem(atPath: sample, toPath: copy)
    let queue = try DatabaseQueue(path: copy)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      try db.execute(sql: sql)
    }
    try queue.close()
    return try program("verify", "--db", copy, "--now", "2026-11-24T15:20:00Z")
  }

  private func one<Value: DatabaseValueConvertible>(_ sql: String) throws -> Value {
    let queue = try DatabaseQueue(path: sample)
    return try #require(try queue.read { try Value.fetchOne($0, sql: sql) })
  }

  @Test func `one removed row of each ledger is found and named`() throws {
    let untouched = try program("verify", "--db", sample, "--now", "2026-11-24T15:20:00Z")
    #expect(untouched.code == 0)

    let due: String = try one(
      """
      SELECT strftime('%Y-%m-%dT%H:%M', due_minute * 60, 'unixepoch')
      FROM dose_events WHERE schedule_id = 1 ORDER BY due_minute LIMIT 1 OFFSET 300
      """
    )
    let dose = try verdict(
      """
      DELETE FROM dose_events WHERE schedule_id = 1
        AND strftime('%Y-%m-%dT%H:%M', due_minute * 60, 'unixepoch') = '\(due)'
      """
    )
    #expect(dose.code == 1)
    #expect(dose.errors.contains("Missing: due \(due)."))

    let movement = try verdict("DELETE FROM stock_movements WHERE movement_id = 4321")
    #expect(movement.code == 1)
    #expect(movement.errors.contains("Missing: number 4321."))

    let fill = try verdict("DELETE FROM fills WHERE fill_id = 7")
    #expect(fill.code == 1)
    #expect(fill.errors.contains("fills, but"))
    #expect(fill.errors.contains("Missing: number 7."))

    let changedFill = try verdict("UPDATE fills SET quantity = quantity + 1000 WHERE fill_id = 7")
    #expect(changedFill.code == 1)
    #expect(changedFill.errors.contains("Fill 7 was changed behind the program's back."))

    let last: Int = try one("SELECT max(log_id) FROM audit_logs")
    let audit = try verdict("DELETE FROM audit_logs WHERE log_id = \(last)")
    #expect(audit.code == 1)
    #expect(audit.errors.contains("Audit entry \(last) is missing."))
  }
}
