import Domain
import Terminal
import Testing

@testable import Screens

@Suite struct RuleDraftTests {
  private static let today = CalendarDate(text: "2026-11-24") ?? CalendarDate(day: 0)

  static let rules = [
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},{"at":"18:00","amount":"1 tablet"}],"start":"2026-11-24"}"#,
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},{"at":"18:00","amount":"1/2 tablet"}],"start":"2026-11-24"}"#,
    #"{"kind":"times","times":[{"at":"12:00","amount":"6 tablets"}],"weekdays":["mon","sun"],"start":"2026-11-24"}"#,
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 patch"}],"everyDays":3,"start":"2026-11-24"}"#,
    #"{"kind":"times","times":[{"at":"08:00","amount":"10 mL"}],"monthDays":[1,15,31],"start":"2026-11-24"}"#,
    #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"cycle":{"onDays":21,"offDays":7},"start":"2026-11-24"}"#,
    #"{"kind":"times","times":[{"at":"18:00","amounts":{"mon":"5 mg","tue":"2.5 mg"}}],"start":"2026-11-24"}"#,
    #"{"kind":"times","times":[{"at":"18:00","sequence":["5 mg","2.5 mg"]}],"start":"2026-11-24"}"#,
    #"{"kind":"interval","everyHours":8,"amount":"1 capsule","basis":"schedule","start":"2026-11-24T06:00"}"#,
    #"{"kind":"interval","everyHours":4,"amount":"2 puffs","basis":"taken","window":{"from":"06:00","to":"22:00"},"start":"2026-11-24T06:00"}"#,
    #"{"kind":"taper","steps":[{"days":5,"times":[{"at":"08:00","amount":"40 mg"}]},{"days":1,"times":[{"at":"08:00","amount":"20 mg"}]},{"days":null,"times":[{"at":"08:00","amount":"10 mg"},{"at":"20:00","amount":"5 mg"}]}],"start":"2026-11-24"}"#,
  ]

  @Test(arguments: rules)
  func `a rule goes into fields and comes back the same`(text: String) throws {
    let rule = try ScheduleRule(json: JSON(text: text))
    let (shape, values) = try #require(RuleShape.fields(of: rule, today: Self.today))
    let draft = RuleDraft(
      shape: shape,
      values: values,
      reader: EntryReader(today: Self.today)
    )
    #expect(try draft.rule(start: .date(Self.today), lastDay: nil, count: nil) == rule)
  }

  @Test func `amounts by weekday on all seven days can be changed`() throws {
    let rule = try ScheduleRule(
      json: JSON(
        text: """
          {"kind":"times","times":[{"at":"08:00","amounts":{"mon":"5 mg","tue":"2.5 mg",\
          "wed":"5 mg","thu":"2.5 mg","fri":"5 mg","sat":"2.5 mg","sun":"2.5 mg"}}],"weekdays":\
          ["mon","tue","wed","thu","fri","sat","sun"],"start":"2026-11-16T07:00"}
          """
      )
    )
    let (shape, values) = try #require(RuleShape.fields(of: rule, today: Self.today))
    #expect(shape == .byWeekday)
    #expect(values["perDay"]?.hasPrefix("Mon 5 mg, Tue 2.5 mg") == true)
  }

  @Test func `as needed goes into fields and comes back with its limits`() throws {
    let rule = try ScheduleRule(
      json: JSON(
        text:
          #"{"kind":"asNeeded","minimumGapHours":4,"amount":"1 tablet","maximum":{"amount":"6 tablets","hours":24},"start":"2026-11-24"}"#
      )
    )
    let (shape, values) = try #require(RuleShape.fields(of: rule, today: Self.today))
    let draft = RuleDraft(shape: shape, values: values, reader: EntryReader(today: Self.today))
    #expect(try draft.rule(start: .date(Self.today), lastDay: nil, count: nil) == rule)
  }

  @Test(
    arguments: [
      (
        RuleShape.daily, ["times": "8 am"],
        EntryError.missing("how much each time, such as 1 tablet")
      ),
      (.daily, ["times": "8", "each": "1 tablet"], .morningOrEvening("8")),
      (
        .weekdays, ["times": "8 am", "each": "1 tablet", "weekdays": "Mon, foo"],
        .notAWeekday("foo")
      ),
      (.everyDays, ["times": "8 am", "each": "1 tablet", "everyDays": "0"], .notANumber("0")),
      (.taper, ["steps": "5 days of rest"], .unreadableStep("5 days of rest")),
      (
        .sequence, ["time": "8 am", "inTurn": "5 mg"],
        .missing("two amounts or more, such as 5 mg, 2.5 mg")
      ),
    ] as [(RuleShape, Form.Values, EntryError)]
  )
  func `what is missing or cannot be is said`(
    shape: RuleShape,
    values: Form.Values,
    expected: EntryError
  ) {
    let draft = RuleDraft(shape: shape, values: values, reader: EntryReader(today: Self.today))
    #expect(throws: expected) {
      try draft.rule(start: .date(Self.today), lastDay: nil, count: nil)
    }
  }

  @Test func `a step of a taper that is over is never begun again`() throws {
    let rule = try ScheduleRule(json: JSON(text: Self.rules[10]))
    let (_, values) = try #require(RuleShape.fields(of: rule, today: Self.today + 5))
    #expect(values["steps"] == "1 day 20 mg at 8:00 AM; then 10 mg at 8:00 AM, 5 mg at 8:00 PM")
  }
}
