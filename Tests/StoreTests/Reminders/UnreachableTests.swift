import Domain
import TestSupport
import Testing

@testable import Store

/// A process without a window leaves alone whom it cannot tell anything.
@Suite struct UnreachableTests {
  private static let daily =
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-02-20"}"#
  private static let ways: Set<DeliveryMethod> = [.push, .email, .command, .desktop]

  private let home: ReminderDiary

  init() throws {
    home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    _ = try home.diary.add("metformin", Self.daily)
    try home.clock.set("2026-03-01T08:00:00-05:00")
  }

  private func lookWithoutWindow() throws -> EvaluateReminders.Answer {
    try home.timer.write(
      EvaluateReminders(
        people: nil,
        claimant: "daemon",
        isAlive: { _ in true },
        offers: { Self.ways.contains($1) },
        ways: Self.ways
      )
    )
  }

  private func nextWithoutWindow() throws -> Instant? {
    try home.timer.read(
      NextReminderQuery(people: nil, claimant: "daemon", offered: Self.ways, onlyReachable: true)
    )
  }

  @Test func `what only a window could tell is told by the window that opens later`() throws {
    #expect(try nextWithoutWindow() == nil)
    #expect(try lookWithoutWindow().people == 0)
    try home.clock.set("2026-03-01T09:30:00-05:00")
    #expect(try home.told() == ["Metformin 500 mg waited for you"])
  }

  @Test func `with a way of its own it is told at once`() throws {
    _ = try home.diary.session.write(
      SetChannel(
        ChannelSettings(target: .push(try PushAddress(text: "https://push.example.org/ruth")))
      )
    )
    #expect(try lookWithoutWindow().messages.map(\.method) == [.push])
    #expect(
      try home.diary.session.read(ReminderListQuery()).standing
        == ReminderStanding(isOn: true, isPaused: false, outside: .untested(.push))
    )
  }

  private static let broken = DeliveryOutcome.failed(reason: "Refused.", mayTryAgain: false)

  @Test func `what failed on every way is told by the next window, however late, once`() throws {
    _ = try home.diary.session.write(
      SetChannel(
        ChannelSettings(target: .push(try PushAddress(text: "https://push.example.org/ruth")))
      )
    )
    for message in try lookWithoutWindow().messages {
      _ = try home.timer.write(RecordDelivery(message, Self.broken))
    }
    try home.clock.set("2026-03-01T09:10:00-05:00")
    _ = try lookWithoutWindow()
    #expect(try nextWithoutWindow().map { $0 > home.clock.now } ?? true)
    let next = NextReminderQuery(people: nil, claimant: "a", offered: [.screen])
    #expect(try home.timer.read(next).map { $0 <= home.clock.now } == true)
    // The repetitions that nobody heard go with it.
    #expect(try home.told() == ["Metformin 500 mg waited for you"])
    #expect(try home.told().isEmpty)
  }

  @Test func `what one way told is not told again because another failed`() throws {
    _ = try home.diary.session.write(
      SetChannel(
        ChannelSettings(target: .push(try PushAddress(text: "https://push.example.org/ruth")))
      )
    )
    for message in try lookWithoutWindow().messages {
      _ = try home.timer.write(RecordDelivery(message, .delivered))
    }
    try home.clock.set("2026-03-01T09:10:00-05:00")
    _ = try lookWithoutWindow()
    #expect(try home.told().allSatisfy { $0.hasPrefix("Have you taken it?") })
  }
}
