/// What is wrong with the stock of a product, the most urgent first.
package enum StockAlert: Int, CaseIterable, Comparable, Sendable {
  /// Recalled stock is on the shelf and must not be touched.
  case recall
  /// Patients are owed more than is free.
  case short
  /// Nothing is free.
  case out
  /// It will be gone before it can arrive.
  case low
  /// Usable stock expires in under 90 days.
  case expiry
  /// A count is due.
  case count

  /// The more urgent one is less.
  package static func < (left: StockAlert, right: StockAlert) -> Bool {
    left.rawValue < right.rawValue
  }

  /// The word in the list.
  package var word: String {
    switch self {
    case .recall: "RECALL"
    case .short: "SHORT"
    case .out: "OUT"
    case .low: "LOW"
    case .expiry: "EXPIRY"
    case .count: "COUNT"
    }
  }
}

/// The stock of one product at one site, as numbers.
package struct StockPosition: Hashable, Sendable {
  /// Usable units on the shelf.
  package var usable: StockQuantity
  /// Of these, units promised to fills.
  package var reserved: StockQuantity = .zero
  /// Units on the shelf in recalled lots.
  package var recalled: StockQuantity = .zero
  /// Units that patients were not given yet.
  package var owed: StockQuantity = .zero
  /// Units ordered and not received.
  package var onOrder: StockQuantity = .zero
  /// Units at or below which it is ordered.
  package var reorderPoint: StockQuantity = .zero
  /// Units to order up to.
  package var maximum: StockQuantity = .zero
  /// Units in the pack in which it is ordered, above zero.
  package var packSize: StockQuantity = StockQuantity(1)
  /// Units a day.
  package var demandPerDay: Rational = .zero
  /// Days from order to arrival.
  package var leadTimeDays = 0
  /// The first expiry among usable lots.
  package var earliestExpiry: CalendarDate?
  /// The day by which it is to be counted.
  package var countDueOn: CalendarDate?

  /// A position with this on the shelf and nothing else.
  package init(usable: StockQuantity) { self.usable = usable }

  /// What may be promised: usable less reserved.
  package var free: StockQuantity { usable - reserved }

  /// On hand and on order, less what is owed.
  package var reorderPosition: StockQuantity { usable + onOrder - owed }

  /// Whole days that the free stock lasts; nil without demand.
  package var daysLeft: Int? {
    guard demandPerDay.isPositive else { return nil }
    return max(0, (free.units / demandPerDay).floor)
  }

  /// Units to order now, in whole packs, up to the maximum; zero above the reorder point.
  package var suggestedOrder: StockQuantity {
    guard reorderPosition <= reorderPoint, maximum > reorderPosition, packSize > .zero else {
      return .zero
    }
    let wanted = (maximum - reorderPosition).thousandths
    let packs = (wanted + packSize.thousandths - 1) / packSize.thousandths
    return packSize * packs
  }

  /// How full the bar is, from zero to one: one half at the reorder point, one at the maximum.
  package var barFraction: Rational {
    guard free > .zero else { return .zero }
    if free <= reorderPoint { return Rational(free.thousandths, reorderPoint.thousandths * 2) }
    let room = maximum - reorderPoint
    guard room > .zero, free < maximum else { return Rational(1) }
    return Rational(1, 2) + Rational((free - reorderPoint).thousandths, room.thousandths * 2)
  }

  /// Everything that is wrong on a day, the most urgent first.
  package func alerts(on today: CalendarDate) -> [StockAlert] {
    StockAlert.allCases.filter { applies($0, on: today) }
  }

  private func applies(_ alert: StockAlert, on today: CalendarDate) -> Bool {
    switch alert {
    case .recall: recalled > .zero
    case .short: owed > .zero && owed > free
    case .out: free <= .zero && isWanted
    case .low: free > .zero && isWanted && (reorderPosition <= reorderPoint || isGoneTooEarly)
    case .expiry: usable > .zero && (earliestExpiry.map { $0 - today < 90 } ?? false)
    case .count: countDueOn.map { $0 <= today } ?? false
    }
  }

  private var isWanted: Bool { reorderPoint > .zero || demandPerDay.isPositive || owed > .zero }

  private var isGoneTooEarly: Bool { daysLeft.map { $0 <= leadTimeDays } ?? false }
}

extension StockPosition {
  /// Units a day over a period, days without stock left out; nil when no day is left.
  package static func demandPerDay(
    used: StockQuantity,
    days: Int,
    stockOutDays: Int
  ) -> Rational? {
    days > stockOutDays ? used.units / Rational(days - stockOutDays) : nil
  }

  /// The reorder point: what is needed until an order arrives, and the safety stock, rounded up to
  /// a whole unit.
  package static func reorderPoint(
    demandPerDay: Rational,
    leadTimeDays: Int,
    safetyStock: StockQuantity
  ) -> StockQuantity {
    StockQuantity((demandPerDay * Rational(leadTimeDays) + safetyStock.units).ceiling)
  }
}

/// The place of a product in the inventory: its worst alert, then how soon, then its name.
package struct StockUrgency: Hashable, Comparable, Sendable {
  /// The worst of its alerts; nil when nothing is wrong.
  package let alert: StockAlert?
  /// Days until it is gone, or until it expires when that is the alert.
  package let days: Int?
  /// The product as listed.
  package let name: String

  /// The place of a product on a day.
  package init(_ position: StockPosition, name: String, on today: CalendarDate) {
    alert = position.alerts(on: today).first
    days = alert == .expiry ? position.earliestExpiry.map { $0 - today } : position.daysLeft
    self.name = name
  }

  /// The one that stands above is less.
  package static func < (left: StockUrgency, right: StockUrgency) -> Bool {
    let (leftAlert, rightAlert) = (left.alert?.rawValue ?? .max, right.alert?.rawValue ?? .max)
    if leftAlert != rightAlert { return leftAlert < rightAlert }
    let (leftDays, rightDays) = (left.days ?? .max, right.days ?? .max)
    if leftDays != rightDays { return leftDays < rightDays }
    let (leftName, rightName) = (left.name.lowercased(), right.name.lowercased())
    return leftName == rightName ? left.name < right.name : leftName < rightName
  }
}
