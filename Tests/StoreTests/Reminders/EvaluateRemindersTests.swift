import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

@Suite struct EvaluateRemindersTests {
  private static let morning =
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"#
    + #""start":"2026-03-01"}"#

  @Test func `a dose is told at its minute and by one process alone`() throws {
    let home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    _ = try home.diary.add("metformin", Self.morning)
    #expect(try home.next() == "2026-03-01T08:00")
    #expect(try home.told(as: "a") == [])
    try home.clock.set("2026-03-01T08:00:00-05:00")
    #expect(try home.told(as: "a").count == 1)
    #expect(try home.told(as: "b", alive: ["a"]) == [])
    #expect(try home.told(as: "a") == [])
    #expect(try home.next() == "2026-03-01T08:30")
    #expect(try home.count("SELECT count(*) FROM notification_queue") == 0)
    #expect(
      try home.count("SELECT count(*) FROM notification_history WHERE delivery_status = 'shown'")
        == 1
    )
  }

  @Test func `what a dead process took on and did not tell is told by another`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    _ = try home.diary.add("metformin", Self.morning)
    #expect(try home.look(as: "a").messages.count == 1)
    #expect(try home.look(as: "b", alive: ["a"]).messages.isEmpty)
    #expect(try home.told(as: "b").count == 1)
    #expect(try home.told(as: "c", alive: ["b"]) == [])
  }

  @Test func `what a process told before it died is not told again`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    _ = try home.diary.add("metformin", Self.morning)
    #expect(try home.told(as: "a").count == 1)
    #expect(try home.told(as: "b") == [])
  }

  @Test func `a dose that was taken is not told, and nothing waits for it`() throws {
    let home = try ReminderDiary(now: "2026-03-01T07:30:00-05:00")
    let added = try home.diary.add("metformin", Self.morning)
    _ = try home.diary.take(added.schedule, "2026-03-01T08:00")
    try home.clock.set("2026-03-01T08:00:00-05:00")
    #expect(try home.told() == [])
    #expect(try home.next() == "2026-03-02T08:00")
  }

  @Test func `a dose taken back after it was told does not ring a second time at once`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    let added = try home.diary.add("metformin", Self.morning)
    #expect(try home.told().count == 1)
    _ = try home.diary.take(added.schedule, "2026-03-01T08:00")
    _ = try home.diary.session.write(
      UndoDose(schedule: added.schedule, due: try DoseDiary.due("2026-03-01T08:00"))
    )
    #expect(try home.told() == [])
    #expect(try home.next() == "2026-03-01T08:30")
  }

  @Test func `a dose nobody answered is closed with its audit, and the next one opens`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    _ = try home.diary.add("metformin", Self.morning)
    _ = try home.told()
    try home.clock.set("2026-03-02T00:00:00-05:00")
    let answer = try home.look()
    #expect(answer.missed == 1)
    #expect(try home.diary.test.database.verify().findings == [])
    #expect(try home.count("SELECT count(*) FROM dose_events WHERE status = 3") == 1)
    #expect(
      try home.count("SELECT count(*) FROM audit_logs WHERE action_type = 'dose.missed'") == 1
    )
    #expect(try home.next() == "2026-03-02T08:00")
  }

  @Test func `quiet hours put a dose off to one digest when they end`() throws {
    let home = try ReminderDiary(now: "2026-03-01T05:00:00-05:00")
    _ = try home.diary.add(
      "metformin",
      Self.morning.replacingOccurrences(of: "08:00", with: "06:00")
    )
    _ = try home.diary.add(
      "lisinopril",
      Self.morning.replacingOccurrences(of: "08:00", with: "06:30")
    )
    try home.set(
      "UPDATE notification_preferences SET quiet_hours_start = '22:00', quiet_hours_end = '07:00'"
    )
    for minute in ["06:00", "06:30"] {
      try home.clock.set("2026-03-01T\(minute):00-05:00")
      #expect(try home.told() == [])
    }
    #expect(try home.next() == "2026-03-01T07:00")
    try home.clock.set("2026-03-01T07:00:00-05:00")
    #expect(try home.told().count == 1)
    #expect(try home.count("SELECT count(*) FROM alert_claims WHERE event_id IS NOT NULL") == 2)
  }

  @Test func `a way that fails is tried again, and given up in the history`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    _ = try home.diary.add("metformin", Self.morning)
    let message = try #require(try home.look().messages.first)
    let failed = DeliveryOutcome.failed(reason: "No window was open.", mayTryAgain: true)
    #expect(try home.timer.write(RecordDelivery(message, failed)) != nil)
    #expect(try home.look().messages.isEmpty)
    home.clock.advance(seconds: DeliveryBackoff.pauses[0])
    let again = try #require(try home.look().messages.first)
    #expect(again == message)
    let final = DeliveryOutcome.failed(reason: "No such program.", mayTryAgain: false)
    #expect(try home.timer.write(RecordDelivery(again, final)) == nil)
    #expect(
      try home.count("SELECT count(*) FROM notification_history WHERE delivery_status = 'failed'")
        == 1
    )
    // In the past it stands where it was to be told first, with its text.
    let past = try #require(
      try home.diary.session.read(ReminderBoardQuery()).past.first
    )
    #expect(past.firstFor == Instant(text: "2026-03-01T08:00:00-05:00"))
    #expect(past.lastFor == past.firstFor + DeliveryBackoff.pauses[0])
    #expect(past.body == message.message.body)
    let listed = try #require(try home.diary.session.read(ReminderListQuery()).history.first)
    #expect(listed.at == past.firstFor)
    #expect(listed.text == message.message.body)
  }

  @Test func `a message for the screen waits until a process with a window takes it`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    _ = try home.diary.add("metformin", Self.morning)
    #expect(try home.look(as: "daemon", offers: []).messages.isEmpty)
    #expect(try home.look(as: "window", alive: ["daemon"]).messages.count == 1)
  }

  @Test func `a clock that jumps by weeks closes nothing until it is confirmed`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    _ = try home.diary.add("metformin", Self.morning)
    _ = try home.told()
    try home.clock.set("2026-04-20T09:00:00-04:00")
    #expect(try home.look().missed == 0)
    #expect(try home.diary.session.write(ConfirmClock()))
    #expect(try home.look().missed > 40)
  }

  @Test func `nobody but the timer may do what the timer does`() throws {
    let home = try ReminderDiary(now: "2026-03-01T08:00:00-05:00")
    #expect(throws: StoreError.notPermitted(.roleMayNot)) {
      try home.diary.session.write(
        EvaluateReminders(
          people: nil,
          claimant: "x",
          isAlive: { _ in true },
          offers: { _, _ in true }
        )
      )
    }
  }

  @Test func `a zone named for one run closes no dose of the zone people live by`() throws {
    let home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    _ = try home.diary.add(
      "metformin",
      #"{"kind":"times","times":[{"at":"18:00","amount":"1 tablet"}],"start":"2026-02-20"}"#
    )
    _ = try home.diary.add(
      "lisinopril",
      #"{"kind":"times","times":[{"at":"14:00","amount":"1 tablet"}],"start":"2026-02-20"}"#
    )
    try home.clock.set("2026-03-01T14:00:00-05:00")
    var elsewhere = home.diary.test.environment
    elsewhere.zoneOverride = "Asia/Tokyo"
    let other = try DatabaseFile.open(path: home.diary.test.path, environment: elsewhere)
    defer { other.close() }
    let answer = try other.acting(as: CareDatabase.timer, for: 0).write(
      EvaluateReminders(
        people: nil,
        claimant: "b",
        isAlive: { _ in true },
        offers: { _, method in method == .screen }
      )
    )
    #expect(answer.missed == 0)
    #expect(answer.messages.map(\.message.title) == ["Due: lisinopril 500 mg"])
    #expect(
      try home.count("SELECT next_action_at FROM open_doses WHERE schedule_id = 1")
        == (try #require(Instant(text: "2026-03-01T18:00:00-05:00"))).milliseconds
    )
  }
}
