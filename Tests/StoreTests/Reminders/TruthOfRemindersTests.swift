import Domain
import TestSupport
import Testing

@testable import Store

/// What is said of reminders holds: whether anything will ring, what waits, and what comes.
@Suite struct TruthOfRemindersTests {
  private static let late =
    #"{"kind":"times","times":[{"at":"23:30","amount":"1 tablet"}],"start":"2026-02-20"}"#

  private let home: ReminderDiary

  init() throws { home = try ReminderDiary(now: "2026-03-01T21:00:00-05:00") }

  private func standing() throws -> ReminderStanding {
    try home.diary.session.read(ReminderListQuery()).standing
  }

  private func set(_ target: ChannelTarget, isOn: Bool = true) throws {
    _ = try home.diary.session.write(SetChannel(ChannelSettings(target: target, isOn: isOn)))
  }

  @Test func `with every way off nothing rings`() throws {
    #expect(try !standing().hasNoWay)
    try set(.screen, isOn: false)
    #expect(try standing().hasNoWay)
  }

  @Test func `a way outside counts once something arrived on it, and until something does not`()
    throws
  {
    let push = ChannelTarget.push(try PushAddress(text: "https://push.example.org/x"))
    #expect(try standing().outside == .none)
    try set(push)
    #expect(try standing().outside == .untested(.push))
    _ = try home.diary.add("metformin", Self.late)
    for (time, outcome, outside) in [
      ("23:30", DeliveryOutcome.delivered, ReminderStanding.Outside.works),
      ("23:59", .failed(reason: "Refused.", mayTryAgain: false), .failed(.push)),
    ] {
      try home.clock.set("2026-03-01T\(time):30-05:00")
      if time == "23:59" { home.clock.advance(seconds: 60) }
      let offers: Set<DeliveryMethod> = [.push]
      let messages = try home.look(offers: offers).messages
      if time == "23:30" { #expect(messages.count == 1) }
      for message in messages { _ = try home.timer.write(RecordDelivery(message, outcome)) }
      if !messages.isEmpty { #expect(try standing().outside == outside) }
    }
  }

  @Test func `what quiet hours put off stands among what waits`() throws {
    _ = try home.diary.add("metformin", Self.late)
    try home.set(
      "UPDATE notification_preferences SET quiet_hours_start = '22:00', quiet_hours_end = '07:00'"
    )
    try home.clock.set("2026-03-01T23:30:00-05:00")
    #expect(try home.told() == [])
    let waiting = try home.diary.session.read(ReminderBoardQuery()).waiting
    #expect(waiting.map(\.status) == [.deferred])
    #expect(waiting.first?.title.hasPrefix("metformin") == true)
    #expect(waiting.first?.scheduledFor == Instant(text: "2026-03-02T07:00:00-05:00"))
    let listed = try home.diary.session.read(ReminderListQuery()).queued
    #expect(listed.map(\.status) == ["deferred"])
    #expect(listed.first?.at == waiting.first?.scheduledFor)
  }

  @Test func `a closing is told apart from a ring, and a paused medicine does not come`() throws {
    let added = try home.diary.add("metformin", DoseDiary.twiceDaily)
    func coming() throws -> [Bool] {
      try home.diary.session.read(ReminderListQuery()).coming.map(\.closes)
    }
    _ = try home.told()
    #expect(try coming() == [false])
    try home.set("UPDATE notification_preferences SET repeat_at_most = 0")
    try home.clock.set("2026-03-02T08:00:00-05:00")
    _ = try home.told()
    #expect(try coming() == [true])
    try home.set(
      "UPDATE user_medications SET status = 'paused' WHERE medication_id = \(added.medication)"
    )
    #expect(try coming() == [])
  }

  @Test func `no two messages ever have the same number`() throws {
    _ = try home.diary.add("metformin", DoseDiary.twiceDaily)
    var numbers: [Int] = []
    for time in ["2026-03-02T08:00", "2026-03-02T20:00"] {
      try home.clock.set(time + ":00-05:00")
      for message in try home.look().messages {
        numbers.append(message.message.notification)
        _ = try home.timer.write(RecordDelivery(message, .delivered))
      }
    }
    #expect(numbers.count >= 2)
    #expect(Set(numbers).count == numbers.count)
  }
}
