/// What stock of a product is counted in and billed by.
///
/// Source: NCPDP billing unit standard, which knows these three.
package enum BillingUnit: String, CaseIterable, Sendable {
  /// Tablets, pens, patches: whatever is counted.
  case each = "EA"
  case milliliter = "mL"
  case gram = "g"

  /// A billing unit from its own text or the standard's code (`EA`, `ML`, `GM`), any case.
  package init?(text: String) {
    switch text.lowercased() {
    case "ea": self = .each
    case "ml": self = .milliliter
    case "g", "gm": self = .gram
    default: return nil
    }
  }
}

/// How a product is stocked: its unit, the size of a package, and whether a package may be opened.
package struct StockForm: Hashable, Sendable {
  /// What it is counted in.
  package let unit: BillingUnit
  /// Billing units in one package, above zero: 8.5 g in an inhaler, 100 tablets in a bottle.
  package let packSize: StockQuantity
  /// False for pens, inhalers, drop bottles and bottles that must stay closed.
  package let isBreakable: Bool

  /// A form, or nil when the package would hold nothing.
  package init?(unit: BillingUnit, packSize: StockQuantity, isBreakable: Bool) {
    guard packSize > .zero else { return nil }
    self.unit = unit
    self.packSize = packSize
    self.isBreakable = isBreakable
  }

  /// Whether this quantity can leave or enter the shelf: any that is not negative of a breakable
  /// product, whole packages of another.
  package func accepts(_ quantity: StockQuantity) -> Bool {
    guard !quantity.isNegative else { return false }
    return isBreakable || quantity.thousandths % packSize.thousandths == 0
  }

  /// The fewest whole packages that hold at least this quantity; zero for none or less.
  package func packs(covering quantity: StockQuantity) -> Int {
    guard quantity > .zero else { return 0 }
    return (quantity.thousandths + packSize.thousandths - 1) / packSize.thousandths
  }
}
