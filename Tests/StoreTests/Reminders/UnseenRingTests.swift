import Domain
import TestSupport
import Testing

@testable import Store

/// What waits in a window behind other rings counts as shown only once somebody saw it.
@Suite struct UnseenRingTests {
  private let home: ReminderDiary
  private let message: ClaimedMessage

  init() throws {
    home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    _ = try home.diary.add(
      "metformin",
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-02-20"}"#
    )
    try home.clock.set("2026-03-01T08:00:00-05:00")
    message = try #require(try home.look().messages.first)
    _ = try home.timer.write(RecordDelivery(message, .waitsToBeSeen))
  }

  private func history() throws -> [String] {
    try home.diary.session.read(ReminderListQuery()).history.map { message in
      [message.status, message.reason].compactMap { $0 }.joined(separator: ": ")
    }
  }

  @Test func `while its window lives nobody else tells it, and nobody looks again and again`()
    throws
  {
    try home.clock.set("2026-03-01T08:00:20-05:00")
    #expect(try home.look(as: "b", alive: ["a"]).messages.isEmpty)
    let query = NextReminderQuery(people: nil, claimant: "b", offered: [.screen])
    let next = try #require(try home.timer.read(query))
    #expect(next > home.diary.test.clock.now + 60)
    #expect(try history().isEmpty)
  }

  @Test func `when its window ends unseen the next window shows it`() throws {
    try home.clock.set("2026-03-01T08:00:20-05:00")
    #expect(try home.told(as: "b") == [message.message.title])
    #expect(try history() == ["shown"])
  }

  @Test func `it is shown once it was in sight`() throws {
    _ = try home.timer.write(RecordDelivery(message, .delivered))
    #expect(try history() == ["shown"])
  }

  @Test func `what held no longer before it was seen is not needed, and the list says why`() throws
  {
    let reason = "It was answered or past its time before it was seen."
    _ = try home.timer.write(RecordDelivery(message, .notNeeded(reason: reason)))
    #expect(try history() == ["cancelled: \(reason)"])
    #expect(try home.look(as: "b").messages.isEmpty)
  }
}
