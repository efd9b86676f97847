import Domain
import TestSupport
import Testing

@testable import Store

/// What the program still says while the clock of the machine is in doubt.
@Suite struct ClockInDoubtTests {
  private static let asNeeded =
    #"{"kind":"asNeeded","minimumGapHours":4,"amount":"1 tablet"}"#

  @Test(arguments: ["2026-01-01T09:00:00-05:00", "2026-09-01T09:00:00-04:00"])
  func `no as-needed dose is allowed until somebody says that the clock is right`(
    now: String
  ) throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    let added = try home.diary.add("acetaminophen", Self.asNeeded)
    _ = try home.diary.add("metformin", DoseDiary.twiceDaily)
    _ = try home.look()
    try home.clock.set(now)
    let sheet = try home.diary.session.read(DayQuery())
    #expect(sheet.attention.clockJump != nil)
    #expect(sheet.asNeeded.map(\.decision) == [.no(.clockInDoubt)])
    #expect(throws: DoseRefusal.self) { try home.diary.log(added.medication) }
    #expect(try home.diary.session.write(ConfirmClock()))
    let after = try home.diary.session.read(DayQuery())
    #expect(after.attention.clockJump == nil)
    #expect(after.asNeeded.map(\.decision.word) == ["yes"])
    _ = try home.diary.log(added.medication)
  }

  @Test func `what was taken all the same can be put on record`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    let added = try home.diary.add("acetaminophen", Self.asNeeded)
    _ = try home.diary.add("metformin", DoseDiary.twiceDaily)
    _ = try home.look()
    try home.clock.set("2026-09-01T09:00:00-04:00")
    let dose = LogDose(medication: added.medication, via: .screen, anywayBecause: "taken already")
    #expect(try home.diary.session.write(dose).isNew)
  }

  @Test func `nothing is closed by a record made before the timer has seen the jump`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    let added = try home.diary.add("metformin", DoseDiary.twiceDaily)
    _ = try home.look()
    try home.clock.set("2026-09-01T08:10:00-04:00")
    _ = try home.diary.take(added.schedule, "2026-09-01T08:00")
    #expect(try home.count("SELECT count(*) FROM dose_events WHERE status = 3") == 0)
  }
}
