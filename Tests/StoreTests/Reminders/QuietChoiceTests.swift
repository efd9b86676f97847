import Domain
import TestSupport
import Testing

@testable import Store

/// What happens with doses that fall into quiet hours.
@Suite struct QuietChoiceTests {
  private static let late =
    #"{"kind":"times","times":[{"at":"23:30","amount":"1 tablet"}],"start":"2026-02-20"}"#

  private let home: ReminderDiary
  private let schedule: Int

  init() throws {
    home = try ReminderDiary(now: "2026-03-01T12:00:00-05:00")
    schedule = try home.diary.add("metformin", Self.late).schedule
    try home.diary.session.write(
      SetQuietHours(
        isOn: true,
        window: try QuietWindow(
          from: TimeOfDay(minuteOfDay: 22 * 60),
          to: TimeOfDay(minuteOfDay: 7 * 60)
        ),
        advanceMinutes: 0
      )
    )
  }

  private func told(at times: [String]) throws -> [String] {
    try times.flatMap { time in
      try home.clock.set("\(time):00-05:00")
      return try home.told().map { "\(time.suffix(5)) \($0)" }
    }
  }

  @Test func `a dose in quiet hours is found, with what comes of it`() throws {
    let line = try #require(try home.diary.session.read(QuietDosesQuery()).lines.first)
    #expect(line.quiet.first.local.description == "2026-03-01T23:30")
    #expect(line.quiet.count == 7)
    #expect(line.quiet.begins == Instant(text: "2026-03-01T22:00:00-05:00"))
    #expect(line.quiet.ends == Instant(text: "2026-03-02T07:00:00-05:00"))
    // Once a day, it closes at midnight.
    #expect(line.quiet.isTooLateThen)
    #expect(line.choice == .ringAtEnd)
    #expect(try home.diary.session.read(QuietDosesQuery(schedules: [999])).lines.isEmpty)
  }

  @Test(arguments: [
    (QuietChoice.ringBefore, ["21:59 Before quiet hours: metformin 500 mg"]),
    (.ringQuietly, ["23:30 Due: metformin 500 mg"]),
    (.ringAtEnd, ["07:00 A question about an earlier dose"]),
  ])
  func `each choice rings when it says`(choice: QuietChoice, expected: [String]) throws {
    try home.diary.session.write(SetQuietChoice(schedules: [schedule], choice: choice))
    let times = [
      "2026-03-01T21:58", "2026-03-01T21:59", "2026-03-01T22:00", "2026-03-01T23:30",
      "2026-03-02T07:00",
    ]
    #expect(try told(at: times).prefix(expected.count) == expected[...])
  }

  @Test func `somebody else's schedule is not found`() throws {
    #expect(throws: StoreError.notFound(what: "schedule", id: "999")) {
      try home.diary.session.write(SetQuietChoice(schedules: [999], choice: .ringBefore))
    }
  }
}
