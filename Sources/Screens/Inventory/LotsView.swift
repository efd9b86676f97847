import Domain
import Store
import Terminal

/// Draws the lots of a product.
@MainActor struct LotsView {
  let screen: LotsScreen

  func draw(on canvas: Canvas) {
    StockHeader(screen.context, screen.place).draw("LOTS", on: canvas)
    canvas.put(screen.name, row: 2, column: 1, style: .role(.heading, .bold))
    guard screen.problem == nil, let shelf = screen.shelf else {
      let problem = screen.problem
      canvas.wrap(
        problem ?? "Reading…",
        row: 4,
        column: 1,
        style: .role(problem == nil ? .muted : .error, .bold)
      )
      return
    }
    drawProduct(shelf, on: canvas)
    let list = canvas.part(row: 6, rows: max(1, canvas.rows - 9))
    LotLine.table.drawHeader(on: canvas.part(row: 5, column: 1), row: 0)
    guard !shelf.lots.lots.isEmpty else {
      canvas.put("Nothing of it is on the shelf.", row: 6, column: 1, style: .role(.muted))
      return
    }
    screen.list.layout(rows: list.rows)
    screen.list.draw(on: list) { index, row, isSelected in
      let line = LotLine(lot: shelf.lots.lots[index], shelf: shelf)
      LotLine.table.draw(line.values, on: row, row: 0, isSelected: isSelected)
    }
    drawMarked(shelf, on: canvas)
  }

  private func drawProduct(_ shelf: ProductShelfDetail, on canvas: Canvas) {
    let product = shelf.lots.product
    let unit = product.unit
    let codes = product.packages.prefix(3).map {
      "NDC \($0.ndc), package of \(StockFigures.full($0.size, unit))"
    }
    let hand = shelf.lots.lots.reduce(StockQuantity.zero) { $0 + $1.onHand }
    let control = product.controlSchedule.map { "\($0.code)  " } ?? ""
    canvas.put(
      "\(control)On hand \(StockFigures.full(hand, unit)), free "
        + "\(StockFigures.full(shelf.lots.free, unit)).  \(codes.joined(separator: "; "))",
      row: 3,
      column: 1
    )
    canvas.rule(row: 4)
  }

  /// What has no room in the marked row: the reason and the recall in full.
  private func drawMarked(_ shelf: ProductShelfDetail, on canvas: Canvas) {
    let row = canvas.rows - 3
    canvas.rule(row: row)
    guard let lot = screen.selected else { return }
    let received = lot.receivedOn.map { "  Received \(StockFigures.day($0))." } ?? ""
    let state = LotLine(lot: lot, shelf: shelf).state
    canvas.wrap(
      "Lot \(lot.lotNumber).\(received)  May it be used? \(state)",
      row: row + 1,
      column: 1,
      maximumRows: 2
    )
  }
}

/// The open recalls of a product: what is to be held, where it lies and who was given it.
enum RecallWords {
  static func paragraphs(
    name: String,
    unit: BillingUnit,
    _ recalls: [OpenRecall]
  ) -> [TextOverlay.Paragraph] {
    [(name, .heading)] + recalls.flatMap { paragraphs($0, unit) }
  }

  private static func paragraphs(
    _ recall: OpenRecall,
    _ unit: BillingUnit
  ) -> [TextOverlay.Paragraph] {
    let day = recall.announcedOn.map { ", \(StockFigures.day($0))" } ?? ""
    let head: [TextOverlay.Paragraph] = [
      ("", .text), ("Class \(recall.recallClass)\(day): \(recall.reason)", .critical),
    ]
    return head
      + recall.lots.map { lot in
        let bin = lot.bin.map { ", bin \($0)" } ?? ""
        let given = lot.patients == 0 ? "nobody" : Display.count(lot.patients, "patient")
        let held = StockFigures.full(lot.onHand, unit)
        return ("Lot \(lot.lotNumber): \(held) here\(bin), given to \(given)", .overlay)
      }
  }
}
