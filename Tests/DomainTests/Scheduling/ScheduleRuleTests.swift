import Testing

@testable import Domain

@Suite struct ScheduleRuleTests {
  static let rules = [
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},{"at":"20:00","amount":"2 tablets"}],"weekdays":["mon","wed"],"start":"2026-03-01","end":"2026-04-01","zoneMode":"home"}"#,
    #"{"kind":"times","times":[{"at":"18:00","amounts":{"mon":"5 mg","tue":"2.5 mg"}}],"start":"2026-03-01"}"#,
    #"{"kind":"times","times":[{"at":"18:00","sequence":["5 mg","2.5 mg"]}],"everyDays":2,"start":"2026-03-01"}"#,
    #"{"kind":"times","times":[{"at":"08:00"}],"everyDays":3,"start":"2026-03-01"}"#,
    #"{"kind":"times","times":[{"at":"08:00"}],"monthDays":[1,15,31],"start":"2026-03-01"}"#,
    #"{"kind":"times","times":[{"at":"08:00"}],"cycle":{"onDays":21,"offDays":7},"start":"2026-03-01"}"#,
    #"{"kind":"times","times":[{"at":"08:00"},{"at":"14:00"},{"at":"20:00"}],"start":"2026-11-24T20:00","count":30}"#,
    #"{"kind":"interval","everyHours":8,"basis":"schedule","window":{"from":"06:00","to":"22:00"},"start":"2026-03-01T06:00"}"#,
    #"{"kind":"interval","everyMinutes":90,"amount":"1 drop","basis":"taken","start":"2026-03-01","end":"2026-03-02T12:00","count":4}"#,
    #"{"kind":"linked","after":"A","delayMinutes":30,"amount":"1/2 tablet","start":"2026-03-01"}"#,
    #"{"kind":"taper","steps":[{"days":5,"times":[{"at":"08:00","amount":"40 mg"}]},{"days":null,"times":[{"at":"08:00","amount":"20 mg"}]}],"start":"2026-03-01"}"#,
    #"{"kind":"asNeeded","minimumGapHours":4,"amount":"1 tablet","maximum":{"amount":"6 tablets","hours":24}}"#,
    #"{"kind":"asNeeded","start":"2026-03-01","end":"2026-04-01"}"#,
    #"{"kind":"byReading","times":[{"at":"08:00"}],"start":"2026-03-01","table":[{"below":4.5,"units":"none, call"},{"from":4.5,"to":8,"units":"2 units"},{"from":8.1,"units":"4 units"}],"floorText":"Do not guess. Call."}"#,
    #"{"kind":"unscheduled"}"#,
  ]

  @Test(arguments: rules) func `a rule is written as it was read`(text: String) throws {
    let rule = try rule(text)
    #expect(rule.json.text == text)
    #expect(try ScheduleRule(json: rule.json) == rule)
  }

  @Test func `times are put in order`() throws {
    let shuffled = try rule(
      #"{"kind":"times","times":[{"at":"20:00"},{"at":"08:00"}],"weekdays":["wed","mon"],"start":"2026-03-01"}"#
    )
    let sorted = try rule(
      #"{"kind":"times","times":[{"at":"08:00"},{"at":"20:00"}],"weekdays":["mon","wed"],"start":"2026-03-01"}"#
    )
    #expect(shuffled == sorted)
  }

  @Test func `null says nothing`() throws {
    let text =
      #"{"kind":"times","times":[{"at":"08:00","amount":null}],"end":null,"start":"2026-03-01"}"#
    let plain = #"{"kind":"times","times":[{"at":"08:00"}],"start":"2026-03-01"}"#
    #expect(try rule(text) == rule(plain))
  }

  struct Refusal: CustomTestStringConvertible {
    let rule: String
    let error: RuleError
    var testDescription: String { "\(error)" }

    /// A times rule with these members.
    static func times(_ members: String, _ error: RuleError) -> Refusal {
      Refusal(rule: #"{"kind":"times","start":"2026-03-01",\#(members)}"#, error: error)
    }

    static func interval(_ members: String, _ error: RuleError) -> Refusal {
      Refusal(rule: #"{"kind":"interval","start":"2026-03-01",\#(members)}"#, error: error)
    }

    static func taper(_ steps: String, _ error: RuleError) -> Refusal {
      Refusal(rule: #"{"kind":"taper","start":"2026-03-01","steps":[\#(steps)]}"#, error: error)
    }

    static func table(_ rows: String, _ error: RuleError) -> Refusal {
      Refusal(
        rule:
          #"{"kind":"byReading","start":"2026-03-01","times":[{"at":"08:00"}],"table":[\#(rows)]}"#,
        error: error
      )
    }
  }

  static let at8 = #""times":[{"at":"08:00"}]"#
  static let start = RuleMoment.date(CalendarDate(day: 20_513))

  static let refusals: [Refusal] = [
    Refusal(rule: "[]", error: .wrongType("", expected: .object)),
    Refusal(rule: "{}", error: .missingKey("kind", in: "")),
    Refusal(rule: #"{"kind":"daily"}"#, error: .unknownKind("daily")),
    Refusal(rule: #"{"kind":"times",\#(at8)}"#, error: .missingKey("start", in: "")),
    .times(#""at":"08:00""#, .unknownKey("at", in: "")),
    .times(#""times":[]"#, .emptyList("times")),
    .times(#""times":"08:00""#, .wrongType("times", expected: .list)),
    .times(#""times":[{"at":"8:00"}]"#, .unreadableTime("8:00", at: "times[0].at")),
    .times(#""times":[{"at":"24:00"}]"#, .unreadableTime("24:00", at: "times[0].at")),
    .times(#""times":[{"at":"08:00"},{"at":"08:00"}]"#, .duplicate("08:00", at: "times")),
    .times(
      #""times":[{"at":"08:00","dose":"1 tablet"}]"#,
      .unknownKey("dose", in: "times[0]")
    ),
    .times(
      #""times":[{"at":"08:00","amount":"0 tablets"}]"#,
      .unreadableAmount("0 tablets", at: "times[0].amount", .notPositive("0 tablets"))
    ),
    .times(
      #""times":[{"at":"08:00","amount":"2"}]"#,
      .unreadableAmount("2", at: "times[0].amount", .unitMissing("2"))
    ),
    .times(
      #""times":[{"at":"08:00","amount":2}]"#,
      .wrongType("times[0].amount", expected: .text)
    ),
    .times(
      #""times":[{"at":"08:00","amount":"1 mg","amounts":{"mon":"1 mg"}}]"#,
      .excluding("amount", "amounts", in: "times[0]")
    ),
    .times(
      #""times":[{"at":"08:00","amounts":{"monday":"1 mg"}}]"#,
      .unknownKey("monday", in: "times[0].amounts")
    ),
    .times(#""times":[{"at":"08:00","amounts":{}}]"#, .emptyList("times[0].amounts")),
    .times(
      #""times":[{"at":"08:00","sequence":["5 mg"]}]"#,
      .outOfRange(1, at: "times[0].sequence", 2...366)
    ),
    .times(
      #""times":[{"at":"08:00","amounts":{"tue":"1 mg"}}],"weekdays":["mon"]"#,
      .neverOccurs("times")
    ),
    .times(#"\#(at8),"weekdays":[]"#, .emptyList("weekdays")),
    .times(#"\#(at8),"weekdays":["mon","mon"]"#, .duplicate("mon", at: "weekdays")),
    .times(
      #"\#(at8),"weekdays":["Mon"]"#,
      .unknownWord(
        "Mon",
        at: "weekdays[0]",
        expected: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
      )
    ),
    .times(
      #"\#(at8),"weekdays":["mon"],"everyDays":2"#,
      .excluding("weekdays", "everyDays", in: "")
    ),
    .times(
      #"\#(at8),"monthDays":[1],"cycle":{"onDays":1,"offDays":1}"#,
      .excluding("monthDays", "cycle", in: "")
    ),
    .times(#"\#(at8),"monthDays":[0]"#, .outOfRange(0, at: "monthDays[0]", 1...31)),
    .times(#"\#(at8),"monthDays":[32]"#, .outOfRange(32, at: "monthDays[0]", 1...31)),
    .times(#"\#(at8),"monthDays":[5,5]"#, .duplicate("5", at: "monthDays")),
    .times(#"\#(at8),"everyDays":0"#, .outOfRange(0, at: "everyDays", 1...3650)),
    .times(
      #"\#(at8),"everyDays":1.5"#,
      .wrongType("everyDays", expected: .wholeNumber)
    ),
    .times(
      #"\#(at8),"cycle":{"onDays":0,"offDays":7}"#,
      .outOfRange(0, at: "cycle.onDays", 1...3650)
    ),
    .times(#"\#(at8),"cycle":{"onDays":21}"#, .missingKey("offDays", in: "cycle")),
    .times(#"\#(at8),"count":0"#, .outOfRange(0, at: "count", 1...1_000_000)),
    .times(
      #"\#(at8),"end":"2026-03-01""#,
      .endNotAfterStart(start: start, end: start)
    ),
    .times(#"\#(at8),"end":"March""#, .unreadableMoment("March", at: "end")),
    .times(
      #"\#(at8),"zoneMode":"away""#,
      .unknownWord("away", at: "zoneMode", expected: ["local", "home"])
    ),
    .interval(#""everyHours":8,"zoneMode":"home""#, .unknownKey("zoneMode", in: "")),
    .interval(#""basis":"taken""#, .missingKey("everyHours", in: "")),
    .interval(#""everyHours":0"#, .outOfRange(0, at: "everyHours", 1...8760)),
    .interval(#""everyHours":8761"#, .outOfRange(8761, at: "everyHours", 1...8760)),
    .interval(
      #""everyHours":1,"everyMinutes":60"#,
      .excluding("everyHours", "everyMinutes", in: "")
    ),
    .interval(
      #""everyHours":8,"basis":"given""#,
      .unknownWord("given", at: "basis", expected: ["schedule", "taken"])
    ),
    .interval(
      #""everyHours":8,"window":{"from":"06:00","to":"06:00"}"#,
      .windowWithoutLength(TimeOfDay(minuteOfDay: 360), at: "window")
    ),
    Refusal(
      rule: #"{"kind":"linked","after":" ","delayMinutes":30,"start":"2026-03-01"}"#,
      error: .emptyText("after")
    ),
    Refusal(
      rule: #"{"kind":"linked","after":"A","delayMinutes":-1,"start":"2026-03-01"}"#,
      error: .outOfRange(-1, at: "delayMinutes", 0...525_600)
    ),
    .taper(#"{"days":null,\#(at8)},{"days":1,\#(at8)}"#, .openStepNotLast(1)),
    .taper(#"{\#(at8)}"#, .missingKey("days", in: "steps[0]")),
    .taper(#"{"days":0,\#(at8)}"#, .outOfRange(0, at: "steps[0].days", 1...3650)),
    .taper(#"{"days":1,"times":[]}"#, .emptyList("steps[0].times")),
    .taper("", .emptyList("steps")),
    Refusal(
      rule: #"{"kind":"asNeeded","maximum":{"amount":"6 tablets"}}"#,
      error: .missingKey("hours", in: "maximum")
    ),
    Refusal(
      rule: #"{"kind":"asNeeded","start":"2026-03-01","end":"2026-03-01"}"#,
      error: .endNotAfterStart(start: start, end: start)
    ),
    .table(
      #"{"below":70,"units":"none"},{"from":69,"units":"2 units"}"#,
      .readingsOutOfOrder("table[1]")
    ),
    .table(#"{"from":9,"to":8,"units":"2 units"}"#, .readingsOutOfOrder("table[0]")),
    .table(#"{"below":70,"from":60,"units":"x"}"#, .excluding("below", "from", in: "table[0]")),
    .table(#"{"below":-70,"units":"x"}"#, .unreadableReading("-70", at: "table[0].below")),
    .table(#"{"below":"70","units":"x"}"#, .wrongType("table[0].below", expected: .number)),
    .table(#"{"below":70,"units":""}"#, .emptyText("table[0].units")),
    Refusal(
      rule:
        #"{"kind":"byReading","start":"2026-03-01","times":[{"at":"08:00","amount":"2 units"}],"table":[{"below":70,"units":"x"}]}"#,
      error: .amountFromReading("times")
    ),
    Refusal(
      rule: #"{"kind":"unscheduled","start":"2026-03-01"}"#,
      error: .unknownKey("start", in: "")
    ),
  ]

  @Test(arguments: refusals) func `a contradiction is refused with its place`(refusal: Refusal) {
    #expect(throws: refusal.error) { try rule(refusal.rule) }
  }
}
