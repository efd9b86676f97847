import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

/// Rows that are gone, came from elsewhere, or are older ones put back.
@Suite struct LedgerVerificationTests {
  private func tamper(_ test: TestDatabase, _ statements: String...) throws {
    let queue = try DatabaseQueue(path: test.path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      for sql in statements { try db.execute(sql: sql) }
    }
    try queue.close()
  }

  /// Three days of a tablet that has no supply, all taken.
  private func diary() throws -> DoseDiary {
    let diary = try DoseDiary(now: "2026-03-01T08:05:00-05:00")
    _ = try diary.add(
      "lisinopril",
      """
      {"kind":"times","start":"2026-03-01","times":[{"at":"08:00","amount":"1 tablet"}]}
      """
    )
    for day in 1...3 {
      _ = try diary.take(1, "2026-03-0\(day)T08:00")
      diary.test.clock.advance(days: 1)
    }
    return diary
  }

  private func ledgerFaults(_ test: TestDatabase) throws -> [LedgerFault] {
    try test.database.verify().findings.compactMap {
      if case .ledger(let fault) = $0 { fault } else { nil }
    }
  }

  private func minute(_ text: String) throws -> Int {
    try #require(LocalMinute(text: text)).minute
  }

  @Test func `a removed dose is named by its due time`() throws {
    let diary = try diary()
    let gone = try minute("2026-03-02T08:00")
    #expect(try ledgerFaults(diary.test) == [])
    try tamper(diary.test, "DELETE FROM dose_events WHERE due_minute = \(gone)")
    #expect(
      try ledgerFaults(diary.test) == [.doses(schedule: 1, written: 3, found: 2, missing: [gone])]
    )
  }

  @Test func `a tally that is brought into line with a removed dose does not fit the rest`() throws
  {
    let diary = try diary()
    try tamper(
      diary.test,
      "DELETE FROM dose_events WHERE due_minute = \(try minute("2026-03-02T08:00"))",
      "UPDATE dose_tallies SET dose_count = 2"
    )
    #expect(
      try ledgerFaults(diary.test) == [
        .dosesReplaced(schedule: 1), .tallies(sealed: 3, tallied: 2),
      ]
    )
    try tamper(diary.test, "UPDATE ledger_seal SET dose_count = 2")
    #expect(try ledgerFaults(diary.test).contains(.sealBroken))
  }

  @Test func `a record that was taken back and is put in again is found`() throws {
    let diary = try diary()
    let due = try minute("2026-03-03T08:00")
    let taken = try DatabaseQueue(path: diary.test.path).read { db in
      try Row.fetchOne(db, sql: "SELECT * FROM dose_events WHERE due_minute = \(due)")
    }
    let row = try #require(taken)
    _ = try diary.undo(1, "2026-03-03T08:00")
    #expect(try diary.test.database.verify().findings == [])
    let queue = try DatabaseQueue(path: diary.test.path)
    try queue.write { db in
      let places = row.columnNames.map { _ in "?" }.joined(separator: ", ")
      try db.execute(
        sql: "INSERT OR REPLACE INTO dose_events VALUES (\(places))",
        arguments: StatementArguments(row.databaseValues)
      )
    }
    try queue.close()
    #expect(try ledgerFaults(diary.test) == [.dosesReplaced(schedule: 1)])
  }

  @Test func `a seal that does not fit is not healed by what is written later`() throws {
    let diary = try diary()
    try tamper(diary.test, "UPDATE ledger_seal SET dose_sum = dose_sum + 1")
    _ = try diary.take(1, "2026-03-04T08:00")
    #expect(try ledgerFaults(diary.test).contains(.sealBroken))
  }

  @Test func `a seal that was removed is not made again`() throws {
    let diary = try diary()
    try tamper(diary.test, "DELETE FROM ledger_seal")
    _ = try diary.take(1, "2026-03-04T08:00")
    #expect(try ledgerFaults(diary.test) == [.sealMissing])
  }

  @Test func `a removed movement is named by its number`() throws {
    let shelf = try StockShelf()
    for lot in ["A1", "A2", "A3"] { _ = try shelf.receive(StockShelf.metformin, lot) }
    #expect(try ledgerFaults(shelf.test) == [])
    try tamper(shelf.test, "DELETE FROM stock_movements WHERE movement_id = 2")
    #expect(
      try ledgerFaults(shelf.test) == [.movements(written: 3, found: 2, missing: [2])]
    )
    try tamper(shelf.test, "DELETE FROM stock_movements WHERE movement_id = 3")
    #expect(
      try ledgerFaults(shelf.test) == [.movements(written: 3, found: 1, missing: [2, 3])]
    )
  }
}
