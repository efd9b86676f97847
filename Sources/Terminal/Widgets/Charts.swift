/// Values over time in one row, one column each.
package struct Sparkline: Hashable, Sendable {
  /// Values from the oldest; nothing where none is known.
  package let values: [Double?]

  package init(_ values: [Double?]) {
    self.values = values
  }

  /// Draws as many of the newest values as there are columns, between the least and the largest.
  ///
  /// A column without a value has a mark of its own: nothing measured is not a low value.
  package func draw(on canvas: Canvas, row: Int, column: Int = 0, width: Int) {
    let shown = values.suffix(max(0, width))
    let known = shown.compactMap(\.self)
    let least = known.min() ?? 0
    let span = (known.max() ?? 0) - least
    for (offset, value) in shown.enumerated() {
      guard let value else {
        canvas.put(
          canvas.glyphs.noData,
          row: row,
          column: column + offset,
          style: .role(.chartNone)
        )
        continue
      }
      let part = span > 0 ? (value - least) / span : 0.5
      let marks = canvas.glyphs.spark
      let level = min(marks.count - 1, max(0, Int(part * Double(marks.count))))
      let role: StyleRole = part > 2.0 / 3 ? .chartHigh : part < 1.0 / 3 ? .chartLow : .chartMid
      canvas.put(marks[level], row: row, column: column + offset, style: .role(role))
    }
  }
}

/// Stock against its reorder point, as in `##..|....`.
package struct StockBar: Hashable, Sendable {
  package let amount: Int
  package let reorderPoint: Int

  package init(amount: Int, reorderPoint: Int) {
    self.amount = amount
    self.reorderPoint = reorderPoint
  }

  /// The bar in `width` columns: the reorder point in the middle, twice that much at the end.
  ///
  /// Anything in stock shows at least one mark, and less than the reorder point never fills the
  /// half before it.
  package func text(width: Int = 9) -> String {
    let half = max(1, (width - 1) / 2)
    let point = max(1, reorderPoint)
    let before = min(half, marks(of: min(amount, point), per: point, columns: half))
    let after = min(half, marks(of: amount - point, per: point, columns: half))
    func side(_ count: Int) -> String {
      String(repeating: "#", count: count) + String(repeating: ".", count: half - count)
    }
    return side(before) + "|" + side(after)
  }

  /// The role that fits the amount.
  package var role: StyleRole {
    amount <= 0 ? .stockOut : amount <= reorderPoint ? .stockLow : .text
  }

  private func marks(of amount: Int, per point: Int, columns: Int) -> Int {
    guard amount > 0 else { return 0 }
    let (product, overflow) = amount.multipliedReportingOverflow(by: columns)
    return overflow ? columns : max(1, product / point)
  }
}

/// Work done out of work to do.
package struct ProgressBar: Hashable, Sendable {
  package let done: Int
  /// Nothing when nobody can say.
  package let total: Int?

  package init(done: Int, total: Int?) {
    self.done = done
    self.total = total
  }

  /// A bar with its percentage, or the count alone when the end is not known.
  package func text(width: Int) -> String {
    guard let total, total > 0 else { return "\(done) so far" }
    let part = min(1, max(0, Double(done) / Double(total)))
    let columns = max(1, width - 7)
    let full = Int(part * Double(columns))
    let number = "\(Int(part * 100)) %"
    let blanks = String(repeating: " ", count: max(0, 5 - number.count))
    return "[" + String(repeating: "#", count: full)
      + String(repeating: ".", count: columns - full) + "]" + blanks + number
  }
}
