/// Draws the stack of screens: the topmost one that fills the window, and what lies over it.
@MainActor struct ShellPicture {
  let shell: Shell

  func draw(on whole: Canvas) {
    let canvas = whole.shown
    guard canvas.rows > 0, canvas.columns > 0, !shell.screens.isEmpty else { return }
    let visible = shell.visibleScreens
    if let tooLarge = visible.first(where: { !canvas.size.holds($0.minimumSize) }) {
      drawTooSmall(for: tooLarge, on: canvas)
      return
    }
    for screen in visible { draw(screen, on: canvas) }
    drawNotices(on: canvas)
    Footer(table: shell.table).draw(on: canvas, row: canvas.rows - 1)
  }

  private func draw(_ screen: any Screen, on canvas: Canvas) {
    guard let frame = screen.frame(on: canvas) else {
      return screen.draw(on: canvas.part(row: 0, rows: canvas.rows - 1))
    }
    if canvas.glyphs.isLinear { canvas.part(row: 1).fill() }
    let part = canvas.part(frame)
    part.fill(style: .role(.overlay))
    let heading = screen.headingLines(columns: frame.columns)
    let inside = part.box(title: heading.isEmpty ? screen.title : "")
    for (row, line) in heading.enumerated() {
      inside.put(line, row: row, style: .role(.overlay, .bold))
    }
    screen.draw(on: inside.part(row: heading.count))
  }

  /// What was said last, and above it what came by itself: neither hides the other.
  private func drawNotices(on canvas: Canvas) {
    guard canvas.rows > 1 else { return }
    let base = shell.screens.last { $0.presentation == .full }
    let wanted = base?.noticeRow ?? -1
    let rows = canvas.rows - 1
    var last = min(max(0, wanted < 0 ? rows + wanted : wanted), rows - 1)
    for notice in [shell.notice, shell.ringNotice].compactMap({ $0 }) {
      last -= draw(notice, on: canvas, last: last)
      guard last > 0 else { return }
    }
  }

  /// A sentence too long for one row takes rows above too, except for the first of all; how many
  /// rows it takes is the answer.
  private func draw(_ notice: Notice, on canvas: Canvas, last: Int) -> Int {
    let room = canvas.columns - 2
    let lines = WordWrap.lines(notice.text, width: room, ascii: canvas.glyphs.isASCII)
    let rows = min(lines.count, max(1, last))
    let style = Style.role(notice.role, .bold)
    let part = canvas.part(row: last - rows + 1, rows: rows)
    part.fill(style: style)
    part.wrap(notice.text, row: 0, column: 1, width: room, style: style)
    return rows
  }

  private func drawTooSmall(for screen: any Screen, on canvas: Canvas) {
    let needed = screen.minimumSize
    let words =
      "\(screen.title) needs \(needed.columns) x \(needed.rows) characters; this window has "
      + "\(canvas.columns) x \(canvas.rows). Make it larger, or q leaves."
    let used = canvas.wrap(words, row: 0, style: .role(.warning))
    drawWaysOut(on: canvas.part(row: used + 1))
    drawNotices(on: canvas)
    canvas.placeCursor(row: 0, column: 0)
  }

  /// The keys that lead somewhere from a window too small: to the first place, and to help.
  private func drawWaysOut(on canvas: Canvas) {
    let actions = shell.navigation?.actions.filter { $0.isEnabled && !$0.keys.isEmpty } ?? []
    let table = shell.unseenTable
    for (row, action) in (actions.prefix(1) + actions.filter { !$0.hint.isEmpty }).enumerated() {
      let used = canvas.put(table.firstKeyName(of: action), row: row, style: .role(.footerKey))
      let words = action.hint.isEmpty ? action.title : action.hint
      canvas.put(words, row: row, column: used + 2)
    }
  }
}

extension Canvas {
  /// What is drawn on: all, or so much that nothing stands beside another thing.
  fileprivate var shown: Canvas {
    glyphs.isLinear ? part(row: 0, columns: Size.standard.columns) : self
  }
}

extension Screen {
  /// Where it lies in a window; nothing for a screen that fills it.
  package func frame(on whole: Canvas) -> Frame? {
    guard case .overlay(var size) = presentation else { return nil }
    let window = whole.shown.size
    size.rows += headingLines(columns: min(size.columns, window.columns)).count
    return .overlay(size, in: window)
  }

  /// Its title where the side of a box of so many columns is too short for it: a name must not lose
  /// its strength.
  fileprivate func headingLines(columns: Int) -> [String] {
    let room = columns - 6
    return CellText.width(of: title) <= room ? [] : WordWrap.lines(title, width: columns - 4)
  }
}

/// Says why a paste was not taken.
enum PasteWords {
  static func sentence(for problem: PasteProblem) -> String {
    switch problem {
    case .tooLong(let limit):
      "The pasted text is longer than \(limit / 1024) KB; nothing was taken."
    case .controlCharacter: "The pasted text holds control characters; nothing was taken."
    case .notText: "What was pasted is not text; nothing was taken."
    }
  }
}
