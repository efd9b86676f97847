import Testing

@testable import Domain

/// What stands beside the doses of the schedules that directions make.
@Suite struct SigPlanTests {
  private let evening = LocalMinute(minute: 20_780 * 1440 + 20 * 60)

  private func said(_ written: String) throws -> [String] {
    let reading = SigParser.parse(written)
    #expect(reading.understood, "\(reading.unparsed)")
    return try reading.sig.plans(start: evening).map { plan in
      RuleWords(today: evening.date, special: plan.special).text(plan.rule)
    }
  }

  @Test(arguments: [
    (
      "1 gtt in right eye at bedtime", ["Use 1 drop at 10:00 PM, every day. In the right eye."]
    ),
    (
      "inject 0.5 mg sc weekly on monday",
      ["Inject 0.5 mg at 8:00 AM, every Monday. Inject under the skin."]
    ),
    (
      "1 tab po bid with meals",
      ["Take 1 tablet at 8:00 AM and 1 tablet at 6:00 PM, every day. With food."]
    ),
    ("5 mL by mouth daily", ["Take 5 mL at 8:00 AM, every day. By mouth."]),
    ("1 tab qd", ["Take 1 tablet at 8:00 AM, every day."]),
    (
      "apply a thin layer to the face at bedtime",
      ["Apply it at 10:00 PM, every day. Apply a thin layer to the face."]
    ),
    (
      "1-2 tabs q4h prn pain",
      ["Take 1 to 2 tablets only if you need it. Wait at least 4 hours between doses."]
    ),
    (
      "1 drop left eye and 2 drops right eye qhs",
      [
        "Use 1 drop at 10:00 PM, every day. In the left eye.",
        "Use 2 drops at 10:00 PM, every day. In the right eye.",
      ]
    ),
    (
      "1 gtt od qam & 1 gtt os qpm",
      [
        "Use 1 drop at 8:00 AM, every day. In the right eye.",
        "Use 1 drop at 6:00 PM, every day. In the left eye.",
      ]
    ),
  ])
  func `a schedule says where and how`(written: String, sentences: [String]) throws {
    #expect(try said(written) == sentences)
  }

  @Test func `a patch that comes off after twelve hours says so to its schedule`() throws {
    let sig = SigParser.parse("apply 1 patch to the back daily, remove after 12 hours").sig
    let plan = try #require(try sig.plans(start: evening).first)
    #expect(plan.minutesOn == 720)
    #expect(plan.special == "apply to the back")
  }

  @Test(arguments: [
    ("apply 1 patch in the morning and remove at bedtime", SigUnschedulable.removalByClock),
    ("take 1-2 tabs bid", .rangeOfAmounts),
  ])
  func `what a schedule cannot hold is refused`(written: String, why: SigUnschedulable) {
    #expect(throws: SigPlanError.impossible(why)) {
      try SigParser.parse(written).sig.plans(start: evening)
    }
  }

  @Test func `the most of a range counts for limits`() throws {
    let sig = SigParser.parse("1-2 tabs q4h prn pain").sig
    guard case .asNeeded(let rule)? = try sig.plans(start: evening).first?.rule else {
      Issue.record("no as-needed rule")
      return
    }
    #expect(rule.amount == Amount(Rational(1), "tablet"))
    #expect(rule.largestAmount == Amount(Rational(2), "tablet"))
    #expect(rule.fixedAmount == nil)
    #expect(try ScheduleRule(json: ScheduleRule.asNeeded(rule).json) == .asNeeded(rule))
    let checked = CheckedSchedule([.asNeeded(rule)], from: evening.date, days: 7)
    #expect(checked.asNeeded.first??.amount == Amount(Rational(12), "tablet"))
  }

  @Test(arguments: ["1 tablet", "2 mL", "1/2 tablet"])
  func `a range ends above its beginning in the same unit`(most: String) {
    #expect(throws: RuleError.notARange("amountMax")) {
      try ScheduleRule(
        json: JSON(text: #"{"kind":"asNeeded","amount":"1 tablet","amountMax":"\#(most)"}"#)
      )
    }
  }

  @Test func `the form follows from the route`() {
    #expect(SigParser.parse("1 gtt od qhs").sig.form(of: "drop") == "eye drop")
    #expect(MedicineWay(form: "eye drop", unit: "drop") == .eye)
    #expect(SigParser.parse("1 tab bid").sig.form(of: "tablet") == nil)
  }
}
