import Testing

@testable import Domain

/// What "every 5 minutes", "may repeat once" and "up to 3 doses" come to when they are saved.
@Suite struct SigAsNeededLimitsTests {
  private let evening = LocalMinute(minute: 20_780 * 1440 + 20 * 60)

  private func outcomes(_ written: String) -> [SigProposal.Outcome] {
    SigParser.parse(written).sig.scheduleProposals(start: evening).map(\.outcome)
  }

  private func rules(_ written: String) -> [String] {
    outcomes(written).map { outcome in
      switch outcome {
      case .rule(let json): json.text
      case .impossible(let why): why.rawValue
      }
    }
  }

  @Test(arguments: [
    (
      "1 tab sl every 5 minutes as needed for chest pain up to 3 doses",
      #""minimumGapMinutes":5,"amount":"1 tablet","maximum":{"amount":"3 tablets","hours":1}"#
    ),
    (
      "1 tab sl q5min prn chest pain max 3 tablets in 15 minutes",
      #""minimumGapMinutes":5,"amount":"1 tablet","maximum":{"amount":"3 tablets","minutes":15}"#
    ),
    (
      "2 puffs q20min prn wheeze up to 4 doses",
      #""minimumGapMinutes":20,"amount":"2 puffs","maximum":{"amount":"8 puffs","hours":2}"#
    ),
    (
      "1 tab prn, may repeat every 5 minutes",
      #""minimumGapMinutes":5,"amount":"1 tablet""#
    ),
    (
      "1 tab at onset of migraine, may repeat once in 2 hours",
      #""minimumGapHours":2,"amount":"1 tablet","maximum":{"amount":"2 tablets","hours":24}"#
    ),
    (
      "1-2 tabs prn pain, may repeat twice after 4 hours",
      #""minimumGapHours":4,"amount":"1 tablet","amountMax":"2 tablets","#
        + #""maximum":{"amount":"6 tablets","hours":24}"#
    ),
    (
      "1 tab at onset, may repeat x1 after 2 hours, max 3 tabs in 24 hours",
      #""minimumGapHours":2,"amount":"1 tablet","maximum":{"amount":"3 tablets","hours":24}"#
    ),
    (
      "1 tab prn, keep at least 30 minutes between doses",
      #""minimumGapMinutes":30,"amount":"1 tablet""#
    ),
    (
      "1 tab prn, keep at least 120 minutes between doses",
      #""minimumGapHours":2,"amount":"1 tablet""#
    ),
  ])
  func `the gap is kept in minutes and the doses that may follow are a most`(
    written: String,
    limits: String
  ) {
    #expect(SigParser.parse(written).unparsed == [])
    let rule = #"{"kind":"asNeeded",\#(limits),"start":"2026-11-23T20:00"}"#
    #expect(rules(written) == [rule])
  }

  @Test(arguments: [
    ("1 tab q4h prn up to 3 doses", SigUnschedulable.dosesWithoutTime),
    ("1 tab prn pain for up to 6 doses", .dosesWithoutTime),
    ("prn pain, may repeat once in 2 hours", .dosesWithoutAmount),
    ("1 tab q4h max 4 tabs/day", .moreThanMaximum),
    ("2 tabs q6h max 6 tabs in 24 hours", .moreThanMaximum),
  ])
  func `doses without a time, and plans above their own most, make no schedule`(
    written: String,
    why: SigUnschedulable
  ) {
    #expect(SigParser.parse(written).unparsed == [])
    #expect(outcomes(written) == [.impossible(why)])
  }

  @Test(arguments: [
    "1 tab q4h max 6 tabs/day", "1 tab q4h x4 doses max 4 tabs/day",
    "1 tab every 4 hours while awake max 4 tabs per day",
  ])
  func `a plan that stays within its most is one`(written: String) {
    #expect(
      outcomes(written).allSatisfy {
        if case .rule = $0 { true } else { false }
      }
    )
  }

  @Test(arguments: ["1 tab prn, may repeat q5min x3", "1 tab prn may repeat in 2 hours x2"])
  func `a count of doses that may be one of repetitions is pointed at`(written: String) {
    let reading = SigParser.parse(written)
    #expect(!reading.understood)
    #expect(reading.unparsed.contains { $0.contains("x") })
    #expect(reading.sig.clauses.compactMap(\.count) == [])
  }

  @Test func `a rule has its gap in hours or in minutes and not in both`() throws {
    let both = #"{"kind":"asNeeded","minimumGapHours":1,"minimumGapMinutes":5}"#
    #expect(throws: RuleError.excluding("minimumGapHours", "minimumGapMinutes", in: "")) {
      try ScheduleRule(json: JSON(text: both))
    }
    let json = try JSON(text: #"{"kind":"asNeeded","minimumGapMinutes":120}"#)
    guard case .asNeeded(let rule) = try ScheduleRule(json: json) else {
      Issue.record("another kind")
      return
    }
    #expect(rule.minimumGap == ElapsedTime(hours: 2))
    #expect(rule.members == [JSONMember("minimumGapHours", .integer(2))])
  }
}
