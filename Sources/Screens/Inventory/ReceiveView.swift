import Domain
import Store
import Terminal

/// Draws receiving: what just happened, the fields of a line, and the lines so far.
@MainActor struct ReceiveView {
  let screen: ReceiveScreen

  func draw(on canvas: Canvas) {
    StockHeader(screen.context, screen.place).draw("RECEIVE", on: canvas)
    let style: Style = .role(screen.isWrong ? .warning : .notice, .bold)
    canvas.wrap(screen.message, row: 2, column: 1, maximumRows: 2, style: style)
    let form = canvas.part(row: 4, rows: min(screen.form.rows, max(4, canvas.rows - 9)))
    screen.form.draw(on: form)
    drawLines(on: canvas.part(row: 4 + form.rows))
  }

  private func drawLines(on canvas: Canvas) {
    canvas.rule(row: 0)
    let title =
      screen.draft.isEmpty
      ? " Nothing in the list yet " : " To be posted: \(ReceiveFields.total(screen.draft)) "
    canvas.put(title, row: 0, column: 2, style: .role(.heading))
    let area = canvas.part(row: 1, column: 1)
    for (row, line) in screen.draft.lines.reversed().prefix(area.rows).enumerated() {
      Self.table.draw(values(of: line), on: area, row: row)
    }
  }

  private static let table = Table([
    Table.Column("Product", width: 20, isFlexible: true),
    Table.Column("Units", width: 7, alignment: .trailing),
    Table.Column("Lot", width: 14),
    Table.Column("Expires", width: 12, priority: 1),
    Table.Column("Serial", width: 14, priority: 2),
  ])

  private func values(of line: ReceiptDraft.Line) -> [Table.Value] {
    [
      Table.Value(line.product.name),
      Table.Value(
        StockFigures.quantity(line.quantity, line.product.unit, width: 7),
        .role(.text, .bold)
      ),
      Table.Value(line.lotNumber),
      Table.Value(line.expiresOn.map(StockFigures.day) ?? "none"),
      Table.Value(line.serialNumber ?? "", .role(.muted)),
    ]
  }
}
