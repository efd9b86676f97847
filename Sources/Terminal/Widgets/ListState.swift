/// A list of any length, of which only the rows in sight are ever asked for.
///
/// Holds numbers, not rows: a million rows cost nothing. Before drawing, set `count` and call
/// `layout(rows:)`.
package struct ListState: Hashable, Sendable {
  /// Rows there are.
  package var count = 0 {
    didSet { select(selected) }
  }
  /// The row that keys act on; 0 in an empty list.
  package private(set) var selected = 0
  /// The first row in sight.
  package private(set) var top = 0
  /// Rows in sight when last drawn.
  package private(set) var pageRows = 10

  package init(count: Int = 0) {
    self.count = count
  }

  /// Marks a row, or the nearest there is.
  package mutating func select(_ index: Int) {
    selected = min(max(0, index), max(0, count - 1))
  }

  /// Keys that move the mark, for the screen's list of actions.
  package var actions: [Action] {
    [
      Action(
        id: "list.down",
        keys: [.down, .character("j")],
        title: "Next row",
        group: "Move"
      ),
      Action(id: "list.up", keys: [.up, .character("k")], title: "Row before", group: "Move"),
      Action(id: "list.pageDown", keys: [.pageDown], title: "Next page", group: "Move"),
      Action(id: "list.pageUp", keys: [.pageUp], title: "Page before", group: "Move"),
      Action(
        id: "list.first",
        keys: [.home, .character("g")],
        title: "First row",
        group: "Move"
      ),
      Action(id: "list.last", keys: [.end, .character("G")], title: "Last row", group: "Move"),
    ]
  }

  /// Does one of `actions`; returns whether it was one.
  @discardableResult
  package mutating func perform(_ action: Action.ID) -> Bool {
    switch action {
    case "list.down": select(selected + 1)
    case "list.up": select(selected - 1)
    case "list.pageDown": select(selected + max(1, pageRows - 1))
    case "list.pageUp": select(selected - max(1, pageRows - 1))
    case "list.first": select(0)
    case "list.last": select(count - 1)
    default: return false
    }
    return true
  }

  /// Fits the list into a number of rows, so that the marked row is in sight.
  package mutating func layout(rows: Int) {
    pageRows = max(1, rows)
    top = window(rows: pageRows).lowerBound
  }

  /// The rows in sight in an area of `rows` rows.
  package func window(rows: Int) -> Range<Int> {
    guard rows > 0 else { return 0..<0 }
    var first = min(top, max(0, count - rows))
    if selected < first { first = selected }
    if selected >= first + rows { first = selected - rows + 1 }
    return first..<min(count, first + rows)
  }

  /// Draws the rows in sight.
  ///
  /// `row` gets the index, a canvas of one row, and whether it is the marked one. The first
  /// column of each row holds the mark.
  package func draw(
    on canvas: Canvas,
    marksSelection: Bool = true,
    placesCursor: Bool = true,
    row: (Int, Canvas, Bool) -> Void
  ) {
    let window = window(rows: canvas.rows)
    for index in window {
      let place = index - window.lowerBound
      let isSelected = marksSelection && index == selected
      row(index, canvas.part(row: place, column: 1, rows: 1), isSelected)
      if isSelected {
        canvas.put(canvas.glyphs.bar, row: place, style: .role(.selection))
      }
      if index == selected, placesCursor { canvas.placeCursor(row: place, column: 0) }
    }
    guard canvas.rows > 0 else { return }
    if window.upperBound < count {
      Self.mark(canvas.glyphs.moreBelow, on: canvas, row: canvas.rows - 1)
    }
    if window.lowerBound > 0 { Self.mark(canvas.glyphs.moreAbove, on: canvas, row: 0) }
  }

  /// Puts a mark at the right edge, else at the left one, where nothing stands yet: the last digit
  /// of a number must not be lost to it.
  private static func mark(_ mark: String, on canvas: Canvas, row: Int) {
    func isFree(_ column: Int) -> Bool {
      column < 0 || canvas.cell(row: row, column: column).cluster == " "
    }
    let last = canvas.columns - 1
    let column = isFree(last) && isFree(last - 1) ? last : 0
    if isFree(column) { canvas.put(mark, row: row, column: column, style: .role(.muted)) }
  }
}
