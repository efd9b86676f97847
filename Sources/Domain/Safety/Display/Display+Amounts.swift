extension Display {
  /// An amount as a person reads it: `1 tablet`, `half tablet`, `1 and a half tablets`, `2.5 mg`.
  ///
  /// Counted things are spoken in halves, thirds and quarters, measures in decimals; a unit is
  /// never run together with its number.
  package static func amount(_ amount: Amount) -> String {
    let quantity = amount.quantity
    if amount.unit == "%" { return percent(quantity) }
    if amount.isMeasured { return "\(decimal(quantity)) \(amount.unit)" }
    if quantity.isPositive, quantity < Rational(1), let part = fractionWords(quantity) {
      if part == "half" || part == "quarter" { return "\(part) \(amount.unit)" }
      let count = quantity.numerator == 1 ? "one " : ""
      return "\(count)\(part) of \(article(before: amount.unit)) \(amount.unit)"
    }
    return "\(self.quantity(quantity)) \(unit(amount.unit, for: quantity))"
  }

  /// A range of amounts: `1 to 2 tablets`, `half to 1 tablet`, `5 to 10 mL`.
  ///
  /// `most` is in the unit of `least`; nil or an equal number makes no range.
  package static func amount(_ least: Amount, to most: Rational?) -> String {
    guard let most, most != least.quantity else { return amount(least) }
    let unitText = unit(least.unit, for: most)
    if least.isMeasured { return "\(decimal(least.quantity)) to \(decimal(most)) \(unitText)" }
    return "\(quantity(least.quantity)) to \(quantity(most)) \(unitText)"
  }

  /// A number of counted things: `2`, `half`, `one third`, `1 and a half`, `three quarters`, `0.2`.
  package static func quantity(_ value: Rational) -> String {
    guard !value.isWhole else { return number(value.numerator) }
    let whole = value.floor
    guard whole >= 0, let part = fractionWords(value - Rational(whole)) else {
      return decimal(value)
    }
    if whole == 0 {
      return value.numerator == 1 && value.denominator > 4 || part == "third" ? "one \(part)" : part
    }
    guard value.denominator != 8 else { return decimal(value) }
    let article = (value - Rational(whole)).numerator == 1 && value.denominator <= 4 ? "a " : ""
    return "\(number(whole)) and \(article)\(part)"
  }

  /// The unit in the singular or the plural that its number asks for: `tablet`, `tablets`, `mg`.
  package static func unit(_ unit: String, for quantity: Rational) -> String {
    let isSingular = quantity.isPositive && quantity <= Rational(1)
    return isSingular ? unit : Amount.counted[unit] ?? unit
  }

  private static func article(before unit: String) -> String {
    unit.first.map { "aeio".contains($0) } == true ? "an" : "a"
  }

  /// A concentration: `400 mg per 5 mL`, `100 units per mL`.
  package static func concentration(_ amount: Amount, per volume: Amount) -> String {
    let divisor = volume.quantity == Rational(1) ? volume.unit : self.amount(volume)
    return "\(self.amount(amount)) per \(divisor)"
  }

  /// The strengths of a product of several ingredients, as in `A 25 mg and B 100 mg`.
  ///
  /// Names are passed through as they are written, tall-man letters included.
  package static func combination(_ parts: [(name: String, strength: Amount)]) -> String {
    list(parts.map { medication($0.name, $0.strength) })
  }

  /// A name and its strength, with room between them: `metformin 500 mg`.
  package static func medication(_ name: String, _ strength: Amount?) -> String {
    guard let strength else { return name }
    return "\(name) \(amount(strength))"
  }

  /// A percentage: `2.5%`, `0.05%`.
  package static func percent(_ value: Rational) -> String { "\(decimal(value))%" }

  private static let parts = [
    "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth",
  ]

  private static let numerators = ["", "", "two", "three"]

  /// Words for a fraction between 0 and 1; nil when a decimal says it better.
  private static func fractionWords(_ value: Rational) -> String? {
    if value.denominator == 2 { return "half" }
    let isEighth = value.denominator == 8 && value.numerator < 4
    let isSpoken = value.denominator <= 4 || isEighth || value.decimalText == nil
    guard isSpoken, (3...16).contains(value.denominator) else { return nil }
    let part = parts[value.denominator - 3]
    guard value.numerator > 1 else { return part }
    let count = value.numerator < 4 ? numerators[value.numerator] : String(value.numerator)
    return "\(count) \(part)s"
  }
}
