import Domain
import TestSupport
import Testing

@testable import Store

/// What is said, and asked, where a reminder reached nobody.
@Suite struct UnheardDoseTests {
  private static let twice =
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},"#
    + #"{"at":"12:00","amount":"1 tablet"}],"start":"2026-02-20"}"#
  private static let failed = DeliveryOutcome.failed(reason: "Refused.", mayTryAgain: false)

  private let home: ReminderDiary
  private let schedule: Int

  init() throws {
    home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    schedule = try home.diary.add("metformin", Self.twice).schedule
  }

  /// Looks at a time as a process whose ways all fail, with a push server as well as the screen.
  private func lookInVain(at time: String) throws -> [ClaimedMessage] {
    try home.clock.set("2026-03-01T\(time):00-05:00")
    let messages = try home.look(as: "daemon", alive: ["daemon"], offers: [.push]).messages
    for message in messages { _ = try home.timer.write(RecordDelivery(message, Self.failed)) }
    return messages
  }

  private func push(for user: Int? = nil) throws {
    let session = home.diary.session
    let address = try PushAddress(text: "https://push.example.org/x")
    let owner = user.map { home.diary.test.database.acting(as: session.actor, for: $0) } ?? session
    _ = try owner.write(SetChannel(ChannelSettings(target: .push(address))))
  }

  @Test func `a dose that closed while nobody was told is asked about by the next window`() throws {
    try push()
    #expect(try lookInVain(at: "08:00").count == 1)
    _ = try lookInVain(at: "12:00")
    #expect(try home.count("SELECT count(*) FROM dose_events WHERE status = 3") == 1)
    _ = try lookInVain(at: "13:30")
    try home.clock.set("2026-03-01T13:31:00-05:00")
    let titles = try home.told(as: "window", alive: ["daemon"])
    #expect(titles.contains { $0.contains("question about an earlier dose") }, "\(titles)")
    #expect(try home.told(as: "window", alive: ["daemon"]) == [])
  }

  @Test func `a failed delivery does not call a dose due that has closed since`() throws {
    try push()
    try home.clock.set("2026-03-01T08:00:00-05:00")
    let first = try #require(
      try home.look(as: "daemon", alive: ["daemon"], offers: [.push]).messages.first
    )
    // Its next try comes when the dose has been closed.
    let again = DeliveryOutcome.failed(reason: "No answer.", mayTryAgain: true)
    _ = try home.timer.write(RecordDelivery(first, again))
    let later = try #require(Instant(text: "2026-03-01T12:00:00-05:00")).milliseconds
    try home.set("UPDATE notification_queue SET scheduled_for = \(later)")
    try home.set("UPDATE alert_events SET claimed_at = \(later - 60_000)")
    try home.clock.set("2026-03-01T12:00:00-05:00")
    let told = try home.look(as: "daemon", alive: ["daemon"], offers: [.push]).messages
    #expect(!told.contains { $0.event == first.event })
    #expect(
      try home.count(
        "SELECT count(*) FROM notification_history WHERE reason LIKE 'Its time was past%'"
      ) > 0
    )
  }

  @Test func `a question that could not be delivered is tried again all the same`() throws {
    try push()
    _ = try lookInVain(at: "08:00")
    try home.clock.set("2026-03-01T12:00:00-05:00")
    let told = try home.look(as: "daemon", alive: ["daemon"], offers: [.push]).messages
    let question = try #require(told.first { $0.message.title.contains("earlier dose") })
    let again = DeliveryOutcome.failed(reason: "No answer.", mayTryAgain: true)
    let next = try #require(try home.timer.write(RecordDelivery(question, again)))
    home.clock.advance(seconds: next - home.diary.test.clock.now)
    let second = try home.look(as: "daemon", alive: ["daemon"], offers: [.push]).messages
    #expect(second.contains { $0.event == question.event })
  }

  @Test func `the caregiver reads that the person could not be reminded, and when`() throws {
    let sam = try home.diary.test.database.acting(as: CareDatabase.founder, for: 0).write(
      AddPerson(
        NewPerson(
          handle: "sam",
          firstName: "Sam",
          lastName: "Alvarez",
          birthDate: CalendarDate(text: "1980-03-04"),
          zone: "America/New_York",
          household: "home"
        )
      )
    )
    try home.set(
      """
      UPDATE notification_preferences SET caregiver_id = \(sam), escalate_after_minutes = 30
      WHERE user_id = \(home.diary.user)
      """
    )
    try push()
    _ = try lookInVain(at: "08:00")
    try home.clock.set("2026-03-01T08:30:00-05:00")
    let told = try home.look(as: "daemon", alive: ["daemon"], offers: [.push, .screen]).messages
    let escalation = try #require(told.first { $0.user == sam })
    #expect(escalation.message.title == "Ruth Alvarez: could not be reminded")
    #expect(
      escalation.message.body.contains("Ruth Alvarez could not be reminded at 8:00 AM")
    )
    #expect(!escalation.message.body.contains("No answer for"))
  }

  @Test func `a living process that has not told yet is asked about ever more seldom`() throws {
    try home.clock.set("2026-03-01T08:00:00-05:00")
    _ = try home.look(as: "slow")
    let query = NextReminderQuery(
      people: nil,
      claimant: "other",
      offered: [.screen],
      isAlive: { _ in true }
    )
    var looks = 0
    let start = home.diary.test.clock.now
    while home.diary.test.clock.now < start + 1500 {
      let next = try #require(try home.timer.read(query))
      let now = home.diary.test.clock.now
      #expect(next > now)
      home.clock.advance(seconds: max(next - now, 1))
      looks += 1
    }
    #expect(looks < 20)
  }
}
