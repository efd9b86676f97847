import Domain
import Store
import Terminal

/// The columns of the inventory, and what stands in them for one product.
struct InventoryCells {
  let row: InventoryRow
  /// The day at the counter.
  let day: CalendarDate
  /// Whether the figures stand without their bar.
  let isLinear: Bool

  /// Columns that say less give way first: the order, the bar, what is owed, the expiry.
  static func table(isLinear: Bool) -> Table {
    Table(
      [
        Table.Column("Why", width: 6),
        Table.Column("Product", width: 20, isFlexible: true),
        Table.Column("Hand", width: 5, alignment: .trailing),
        Table.Column("Free", width: 5, alignment: .trailing),
        Table.Column("Owed", width: 4, alignment: .trailing, priority: 2),
        isLinear ? nil : Table.Column("Reorder", width: 9, priority: 3),
        Table.Column("Days", width: 4, alignment: .trailing),
        Table.Column("Expiry", width: 6, priority: 1),
        Table.Column("Order", width: 5, alignment: .trailing, priority: 4),
      ].compactMap(\.self)
    )
  }

  /// The index of the column with the name.
  static let nameColumn = 1

  /// The name is left empty: it shares its column with the marks, which are never cut.
  var values: [Table.Value] {
    let position = row.position
    return [
      Table.Value(row.why?.word ?? "", whyStyle),
      Table.Value(""),
      Table.Value(quantity(row.onHand, 5)),
      Table.Value(quantity(position.free, 5), Style(freeRole, .bold)),
      Table.Value(quantity(position.owed, 4), position.owed > .zero ? .role(.late, .bold) : .text),
      isLinear ? nil : Table.Value(bar.0, .role(bar.1)),
      Table.Value(days, .role(freeRole)),
      Table.Value(expiry.0, expiry.1),
      Table.Value(order),
    ].compactMap(\.self)
  }

  var marks: String { StockFigures.marks(row.controlSchedule, row.storage) }

  private func quantity(_ quantity: StockQuantity, _ width: Int) -> String {
    StockFigures.quantity(quantity, row.unit, width: width)
  }

  private var whyStyle: Style {
    switch row.why {
    case .recall: .role(.critical, .bold)
    case .short: .role(.late, .bold)
    case .out: .role(.stockOut, .bold)
    case .low: .role(.stockLow)
    case .expiry: .role(.expired)
    case .count: .role(.warning)
    case nil: .text
    }
  }

  private var freeRole: StyleRole {
    if row.position.free <= .zero, row.alerts.contains(.out) { return .stockOut }
    return row.alerts.contains(.low) ? .stockLow : .text
  }

  /// Free stock against the reorder point; a product of which all is recalled says so instead.
  private var bar: (String, StyleRole) {
    let position = row.position
    if row.recalledLots > 0, position.usable == .zero { return ("stop", .critical) }
    guard position.reorderPoint > .zero else { return ("-", .muted) }
    let bar = StockBar(
      amount: position.free.thousandths,
      reorderPoint: position.reorderPoint.thousandths
    )
    return (bar.text(width: 9), bar.role)
  }

  /// Whole days that the free stock lasts.
  private var days: String {
    guard let days = row.position.daysLeft else { return "-" }
    return days > 999 ? "999+" : "\(days)"
  }

  private var expiry: (String, Style) {
    guard let date = row.nextExpiry else { return (row.recalledLots > 0 ? "held" : "-", .text) }
    if date < day { return ("PAST", .role(.expired, .bold)) }
    return (StockFigures.month(date), date - day < 90 ? .role(.expired) : .text)
  }

  /// What is under way: how much and the weekday, or that it needs a form of its own.
  private var order: String {
    let position = row.position
    guard position.onOrder > .zero else {
      let isWanted = row.alerts.contains { [.short, .out, .low].contains($0) }
      return isWanted && row.controlSchedule == .two ? "222" : "-"
    }
    guard let arrives = row.arrivesOn, (0..<7).contains(arrives - day) else {
      return StockFigures.quantity(position.onOrder, row.unit, width: 5)
    }
    let weekday = arrives.weekday.name.prefix(2)
    return StockFigures.quantity(position.onOrder, row.unit, width: 3) + weekday
  }
}
