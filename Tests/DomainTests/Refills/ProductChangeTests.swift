import Domain
import Testing

@Suite struct ProductChangeTests {
  private func change(_ was: String, _ now: String, _ unit: String = "tablet") -> ProductChange? {
    guard let was = Strength(text: was), let now = Strength(text: now) else { return nil }
    return ProductChange(from: was, to: now, unit: unit)
  }

  @Test(arguments: [
    ("5 mg", "2.5 mg", "tablet", Rational(2)), ("2.5 mg", "5 mg", "tablet", Rational(1, 2)),
    ("1 g", "500 mg", "tablet", Rational(2)), ("500 mg", "0.5 g", "tablet", Rational(1)),
    ("25 mg and 100 mg", "50 mg and 200 mg", "tablet", Rational(1, 2)),
    ("160 mg per 5 mL", "160 mg per 10 mL", "mL", Rational(2)),
    ("90 mcg per puff", "45 mcg per puff", "puff", Rational(2)),
  ])
  func `a dose is so many times as many`(
    _ was: String,
    _ now: String,
    _ unit: String,
    _ factor: Rational
  ) {
    #expect(change(was, now, unit)?.factor == factor)
  }

  @Test(arguments: [
    ("5 mg", "5 mg and 2 mg", "tablet"), ("25 mg and 100 mg", "25 mg and 250 mg", "tablet"),
    ("160 mg per 5 mL", "160 mg", "mL"), ("100 units per mL", "200 units per mL", "unit"),
    ("5 mg", "5 mEq", "tablet"), ("5 mg", "0 mg", "tablet"),
  ])
  func `what cannot be worked out is not guessed`(_ was: String, _ now: String, _ unit: String) {
    #expect(change(was, now, unit) == nil)
  }

  @Test(arguments: [
    (
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},{"at":"20:00","amount":"1/2 tablet"}],"start":"2026-11-24"}"#,
      #"{"kind":"times","times":[{"at":"08:00","amount":"2 tablet"},{"at":"20:00","amount":"1 tablet"}],"start":"2026-11-24"}"#
    ),
    (
      #"{"kind":"times","times":[{"at":"18:00","amounts":{"mon":"5 mg","tue":"1 tablet"}}],"start":"2026-11-24"}"#,
      #"{"kind":"times","times":[{"at":"18:00","amounts":{"mon":"5 mg","tue":"2 tablet"}}],"start":"2026-11-24"}"#
    ),
    (
      #"{"kind":"asNeeded","minimumGapHours":4,"amount":"1 tablet","maximum":{"amount":"3 tablets","hours":24}}"#,
      #"{"kind":"asNeeded","minimumGapHours":4,"amount":"2 tablet","maximum":{"amount":"6 tablet","hours":24}}"#
    ),
    (
      #"{"kind":"taper","steps":[{"days":5,"times":[{"at":"08:00","amount":"2 tablets"}]},{"days":null,"times":[{"at":"08:00","amount":"1 tablet"}]}],"start":"2026-11-24"}"#,
      #"{"kind":"taper","steps":[{"days":5,"times":[{"at":"08:00","amount":"4 tablet"}]},{"days":null,"times":[{"at":"08:00","amount":"2 tablet"}]}],"start":"2026-11-24"}"#
    ),
  ])
  func `amounts that are counted are said anew, and nothing else is`(
    _ before: String,
    _ after: String
  ) throws {
    let product = try #require(change("5 mg", "2.5 mg"))
    let rule = try ScheduleRule(json: JSON(text: before))
    #expect(try rule.scaled(by: product) == ScheduleRule(json: JSON(text: after)))
  }

  @Test func `the difference is said in tablets and strengths`() {
    #expect(
      change("5 mg", "2.5 mg")?.words(dose: Amount(Rational(1), "tablet"))
        == "was 1 tablet of 5 mg; now 2 tablets of 2.5 mg. Put the old bottle away"
    )
    #expect(
      change("5 mg", "10 mg")?.words(dose: Amount(Rational(5), "mg"))
        == "was 1 tablet of 5 mg; now half tablet of 10 mg. Put the old bottle away"
    )
  }
}
