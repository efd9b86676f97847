/// How much of each ingredient one dosing unit holds: `500 mg`, `25 mg and 100 mg`,
/// `400 mg per 5 mL`, `90 mcg per puff`, `100 units per mL`.
///
/// Amounts stand in the order of the product's ingredients. `per` is the quantity of product that
/// holds them, one dosing unit when the text names none.
package struct Strength: Hashable, Sendable {
  package let amounts: [Amount]
  /// How much product the amounts are in; nil for one dosing unit.
  package let per: Amount?

  package init(amounts: [Amount], per: Amount? = nil) {
    self.amounts = amounts
    self.per = per
  }

  /// A strength from text in any usual spelling; nil when it is not one, as for `1 billion cells`.
  package init?(text: String) {
    guard let written = Self.written(text) else { return nil }
    self = written
  }

  /// A text with a zero before every point that has none: `.125 mg` read without its point is a
  /// thousand times as much.
  package static func withLeadingZeros(_ text: String) -> String {
    var out = ""
    var before: Character?
    for (index, sign) in zip(text.indices, text) {
      let next = text.index(after: index)
      let isDecimal = next < text.endIndex && text[next].isASCII && text[next].isNumber
      if sign == ".", isDecimal, before?.isNumber != true { out += "0" }
      out.append(sign)
      before = sign
    }
    return out
  }

  /// The amount of each ingredient in `dose`, or nil where it cannot be computed.
  ///
  /// A dose counted or measured in the product's unit (`2 tablets`, `10 mL`) is multiplied out. A
  /// dose given as mass of a product with one ingredient (`40 mg`) is that mass itself.
  package func ingredients(in dose: Amount, dosingUnit: String) -> [Amount]? {
    // What 3 mL hold says nothing of a vial that may hold more.
    if let per, per.unit != dosingUnit, per.isMeasured || Amount.counted[dosingUnit] == nil {
      return nil
    }
    if let units = units(in: dose, dosingUnit: dosingUnit) {
      let size = per?.quantity ?? Rational(1)
      return amounts.map { Amount($0.quantity * units / size, $0.unit) }
    }
    return nil
  }

  /// How many dosing units `dose` is, or nil where it cannot be computed: never a guess.
  ///
  /// The dosing unit is the one in which the supply is counted: tablets, mL, puffs.
  package func units(in dose: Amount, dosingUnit: String) -> Rational? {
    if dose.unit == dosingUnit { return dose.quantity }
    guard amounts.count == 1, let strength = amounts.first else { return nil }
    guard let factor = Self.factor(from: dose.unit, to: strength.unit) else { return nil }
    guard strength.quantity.isPositive else { return nil }
    if let per {
      guard per.unit == dosingUnit else { return nil }
      return dose.quantity * factor / strength.quantity * per.quantity
    }
    return dose.quantity * factor / strength.quantity
  }

  /// The factor from one measure of mass to another; nil for units that do not convert.
  package static func factor(from: String, to: String) -> Rational? {
    if from == to { return Rational(1) }
    guard let source = micrograms[from], let target = micrograms[to] else { return nil }
    return Rational(source, target)
  }

  private static let micrograms = ["mcg": 1, "mg": 1000, "g": 1_000_000]
}

extension Strength: CustomStringConvertible {
  /// The text that ``init(text:)`` reads.
  package var description: String {
    let mass = amounts.map(\.description).joined(separator: " and ")
    guard let per else { return mass }
    return per.quantity == Rational(1) ? "\(mass) per \(per.unit)" : "\(mass) per \(per)"
  }
}
