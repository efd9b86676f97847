import Domain
import Store
import Terminal

/// Draws the refills of a person.
@MainActor struct RefillsView {
  let screen: RefillsScreen
  let canvas: Canvas

  private static let table = Table([
    .init("Runs out", width: 11), .init("Medicine", width: 25, isFlexible: true),
    .init("Left", width: 13), .init("Refills", width: 7, alignment: .trailing, priority: 1),
    .init("Next", width: 18),
  ])

  /// Columns from which details stand beside the list.
  private static let wide = 116
  /// Rows of the details beneath the list.
  private static let detailRows = 7

  func draw() {
    drawHeader()
    guard let sheet = screen.sheet else { return drawNothing() }
    drawHeadline(sheet)
    canvas.put(screen.context.reminders.sentence, row: canvas.rows - 1, column: 1)
    canvas.rule(row: canvas.rows - 2)
    guard !screen.lines.isEmpty else { return drawEmpty(sheet) }
    if canvas.columns >= Self.wide {
      drawList(sheet, on: canvas.part(row: 4, rows: canvas.rows - 6, columns: 80))
      drawDetails(
        sheet,
        on: canvas.part(row: 4, column: 83, rows: canvas.rows - 6, columns: canvas.columns - 84)
      )
    } else {
      let rows = canvas.rows - 7 - Self.detailRows
      drawList(sheet, on: canvas.part(row: 4, rows: rows))
      canvas.rule(row: 4 + rows)
      drawDetails(
        sheet,
        on: canvas.part(
          row: 5 + rows,
          column: 1,
          rows: Self.detailRows,
          columns: canvas.columns - 2
        )
      )
    }
  }

  private func drawHeader() {
    let zone = screen.sheet?.zone ?? .utc
    HeaderLine(
      person: screen.context.person,
      mark: screen.context.mark,
      now: screen.sheet?.now ?? screen.context.now,
      zone: zone
    ).draw(on: canvas)
  }

  private func drawHeadline(_ sheet: RefillSheet) {
    let low = sheet.lines.count(where: \.isRunningLow)
    let words =
      low == 0
      ? "NOTHING IS RUNNING LOW" : "RUNNING LOW:  \(Display.count(low, "medicine"))"
    let told = "you are told \(Display.days(sheet.usualAlertDays)) before"
    canvas.put(words, row: 2, column: 1, style: .role(low == 0 ? .text : .stockLow, .bold))
    canvas.put(
      told,
      row: 2,
      column: 1,
      width: canvas.columns - 2,
      style: .role(.muted),
      alignment: .trailing
    )
  }

  private func drawList(_ sheet: RefillSheet, on area: Canvas) {
    Self.table.drawHeader(on: area.part(row: 0, column: 1, rows: 1), row: 0)
    let rows = area.part(row: 1)
    screen.list.layout(rows: rows.rows)
    let lines = screen.lines
    screen.list.draw(on: rows) { index, row, isSelected in
      let words = RefillWords(line: lines[index], sheet: sheet)
      let line = lines[index]
      Self.table.draw(
        [
          .init(words.end, words.style), .init(line.label.title, words.style),
          .init(words.left, words.style),
          .init(line.refillsLeft.map { "\($0)" } ?? "-"), .init(words.next),
        ],
        on: row,
        row: 0,
        isSelected: isSelected
      )
    }
  }

  private func drawDetails(_ sheet: RefillSheet, on area: Canvas) {
    guard let line = screen.selected else { return }
    var row = 0
    for (index, sentence) in RefillWords(line: line, sheet: sheet).sentences.enumerated() {
      guard row < area.rows else { return }
      let style: Style = index == 0 ? .role(.heading, .bold) : .text
      row += area.wrap(sentence, row: row, style: style)
    }
  }

  private func drawEmpty(_ sheet: RefillSheet) {
    let words =
      sheet.lines.isEmpty
      ? "YOUR LIST IS EMPTY. No medicine has been entered yet."
      : "Nothing runs out within the days you chose. F shows all \(sheet.lines.count) medicines."
    canvas.wrap(words, row: 5, column: 6, width: canvas.columns - 12)
    canvas.placeCursor(row: 5, column: 6)
  }

  /// Not yet read, or not readable: never like an empty list.
  private func drawNothing() {
    guard let problem = screen.problem else {
      canvas.put("One moment: reading your medicines.", row: 2, column: 1, style: .role(.muted))
      return
    }
    canvas.put("CANNOT READ YOUR REFILLS", row: 2, column: 1, style: .role(.error, .bold))
    canvas.wrap(
      "\(problem) Do not rely on this screen: look at your bottles and call your pharmacy.",
      row: 4,
      column: 6,
      width: canvas.columns - 12
    )
    canvas.placeCursor(row: 2, column: 1)
  }
}
