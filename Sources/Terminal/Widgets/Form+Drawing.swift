extension Form {
  /// Rows that all fields take.
  package var rows: Int { fields.count * 2 }

  /// Draws labels, fields, and beneath each field what is wrong or how it is filled in.
  ///
  /// When there is no room for all, the field with the cursor stays in sight.
  package func draw(on canvas: Canvas) {
    let longest = fields.map { CellText.width(of: $0.label) }.max() ?? 0
    let labels = min(longest + 3, max(8, canvas.columns * 2 / 5))
    let visible = max(1, canvas.rows / 2)
    let first = max(0, min(focus - visible + 1, fields.count - visible))
    for index in fields.indices.dropFirst(first).prefix(visible) {
      draw(index, on: canvas.part(row: (index - first) * 2, rows: 2), labels: labels)
    }
  }

  private func draw(_ index: Int, on canvas: Canvas, labels: Int) {
    let field = fields[index]
    let isFocused = index == focus
    let mark = isFocused ? canvas.glyphs.bar : " "
    canvas.put(mark, row: 0, style: .role(.selection))
    canvas.put(
      field.label,
      row: 0,
      column: 1,
      width: labels - 2,
      style: .role(.text, isFocused ? .bold : [])
    )
    let area = canvas.part(row: 0, column: labels, rows: 1)
    switch field.kind {
    case .choice: drawChoice(field, on: area, isFocused: isFocused)
    case .multiChoice(let options):
      drawTicks(field, options, on: area, isFocused: isFocused)
    case .secret: field.input.draw(on: area, isFocused: isFocused, isHidden: true)
    case .number, .date, .time:
      field.input.draw(on: area.part(row: 0, columns: 24), isFocused: isFocused)
    case .text, .amount: field.input.draw(on: area, isFocused: isFocused)
    }
    if let problem = problems[field.id] {
      drawBelow("! " + problem, .role(.error), on: canvas, column: labels)
    } else if isFocused {
      drawBelow(field.help, .role(.muted), on: canvas, column: labels)
    }
  }

  /// Words under a field, further to the left where they would be cut.
  private func drawBelow(_ words: String, _ style: Style, on canvas: Canvas, column: Int) {
    let width = CellText.width(of: words, ascii: canvas.glyphs.isASCII)
    canvas.put(words, row: 1, column: max(1, min(column, canvas.columns - width)), style: style)
  }

  private func drawChoice(_ field: FormField, on canvas: Canvas, isFocused: Bool) {
    let marks = (canvas.glyphs.choiceLeft, canvas.glyphs.choiceRight)
    let text = isFocused ? "\(marks.0) \(field.value) \(marks.1)" : "  \(field.value)"
    canvas.put(text, row: 0, style: .role(isFocused ? .fieldFocus : .field))
    if isFocused { canvas.placeCursor(row: 0, column: 2) }
  }

  private func drawTicks(
    _ field: FormField,
    _ options: [String],
    on canvas: Canvas,
    isFocused: Bool
  ) {
    var column = 0
    for (index, option) in options.enumerated() {
      let isMarked = isFocused && index == field.marked
      let text = (field.ticked.contains(index) ? "[x] " : "[ ] ") + option
      if isMarked { canvas.placeCursor(row: 0, column: column + 1) }
      column +=
        2
        + canvas.put(
          text,
          row: 0,
          column: column,
          style: .role(isMarked ? .fieldFocus : .field)
        )
    }
  }
}
