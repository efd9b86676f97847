/// Why a product needs somebody to act, the most urgent first.
///
/// The order answers: what may I not touch, what am I failing today, what is gone, what will be gone
/// before it can arrive, what will rot, what must be counted.
package enum StockConcern: Int, CaseIterable, Comparable, Sendable {
  /// A lot on the shelf is held by a recall.
  case recall
  /// More is owed to patients than is free.
  case short
  /// A product that is kept in stock has nothing free; stock that is only expired counts as none.
  case out
  /// What is free and on order, less what is owed, does not exceed the reorder point.
  case low
  /// A lot on the shelf has expired or expires in fewer than ``ProductState/expiryDays`` days.
  case expiry
  /// The product was not counted within the interval of its class.
  case count

  package static func < (left: StockConcern, right: StockConcern) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// How often a product must be counted, by what it is worth.
package enum CountClass: String, CaseIterable, Sendable {
  case a = "A"
  case b = "B"
  case c = "C"

  /// Days between two counts.
  package var interval: Int {
    switch self {
    case .a: 90
    case .b: 180
    case .c: 365
    }
  }
}

/// What is known of a product's stock when its urgency is judged.
///
/// The quantities are sums over its lots on the day of the judgement.
package struct ProductState: Hashable, Sendable {
  /// In lots that may be used today, reserved or not.
  package var usable: StockQuantity
  /// The same less what is reserved there: what may be promised.
  package var free: StockQuantity
  package var owed: StockQuantity
  package var onOrder: StockQuantity
  package var reorderPoint: StockQuantity
  /// Use in one day; zero when unknown.
  package var dailyDemand: StockQuantity
  /// The earliest expiry of an approved lot on the shelf, past ones included.
  package var nextExpiry: CalendarDate?
  /// The earliest expiry of a lot on the shelf that may be used today.
  package var nextUsableExpiry: CalendarDate?
  /// How many lots on the shelf are held by a recall.
  package var recalledLots: Int
  package var countClass: CountClass
  package var countedOn: CalendarDate?

  /// The number of days below which an expiry is a concern.
  package static let expiryDays = 90

  package init(
    usable: StockQuantity = .zero,
    free: StockQuantity = .zero,
    owed: StockQuantity = .zero,
    onOrder: StockQuantity = .zero,
    reorderPoint: StockQuantity = .zero,
    dailyDemand: StockQuantity = .zero,
    nextExpiry: CalendarDate? = nil,
    nextUsableExpiry: CalendarDate? = nil,
    recalledLots: Int = 0,
    countClass: CountClass = .c,
    countedOn: CalendarDate? = nil
  ) {
    self.usable = usable
    self.free = free
    self.owed = owed
    self.onOrder = onOrder
    self.reorderPoint = reorderPoint
    self.dailyDemand = dailyDemand
    self.nextExpiry = nextExpiry
    self.nextUsableExpiry = nextUsableExpiry
    self.recalledLots = recalledLots
    self.countClass = countClass
    self.countedOn = countedOn
  }

  /// Whole days that the free stock lasts at the usual demand; nil when the demand is unknown.
  package var daysLeft: Int? {
    guard dailyDemand > .zero else { return nil }
    return free.thousandths / dailyDemand.thousandths
  }

  /// Free stock and what is on order, less what is owed.
  package var position: StockQuantity { free + onOrder - owed }

  /// The day on which the next count is due; nil for a product that was never counted.
  package var countDueOn: CalendarDate? { countedOn.map { $0 + countClass.interval } }

  private var isKept: Bool { reorderPoint > .zero || dailyDemand > .zero }
}

/// How urgent a product is: everything of concern and its place among others.
package struct ProductUrgency: Hashable, Sendable {
  /// Everything that applies, the most urgent first.
  package let concerns: [StockConcern]
  /// The place among products of the same first concern: days left, the lower the more urgent.
  package let order: Int
  /// The next day on which the judgement may be another although nothing moved; nil for never.
  package let reassessOn: CalendarDate?

  /// The first concern, which the list names; nil for a product that needs nothing.
  package var first: StockConcern? { concerns.first }

  /// One bit for each concern, the most urgent the lowest.
  package var mask: Int { concerns.reduce(0) { $0 | 1 << $1.rawValue } }

  /// The rank of ``first``, or one past the last when there is none.
  package var rank: Int { first?.rawValue ?? StockConcern.allCases.count }
}

extension ProductUrgency {
  /// Where a product stands that nobody knows the demand of.
  private static let unknownOrder = 100_000

  /// Judges a product on a day.
  package init(of state: ProductState, on day: CalendarDate) {
    concerns = StockConcern.allCases.filter { state.isOf($0, on: day) }
    switch concerns.first {
    case .expiry: order = state.nextExpiry.map { $0 - day } ?? Self.unknownOrder
    case .count: order = state.countDueOn.map { $0 - day } ?? -Self.unknownOrder
    default: order = min(state.daysLeft ?? Self.unknownOrder, Self.unknownOrder)
    }
    let changes: [CalendarDate?] = [
      state.nextUsableExpiry.map { $0 + 1 },
      state.nextExpiry.map { $0 - (ProductState.expiryDays - 1) },
      state.countDueOn,
    ]
    reassessOn = changes.compactMap { $0 }.filter { $0 > day }.min()
  }
}

extension ProductState {
  fileprivate func isOf(_ concern: StockConcern, on day: CalendarDate) -> Bool {
    switch concern {
    case .recall: recalledLots > 0
    case .short: owed > free
    case .out: isKept && free <= .zero
    case .low: reorderPoint > .zero && free > .zero && position <= reorderPoint
    case .expiry: nextExpiry.map { $0 - day < Self.expiryDays } ?? false
    case .count: countDueOn.map { $0 <= day } ?? isKept
    }
  }
}
