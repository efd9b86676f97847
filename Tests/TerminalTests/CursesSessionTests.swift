import CNcurses
import Foundation
import Terminal
import TestSupport
import Testing

@MainActor @Suite struct CursesSessionTests {
  /// Runs `body` with curses writing to nowhere.
  private func withCurses(
    _ options: TerminalOptions,
    _ body: (CursesSession) throws -> Void
  ) throws {
    try CursesLock.holding {
      let output = try #require(fopen("/dev/null", "w"))
      let input = try #require(fopen("/dev/null", "r"))
      defer {
        fclose(output)
        fclose(input)
      }
      let session = try CursesSession(options, output: output, input: input)
      defer { session.close() }
      try body(session)
    }
  }

  private func character(row: Int32, column: Int32) -> (text: String, attributes: attr_t) {
    var characters = [wchar_t](repeating: 0, count: 10)
    var attributes: attr_t = 0
    var pair: Int32 = 0
    nc_read_cell(row, column, &characters, &attributes, &pair)
    let scalars = characters.prefix { $0 != 0 }.compactMap { Unicode.Scalar(UInt32($0)) }
    return (String(String.UnicodeScalarView(scalars)), attributes)
  }

  @Test func `cells reach curses with their attributes and the cursor`() throws {
    try withCurses(TerminalOptions(terminalName: "xterm-256color")) { session in
      session.resize(to: .standard)
      let canvas = Canvas(rows: 24, columns: 80)
      canvas.put("LATE", row: 3, column: 5, style: .role(.late))
      canvas.placeCursor(row: 3, column: 5)
      session.show(canvas, theme: .plain)
      let cell = character(row: 3, column: 5)
      #expect(cell.text == "L")
      #expect(cell.attributes & nc_attribute_bold() != 0)
      #expect(cell.attributes & nc_attribute_reverse() != 0)
      #expect(nc_cursor_row() == 3)
      #expect(nc_cursor_column() == 5)
    }
  }

  @Test func `an unknown terminal is taken for xterm-256color`() throws {
    try withCurses(TerminalOptions(terminalName: "xterm-kitty-of-tomorrow")) { session in
      #expect(session.terminalName == "xterm-256color")
      #expect(session.colors == 256)
    }
  }

  @Test func `NO_COLOR leaves attributes`() throws {
    let options = TerminalOptions(environment: ["TERM": "xterm-256color", "NO_COLOR": "1"])
    try withCurses(options) { session in
      #expect(session.colors == 0)
    }
  }

  @Test(arguments: [("xterm", 8), ("xterm-16color", 16), ("xterm-256color", 256), ("vt100", 0)])
  func `colors are those the terminal has`(name: String, colors: Int) throws {
    try withCurses(TerminalOptions(terminalName: name)) { session in
      #expect(session.colors == colors || session.terminalName != name)
    }
  }

  @Test(arguments: ["dumb", ""])
  func `a terminal that cannot place a cursor is refused`(name: String) {
    #expect(throws: TerminalError.dumbTerminal(name: name)) {
      try withCurses(TerminalOptions(terminalName: name)) { _ in }
    }
  }

  @Test(arguments: [(1, 1), (400, 1000), (2, 500), (24, 80)])
  func `a picture of any size is shown`(rows: Int, columns: Int) throws {
    try withCurses(TerminalOptions(terminalName: "xterm-256color")) { session in
      session.resize(to: Size(rows: rows, columns: columns))
      #expect(session.size == Size(rows: rows, columns: columns))
      let canvas = Canvas(rows: rows, columns: columns)
      for row in 0..<rows { canvas.rule(row: row) }
      session.show(canvas, theme: .plain)
      session.show(Canvas(rows: rows + 3, columns: columns + 3), theme: .plain)
    }
  }

  @Test func `there is one curses screen for a process`() throws {
    try withCurses(TerminalOptions(terminalName: "xterm")) { _ in
      #expect(throws: TerminalError.alreadyOpen) {
        try CursesSession(TerminalOptions(terminalName: "xterm"), output: nil, input: nil)
      }
    }
  }
}
