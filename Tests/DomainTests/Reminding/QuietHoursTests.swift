import Testing

@testable import Domain

/// When alerts wait.
@Suite struct QuietHoursTests {
  @Test(arguments: [
    ("21:59", false), ("22:00", true), ("23:59", true), ("00:00", true), ("06:59", true),
    ("07:00", false), ("12:00", false),
  ])
  func `the first minute is quiet and the last one is not`(time: String, isQuiet: Bool) throws {
    let hours = try quiet("22:00", "07:00")
    #expect(hours.contains(try local("2026-03-04T\(time)")) == isQuiet)
  }

  @Test func `a window within a day is quiet on that day only`() throws {
    let hours = QuietHours([.wednesday: try window("13:00", "14:00")])
    let quiet = try ["2026-03-03T13:30", "2026-03-04T13:00", "2026-03-04T14:00"]
      .map { hours.contains(try local($0)) }
    #expect(quiet == [false, true, false])
  }

  @Test func `a night belongs to the day on which it begins`() throws {
    let hours = QuietHours([.friday: try window("23:00", "09:00")])
    // The sixth of March 2026 is a Friday.
    let quiet = try [
      "2026-03-06T08:00", "2026-03-06T23:00", "2026-03-07T08:59", "2026-03-07T23:30",
    ]
    .map { hours.contains(try local($0)) }
    #expect(quiet == [false, true, true, false])
  }

  @Test func `equal times are refused`() throws {
    let ten = try #require(TimeOfDay(text: "22:00"))
    #expect(throws: QuietHoursError.withoutLength(ten)) { try QuietWindow(from: ten, to: ten) }
  }

  @Test func `windows that touch are one stretch`() throws {
    let hours = QuietHours([
      .monday: try window("22:00", "06:00"), .tuesday: try window("06:00", "08:00"),
    ])
    let late = ZoneRules.utc.resolve(try local("2026-03-02T23:00")).instant
    let end = try #require(hours.end(after: late, in: .utc))
    #expect(end.text(offset: 0) == "2026-03-03T08:00:00+00:00")
    let before = try #require(hours.lastMinute(before: end - 60, in: .utc))
    #expect(before.text(offset: 0) == "2026-03-02T21:59:00+00:00")
  }

  @Test func `an end that the clock skips is the moment of the jump`() throws {
    let berlin = try SystemZones.rules("Europe/Berlin")
    let hours = try quiet("22:00", "02:30")
    let midnight = berlin.resolve(try local("2026-03-29T00:00")).instant
    let end = try #require(hours.end(after: midnight, in: berlin))
    #expect(end.text(in: berlin) == "2026-03-29T03:00:00+02:00")
  }

  @Test func `an hour that comes twice is quiet twice`() throws {
    let berlin = try SystemZones.rules("Europe/Berlin")
    let hours = try quiet("22:00", "02:30")
    let jump = berlin.resolve(try local("2026-10-25T02:00"), fold: 1).instant
    let first = berlin.resolve(try local("2026-10-25T02:30")).instant
    let quiet = [first - 60, first, jump - 60, jump, jump + 1740, jump + 1800]
      .map { hours.isQuiet(at: $0, in: berlin) }
    #expect(quiet == [true, false, false, true, true, false])
  }
}
