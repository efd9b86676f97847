/// An exact quantity of stock in thousandths of the billing unit, so that 2.5 mL and 8.5 g add up.
///
/// May be negative as a difference (a variance, an outgoing movement); a quantity on hand never is.
package struct StockQuantity: Hashable, Comparable, Sendable {
  /// Thousandths of the billing unit.
  package let thousandths: Int

  /// Nothing.
  package static let zero = StockQuantity(thousandths: 0)

  /// So many thousandths of the billing unit.
  package init(thousandths: Int) { self.thousandths = thousandths }

  /// A whole number of billing units.
  package init(_ units: Int) { thousandths = units * 1000 }

  /// An exact number of billing units, or nil when it is no whole number of thousandths.
  package init?(_ units: Rational) {
    guard 1000 % units.denominator == 0 else { return nil }
    thousandths = units.numerator * (1000 / units.denominator)
  }

  /// A quantity from `"30"`, `"2.5"`, `"1 1/2"` or `"1,000"`; nil for anything else, a negative
  /// number and a fraction that thousandths cannot hold (a third) included.
  package init?(text: some StringProtocol) {
    guard let units = Rational(text: text) else { return nil }
    self.init(units)
  }

  /// The quantity in billing units.
  package var units: Rational { Rational(thousandths, 1000) }

  /// Whether it is below zero.
  package var isNegative: Bool { thousandths < 0 }

  package static func < (left: StockQuantity, right: StockQuantity) -> Bool {
    left.thousandths < right.thousandths
  }
}

extension StockQuantity: AdditiveArithmetic {
  package static func + (left: StockQuantity, right: StockQuantity) -> StockQuantity {
    StockQuantity(thousandths: left.thousandths + right.thousandths)
  }

  package static func - (left: StockQuantity, right: StockQuantity) -> StockQuantity {
    StockQuantity(thousandths: left.thousandths - right.thousandths)
  }

  package static prefix func - (value: StockQuantity) -> StockQuantity {
    StockQuantity(thousandths: -value.thousandths)
  }

  package static func * (quantity: StockQuantity, count: Int) -> StockQuantity {
    StockQuantity(thousandths: quantity.thousandths * count)
  }
}

extension StockQuantity: CustomStringConvertible {
  /// Plain text that ``StockQuantity/init(text:)`` reads back: `30`, `1 1/2`, `2.125`.
  ///
  /// Measured units want decimals: see ``StockQuantity/text(in:)``.
  package var description: String { units.description }

  /// Plain text without the unit: tablets in fractions (`1 1/2`), milliliters and grams in
  /// decimals (`1.5`).
  package func text(in unit: BillingUnit) -> String {
    switch unit {
    case .each: units.description
    case .milliliter, .gram: units.decimalText ?? units.description
    }
  }
}
