/// All keys that mean something now, in groups, with the reasons of those that do not work yet.
@MainActor package final class HelpOverlay: Screen {
  private enum Line {
    case heading(String)
    case key(String, String)
    case reason(String)
    case blank
  }

  package let title: String
  private let all: [Line]
  private var scroll = ListState()
  private weak var shell: Shell?

  /// Columns of the box, where the window has them.
  private static let columns = 72
  /// The column of what keys do.
  private static let indent = 18

  /// Help for the screen called `title`.
  package init(of title: String, table: ActionTable) {
    self.title = title.isEmpty ? "Keys" : "Keys: \(title)"
    var groups: [String] = []
    for action in table.actions where !groups.contains(action.group) {
      groups.append(action.group)
    }
    var lines: [Line] = []
    for group in groups {
      if !lines.isEmpty { lines.append(.blank) }
      lines.append(.heading(group))
      for action in table.actions where action.group == group {
        let keys =
          action.keys.isEmpty
          ? "\(Self.byName(table)) by name" : action.keys.map(table.name).joined(separator: " ")
        lines.append(.key(keys, action.title))
        if let reason = action.reason { lines.append(.reason(reason)) }
      }
    }
    all = lines
    scroll.count = lines.count
  }

  /// The key that finds what has none of its own.
  private static func byName(_ table: ActionTable) -> String {
    table.actions.first { $0.id == "shell.palette" }.map(table.firstKeyName) ?? ""
  }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    self.shell = shell
    return []
  }

  package var presentation: Presentation {
    let width = min(Self.columns, shell?.size.columns ?? Self.columns)
    return .overlay(Size(rows: lines(width: width - 4).count + 2, columns: Self.columns))
  }

  /// The lines in a width: what is too long goes on below itself.
  private func lines(width: Int) -> [Line] {
    all.flatMap { line -> [Line] in
      switch line {
      case .key(let keys, let text):
        let rows = WordWrap.lines(text, width: max(10, width - Self.indent - 1))
        return rows.enumerated().map { .key($0 == 0 ? keys : "", $1) }
      case .reason(let text):
        let rows = WordWrap.lines("not now: \(text)", width: max(10, width - Self.indent - 3))
        return rows.map { .reason($0) }
      case .heading, .blank: return [line]
      }
    }
  }

  package var minimumSize: Size { Size(rows: 5, columns: 30) }

  package var actions: [Action] { scroll.actions }

  package func perform(_ action: Action.ID) -> [Effect] {
    scroll.perform(action)
    return []
  }

  package func draw(on canvas: Canvas) {
    let lines = lines(width: canvas.columns)
    scroll.count = max(1, lines.count - canvas.rows + 1)
    scroll.layout(rows: canvas.rows)
    for (row, line) in lines.dropFirst(scroll.selected).prefix(canvas.rows).enumerated() {
      draw(line, on: canvas.part(row: row, rows: 1))
    }
    if scroll.selected > 0 {
      canvas.put(
        canvas.glyphs.moreAbove,
        row: 0,
        column: canvas.columns - 1,
        style: .role(.muted)
      )
    }
    if scroll.selected < scroll.count - 1 {
      canvas.put(
        canvas.glyphs.moreBelow,
        row: canvas.rows - 1,
        column: canvas.columns - 1,
        style: .role(.muted)
      )
    }
    canvas.placeCursor(row: 0, column: 0)
  }

  private func draw(_ line: Line, on row: Canvas) {
    switch line {
    case .heading(let text): row.put(text, row: 0, style: .role(.heading))
    case .key(let keys, let text):
      row.put(keys, row: 0, column: 1, width: 16, style: .role(.footerKey))
      row.put(text, row: 0, column: Self.indent, style: .role(.overlay))
    case .reason(let text):
      row.put(text, row: 0, column: Self.indent + 2, style: .role(.muted))
    case .blank: break
    }
  }
}
