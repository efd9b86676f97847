import Domain
import Store
import Terminal

/// Draws the ledger.
@MainActor struct LedgerView {
  let screen: LedgerScreen

  private static let table = Table([
    Table.Column("When", width: 21),
    Table.Column("What", width: 14, isFlexible: true),
    Table.Column("Change", width: 8, alignment: .trailing),
    Table.Column("Lot", width: 10),
    Table.Column("By", width: 9, priority: 1),
    Table.Column("Number", width: 7, alignment: .trailing, priority: 2),
  ])

  func draw(on canvas: Canvas) {
    StockHeader(screen.context, screen.place).draw("LEDGER", on: canvas)
    canvas.put(screen.name, row: 2, column: 1, style: .role(.heading, .bold))
    canvas.rule(row: 3)
    if let problem = screen.problem {
      canvas.wrap(problem, row: 5, column: 1, style: .role(.error, .bold))
      return
    }
    Self.table.drawHeader(on: canvas.part(row: 4, column: 1), row: 0)
    guard screen.list.count > 0 else {
      let words = screen.hasEnd ? "Nothing was moved yet." : "Reading…"
      canvas.put(words, row: 5, column: 1, style: .role(.muted))
      return
    }
    let area = canvas.part(row: 5, rows: max(1, canvas.rows - 8))
    screen.list.layout(rows: area.rows)
    screen.list.draw(on: area) { index, row, isSelected in
      guard let entry = self.screen.rows[index] else {
        row.put("reading…", row: 0, style: .role(.muted))
        return
      }
      Self.table.draw(self.values(of: entry), on: row, row: 0, isSelected: isSelected)
    }
    drawMarked(on: canvas)
  }

  private func values(of entry: LedgerEntry) -> [Table.Value] {
    let unit = screen.stockProduct?.unit ?? .each
    let isUndone = entry.reversedBy != nil
    let style: Style = isUndone ? .role(.muted) : .text
    let what = StockFigures.words(entry.kind) + (isUndone ? ", undone" : "")
    let change = StockFigures.full(entry.quantity, unit)
    return [
      Table.Value(when(entry), style),
      Table.Value(what, style),
      Table.Value(change, Style(style.role, .bold)),
      Table.Value(entry.lotNumber, style),
      Table.Value(entry.by ?? "-", style),
      Table.Value("\(entry.movement)", .role(.muted)),
    ]
  }

  private func when(_ entry: LedgerEntry) -> String {
    guard let place = screen.place else { return "" }
    let local = place.zone.local(of: entry.at).0
    return "\(StockFigures.day(local.date)) \(Display.clock(local.time))"
  }

  /// What has no room in the marked row.
  private func drawMarked(on canvas: Canvas) {
    let row = canvas.rows - 3
    canvas.rule(row: row)
    let count = Display.number(screen.list.count)
    let place =
      " \(Display.number(screen.list.selected + 1)) of \(screen.hasEnd ? "" : "at least ")\(count) "
    canvas.put(
      place,
      row: row,
      width: canvas.columns - 1,
      style: .role(.muted),
      alignment: .trailing
    )
    guard let entry = screen.selected else { return }
    let parts = [
      entry.reason.map { "Reason: \($0.words)." },
      entry.reference.map { "Reference: \($0)." },
      entry.witness.map { "Second person: \($0)." },
      entry.reverses.map { "Undoes movement \($0)." },
      entry.reversedBy.map { "Undone by movement \($0)." },
    ].compactMap { $0 }
    let words = "Movement \(entry.movement). \(parts.joined(separator: " "))"
    canvas.wrap(words, row: row + 1, column: 1, maximumRows: 2)
  }
}
