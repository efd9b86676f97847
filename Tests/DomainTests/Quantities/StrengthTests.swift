import Testing

@testable import Domain

@Suite struct StrengthTests {
  @Test(arguments: [
    ("5-325 mg", "5 mg and 325 mg"), ("5/325 mg", "5 mg and 325 mg"),
    ("10/325 mg", "10 mg and 325 mg"), ("5 mg/325 mg", "5 mg and 325 mg"),
    ("5 mg / 325 mg", "5 mg and 325 mg"), ("5mg-325mg", "5 mg and 325 mg"),
    ("5 mg & 325 mg", "5 mg and 325 mg"), ("5/10 mg", "5 mg and 10 mg"),
    ("7.5-325 mg/15 mL", "7.5 mg and 325 mg per 15 mL"), ("250/50 mcg", "250 mcg and 50 mcg"),
    ("50/325/40 mg", "50 mg and 325 mg and 40 mg"), ("75 µg", "75 mcg"), ("75ug", "75 mcg"),
    ("160 mg/5 mL", "160 mg per 5 mL"), ("160mg/5mL", "160 mg per 5 mL"),
    ("90 mcg/actuation", "90 mcg per puff"), ("100 units/mL", "100 units per mL"),
    ("1000 IU", "1000 units"), ("1,000 mg", "1000 mg"), (".125 mg", "0.125 mg"),
    ("50 mg/g", "50 mg per g"), ("1/2 mg", "0.5 mg"), ("500 mg.", "500 mg"), ("0.05%", "0.05 %"),
    ("400 mg per 5 mL", "400 mg per 5 mL"), ("25 mg and 100 mg", "25 mg and 100 mg"),
  ]) func `a strength is read as labels and people write it`(text: String, spelled: String) throws {
    let strength = try #require(Strength(text: text))
    #expect(strength.description == spelled)
    #expect(Strength(text: spelled) == strength)
    #expect(Strength.entered(text) == spelled)
  }

  @Test(arguments: [
    "", "325", "5-325", "1 billion cells", "U-100", "0 mg", "500 mg 1 tab", "mg", "5 mg/", "5 mg-",
    "-5 mg", "500 mg extended-release", "1 2 mg", "5 mg/5 mL/5 mL", "25 mcg/hr",
  ]) func `what is no strength is not made one`(text: String) {
    #expect(Strength(text: text) == nil)
  }

  @Test func `numbers alone have no unit`() {
    #expect(Strength.lacksUnit("325"))
    #expect(Strength.lacksUnit("5-325"))
    #expect(!Strength.lacksUnit("325 mg"))
    #expect(!Strength.lacksUnit("0.05%"))
    #expect(!Strength.lacksUnit(""))
  }

  @Test(arguments: [
    ("25 mcg/hr", "25 mcg per hour"), ("0.1 mg/24 h", "0.1 mg/24 h"),
    ("12 µg/h", "12 mcg per hour"),
    ("40 mg ER", "40 mg ER"), (".5 furlongs", "0.5 furlongs"),
  ]) func `what is not read is kept without signs that are misread`(text: String, kept: String) {
    #expect(Strength.entered(text) == kept)
  }

  @Test func `a strength by volume says nothing of a vial`() throws {
    let strength = try #require(Strength(text: "2.5 mg per 3 mL"))
    #expect(strength.ingredients(in: Amount(Rational(1), "vial"), dosingUnit: "vial") == nil)
    let puffs = try #require(Strength(text: "90 mcg per puff"))
    #expect(
      puffs.ingredients(in: Amount(Rational(2), "inhalation"), dosingUnit: "inhalation")
        == [Amount(Rational(180), "mcg")]
    )
  }
}
