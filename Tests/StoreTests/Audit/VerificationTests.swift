import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct VerificationTests {
  /// A home with one person, one counted medication twice a day, and one dose taken.
  private struct Home {
    let test: TestDatabase
    let session: ActingSession

    init() throws {
      test = try TestDatabase(now: "2026-03-01T07:00:00-05:00", info: NewDatabase())
      let person = try test.database.acting(as: CareDatabase.founder, for: 0).write(
        AddPerson(
          NewPerson(
            handle: "marie",
            firstName: "Marie",
            lastName: "Curie",
            birthDate: nil,
            zone: "America/New_York",
            household: "home",
            roles: [.patient]
          )
        )
      )
      session = test.session(as: person, roles: [.patient])
      let rule = try ScheduleRule(
        json: JSON(
          text: """
            {"kind":"times","start":"2026-03-01","times":[
            {"at":"08:00","amount":"1 tablet"},{"at":"20:00","amount":"1 tablet"}]}
            """
        )
      )
      _ = try session.write(
        AddMedication(
          NewMedication(
            drugName: "metformin",
            onHand: Rational(60),
            schedules: [NewSchedule(rule: rule)]
          )
        )
      )
      test.clock.advance(seconds: 3600)
      _ = try session.write(
        RecordDose(
          schedule: 1,
          due: .local(LocalMinute(minute: 0) + day * 1440 + 480, fold: 0),
          action: .take(at: nil, amount: nil, withFood: nil),
          via: .command
        )
      )
    }

    private var day: Int { CalendarDate(year: 2026, month: 3, day: 1)?.day ?? 0 }

    /// Changes the file behind the program's back.
    func tamper(_ sql: String) throws {
      let queue = try DatabaseQueue(path: test.path)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        try db.execute(sql: sql)
      }
      try queue.close()
    }

    var findings: [Verification.Finding] { get throws { try test.database.verify().findings } }
  }

  private static let due = LocalMinute(text: "2026-03-01T08:00")?.minute ?? 0

  @Test func `what the program wrote holds`() throws {
    let home = try Home()
    let report = try home.test.database.verify()
    #expect(report.findings == [])
    #expect(report.auditEntries == 3)
    #expect(report.doses == 1)
    #expect(report.openDoses == 1)
    #expect(report.supplies == 1)
  }

  @Test func `a changed amount of a dose is found`() throws {
    let home = try Home()
    try home.tamper("UPDATE dose_events SET amount = '2 tablets'")
    #expect(
      try home.findings == [.changedDose(user: 1, dueMinute: Self.due, schedule: 1, nth: 0)]
    )
  }

  @Test func `a changed status of a dose is found`() throws {
    let home = try Home()
    try home.tamper("UPDATE dose_events SET status = 2, taken_after_seconds = NULL")
    #expect(
      try home.findings == [.changedDose(user: 1, dueMinute: Self.due, schedule: 1, nth: 0)]
    )
  }

  @Test func `a removed dose leaves a supply and an open dose that do not fit`() throws {
    let home = try Home()
    try home.tamper("DELETE FROM dose_events")
    #expect(
      try home.findings == [
        .openDose(
          OpenDoseFault(
            schedule: 1,
            stored: LocalMinute(text: "2026-03-01T20:00"),
            expected: LocalMinute(text: "2026-03-01T08:00"),
            isUTC: false
          )
        ),
        .supply(SupplyFault(medication: 1, stored: "59", expected: "60")),
        .ledger(.doses(schedule: 1, written: 1, found: 0, missing: [Self.due])),
      ]
    )
  }

  @Test(arguments: [
    ("UPDATE audit_logs SET record_id = '9' WHERE log_id = 2", AuditFault.changed(2)),
    ("DELETE FROM audit_logs WHERE log_id = 2", .missing(from: 2, to: 2)),
    ("DELETE FROM audit_logs WHERE log_id < 3", .missing(from: 1, to: 2)),
    ("UPDATE audit_logs SET performed_at = performed_at + 1 WHERE log_id = 3", .changed(3)),
    ("DELETE FROM audit_logs WHERE log_id = 3", .missing(from: 3, to: 3)),
    ("DELETE FROM audit_logs", .missing(from: 1, to: 3)),
  ])
  func `a changed or removed audit entry is found`(sql: String, fault: AuditFault) throws {
    let home = try Home()
    try home.tamper(sql)
    #expect(try home.findings == [.audit(fault)])
  }

  @Test func `one flipped byte of a digest is found`() throws {
    let home = try Home()
    let queue = try DatabaseQueue(path: home.test.path)
    try queue.write { db in
      var digest = try #require(try Data.fetchOne(db, sql: "SELECT digest FROM dose_events"))
      digest[3] ^= 1
      try db.execute(sql: "UPDATE dose_events SET digest = ?", arguments: [digest])
    }
    try queue.close()
    #expect(
      try home.findings == [.changedDose(user: 1, dueMinute: Self.due, schedule: 1, nth: 0)]
    )
  }

  @Test func `a supply that was changed is found`() throws {
    let home = try Home()
    try home.tamper("UPDATE supply_balances SET quantity = '30'")
    #expect(
      try home.findings == [
        .supply(SupplyFault(medication: 1, stored: "30", expected: "59"))
      ]
    )
  }

  @Test func `a number beyond any supply is found and does not end the proof`() throws {
    let home = try Home()
    try home.tamper("UPDATE supply_entries SET change = '9223372036854775807'")
    #expect(
      try home.findings == [
        .supply(SupplyFault(medication: 1, stored: "59", expected: nil))
      ]
    )
  }

  @Test func `an open dose that was moved away or removed is found`() throws {
    let home = try Home()
    let evening = LocalMinute(text: "2026-03-01T20:00")
    try home.tamper("UPDATE open_doses SET due_minute = due_minute + 720")
    let moved = OpenDoseFault(
      schedule: 1,
      stored: LocalMinute(text: "2026-03-02T08:00"),
      expected: evening,
      isUTC: false
    )
    #expect(try home.findings == [.openDose(moved)])
    try home.tamper("DELETE FROM open_doses")
    let gone = OpenDoseFault(schedule: 1, stored: nil, expected: evening, isUTC: false)
    #expect(try home.findings == [.openDose(gone)])
  }

  @Test func `a row that refers to nothing is found`() throws {
    let home = try Home()
    try home.tamper("INSERT INTO ingredient_classes VALUES ('opioid', 77)")
    #expect(
      try home.findings == [
        .orphan(table: "ingredient_classes", row: nil, parent: "ingredients")
      ]
    )
  }

  @Test func `without its key nothing can be proven`() throws {
    let home = try Home()
    try FileManager.default.removeItem(atPath: home.test.folder + "/keys")
    #expect(throws: StoreError.self) { try home.test.database.verify() }
  }

  @Test func `a new rule opens the dose that it plans before the old one`() throws {
    let home = try Home()
    let rule = try ScheduleRule(
      json: JSON(
        text: #"{"kind":"times","start":"2026-03-01","times":[{"at":"14:00"}]}"#
      )
    )
    _ = try home.session.write(ChangeSchedule(schedule: 1, rule: rule))
    #expect(try home.findings == [])
  }
}
