import Domain
import Store
import Terminal

/// Draws the inventory: the counts, the list by urgency, and the marked product's lots below it, or
/// beside it where there is room.
@MainActor struct InventoryView {
  let screen: InventoryScreen

  /// Columns from which the lots stand beside the list.
  static let wideColumns = 124
  private static let sideColumns = 44

  func draw(on canvas: Canvas) {
    StockHeader(screen.context, screen.frame?.place).draw("INVENTORY", on: canvas)
    if let problem = screen.problem {
      canvas.wrap(
        problem,
        row: 3,
        column: 1,
        width: canvas.columns - 2,
        style: .role(.error, .bold)
      )
      return
    }
    guard let frame = screen.frame else {
      canvas.put("Reading the stock…", row: 3, column: 1, style: .role(.muted))
      return
    }
    drawSummary(frame.summary, on: canvas)
    drawNarrowing(on: canvas)
    if canvas.columns >= Self.wideColumns {
      drawWide(frame, on: canvas)
    } else {
      drawTall(frame, on: canvas)
    }
  }

  private func drawWide(_ frame: InventoryFrame, on canvas: Canvas) {
    let columns = canvas.columns - Self.sideColumns - 2
    drawList(frame, on: canvas.part(row: 4, rows: canvas.rows - 6, columns: columns))
    drawFoot(on: canvas)
    let side = canvas.part(row: 4, column: columns, rows: canvas.rows - 6)
    for row in 0..<side.rows { side.put(canvas.glyphs.vertical, row: row, style: .role(.border)) }
    drawPane(frame, on: side.part(row: 0, column: 2))
  }

  private func drawTall(_ frame: InventoryFrame, on canvas: Canvas) {
    let pane = canvas.rows < 20 ? 0 : canvas.rows < 30 ? 4 : 8
    let listRows = canvas.rows - 6 - (pane > 0 ? pane + 1 : 0)
    drawList(frame, on: canvas.part(row: 4, rows: listRows))
    drawFoot(on: canvas)
    guard pane > 0 else { return }
    canvas.rule(row: 4 + listRows)
    drawPlace(on: canvas, row: 4 + listRows)
    drawPane(frame, on: canvas.part(row: 5 + listRows, column: 1, rows: pane))
  }

  private func drawSummary(_ summary: InventorySummary, on canvas: Canvas) {
    let parts: [(String, Int, StyleRole)] = [
      ("RECALL", summary.recall, .critical), ("SHORT TODAY", summary.short, .late),
      ("OUT", summary.out, .stockOut), ("LOW", summary.low, .stockLow),
      ("EXPIRY UNDER 90 DAYS", summary.expiry, .expired),
      ("COUNTS DUE", summary.countsDue, .warning),
    ]
    var column = 1
    for (word, count, role) in parts {
      let style: Style = count > 0 ? .role(role, .bold) : .role(.muted)
      column += canvas.put("\(word) \(Display.number(count))", row: 2, column: column, style: style)
      column += 2
    }
  }

  /// Says in the rule that not all products are shown, or not in their usual order.
  private func drawNarrowing(on canvas: Canvas) {
    canvas.rule(row: 3)
    let filter = InventoryForms.words(for: screen.filter)
    let order =
      switch screen.order {
      case .urgency: ""
      case .name: "by name"
      case .expiry: "by expiry"
      }
    let words = [filter.isEmpty ? "" : "only \(filter)", order].filter { !$0.isEmpty }
    guard !words.isEmpty else { return }
    let all = filter.isEmpty ? "" : "; A shows all"
    canvas.put(
      " \(words.joined(separator: ", "))\(all) ",
      row: 3,
      column: 2,
      style: .role(.warning, .bold)
    )
  }

  private func drawList(_ frame: InventoryFrame, on canvas: Canvas) {
    let isLinear = canvas.glyphs.isLinear
    let table = InventoryCells.table(isLinear: isLinear)
    table.drawHeader(on: canvas.part(row: 0, column: 1), row: 0)
    let area = canvas.part(row: 1)
    guard frame.count > 0 else { return drawNothing(on: area) }
    screen.list.layout(rows: area.rows)
    screen.list.draw(on: area) { index, row, isSelected in
      guard let product = self.screen.rows[index] else {
        row.put("reading…", row: 0, style: .role(.muted))
        return
      }
      let cells = InventoryCells(
        row: product,
        day: frame.place.day,
        isLinear: isLinear
      )
      table.draw(cells.values, on: row, row: 0, isSelected: isSelected)
      self.drawName(cells, table, on: row, isSelected: isSelected)
    }
  }

  /// The name gives way to its marks: which class it is or that it is hazardous is never cut.
  private func drawName(_ cells: InventoryCells, _ table: Table, on row: Canvas, isSelected: Bool) {
    let places = table.places(width: row.columns)
    guard let place = places.first(where: { $0.index == InventoryCells.nameColumn }) else { return }
    let role: StyleRole = isSelected ? .selection : .text
    let marks = cells.marks
    let width = CellText.width(of: marks, ascii: row.glyphs.isASCII)
    let room = place.width - (marks.isEmpty ? 0 : width + 1)
    row.put(cells.row.name, row: 0, column: place.column, width: room, style: .role(role))
    row.put(
      marks,
      row: 0,
      column: place.column + place.width - width,
      width: width,
      style: .role(isSelected ? .selection : .warning, .bold)
    )
  }

  private func drawNothing(on canvas: Canvas) {
    let isNarrowed = screen.filter != InventoryFilter()
    let words =
      isNarrowed
      ? "No product fits \(InventoryForms.words(for: screen.filter)). A shows all products."
      : "No products are known here yet. Import the catalogue, then R receives the first packages."
    canvas.wrap(words, row: 1, column: 1, width: canvas.columns - 2, style: .role(.heading))
    canvas.placeCursor(row: 1, column: 1)
  }

  private func drawPane(_ frame: InventoryFrame, on canvas: Canvas) {
    guard frame.count > 0, let row = screen.selected else { return }
    ShelfPane(row: row, shelf: screen.selectedShelf, day: frame.place.day).draw(on: canvas)
  }

  private func drawPlace(on canvas: Canvas, row: Int) {
    guard screen.list.count > 0 else { return }
    let place = Display.part(screen.list.selected + 1, of: screen.list.count)
    canvas.put(
      " \(place) ",
      row: row,
      width: canvas.columns - 2,
      style: .role(.muted),
      alignment: .trailing
    )
  }

  private func drawFoot(on canvas: Canvas) {
    canvas.rule(row: canvas.rows - 2)
    if canvas.columns >= Self.wideColumns || canvas.rows < 20 {
      drawPlace(on: canvas, row: canvas.rows - 2)
    }
    canvas.put(
      "Free: hand less reserved.  | reorder point.  25We: 25 due Wed.  222: DEA form",
      row: canvas.rows - 1,
      column: 1,
      style: .role(.muted)
    )
  }
}
