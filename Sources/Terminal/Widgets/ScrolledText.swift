/// Lines of text of which as many as fit are in sight; the last row says in words when there are
/// more.
package struct ScrolledText: Sendable {
  /// One line, ready to be drawn.
  package struct Line: Hashable, Sendable {
    package let words: String
    package let style: Style

    package init(_ words: String, _ style: Style = .text) {
      self.words = words
      self.style = style
    }
  }

  private var list = ListState()

  package init() {}

  /// Keys that move the text.
  package var actions: [Action] { list.actions }

  /// Does one of `actions`.
  package mutating func perform(_ action: Action.ID) { list.perform(action) }

  /// Draws the lines from the one that has been scrolled to.
  package mutating func draw(_ lines: [Line], on canvas: Canvas) {
    guard canvas.rows > 0 else { return }
    let isLonger = lines.count > canvas.rows
    let room = max(1, isLonger ? canvas.rows - 1 : canvas.rows)
    list.count = max(1, lines.count - room + 1)
    list.layout(rows: room)
    let first = list.selected
    for (row, line) in lines.dropFirst(first).prefix(room).enumerated() {
      canvas.put(line.words, row: row, style: line.style)
    }
    if isLonger {
      let isAtEnd = first == list.count - 1
      canvas.put(
        isAtEnd ? " more above: press Up " : " more below: press Down ",
        row: canvas.rows - 1,
        style: .role(.muted, .reverse),
        alignment: .trailing
      )
    }
    canvas.placeCursor(row: 0, column: 0)
  }
}

extension [ScrolledText.Line] {
  /// Adds a text, broken between words to `width` columns.
  package mutating func add(
    _ text: String,
    _ style: Style = .text,
    width: Int,
    indent: Int = 0
  ) {
    self += WordWrap.lines(text, width: Swift.max(10, width), indent: indent).map {
      ScrolledText.Line($0, style)
    }
  }
}
