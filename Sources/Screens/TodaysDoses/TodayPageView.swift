import Domain
import Store
import Terminal

/// Today in a window of 40 columns and 12 rows: one dose a page, in the same words.
@MainActor struct TodayPageView {
  let picture: TodayPicture

  func draw(on canvas: Canvas) {
    HeaderLine(
      person: picture.person,
      mark: picture.mark,
      now: picture.now,
      zone: picture.zone
    ).draw(on: canvas)
    drawHeadline(on: canvas)
    canvas.wrap(picture.reminders, row: canvas.rows - 2)
    let area = canvas.part(row: 3, rows: canvas.rows - 5 - drawQuestion(on: canvas))
    if let line = page { draw(line, on: area) } else { drawWords(on: area) }
  }

  /// The question beside the doses, above the last lines; how many rows it takes is the answer.
  private func drawQuestion(on canvas: Canvas) -> Int {
    guard let question = picture.question else { return 0 }
    canvas.put(question.short, row: canvas.rows - 3, style: .role(.warning, .bold))
    return 1
  }

  /// The selected dose, else the first of now.
  private var page: DaySheet.DoseLine? {
    picture.board?.line(picture.selected) ?? picture.board?.open.first
  }

  private func drawHeadline(on canvas: Canvas) {
    let words = picture.headline.words
    var style = picture.headline.style
    var text = words.rest.isEmpty ? words.lead : "\(words.lead) \(words.rest)"
    if let board = picture.board, let line = page,
      let index = board.open.firstIndex(where: { $0.key == line.key })
    {
      let part = "medicine \(Display.part(index + 1, of: board.open.count))"
      // Of the medicine on the page, and of no other.
      if board.isLate(line) {
        let late = board.minutes(since: line.dose.occurrence.instant)
        text = "LATE BY \(Display.shortDuration(minutes: late)): \(part)"
        style = .role(.late, [.bold, .reverse])
      } else {
        text = "TAKE NOW: \(part)"
        style = .role(.due, [.bold, .reverse])
      }
    }
    if style.attributes.contains(.reverse) { canvas.part(row: 2, rows: 1).fill(style: style) }
    canvas.put(text, row: 2, style: style)
  }

  private func draw(_ line: DaySheet.DoseLine, on canvas: Canvas) {
    guard let board = picture.board else { return }
    var row = canvas.wrap(line.label.title, row: 0, style: .role(.due, .bold))
    let amount = DoseWords.amount(line)
    row += canvas.wrap(amount, row: row, style: .role(.text, .bold))
    let asking = line.dose.state == .paused ? [] : asking(board)
    for text in texts(line, board) + asking where row < canvas.rows {
      row += canvas.wrap(text, row: row, maximumRows: canvas.rows - row)
    }
    canvas.placeCursor(row: 0, column: 0)
  }

  private func texts(_ line: DaySheet.DoseLine, _ board: DayBoard) -> [String] {
    let due = board.clock(line.dose.occurrence.local)
    let purpose = line.label.purposeWords
    let rest = [purpose, line.label.appearance ?? ""].filter { !$0.isEmpty }
    switch line.dose.state {
    case .taken:
      let at = line.dose.record?.takenAt.map { board.clock($0) } ?? due
      return ["TAKEN at \(at). Do not take it again."] + more(board)
    case .skipped: return ["Left out: \(line.reason ?? "no reason given")."] + more(board)
    case .notRecorded: return ["Was due \(due). NOT RECORDED. Have you taken it?"]
    case .later: return ["Not yet: due \(due)."] + [rest.joined(separator: ", ")]
    case .paused: return [pause(line, board)]
    case .due, .late, .snoozed:
      let undone = board.sheet.undone.filter {
        $0.schedule == line.key.schedule && $0.dueMinute == line.key.dueMinute
      }.map { DoseWords.undone($0, board) }
      let words = board.isLate(line) ? "WAS due \(due), not recorded" : "due \(due)"
      return [([words] + (line.special.map { [$0] } ?? [])).joined(separator: ", ")]
        + (line.bottleOf.map { [$0] } ?? []) + DoseWords.warnings(line, board) + undone + [
          rest.joined(separator: ", ")
        ]
    }
  }

  private func pause(_ line: DaySheet.DoseLine, _ board: DayBoard) -> String {
    guard line.label.status == "paused" else { return "Paused." }
    let standing = board.standing(line)
    let words = board.pauseWords(line)
    return standing.asks ? "Paused. \(words). Nothing rings." : "Paused \(words)."
  }

  private func asking(_ board: DayBoard) -> [String] {
    board.askingIfPaused.map { line in
      "\(line.label.title): \(board.pauseWords(line))."
    }
  }

  private func more(_ board: DayBoard) -> [String] {
    board.open.isEmpty
      ? [] : ["\(board.open.count) more to take now: press Down."]
  }

  private func drawWords(on canvas: Canvas) {
    let rows = TodayTopRows(picture: picture, width: 400).rows()
    let text =
      (picture.board.map(asking) ?? []) + rows.map { $0.pieces.map(\.text).joined(separator: " ") }
    var row = 0
    for line in text where !line.isEmpty && row < canvas.rows {
      row += canvas.wrap(line, row: row, maximumRows: canvas.rows - row)
    }
    canvas.placeCursor(row: 0, column: 0)
  }
}
