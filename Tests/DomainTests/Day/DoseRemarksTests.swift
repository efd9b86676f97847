import Testing

@testable import Domain

@Suite struct DoseRemarksTests {
  /// Five days of 4 tablets from Tuesday, November 24, then 3 for three days, then 1 for two.
  private static func taper() throws -> ScheduleRule {
    func step(_ days: Int, _ tablets: String) -> String {
      #"{"days":\#(days),"times":[{"at":"08:00","amount":"\#(tablets)"}]}"#
    }
    let steps = [step(5, "4 tablets"), step(3, "3 tablets"), step(2, "1 tablet")]
    return try ScheduleRule(
      json: JSON(
        text: #"{"kind":"taper","steps":[\#(steps.joined(separator: ","))],"start":"2026-11-24"}"#
      )
    )
  }

  @Test(arguments: [
    ("2026-11-24", "Day 1 of 10. Tomorrow 4 tablets, from Sunday 3 tablets"),
    ("2026-11-27", "Day 4 of 10. Tomorrow 4 tablets, from Sunday 3 tablets"),
    ("2026-11-28", "Day 5 of 10. Tomorrow 3 tablets, from Wednesday 1 tablet"),
    ("2026-12-01", "Day 8 of 10. Tomorrow 1 tablet"), ("2026-12-03", "LAST DAY of 10 days"),
    ("2026-12-04", nil), ("2026-11-23", nil),
  ])
  func `a taper says its day, tomorrow, and the next change`(day: String, words: String?) throws {
    let due = try #require(LocalMinute(text: day + "T08:00"))
    #expect(DoseRemarks.taper(try Self.taper(), due: due) == words)
  }

  @Test func `another amount than yesterday is said with both amounts`() throws {
    let today = CalendarDate(year: 2026, month: 11, day: 24)
    let day = try #require(today)
    let (half, whole) = (try Amount(text: "2.5 mg"), try Amount(text: "5 mg"))
    #expect(
      DoseRemarks.difference(half, from: whole, on: day - 1, due: day)
        == "DIFFERENT FROM YESTERDAY: 2.5 mg today, yesterday 5 mg"
    )
    #expect(
      DoseRemarks.difference(half, from: whole, on: day - 2, due: day)
        == "DIFFERENT FROM LAST TIME: 2.5 mg now, last time 5 mg"
    )
    #expect(DoseRemarks.difference(half, from: half, on: day - 1, due: day) == nil)
  }

  @Test(arguments: [
    (64, "The counter should show 64"), (21, "The counter should show 21"),
    (20, "ONLY 20 puffs LEFT by this record: get the next one now"),
  ])
  func `an inhaler warns at 20 puffs`(left: Int, words: String) {
    #expect(DoseRemarks.puffs(left: Rational(left), unit: "puff") == words)
    #expect(DoseRemarks.puffs(left: Rational(left), unit: "tablet") == nil)
  }

  @Test(arguments: [
    ("2.5 mg", "5 mg", "2.5 mg, half tablet of 5 mg (peach)"),
    ("5 mg", "5 mg", "5 mg, 1 tablet of 5 mg (peach)"),
    ("7.5 mg", "5 mg", "7.5 mg, 1 and a half tablets of 5 mg (peach)"),
    ("1/2 tablet", "5 mg", "half tablet, 2.5 mg"), ("2 tablets", "5 mg", "2 tablets"),
    ("2.5 mg", "", "2.5 mg"), ("1/2 tablet", "25 mg and 100 mg", "half tablet"),
  ])
  func `a mass is said in tablets, and a part of a tablet in mass`(
    amount: String,
    strength: String,
    words: String
  ) throws {
    let said = Display.dose(
      try Amount(text: amount),
      strength: Strength(text: strength),
      dosingUnit: "tablet",
      looks: "peach, round"
    )
    #expect(said == words)
    #expect(ForbiddenSigns.violations(in: said).isEmpty)
  }

  @Test func `a meal is asked about only where a dose without one lowers the sugar`() {
    let asks = { (flags: Set<String>, alert: String?, name: String) in
      MealQuestion.isAsked(flags: flags, highAlert: alert, ingredients: [name])
    }
    #expect(asks(["withMeal"], "insulin", "insulin lispro"))
    #expect(asks(["withMeal"], "sulfonylurea", "glipizide"))
    #expect(asks(["withMeal"], nil, "repaglinide"))
    #expect(!asks(["withMeal"], nil, "metformin"))
    #expect(!asks([], "insulin", "insulin glargine"))
  }
}
