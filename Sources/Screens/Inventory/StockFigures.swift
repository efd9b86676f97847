import Domain
import Store
import Terminal

/// Quantities, dates and marks of stock in few characters.
enum StockFigures {
  /// A quantity in at most `width` characters; what has no room is rounded down to thousands or
  /// millions, never cut.
  static func quantity(_ quantity: StockQuantity, _ unit: BillingUnit, width: Int) -> String {
    let exact = full(quantity, unit)
    if exact.count <= width { return exact }
    let whole = quantity.units.floor
    if !quantity.units.isWhole, exact.contains(".") || exact.contains(" ") {
      let rounded = Display.number(whole)
      if rounded.count < width { return rounded + "+" }
    }
    let plain = String(whole)
    if plain.count <= width { return plain }
    let thousands = "\(whole / 1000)k"
    return thousands.count <= width ? thousands : "\(whole / 1_000_000)M"
  }

  /// A quantity in full, without its unit: `1,200`, `2.5`, `1 1/2`.
  static func full(_ quantity: StockQuantity, _ unit: BillingUnit) -> String {
    if quantity.isNegative { return "-" + full(-quantity, unit) }
    guard quantity.units.isWhole else { return quantity.text(in: unit) }
    return Display.number(quantity.units.numerator)
  }

  /// A change in words: `100 more`, `30 less`.
  static func change(_ quantity: StockQuantity, _ unit: BillingUnit) -> String {
    quantity.isNegative ? "\(full(-quantity, unit)) less" : "\(full(quantity, unit)) more"
  }

  /// The month of an expiry in six columns: `Mar28`.
  static func month(_ date: CalendarDate) -> String {
    let (year, month, _) = date.components
    let short = year % 100
    return Display.month(month, short: true) + (short < 10 ? "0\(short)" : "\(short)")
  }

  /// A day in twelve columns: `Aug 31, 2027`.
  static func day(_ date: CalendarDate) -> String {
    let (year, month, day) = date.components
    return "\(Display.month(month, short: true)) \(day), \(year)"
  }

  /// The marks beside a name: control class, cold, locked, hazardous; others as they are stored.
  static func marks(_ schedule: ControlledSchedule?, _ storage: [String]) -> String {
    let control = [schedule?.code].compactMap { $0 }
    let marks = StorageMark.allCases.filter { !$0.spellings.isDisjoint(with: storage) }
    let known = marks.reduce(into: Set<String>()) { $0.formUnion($1.spellings) }
    let others = storage.filter { !known.contains($0) }.map { String($0.prefix(6)).uppercased() }
    return (control + marks.map(\.word) + others.prefix(1)).joined(separator: " ")
  }

  static func words(_ reason: UnusableReason) -> String {
    switch reason {
    case .expired: "it has expired"
    case .expiresDuringUse: "it expires before the supply is used up"
    case .hold: "it is on hold"
    case .quarantine: "it is in quarantine"
    case .recalled: "it is recalled"
    case .damaged: "it is damaged"
    }
  }

  /// What happened, in the past tense.
  static func words(_ kind: MovementKind) -> String {
    switch kind {
    case .receipt: "received"
    case .dispense: "dispensed"
    case .returnToStock: "returned to stock"
    case .adjustmentIn: "found"
    case .adjustmentOut: "written off"
    case .countGain: "counted, more"
    case .countLoss: "counted, less"
    case .transferIn: "transferred in"
    case .transferOut: "transferred out"
    case .waste: "wasted"
    case .supplierReturn: "sent back"
    case .recall: "recalled"
    case .reversal: "reversed"
    }
  }

  /// What people decided about a lot, or that its date has passed.
  static func words(_ status: LotStatus) -> String {
    switch status {
    case .approved: "usable"
    case .hold: "HOLD"
    case .quarantine: "QUARANTINE"
    case .recalled: "RECALLED"
    case .damaged: "DAMAGED"
    case .expired: "EXPIRED"
    }
  }
}

/// How a product must be kept or handled, and how that is spelled in the data.
enum StorageMark: CaseIterable, Sendable {
  case fridge
  case freezer
  case safe
  case hazardous

  /// The mark beside the name.
  var word: String {
    switch self {
    case .fridge: "FRIDGE"
    case .freezer: "FREEZER"
    case .safe: "SAFE"
    case .hazardous: "HAZ"
    }
  }

  var spellings: Set<String> {
    switch self {
    case .fridge: ["FRIDGE", "fridge", "refrigerate"]
    case .freezer: ["FREEZER", "freezer", "freeze"]
    case .safe: ["SAFE", "safe"]
    case .hazardous: ["HAZ", "haz", "hazardous"]
    }
  }

  /// The choice in the filter.
  var title: String {
    switch self {
    case .fridge: "fridge"
    case .freezer: "freezer"
    case .safe: "safe"
    case .hazardous: "hazardous"
    }
  }
}
