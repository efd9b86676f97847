import Testing

@testable import Domain

/// When refills and stock are told.
@Suite struct DailyHourTests {
  private func next(
    _ now: String,
    notBefore day: String? = nil,
    quiet: QuietHours = .off,
    zone: ZoneRules = .utc
  ) throws -> String {
    let now = zone.resolve(try #require(LocalMinute(text: now))).instant
    let moment = DailyHour.next(
      from: now,
      notBefore: try day.map { try #require(CalendarDate(text: $0)) },
      quiet: quiet,
      in: zone
    )
    return zone.local(of: moment).0.description
  }

  private func quiet(_ from: String, _ to: String) throws -> QuietHours {
    QuietHours(
      daily: try QuietWindow(
        from: try #require(TimeOfDay(text: from)),
        to: try #require(TimeOfDay(text: to))
      )
    )
  }

  @Test(arguments: [
    ("2026-03-01T03:00", "2026-03-01T09:00"), ("2026-03-01T09:00", "2026-03-01T09:00"),
    ("2026-03-01T14:30", "2026-03-01T14:30"), ("2026-03-01T19:59", "2026-03-01T19:59"),
    ("2026-03-01T20:00", "2026-03-02T09:00"), ("2026-12-31T23:59", "2027-01-01T09:00"),
  ])
  func `it is told between nine and eight`(now: String, expected: String) throws {
    #expect(try next(now) == expected)
  }

  @Test func `a later day begins at nine`() throws {
    #expect(try next("2026-03-01T10:00", notBefore: "2026-03-04") == "2026-03-04T09:00")
    #expect(try next("2026-03-04T10:00", notBefore: "2026-03-04") == "2026-03-04T10:00")
  }

  @Test func `quiet hours are waited for`() throws {
    #expect(try next("2026-03-01T03:00", quiet: quiet("22:00", "10:30")) == "2026-03-01T10:30")
    #expect(try next("2026-03-01T13:00", quiet: quiet("12:00", "15:00")) == "2026-03-01T15:00")
    #expect(try next("2026-03-01T19:00", quiet: quiet("18:00", "09:30")) == "2026-03-02T09:30")
  }

  @Test func `whoever is quiet all day is told when it ends`() throws {
    #expect(try next("2026-03-01T10:00", quiet: quiet("08:00", "21:00")) == "2026-03-01T21:00")
  }
}
