import CVTerm

/// What a terminal shows after it was sent some bytes, by libvterm.
package final class TerminalScreen {
  /// How one cell looks.
  package struct Look: Equatable, Sendable {
    package let isBold: Bool
    package let isReversed: Bool
    package let isUnderlined: Bool
    /// -1 for the terminal's own, 0 to 255, or 0x1000000 with red, green and blue.
    package let foreground: Int
    package let background: Int

    package init(
      isBold: Bool,
      isReversed: Bool,
      isUnderlined: Bool,
      foreground: Int,
      background: Int
    ) {
      self.isBold = isBold
      self.isReversed = isReversed
      self.isUnderlined = isUnderlined
      self.foreground = foreground
      self.background = background
    }
  }

  /// A wide character in a single column, sent for the size before, crashes libvterm 0.1.4.
  private static let leastColumns = 2

  private let terminal: OpaquePointer
  private let screen: OpaquePointer
  private var rows: Int
  private var columns: Int

  /// An empty screen.
  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    terminal = vterm_new(Int32(rows), Int32(max(Self.leastColumns, columns)))
    vterm_set_utf8(terminal, 1)
    screen = vterm_obtain_screen(terminal)
    vterm_screen_enable_altscreen(screen, 1)
    vterm_screen_reset(screen, 1)
  }

  deinit { vterm_free(terminal) }

  /// Takes in what a program sent.
  package func feed(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { raw in
      _ = vterm_input_write(
        terminal,
        raw.baseAddress?.assumingMemoryBound(to: CChar.self),
        bytes.count
      )
    }
  }

  /// Takes another size; what was shown stays where it has room.
  package func resize(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    vterm_set_size(terminal, Int32(rows), Int32(max(Self.leastColumns, columns)))
  }

  /// The rows, each without blanks at its end.
  package var lines: [String] { (0..<rows).map(line) }

  /// The rows joined, without empty ones at the end.
  package var text: String {
    var lines = lines
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  /// Row and column of the cursor.
  package var cursor: (row: Int, column: Int) {
    var position = VTermPos()
    vterm_state_get_cursorpos(vterm_obtain_state(terminal), &position)
    return (Int(position.row), Int(position.col))
  }

  /// How a cell looks, counted from 0.
  package func look(row: Int, column: Int) -> Look {
    var cell = cell(row: row, column: column)
    return Look(
      isBold: vt_is_bold(&cell) != 0,
      isReversed: vt_is_reversed(&cell) != 0,
      isUnderlined: vt_is_underlined(&cell) != 0,
      foreground: Int(vt_foreground(&cell)),
      background: Int(vt_background(&cell))
    )
  }

  private func line(_ row: Int) -> String {
    var text = ""
    var column = 0
    while column < columns {
      var cell = cell(row: row, column: column)
      var scalars = String.UnicodeScalarView()
      for index in 0..<6 {
        let value = vt_character(&cell, Int32(index))
        guard value != 0, let scalar = Unicode.Scalar(value) else { break }
        scalars.append(scalar)
      }
      text += scalars.isEmpty ? " " : String(scalars)
      column += max(1, Int(cell.width))
    }
    while text.last == " " { text.removeLast() }
    return text
  }

  private func cell(row: Int, column: Int) -> VTermScreenCell {
    var cell = VTermScreenCell()
    vterm_screen_get_cell(screen, VTermPos(row: Int32(row), col: Int32(column)), &cell)
    return cell
  }
}
