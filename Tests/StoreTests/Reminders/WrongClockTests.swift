import Domain
import TestSupport
import Testing

@testable import Store

/// A clock that ran ahead and was set right costs nobody a dose.
@Suite struct WrongClockTests {
  private static let missed = "SELECT count(*) FROM dose_events WHERE status = 3"

  @Test func `twenty days ahead for six seconds, then right: every dose rings at its time`() throws
  {
    let home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    _ = try home.diary.add("metformin", DoseDiary.twiceDaily)
    #expect(try home.told() == [])
    try home.clock.set("2026-03-21T07:00:00-04:00")
    _ = try home.told()
    #expect(try home.count(Self.missed) > 30)
    try home.clock.set("2026-03-01T07:00:06-05:00")
    #expect(try home.diary.session.read(ClockQuery()).jump != nil)
    #expect(try home.diary.session.write(ConfirmClock()))
    #expect(try home.count(Self.missed) == 0)
    #expect(try home.diary.test.database.verify().findings == [])
    #expect(try home.told() == [])
    #expect(try home.next() == "2026-03-01T08:00")
    #expect(try home.diary.day("2026-03-01") == ["08:00 later", "20:00 later"])
    for minute in ["08:00", "20:00"] {
      try home.clock.set("2026-03-01T\(minute):00-05:00")
      #expect(try home.told().contains { $0.hasPrefix("Due") }, "\(minute)")
    }
  }

  @Test func `ten hours ahead when the machine started mends itself`() throws {
    let home = try ReminderDiary(now: "2026-03-01T07:50:00-05:00")
    _ = try home.diary.add("metformin", DoseDiary.twiceDaily)
    try home.clock.set("2026-03-01T20:05:00-05:00")
    _ = try home.told()
    #expect(try home.count(Self.missed) == 1)
    try home.clock.set("2026-03-01T09:55:00-05:00")
    #expect(try home.next() == "2026-03-01T09:55")
    #expect(try home.told().count == 1)
    #expect(try home.count(Self.missed) == 0)
    #expect(try home.diary.day("2026-03-01").first == "08:00 late")
    #expect(
      try home.count("SELECT count(*) FROM audit_logs WHERE action_type = 'clock.mend'") == 1
    )
    #expect(try home.told() == [])
    #expect(try home.diary.test.database.verify().findings == [])
  }

  @Test func `what was told by a clock that ran ahead rings when its time comes`() throws {
    let home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    _ = try home.diary.add("metformin", DoseDiary.twiceDaily)
    try home.clock.set("2026-03-01T08:10:00-05:00")
    #expect(try home.told().count == 1)
    try home.clock.set("2026-03-01T07:10:00-05:00")
    #expect(try home.told() == [])
    #expect(try home.next() == "2026-03-01T08:00")
    try home.clock.set("2026-03-01T08:00:00-05:00")
    #expect(try home.told().count == 1)
  }

  @Test func `what a person entered while the clock was wrong stays`() throws {
    let home = try ReminderDiary(now: "2026-03-01T07:50:00-05:00")
    let first = try home.diary.add("metformin", DoseDiary.twiceDaily, onHand: 40)
    let second = try home.diary.add("lisinopril", DoseDiary.twiceDaily)
    try home.clock.set("2026-03-11T12:00:00-04:00")
    _ = try home.told()
    _ = try home.diary.take(first.schedule, "2026-03-11T08:00")
    _ = try home.diary.skip(second.schedule, "2026-03-11T08:00", because: "too sick")
    _ = try home.diary.session.write(
      AnswerPastDose(
        schedule: second.schedule,
        due: try DoseDiary.due("2026-03-10T08:00"),
        answer: .notKnown
      )
    )
    try home.clock.set("2026-03-01T07:51:00-05:00")
    #expect(try home.diary.session.write(ConfirmClock()))
    #expect(try home.count("SELECT count(*) FROM dose_events WHERE status = 1") == 1)
    #expect(try home.count("SELECT count(*) FROM dose_events WHERE status = 2") == 1)
    #expect(try home.count(Self.missed + " AND recorded_via = 4") == 1)
    #expect(try home.count(Self.missed + " AND recorded_via = 3") == 0)
    #expect(try home.next() != nil)
    try home.clock.set("2026-03-01T08:00:00-05:00")
    #expect(try home.told().isEmpty == false)
    #expect(try home.diary.test.database.verify().findings == [])
  }

  @Test func `a dose that was closed in time stays closed`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    _ = try home.diary.add("metformin", DoseDiary.twiceDaily)
    _ = try home.told()
    try home.clock.set("2026-03-01T14:01:00-05:00")
    _ = try home.told()
    #expect(try home.count(Self.missed) == 1)
    try home.clock.set("2026-03-01T20:30:00-05:00")
    _ = try home.told()
    try home.clock.set("2026-03-01T15:30:00-05:00")
    _ = try home.told()
    #expect(try home.count(Self.missed) == 1)
    #expect(try home.next() == "2026-03-01T20:00")
  }

  @Test func `a clock that is kept right by minutes changes nothing`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    _ = try home.diary.add("metformin", DoseDiary.twiceDaily)
    #expect(try home.told().count == 1)
    try home.clock.set("2026-03-01T07:46:00-05:00")
    #expect(try home.told() == [])
    #expect(try home.count("SELECT count(*) FROM audit_logs WHERE action_type = 'clock.mend'") == 0)
    try home.clock.set("2026-03-01T08:00:30-05:00")
    #expect(try home.told() == [])
  }

  @Test func `a supply that was looked at on a day to come is told on the right day`() throws {
    let morning =
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-03-01"}"#
    let home = try ReminderDiary(now: "2026-03-01T08:30:00-05:00")
    _ = try home.diary.add("metformin", morning, onHand: 4)
    _ = try home.told()
    try home.clock.set("2026-03-02T07:30:00-05:00")
    try home.clock.set("2026-03-02T09:10:00-05:00")
    _ = try home.told()
    try home.clock.set("2026-03-01T09:30:00-05:00")
    #expect(try home.told().filter { $0.hasPrefix("Refill") }.count == 1)
    #expect(try home.told().filter { $0.hasPrefix("Refill") } == [])
  }

  @Test func `a snooze counted from a wrong clock does not silence a dose for hours`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    let added = try home.diary.add("metformin", DoseDiary.twiceDaily)
    try home.clock.set("2026-03-01T12:00:00-05:00")
    _ = try home.told()
    _ = try home.diary.session.write(
      SnoozeDose(schedule: added.schedule, due: try DoseDiary.due("2026-03-01T08:00"))
    )
    try home.clock.set("2026-03-01T08:05:00-05:00")
    _ = try home.told()
    try home.clock.set("2026-03-01T08:15:00-05:00")
    #expect(try home.told().count == 1)
  }

  @Test func `doses closed by a record made on a wrong clock are opened again`() throws {
    let home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    let added = try home.diary.add("metformin", DoseDiary.twiceDaily)
    _ = try home.told()
    try home.clock.set("2026-03-05T20:10:00-05:00")
    _ = try home.diary.take(added.schedule, "2026-03-05T20:00")
    #expect(try home.count(Self.missed) > 0)
    try home.clock.set("2026-03-01T07:01:00-05:00")
    #expect(try home.diary.session.write(ConfirmClock()))
    #expect(try home.count(Self.missed) == 0)
    try home.clock.set("2026-03-01T08:00:00-05:00")
    #expect(try home.told().count == 1)
  }
}
