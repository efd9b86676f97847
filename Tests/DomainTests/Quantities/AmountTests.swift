import Testing

@testable import Domain

@Suite struct AmountTests {
  @Test(arguments: [
    ("1 tablet", Amount(Rational(1), "tablet")), ("2 tablets", Amount(Rational(2), "tablet")),
    ("1/2 tab", Amount(Rational(1, 2), "tablet")),
    ("1 1/2 caps", Amount(Rational(3, 2), "capsule")),
    ("2.5 MG", Amount(Rational(5, 2), "mg")), ("10mL", Amount(Rational(10), "mL")),
    ("  5   milliliters ", Amount(Rational(5), "mL")),
    ("1,000 units", Amount(Rational(1000), "unit")),
    ("0.5 meq", Amount(Rational(1, 2), "mEq")),
  ]) func `an amount is read exactly`(text: String, amount: Amount) throws {
    #expect(try Amount(text: text) == amount)
  }

  @Test(arguments: [
    ("", AmountError.unreadable("")), ("tablet", .unreadable("tablet")), ("2", .unitMissing("2")),
    ("0 tablets", .notPositive("0 tablets")), ("2 sips", .unknownUnit("sips")),
    ("-1 tablet", .unreadable("-1 tablet")), ("1e3 mg", .unknownUnit("e3 mg")),
    ("1 to 2 tablets", .unknownUnit("to 2 tablets")), ("1.2.3 mg", .unreadable("1.2.3 mg")),
  ]) func `what is no amount is refused with its reason`(text: String, error: AmountError) {
    #expect(throws: error) { try Amount(text: text) }
  }

  @Test func `a very long text is cut in its error`() {
    #expect(throws: AmountError.unreadable(String(repeating: "9", count: 40))) {
      try Amount(text: String(repeating: "9", count: 101))
    }
  }

  @Test(arguments: [
    (Amount(Rational(1), "tablet"), "1 tablet"), (Amount(Rational(1, 2), "tablet"), "1/2 tablet"),
    (Amount(Rational(3, 2), "tablet"), "1 1/2 tablets"),
    (Amount(Rational(2), "patch"), "2 patches"),
    (Amount(Rational(5, 2), "mg"), "2.5 mg"), (Amount(Rational(1, 2), "mL"), "0.5 mL"),
    (Amount(Rational(1000), "unit"), "1000 units"), (Amount(Rational(3), "each"), "3 each"),
    (Amount(Rational(1, 3), "mL"), "1/3 mL"),
  ]) func `an amount is written plainly and read back`(amount: Amount, text: String) throws {
    #expect(amount.description == text)
    #expect(try Amount(text: text) == amount)
  }

  @Test func `every unit is read back in the singular and the plural`() throws {
    for unit in Amount.measures.union(Amount.counted.keys) {
      for quantity in [Rational(1), Rational(5, 2)] {
        let amount = Amount(quantity, unit)
        #expect(try Amount(text: amount.description) == amount)
      }
    }
  }

  @Test func `a measure is written with decimals and a count is not`() {
    #expect(Amount(Rational(1), "mg").isMeasured)
    #expect(!Amount(Rational(1), "tablet").isMeasured)
  }
}
