import Domain
import Store
import Terminal

/// What Today draws, as a value: a picture depends on nothing else.
struct TodayPicture {
  let person: KnownPerson
  let mark: String?
  let now: Instant
  let zone: ZoneRules
  let headline: TodayHeadline
  /// Nil while nothing was read or when it cannot be.
  let board: DayBoard?
  let selected: DoseKey?
  let ticked: Set<DoseKey>
  let leftOpen: Set<DoseKey>
  let expandsLater: Bool
  let reminders: String
  /// What is asked beside the doses.
  let question: TodayQuestion?
  /// The first row in sight of the part that scrolls.
  var scroll = 0

  /// What Enter stands for, under the doses of now.
  var enterHints: [(key: String, text: String)] = []
}

/// What the window has room for and what the last drawing showed, for keys that depend on it.
struct TodayLayout: Equatable {
  /// One dose a page, in a small window.
  var isCompact = false
  /// Whether a late dose that must be on time gets the whole screen.
  var hasRoomForLate = true
  /// Whether doses of now lie outside the window.
  var hidesOpenDoses = false
  /// How the page of a late dose fits.
  var late = LateDoseView.Fit()

  init() {}

  /// What a window of that size has room for.
  init(of size: Size) {
    isCompact = size.columns < 60 || size.rows < 17
    hasRoomForLate = size.columns >= 60 && size.rows >= 20
  }
}

/// Draws the day in a window of 60 columns and 18 rows or more; smaller ones show a dose a page.
@MainActor struct TodayView {
  let picture: TodayPicture

  /// The width from which the selected dose is explained beside the list.
  static let wideColumns = 110

  /// Whether doses of now lie outside the window is the answer.
  func draw(on canvas: Canvas) -> Bool {
    if TodayLayout(of: canvas.size).isCompact {
      TodayPageView(picture: picture).draw(on: canvas)
      return false
    }
    HeaderLine(
      person: picture.person,
      mark: picture.mark,
      now: picture.now,
      zone: picture.zone
    ).draw(on: canvas)
    let foot = drawFoot(on: canvas)
    guard canvas.columns >= Self.wideColumns, let board = picture.board else {
      return drawDay(on: canvas.part(row: 2, rows: canvas.rows - 2 - foot))
    }
    let listColumns = min(90, canvas.columns * 3 / 5)
    let area = canvas.part(row: 2, rows: canvas.rows - 2 - foot)
    for row in 0..<area.rows {
      area.put(canvas.glyphs.vertical, row: row, column: listColumns, style: .role(.border))
    }
    let pane = area.part(row: 0, column: listColumns + 2)
    DosePane(board: board, line: board.line(picture.selected) ?? board.open.first).draw(on: pane)
    return drawDay(on: area.part(row: 0, columns: listColumns))
  }

  private func drawDay(on canvas: Canvas) -> Bool {
    drawHeadline(on: canvas)
    let area = canvas.part(row: 1)
    let top = TodayTopRows(picture: picture, width: area.columns).rows()
    let bottom = bottomRows(width: area.columns)
    let fitted = top.fitted(to: max(area.rows - min(bottom.count, 4) - 1, 0))
    let shown = min(fitted.count, area.rows)
    let firstTop = topStart(fitted, rows: area.rows)
    let hides = fitted.count > area.rows
    let visible = fitted.dropFirst(firstTop).prefix(hides ? area.rows - 1 : area.rows)
    for (row, line) in visible.enumerated() { draw(line, on: area, row: row) }
    if hides {
      area.put(
        " more medicines to take now: press Down or Up ",
        row: area.rows - 1,
        column: 1,
        style: .role(.warning, [.bold, .reverse])
      )
    }
    guard !bottom.isEmpty, shown + 2 <= area.rows else {
      return hides
    }
    area.rule(row: shown)
    drawBottom(bottom, on: area.part(row: shown + 1), rule: area.part(row: shown, rows: 1))
    return hides
  }

  /// Where the doses of now begin when there are more than fit: so that the selected one is seen.
  private func topStart(_ rows: [TodayRow], rows room: Int) -> Int {
    guard rows.count > room, let key = picture.selected,
      let last = rows.lastIndex(where: { $0.key == key })
    else { return 0 }
    return max(0, min(last - room + 2, rows.count - room + 1))
  }

  private func drawHeadline(on canvas: Canvas) {
    let words = picture.headline.words
    let style = picture.headline.style
    let text = words.rest.isEmpty ? words.lead : "\(words.lead)  \(words.rest)"
    if style.attributes.contains(.reverse) { canvas.part(row: 0, rows: 1).fill(style: style) }
    canvas.put(text, row: 0, column: 1, style: style)
    let right = picture.headline.right
    let column = canvas.columns - right.count - 1
    if column > text.count + 2 { canvas.put(right, row: 0, column: column, style: style) }
  }

  private func bottomRows(width: Int) -> [TodayRow] {
    guard let board = picture.board else { return [] }
    if picture.headline == .nothingToday {
      return MedicineListRows(board: board, width: width).rows()
    }
    return DayRows(board: board, width: width, expandsLater: picture.expandsLater).rows()
  }

  /// Draws what fits around the selected dose, and says in words that there is more.
  private func drawBottom(_ all: [TodayRow], on canvas: Canvas, rule: Canvas) {
    let rows = all.fitted(to: canvas.rows)
    var first = 0
    if rows.count > canvas.rows {
      let last = rows.lastIndex { $0.key != nil && $0.key == picture.selected }
      let start = rows.firstIndex { $0.key != nil && $0.key == picture.selected }
      first = max(0, min((last ?? 0) - canvas.rows + 1, rows.count - canvas.rows))
      if let start { first = min(first, start) }
      first = max(first, min(picture.scroll, rows.count - canvas.rows))
    }
    var room = canvas.rows
    let below = " more below: press Down "
    if first + room < rows.count, rows[first + room - 1].end > canvas.columns - below.count - 3 {
      // The label gets a row of its own: words must not run into each other.
      room -= 1
      if rows[first + room].key != nil, rows[first + room].key == picture.selected { first += 1 }
    }
    for (row, line) in rows.dropFirst(first).prefix(room).enumerated() {
      draw(line, on: canvas, row: row)
    }
    if first > 0 { label(" more above: press Up ", on: rule, row: 0) }
    if first + room < rows.count { label(below, on: canvas, row: canvas.rows - 1) }
  }

  private func label(_ text: String, on canvas: Canvas, row: Int) {
    canvas.put(
      text,
      row: row,
      column: canvas.columns - text.count - 1,
      style: .role(.muted, .reverse)
    )
  }

  private func draw(_ line: TodayRow, on canvas: Canvas, row: Int) {
    line.draw(on: canvas, row: row)
    guard let key = line.key, key == picture.selected else { return }
    canvas.put(canvas.glyphs.bar, row: row, style: .role(.selection))
    canvas.placeCursor(row: row, column: 0)
  }

  /// The last lines: what is asked beside the doses, whether anything will ring, and what is running
  /// low; how many rows they take is the answer.
  private func drawFoot(on canvas: Canvas) -> Int {
    var rows = 3
    if let board = picture.board, let question = picture.question {
      let lines = WordWrap.lines(
        question.sentence(board),
        width: canvas.columns - 2,
        ascii: canvas.glyphs.isASCII
      )
      rows += lines.count
      for (index, line) in lines.enumerated() {
        canvas.put(
          line,
          row: canvas.rows - rows + 1 + index,
          column: 1,
          style: .role(.warning, .bold)
        )
      }
    }
    canvas.rule(row: canvas.rows - rows)
    canvas.put(picture.reminders, row: canvas.rows - 2, column: 1)
    if let low = picture.board.flatMap({ FootWords.line($0, width: canvas.columns - 2) }) {
      canvas.put(low, row: canvas.rows - 1, column: 1)
    }
    return rows
  }
}

/// The last line of the day: supplies that end soon, else whom to call.
enum FootWords {
  /// The longest of several wordings that fits into `width` columns.
  static func line(_ board: DayBoard, width: Int) -> String? {
    guard let low = board.sheet.runningLow.first else { return DoseWords.pharmacy(board) }
    let left = low.daysLeft <= 0 ? "nothing left" : "\(Display.days(low.daysLeft)) left"
    let others = board.sheet.runningLow.count - 1
    let more = others > 0 ? ", and \(Display.count(others, "other"))" : ""
    let asked = low.requestedAt.map { at in
      let date = board.sheet.zone.local(of: at).0.date
      let today = board.sheet.today
      return [
        ", refill asked for \(Display.day(date, today: today))",
        ", refill asked for \(Display.shortDate(date, today: today))", ", refill asked for",
      ]
    }
    let wordings = (asked ?? [""]).map { "Running low: \(low.label.title), \(left)\($0)\(more)" }
    return wordings.first { CellText.width(of: $0) <= width } ?? wordings.last
  }
}
