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

/// How urgent a product is, in numbers that a list of a million products can be sorted by.
///
/// It is kept beside the product, judged anew when something touches it and when ``reassessOn``
/// comes.
package struct ProductUrgency: Hashable, Sendable {
  /// Everything that is wrong, the most urgent first.
  package let alerts: [StockAlert]
  /// The place among products of the same first alert, the lower the more urgent: days until it is
  /// gone, until it expires or since it should have been counted.
  package let order: Int
  /// The next day on which the judgement may be another although nothing moved; nil for never.
  package let reassessOn: CalendarDate?

  /// The largest ``order``, of products whose days nobody knows.
  package static let lastOrder = 100_000

  /// The number of days below which an expiry is an alert.
  private static let expiryDays = 90

  /// Judges a product on a day.
  ///
  /// `shelfExpiry` is the earliest expiry of approved stock on the shelf, past ones included: stock
  /// that has expired and still stands there is an alert, though no position counts it.
  package init(_ position: StockPosition, shelfExpiry: CalendarDate?, on day: CalendarDate) {
    let isExpiredOnShelf = shelfExpiry.map { $0 < day } ?? false
    let found = position.alerts(on: day)
    alerts = isExpiredOnShelf ? Set(found).union([.expiry]).sorted() : found
    let days: Int? =
      switch alerts.first {
      case .expiry: shelfExpiry.map { $0 - day }
      case .count: position.countDueOn.map { $0 - day }
      case .recall, .short, .out, .low, nil: position.daysLeft
      }
    order = min(days ?? Self.lastOrder, Self.lastOrder)
    let turns = [
      position.earliestExpiry.map { $0 + 1 },
      position.earliestExpiry.map { $0 - (Self.expiryDays - 1) },
      position.countDueOn,
    ]
    reassessOn = turns.compactMap { $0 }.filter { $0 > day }.min()
  }

  /// One bit for each alert, the most urgent the lowest.
  package var mask: Int { alerts.reduce(0) { $0 | 1 << $1.rawValue } }

  /// The rank of the first alert, or one past the last when nothing is wrong.
  package var rank: Int { alerts.first?.rawValue ?? StockAlert.allCases.count }
}
