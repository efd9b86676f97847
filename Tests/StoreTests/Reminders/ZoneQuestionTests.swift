import Domain
import TestSupport
import Testing

@testable import Store

/// Asking a traveller once, and what either answer does.
@Suite struct ZoneQuestionTests {
  private static let morning =
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-02-20"}"#

  private func ask(_ home: ReminderDiary, _ zone: String = "Europe/Berlin") throws -> ZoneQuestion {
    try home.diary.session.read(ZoneQuestionQuery(machineZone: zone))
  }

  @Test func `the next dose and its gap are shown for both answers`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    let added = try home.diary.add("metformin", Self.morning)
    _ = try home.diary.take(added.schedule, "2026-03-01T08:00")
    try home.clock.set("2026-03-01T20:00:00-05:00")
    let question = try ask(home)
    #expect(question.isOpen)
    let preview = try #require(question.lines.first?.preview)
    #expect(preview.staying?.instant == Instant(text: "2026-03-02T08:00:00-05:00"))
    #expect(preview.moving?.instant == Instant(text: "2026-03-02T08:00:00+01:00"))
    #expect(preview.gap(to: preview.staying) == 24 * 60)
    #expect(preview.gap(to: preview.moving) == 18 * 60)
  }

  @Test func `home time stays until somebody answers`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    _ = try home.diary.add("metformin", Self.morning)
    let sheet = try home.diary.session.read(DayQuery(machineZone: "Europe/Berlin"))
    #expect(sheet.attention.otherZone?.identifier == "Europe/Berlin")
    #expect(sheet.zone.identifier == "America/New_York")
  }

  @Test func `who stays on home time is not asked again about that zone`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    _ = try home.diary.add("metformin", Self.morning)
    try home.diary.session.write(AnswerZone(zone: "Europe/Berlin", isAccepted: false))
    #expect(try !ask(home).isOpen)
    #expect(try ask(home).isKept)
    #expect(try ask(home, "Asia/Tokyo").isOpen)
    #expect(try home.diary.session.read(DayQuery()).zone.identifier == "America/New_York")
  }

  @Test(arguments: ["America/New_York", "America/Toronto"])
  func `a zone whose clock shows the same is not asked about`(zone: String) throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    #expect(try !ask(home, zone).isOpen)
  }

  @Test func `nobody is asked where the machine is not the person's own`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    #expect(try home.diary.session.read(DayQuery()).attention.otherZone == nil)
  }

  @Test func `a move to another zone keeps the dose and moves its ring`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    let added = try home.diary.add("metformin", Self.morning)
    _ = try home.diary.take(added.schedule, "2026-03-01T08:00")
    try home.diary.session.write(AnswerZone(zone: "Europe/Berlin", isAccepted: true))
    #expect(try home.next() == "2026-03-02T02:00")
    #expect(try !ask(home).isOpen)
  }

  @Test func `a date that travel skips is closed as not reached and not asked about`() throws {
    // 25 hours: from the evening of March 1 in Pago Pago to the first hour of March 3.
    let home = try ReminderDiary(now: "2026-03-01T23:30:00-11:00", zone: "Pacific/Pago_Pago")
    _ = try home.diary.add("metformin", Self.morning)
    let preview = try #require(try ask(home, "Pacific/Kiritimati").lines.first?.preview)
    #expect(preview.ending == .passedOver)
    #expect(preview.moving?.local.date == CalendarDate(text: "2026-03-03"))
    try home.diary.session.write(AnswerZone(zone: "Pacific/Kiritimati", isAccepted: true))
    _ = try home.look()
    #expect(try home.count("SELECT count(*) FROM dose_events WHERE status = 5") == 1)
    #expect(try home.count("SELECT count(*) FROM dose_events WHERE status = 3") == 0)
    #expect(try home.diary.session.read(PastDosesQuery()).lines.isEmpty)
  }

  @Test func `a dose that the move makes too late is named before anybody answers`() throws {
    // Half past eight in the evening in New York is the next day in Berlin.
    let home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    let evening =
      #"{"kind":"times","times":[{"at":"20:00","amount":"1 tablet"}],"start":"2026-02-20"}"#
    let added = try home.diary.add("metformin", evening)
    try home.clock.set("2026-03-01T20:30:00-05:00")
    let preview = try #require(try ask(home).lines.first?.preview)
    #expect(preview.ending == .tooLate(due: try #require(LocalMinute(text: "2026-03-01T20:00"))))
    #expect(preview.moving?.local.date == CalendarDate(text: "2026-03-02"))
    _ = try home.diary.take(added.schedule, "2026-03-01T20:00")
    #expect(try ask(home).lines.first?.preview.ending == nil)
  }

  @Test func `a flight east rings no dose of the hours that it jumped over`() throws {
    let home = try ReminderDiary(now: "2026-03-01T20:00:00-05:00")
    let night =
      #"{"kind":"times","times":[{"at":"00:30","amount":"1 tablet"}],"start":"2026-02-20"}"#
    _ = try home.diary.add("metformin", night)
    let preview = try #require(try ask(home).lines.first?.preview)
    #expect(preview.ending == .passedOver)
    #expect(preview.longerBy == 18 * 60)
    try home.diary.session.write(AnswerZone(zone: "Europe/Berlin", isAccepted: true))
    #expect(try home.told() == [])
    #expect(try home.count("SELECT count(*) FROM dose_events WHERE status = 5") == 1)
    #expect(try home.diary.session.read(PastDosesQuery()).lines.isEmpty)
  }

  @Test func `who came home is asked again on the next journey to the same place`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    _ = try home.diary.add("metformin", Self.morning)
    try home.diary.session.write(AnswerZone(zone: "Europe/Berlin", isAccepted: false))
    _ = try home.look(machineZone: "Europe/Berlin")
    #expect(try !ask(home).isOpen)
    try home.clock.set("2026-03-02T08:00:00-05:00")
    _ = try home.look(machineZone: "America/New_York")
    #expect(try ask(home).isOpen)
  }
}
