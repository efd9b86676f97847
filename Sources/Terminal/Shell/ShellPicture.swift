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
    drawNotice(on: canvas)
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

  private func drawNotice(on canvas: Canvas) {
    guard let notice = shell.notice, canvas.rows > 1 else { return }
    let base = shell.screens.last { $0.presentation == .full }
    let wanted = base?.noticeRow ?? -1
    let rows = canvas.rows - 1
    let last = min(max(0, wanted < 0 ? rows + wanted : wanted), rows - 1)
    // A sentence too long for one row takes the row above too, except for the first of all.
    let room = canvas.columns - 2
    let isLong = last > 1 && CellText.width(of: notice.text) > room
    let style = Style.role(notice.role, .bold)
    let part = canvas.part(row: isLong ? last - 1 : last, rows: isLong ? 2 : 1)
    part.fill(style: style)
    if isLong {
      part.wrap(notice.text, row: 0, column: 1, width: room, style: style)
    } else {
      part.put(notice.text, row: 0, column: 1, style: style)
    }
  }

  private func drawTooSmall(for screen: any Screen, on canvas: Canvas) {
    let needed = screen.minimumSize
    let words =
      "\(screen.title) needs \(needed.columns) x \(needed.rows) characters; this window has "
      + "\(canvas.columns) x \(canvas.rows). Make it larger, or q leaves."
    canvas.wrap(words, row: 0, style: .role(.warning))
    canvas.placeCursor(row: 0, column: 0)
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
