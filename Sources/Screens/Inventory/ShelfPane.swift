import Domain
import Store
import Terminal

/// The marked product: its lots, whether they may be used, and what is under way.
struct ShelfPane {
  let row: InventoryRow
  /// Nothing while it is being read.
  let shelf: ProductShelfDetail?
  let day: CalendarDate

  /// Draws it as a headline, as many lots as there is room for, and a last line.
  func draw(on canvas: Canvas) {
    guard canvas.rows > 1 else { return }
    let isNarrow = canvas.columns < 60
    let headRows = isNarrow ? 2 : 1
    canvas.wrap(headline, row: 0, maximumRows: headRows, style: .role(.heading, .bold))
    guard let shelf else {
      canvas.put("Reading its lots…", row: headRows, style: .role(.muted))
      return
    }
    let footRows = isNarrow ? min(4, canvas.rows - headRows - 1) : 1
    let area = canvas.part(row: headRows, rows: canvas.rows - headRows - footRows)
    let lots = Self.urgentFirst(shelf)
    for (index, lot) in lots.prefix(area.rows).enumerated() {
      LotLine.table.draw(LotLine(lot: lot, shelf: shelf).values, on: area, row: index)
    }
    if lots.isEmpty { area.put("Nothing of it is on the shelf.", row: 0, style: .role(.muted)) }
    let hidden = max(0, lots.count - area.rows)
    let more = hidden > 0 ? "\(Display.count(hidden, "more lot")): Enter.  " : ""
    canvas.wrap(
      more + footline,
      row: headRows + min(area.rows, max(1, lots.count)),
      maximumRows: footRows
    )
  }

  /// What may not be used stands above what may, each by expiry.
  private static func urgentFirst(_ shelf: ProductShelfDetail) -> [StockLot] {
    let isUsable = { (lot: StockLot) in shelf.lots.usability(of: lot) == .usable }
    return shelf.lots.lots.filter { !isUsable($0) } + shelf.lots.lots.filter(isUsable)
  }

  private var headline: String {
    let code = shelf?.lots.product.packages.first.map { ", NDC \($0.ndc)" } ?? ""
    guard let recall = shelf?.recalls.first else { return row.name + code }
    let date = recall.announcedOn.map { ", \(Display.shortDate($0, today: day))" } ?? ""
    return "\(row.name)\(code): lots held by recall, class \(recall.recallClass)\(date)"
  }

  private var footline: String {
    let position = row.position
    let unit = row.unit
    func full(_ quantity: StockQuantity) -> String { StockFigures.full(quantity, unit) }
    var parts = ["Usable now: \(full(position.usable)), free \(full(position.free))."]
    if position.owed > .zero { parts.append("Owed to patients: \(full(position.owed)).") }
    if position.onOrder > .zero {
      let when = row.arrivesOn.map { ", due \(Display.shortWeekdayAndDate($0, today: day))" } ?? ""
      parts.append("On order: \(full(position.onOrder))\(when).")
    }
    if position.reorderPoint > .zero {
      parts.append("Reorder at \(full(position.reorderPoint)).")
    }
    if let days = position.daysLeft, position.leadTimeDays > 0 {
      parts.append(
        "Lasts \(Display.count(days, "day")); an order takes \(position.leadTimeDays)."
      )
    }
    return parts.joined(separator: " ")
  }
}
