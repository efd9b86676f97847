/// Neighboring cells of one style.
package struct StyledRun: Hashable, Sendable {
  package let text: String
  package let style: Style

  package init(_ text: String, _ style: Style) {
    self.text = text
    self.style = style
  }
}

extension Canvas {
  /// One row as text, without blanks at its end.
  package func line(_ row: Int) -> String {
    var text = ""
    for column in 0..<columns { text += cell(row: row, column: column).cluster }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// All rows, each without blanks at its end.
  package var lines: [String] {
    (0..<rows).map(line)
  }

  /// The whole picture: its lines, without blanks at their ends nor empty lines after the last.
  package var text: String {
    var lines = lines
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// What a row says in which style, blanks of the ordinary style at its end left out.
  package func runs(row: Int) -> [StyledRun] {
    var runs: [(text: String, style: Style)] = []
    for column in 0..<columns {
      let cell = cell(row: row, column: column)
      if let last = runs.last, last.style == cell.style {
        runs[runs.count - 1].text += cell.cluster
      } else {
        runs.append((cell.cluster, cell.style))
      }
    }
    if let last = runs.last, last.style == .text {
      var text = last.text
      while text.last == " " { text.removeLast() }
      runs[runs.count - 1].text = text
      if text.isEmpty { runs.removeLast() }
    }
    return runs.map { StyledRun($0.text, $0.style) }
  }

  /// The roles of a row, each named once, in the order they appear.
  package func roles(row: Int) -> [StyleRole] {
    var roles: [StyleRole] = []
    for run in runs(row: row) where !roles.contains(run.style.role) {
      if run.text.contains(where: { $0 != " " }) { roles.append(run.style.role) }
    }
    return roles
  }

  /// The cell at a place of this part.
  package func cell(row: Int, column: Int) -> Cell {
    surface.cell(row: origin.row + row, column: origin.column + column)
  }

  /// Where the terminal's cursor goes, if the picture says so.
  package var cursor: Position? { surface.cursor }

  /// Whether the cursor is to be seen.
  package var showsCursor: Bool { surface.showsCursor }
}
