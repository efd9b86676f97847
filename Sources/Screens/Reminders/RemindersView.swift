import Domain
import Store
import Terminal

/// Draws how a person is reminded.
@MainActor struct RemindersView {
  let screen: RemindersScreen
  let canvas: Canvas

  /// The first row of the open part.
  private static let listRow = 14

  func draw() {
    HeaderLine(
      person: screen.context.person,
      mark: screen.context.mark,
      now: screen.board?.now ?? screen.context.now,
      zone: screen.board?.zone ?? .utc
    ).draw(on: canvas)
    defer { if screen.isFlashing { canvas.restyle(row: 0, style: .role(.critical, .reverse)) } }
    guard let board = screen.board else { return drawNothing() }
    drawHeadline(board)
    let strip = QuietStrip(
      board.state,
      today: board.today,
      cells: QuietStrip.cells(in: canvas.columns)
    )
    strip.draw(on: canvas.part(row: 4, column: 1, rows: 8), today: board.today)
    drawLegend(strip)
    drawParts(board)
    let rows = canvas.rows - Self.listRow - 3
    let area = canvas.part(row: Self.listRow, rows: rows)
    screen.list.layout(rows: rows)
    screen.count == 0 ? drawEmpty(on: area) : drawList(board, on: area)
    canvas.rule(row: canvas.rows - 3)
    drawDetails(
      board,
      on: canvas.part(row: canvas.rows - 2, column: 1, columns: canvas.columns - 2)
    )
  }

  private func drawHeadline(_ board: ReminderBoard) {
    let preferences = board.state.preferences
    let coverage = screen.context.reminders
    let words = preferences.isOn ? coverage.sentence : ReminderWords.switchedOff
    canvas.put(words, row: 2, column: 1, style: .role(screen.willRing ? .text : .late, .bold))
    canvas.put(ReminderWords.quiet(preferences.quietHours), row: 3, column: 1)
  }

  private func drawLegend(_ strip: QuietStrip) {
    let words =
      canvas.glyphs.isLinear
      ? "Doses by the clock"
      : "\(canvas.glyphs.shade) quiet   \(canvas.glyphs.dose) a dose   \(canvas.glyphs.doses) several"
    canvas.put(words, row: 12, column: 1 + QuietStrip.left, style: .role(.muted))
    guard strip.hushed > 0 else { return }
    canvas.put(
      "\(Display.count(strip.hushed, "dose")) in quiet hours",
      row: 12,
      column: 1,
      width: canvas.columns - 2,
      style: .role(.warning),
      alignment: .trailing
    )
  }

  private func drawParts(_ board: ReminderBoard) {
    let on = board.channels.count { $0.settings.isOn }
    let titles = [
      screen.willRing ? "Next 24 hours" : "Would ring", "Waiting \(board.waiting.count)",
      "Past \(board.past.count)",
      "Ways \(on) on",
    ]
    var column = 1
    for (index, title) in titles.enumerated() {
      let isOpen = index == screen.part.rawValue
      column +=
        2
        + canvas.put(
          isOpen ? "[\(title)]" : " \(title) ",
          row: 13,
          column: column,
          style: isOpen ? .role(.selection) : .role(.muted)
        )
    }
  }

  private static let columns = Table([
    .init("When", width: 12), .init("What", width: 20), .init("About", width: 20, isFlexible: true),
  ])

  /// The ways; an address gets what the words about the tests leave.
  private func wayColumns(_ words: ReminderWords) -> Table {
    let tests = screen.board?.channels.map { words.test($0).count }.max() ?? 0
    return Table([
      .init("Way", width: 12), .init("", width: 8), .init("Where", width: 20, isFlexible: true),
      .init("Test", width: max(12, tests)),
    ])
  }

  private func drawList(_ board: ReminderBoard, on area: Canvas) {
    let words = ReminderWords(board: board)
    let table = screen.part == .ways ? wayColumns(words) : Self.columns
    screen.list.draw(on: area) { index, row, isSelected in
      table.draw(values(index, board, words), on: row, row: 0, isSelected: isSelected)
    }
  }

  private func values(
    _ index: Int,
    _ board: ReminderBoard,
    _ words: ReminderWords
  ) -> [Table.Value] {
    switch screen.part {
    case .preview:
      let line = screen.preview[index]
      let style = Style(line.role)
      return [
        .init(words.time(line.at), style), .init(line.what, style), .init(line.names, style),
      ]
    case .waiting:
      let message = board.waiting[index]
      let style: Style = message.status == .failed ? .role(.warning) : .text
      let way = message.method.map { " (\(ReminderWords.name($0)))" } ?? ""
      return [
        .init(words.time(message.scheduledFor), style), .init(ReminderWords.status(message), style),
        .init(message.title + way, style),
      ]
    case .past:
      let message = board.past[index]
      let style: Style = message.status == .failed ? .role(.error) : .text
      return [
        .init(words.time(message.firstFor), style), .init(ReminderWords.status(message), style),
        .init("\(message.title) (\(ReminderWords.name(message.method)))", style),
      ]
    case .ways: return wayValues(DeliveryMethod.allCases[index], words)
    }
  }

  private func wayValues(_ method: DeliveryMethod, _ words: ReminderWords) -> [Table.Value] {
    let name = ReminderWords.name(method)
    guard let record = screen.record(method) else {
      return [
        .init(name, .role(.muted)), .init("not set", .role(.muted)), .init(""), .init(""),
      ]
    }
    return [
      .init(name), .init(record.settings.isOn ? "ON" : "off"),
      .init(record.settings.target.text ?? ""), .init(words.test(record)),
    ]
  }

  private func drawEmpty(on area: Canvas) {
    let words =
      switch screen.part {
      case .preview: "Nothing rings in the next 24 hours."
      case .waiting: "Nothing waits to be told."
      case .past: "No reminder has been told yet."
      case .ways: ""
      }
    area.put(words, row: 0, column: 2)
    area.placeCursor(row: 0, column: 2)
  }

  private func drawDetails(_ board: ReminderBoard, on area: Canvas) {
    let words = ReminderWords(board: board)
    let index = screen.list.selected
    guard screen.count > 0 else {
      area.wrap(firstTest(board) ?? PreviewLine.summary(screen.preview), row: 0)
      return
    }
    let text =
      switch screen.part {
      case .preview: "\(screen.preview[index].why) \(firstTest(board) ?? "")"
      case .waiting: "\(board.waiting[index].title): \(words.details(board.waiting[index]))"
      case .past: words.details(board.past[index])
      case .ways:
        words.details(
          DeliveryMethod.allCases[index],
          screen.record(DeliveryMethod.allCases[index])
        )
      }
    area.wrap(text, row: 0, maximumRows: 2)
  }

  /// What somebody who has never tested a way is told.
  private func firstTest(_ board: ReminderBoard) -> String? {
    board.channels.allSatisfy { $0.test == nil }
      ? "Never tested: T shows and sounds a reminder, and asks whether you noticed." : nil
  }

  private func drawNothing() {
    let words =
      screen.problem.map { "I CANNOT READ YOUR REMINDERS. \($0) Do not rely on this screen." }
      ?? "Reading…"
    canvas.wrap(words, row: 3, column: 1, width: canvas.columns - 2, style: .role(.error, .bold))
    canvas.placeCursor(row: 3, column: 1)
  }
}
