import Foundation
import TestSupport
import Testing

/// Terminals, locales and sizes that people have.
@Suite(.serialized) struct SurroundingsTests {
  @Test(arguments: [
    "xterm-kitty", "xterm-ghostty", "alacritty", "xterm", "screen-256color", "vt100",
  ])
  func `terminals of many names show today`(name: String) throws {
    let terminal = try Ruth.household().openScreens(variables: ["TERM": name])
    #expect(terminal.screen.text.contains("TAKE NOW"))
    #expect(terminal.screen.text.contains("metformin 500 mg"))
    terminal.send("q")
    #expect(terminal.waitForExit() == .code(0))
  }

  @Test(arguments: ["dumb", ""])
  func `a terminal that shows no screens gets one sentence and 69`(name: String) throws {
    let terminal = try Ruth.household().openScreens(variables: ["TERM": name])
    #expect(terminal.waitForExit() == .code(69))
    let text = terminal.screen.text.replacingOccurrences(of: "\n", with: "")
    #expect(text.hasSuffix("."))
    #expect(text.contains("cannot show screens"))
    #expect(terminal.isInLineMode)
  }

  @Test(arguments: [([], "TAKE NOW"), (["--role", "pharmacist"], "INVENTORY  Elm Pharmacy")])
  func `the demo opens where its visitor would begin`(arguments: [String], words: String) throws {
    let demo = try PseudoTerminal(
      Executables.program,
      ["demo", "--idle-fd", "\(PseudoTerminal.idleDescriptor)"] + arguments
        + ["--now", "2026-11-24T08:05:00-05:00", "--zone", "America/New_York"],
      environment: ["TERM": "xterm-256color", "HOME": NSTemporaryDirectory()]
    )
    #expect(demo.wait(seconds: 60) { $0.text.contains(words) })
    demo.press("q")
  }

  @Test func `without a terminal there is one sentence and 69`() throws {
    let end = try Ruth.household().run()
    #expect(end.exit == .code(69))
    #expect(end.output.isEmpty)
    #expect(end.errors.filter { $0 == "\n" }.count == 1)
  }

  @Test func `NO_COLOR shows no color, and what is due all the same`() throws {
    let plain = try Ruth.household().openScreens(variables: ["NO_COLOR": "1"])
    #expect(plain.screen.text.contains("TAKE NOW"))
    #expect(plain.colors == [-1])
    let colored = try Ruth.household().openScreens()
    #expect(colored.colors != [-1])
  }

  @Test(arguments: [(["LANG": "C"], []), ([:], ["--ascii"]), (["LC_ALL": "POSIX"], [])])
  func `where only ASCII can be shown, only ASCII is sent`(
    variables: [String: String],
    arguments: [String]
  ) throws {
    let terminal = try Ruth.household().openScreens(arguments, variables: variables)
    terminal.press(.down, "?", .escape, "a", .escape, .enter, "u")
    #expect(terminal.screen.text.contains("TAKE NOW"))
    #expect(terminal.output.allSatisfy { $0 < 0x80 })
  }

  @Test func `for a screen reader the day stands in words, with the cursor on the marked dose`()
    throws
  {
    let terminal = try Ruth.household().openScreens(["--linear"], rows: 24, columns: 120)
    terminal.press(.down, "?", .escape, ":", .escape)
    #expect(terminal.screen.text.contains("TAKE NOW"))
    #expect(terminal.screen.lines[terminal.screen.cursor.row].hasPrefix("*[ ] "))
    #expect(!terminal.screen.text.contains("NEXT DOSES"))
    let signs = Set("─│┌┐└┘▌█")
    #expect(!String(decoding: terminal.output, as: UTF8.self).contains { signs.contains($0) })
  }

  @Test func `a locale that is not installed gives way to UTF-8`() throws {
    let terminal = try Ruth.household().openScreens(variables: ["LANG": "xx_XX.UTF-8"])
    #expect(terminal.screen.lines[1].hasPrefix("───"))
  }

  /// The picture without the line that came by itself, which goes with a key after it was seen.
  private static func withoutRing(_ screen: TerminalScreen) -> [String] {
    screen.lines.map { $0.contains("shows it.") ? "" : $0 }
  }

  @Test func `a storm of sizes leaves the picture as it was`() throws {
    let terminal = try Ruth.household().openScreens()
    // The line that tells of the doses is answered by the first key.
    terminal.press(.home)
    let before = Self.withoutRing(terminal.screen)
    for turn in 0..<100 {
      terminal.resize(rows: 1 + turn * 37 % 60, columns: 1 + turn * 53 % 200)
    }
    for (rows, columns) in [(1, 1), (1, 1000), (400, 1), (400, 1000), (2, 2), (12, 40)] {
      terminal.resize(rows: rows, columns: columns)
      #expect(terminal.waitUntilIdle() == .idle)
      terminal.press(.down)
    }
    terminal.resize(rows: 24, columns: 80)
    terminal.waitUntilIdle()
    terminal.press(.home, .control("l"))
    _ = terminal.wait(seconds: 5) { Self.withoutRing($0) == before }
    #expect(Self.withoutRing(terminal.screen) == before)
    terminal.send("q")
    #expect(terminal.waitForExit() == .code(0))
  }

  @Test func `what is pasted is text and never a command`() throws {
    let household = try Ruth.household()
    let terminal = try household.openToday()
    terminal.press(.paste("\r\rq\u{1B}q\r"))
    #expect(terminal.screen.text.contains("TAKE NOW"))
    #expect(try household.record() == untouched)
    terminal.press(":", .paste("zzz not a command"))
    #expect(terminal.screen.text.contains("zzz not a command"))
    terminal.press(.escape)
    #expect(terminal.screen.text.contains("TAKE NOW"))
  }
}

extension PseudoTerminal {
  /// Every color of letters on the screen, -1 for the terminal's own.
  var colors: Set<Int> {
    Set(
      (0..<24).flatMap { row in
        (0..<80).map { column in screen.look(row: row, column: column).foreground }
      }
    )
  }
}
