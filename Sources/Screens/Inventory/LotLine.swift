import Domain
import Store
import Terminal

/// A lot as one row: in the pane below or beside the inventory, and in the list of lots.
struct LotLine {
  let lot: StockLot
  let shelf: ProductShelfDetail

  static let table = Table([
    Table.Column("Lot", width: 10, isFlexible: true),
    Table.Column("Hand", width: 7, alignment: .trailing),
    Table.Column("Resv", width: 5, alignment: .trailing, priority: 3),
    Table.Column("Expires", width: 12),
    Table.Column("Bin", width: 5, priority: 2),
    Table.Column("May it be used?", width: 10, isFlexible: true, priority: 1),
  ])

  var values: [Table.Value] {
    let unit = shelf.lots.product.unit
    return [
      Table.Value(lot.lotNumber, .role(.text, .bold)),
      Table.Value(StockFigures.quantity(lot.onHand, unit, width: 7)),
      Table.Value(StockFigures.quantity(lot.reserved, unit, width: 5)),
      Table.Value(lot.expiresOn.map(StockFigures.day) ?? "none", expiryStyle),
      Table.Value(lot.bin ?? "-"),
      Table.Value(state, stateStyle),
    ]
  }

  /// Whether it may be used, and why not.
  var state: String {
    let reason = lot.statusReason.map { ": \($0)" } ?? ""
    switch shelf.lots.usability(of: lot) {
    case .usable: return soon.map { "yes, \($0)" } ?? "yes"
    case .unusable(.expired) where lot.status == .approved: return "NO, past its date"
    case .unusable(.recalled): return "NO, RECALLED\(recall)"
    case .unusable: return "NO, \(StockFigures.words(lot.status))\(reason)"
    }
  }

  private var soon: String? {
    guard let days = lot.expiresOn.map({ $0 - shelf.lots.day }), days < 90 else { return nil }
    return days == 0 ? "last day today" : "\(Display.count(days, "day")) left"
  }

  /// Its recall in words: class, and how many people were given something of it.
  private var recall: String {
    for recall in shelf.recalls {
      guard let named = recall.lots.first(where: { $0.lotNumber == lot.lotNumber }) else {
        continue
      }
      let given =
        named.patients == 0 ? "" : ", given to \(Display.count(named.patients, "patient"))"
      return " class \(recall.recallClass)\(given)"
    }
    return lot.statusReason.map { ": \($0)" } ?? ""
  }

  private var stateStyle: Style {
    switch shelf.lots.usability(of: lot) {
    case .usable: soon == nil ? .text : .role(.expired)
    case .unusable(.recalled): .role(.critical, .bold)
    case .unusable: .role(.warning, .bold)
    }
  }

  private var expiryStyle: Style {
    let isPast = lot.expiresOn.map { $0 < shelf.lots.day } ?? false
    return isPast ? .role(.expired, .bold) : .text
  }
}
