import Domain
import Store
import Terminal

/// Draws the medicines used when needed, one block each.
@MainActor struct AsNeededView {
  let state: AsNeededScreen.Reading
  let selected: Int
  let person: KnownPerson
  let mark: String?
  let now: Instant
  let reminders: String

  func draw(on canvas: Canvas) {
    guard case .day(let board) = state else { return drawUnread(on: canvas) }
    HeaderLine(person: person, mark: mark, now: now, zone: board.sheet.zone).draw(on: canvas)
    canvas.put("ONLY IF YOU NEED IT", row: 2, column: 1, style: .role(.heading, .bold))
    let scheduled = "scheduled: \(scheduled(board))"
    if canvas.columns >= 70 {
      canvas.put(scheduled, row: 2, column: canvas.columns - scheduled.count - 1)
    }
    let foot = drawFoot(on: canvas)
    drawBlocks(board, on: canvas.part(row: 4, rows: max(1, canvas.rows - foot - 4)))
  }

  private func drawUnread(on canvas: Canvas) {
    HeaderLine(person: person, mark: mark, now: now, zone: .utc).draw(on: canvas)
    guard case .failed(let reason) = state else { return }
    let style = Style.role(.critical, [.bold, .reverse])
    canvas.part(row: 2, rows: 1).fill(style: style)
    canvas.put("I CANNOT READ YOUR MEDICINES  (\(reason))", row: 2, column: 1, style: style)
    canvas.wrap(
      "Do not rely on this screen. Do not take a second one before you have asked your pharmacy.",
      row: 4,
      column: 1
    )
    _ = drawFoot(on: canvas)
  }

  private func scheduled(_ board: DayBoard) -> String {
    if board.sheet.person.pausedSince != nil { return "everything is paused" }
    if !board.open.isEmpty { return "\(DoseWords.group(board.open)) to take now" }
    return board.next.map { "nothing now, next \(board.clock($0.due))" } ?? "nothing now"
  }

  /// Blocks around the selected one, whole ones only.
  private func drawBlocks(_ board: DayBoard, on canvas: Canvas) {
    let lines = board.sheet.asNeeded
    guard !lines.isEmpty else {
      canvas.wrap("No medicine on your list is used only when needed.", row: 0, column: 1)
      return
    }
    let blocks = lines.map { AsNeededBlock(line: $0, board: board, width: canvas.columns).rows() }
    var first = 0
    while first < selected, blocks[first...selected].reduce(0, { $0 + $1.count + 1 }) > canvas.rows
    {
      first += 1
    }
    var row = 0
    for index in first..<blocks.count {
      guard row < canvas.rows, index == first || row + blocks[index].count <= canvas.rows else {
        let more = " \(Display.count(blocks.count - index, "medicine")) more: press Down "
        canvas.put(
          more,
          row: canvas.rows - 1,
          column: canvas.columns - more.count - 1,
          style: .role(.muted, .reverse)
        )
        break
      }
      for (offset, line) in blocks[index].enumerated() {
        line.draw(on: canvas, row: row + offset)
      }
      if index == selected {
        canvas.put(canvas.glyphs.bar, row: row, style: .role(.selection))
        canvas.placeCursor(row: row, column: 0)
      }
      row += blocks[index].count + 1
    }
  }

  /// The numbers that help at once; returns the rows taken.
  private func drawFoot(on canvas: Canvas) -> Int {
    let rows = canvas.rows
    guard canvas.columns >= 60, rows >= 17 else {
      canvas.put("Too much? Press !  Poison 1-800-222-1222", row: rows - 1)
      return 2
    }
    canvas.rule(row: rows - 4)
    canvas.put("Took more than it says, or the wrong one?  Press ! now.", row: rows - 3, column: 1)
    canvas.put(
      "Poison help (US) 1-800-222-1222.   Hard to wake, not breathing well: 911.",
      row: rows - 2,
      column: 1
    )
    canvas.put(reminders, row: rows - 1, column: 1)
    return 4
  }
}

/// The rows of one medicine.
struct AsNeededBlock {
  let line: DaySheet.AsNeededLine
  let board: DayBoard
  let width: Int

  func rows() -> [TodayRow] {
    var rows = title()
    let style: Style =
      switch line.decision {
      case .yes where line.carefulWith != nil: .role(.warning, .bold)
      case .yes: .role(.taken, .bold)
      case .notYet: .role(.warning, .bold)
      case .no: .role(.critical, .bold)
      }
    rows += wrapped(AsNeededWords.answer(line, board), style)
    for group in AsNeededWords.facts(line, board) {
      let together = group.joined(separator: "    ")
      if together.count <= width - 8 {
        rows.append(.text(together, at: 6))
      } else {
        rows += group.flatMap { wrapped($0, .text) }
      }
    }
    return rows
  }

  private func title() -> [TodayRow] {
    let alert = line.label.highAlert?.uppercased() ?? ""
    let purpose = line.label.purposeWords
    let name = line.label.title
    guard name.count + purpose.count + alert.count + 10 < width else {
      let words = [name, purpose, alert].filter { !$0.isEmpty }.joined(separator: "   ")
      return WordWrap.lines(words, width: max(10, width - 2)).map {
        .text($0, at: 1, .role(.text, .bold))
      }
    }
    let column = max(min(40, width / 2), name.count + 3)
    return [
      TodayRow([
        .init(name, at: 1, .role(.text, .bold)), .init(purpose, at: column),
        .init(alert, at: width - 1, .role(.critical, .bold), trailing: true),
      ])
    ]
  }

  private func wrapped(_ text: String, _ style: Style) -> [TodayRow] {
    WordWrap.lines(text, width: max(10, width - 8)).map { .text($0, at: 6, style) }
  }
}
