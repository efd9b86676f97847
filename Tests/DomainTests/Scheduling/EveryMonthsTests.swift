import Testing

@testable import Domain

/// Plans of every so many months.
@Suite struct EveryMonthsTests {
  private static func days(
    _ months: Int,
    from start: String,
    to end: String = "2029-01-01"
  ) throws -> [String] {
    let rule = try ScheduleRule(
      json: JSON(
        text: """
          {"kind":"times","times":[{"at":"08:00","amount":"1 mL"}],"everyMonths":\(months),\
          "start":"\(start)"}
          """
      )
    )
    let clocks = RuleClocks(zone: .utc, home: .utc)
    let last = try #require(CalendarDate(text: end))
    var days: [String] = []
    for occurrence in rule.occurrences(fromDue: 0, on: clocks) {
      guard occurrence.local.date < last else { break }
      days.append(occurrence.local.date.description)
    }
    return days
  }

  @Test func `twice a year on the day of the month of the first`() throws {
    #expect(
      try Self.days(6, from: "2026-11-24")
        == ["2026-11-24", "2027-05-24", "2027-11-24", "2028-05-24", "2028-11-24"]
    )
  }

  @Test func `a month that lacks the day has its last day, and no dose is lost`() throws {
    #expect(
      try Self.days(6, from: "2026-08-31")
        == ["2026-08-31", "2027-02-28", "2027-08-31", "2028-02-29", "2028-08-31"]
    )
  }

  @Test func `however one asks, the first day from a day on and the count before it agree`() throws
  {
    for start in ["2026-01-01", "2026-01-31", "2027-12-30", "2028-02-29"] {
      let start = try #require(CalendarDate(text: start))
      for months in [1, 2, 3, 6, 7, 12, 120] {
        let pattern = DayPattern.everyMonths(months)
        let all = (0..<40).map { DayPattern.date(start, monthsLater: $0 * months) }
        for offset in stride(from: 0, to: 900, by: 1) {
          let day = start + offset
          let first = try #require(all.first { $0 >= day })
          #expect(pattern.firstDay(onOrAfter: day, from: start) == first)
          #expect(pattern.count(before: day, from: start) == all.count { $0 < day })
        }
      }
    }
  }

  @Test func `it is said in words and read from directions`() throws {
    let reading = SigParser.parse("inject 60 mg under the skin every 6 months")
    let start = try #require(LocalMinute(text: "2026-11-24T09:00"))
    guard case .rule(let json) = reading.sig.scheduleProposals(start: start).first?.outcome else {
      Issue.record("no rule")
      return
    }
    let rule = try ScheduleRule(json: json)
    let today = try #require(CalendarDate(text: "2026-11-24"))
    #expect(RuleWords(today: today).text(rule).contains("every 6 months on day 24"))
    #expect(rule.frequency?.isWeeklyOrRarer == true)
    #expect(try ScheduleRule(json: rule.json) == rule)
  }

  @Test(arguments: ["0", "121", "\"6\""])
  func `other numbers of months are refused`(months: String) {
    #expect(throws: RuleError.self) {
      try ScheduleRule(
        json: JSON(
          text: #"{"kind":"times","times":[{"at":"08:00"}],"start":"2026-01-01","everyMonths":"#
            + months + "}"
        )
      )
    }
  }
}
