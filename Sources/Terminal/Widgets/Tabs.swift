/// Names of screens or panes side by side, one of them open.
package struct Tabs: Hashable, Sendable {
  package let titles: [String]
  package var selected: Int

  package init(_ titles: [String], selected: Int = 0) {
    self.titles = titles
    self.selected = selected
  }

  /// Draws the names with their digits; the open one stands in brackets, so that color is not
  /// needed to find it.
  package func draw(on canvas: Canvas, row: Int) {
    var column = 1
    for (index, title) in titles.enumerated() {
      let name = index < 9 ? "\(index + 1) \(title)" : title
      let isOpen = index == selected
      column +=
        1
        + canvas.put(
          isOpen ? "[\(name)]" : " \(name) ",
          row: row,
          column: column,
          style: isOpen ? .role(.selection) : .role(.muted)
        )
    }
  }
}
