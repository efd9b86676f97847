import Testing

@testable import Domain

@Suite struct RationalTests {
  @Test func `half a tablet three times is one and a half`() {
    let half = Rational(1, 2)
    #expect(half + half + half == Rational(3, 2))
    #expect(Rational(3, 2).description == "1 1/2")
  }

  @Test(arguments: [
    ("2", Rational(2)), ("0.25", Rational(1, 4)), (".5", Rational(1, 2)), ("1/2", Rational(1, 2)),
    ("2/4", Rational(1, 2)), ("1 1/2", Rational(3, 2)), ("1,000", Rational(1000)),
    ("0.0001", Rational(1, 10_000)), ("10,000,000", Rational(10_000_000)),
    ("1/16", Rational(1, 16)),
    ("0", .zero),
  ]) func `a number is read exactly`(text: String, value: Rational) {
    #expect(Rational(text: text) == value)
  }

  @Test(arguments: [
    "", " ", "-1", "+1", "1.", "1.00001", "1/0", "1/17", "1 3/2", "1 0.5", "1  1/2", "1/2 1", "1e3",
    "10,000,001", "1,00", "1,0000", ",100", "1/2/3", "½", "٣", "0x10", "99999999999999999999",
  ]) func `anything else is no number`(text: String) { #expect(Rational(text: text) == nil) }

  @Test(arguments: [
    (Rational(2), "2"), (Rational(1, 2), "1/2"), (Rational(7, 3), "2 1/3"), (Rational(-3), "-3"),
    (Rational(-3, 2), "-1 1/2"), (Rational(1, 8), "0.125"), (Rational(1, 10), "0.1"),
    (Rational(5, 7), "5/7"), (Rational(1, -2), "-1/2"), (.zero, "0"),
  ]) func `a fraction is written plainly`(value: Rational, text: String) {
    #expect(value.description == text)
  }

  @Test(arguments: [
    (Rational(5, 2), "2.5"), (Rational(1, 8), "0.125"), (Rational(100), "100"),
    (Rational(1, 3), nil), (Rational(-1, 4), "-0.25"), (Rational(1001, 1000), "1.001"),
    (Rational(1, 1_000_000), "0.000001"), (Rational(1, 10_000_000), nil),
  ]) func `a decimal has a leading zero and no trailing one`(value: Rational, text: String?) {
    #expect(value.decimalText == text)
  }

  @Test func `what was typed is read back from its own text`() {
    for denominator in 1...16 {
      for numerator in 0...40 {
        let value = Rational(numerator, denominator)
        #expect(Rational(text: value.description) == value)
      }
    }
  }

  @Test(arguments: [
    (Rational(7, 2), 3, 4), (Rational(-7, 2), -4, -3), (Rational(4), 4, 4), (Rational(-4), -4, -4),
    (Rational(1, 3), 0, 1),
  ]) func `rounding goes down and up`(value: Rational, floor: Int, ceiling: Int) {
    #expect(value.floor == floor)
    #expect(value.ceiling == ceiling)
  }

  @Test func `arithmetic keeps lowest terms`() {
    #expect(Rational(6, -4) == Rational(-3, 2))
    #expect(Rational(2, 3) * Rational(3, 4) == Rational(1, 2))
    #expect(Rational(1, 2) / Rational(1, 4) == Rational(2))
    #expect(Rational(1, 2) - Rational(2, 3) == Rational(-1, 6))
    #expect(Rational(1, 3) < Rational(1, 2))
    #expect(Rational(-1, 2) < .zero)
    #expect(!(Rational(2, 4) < Rational(1, 2)))
  }
}
