import CLinux
import TestSupport
import Testing

@Suite struct PseudoTerminalTests {
  @Test func `a program's screen, attributes and end can be read`() throws {
    let terminal = try PseudoTerminal(
      "/bin/sh",
      ["-c", #"printf 'plain \033[1;7mLATE\033[0m\r\nsecond'; exit 3"#]
    )
    #expect(terminal.waitForExit() == .code(3))
    #expect(terminal.screen.text == "plain LATE\nsecond")
    #expect(terminal.screen.look(row: 0, column: 6).isBold)
    #expect(terminal.screen.look(row: 0, column: 6).isReversed)
    #expect(!terminal.screen.look(row: 0, column: 0).isBold)
    #expect(terminal.screen.cursor == (1, 6))
  }

  @Test func `it has the size it was given, and the next one`() throws {
    let terminal = try PseudoTerminal(
      "/bin/sh",
      ["-c", "stty size; read line; stty size; printf end"],
      environment: ["PATH": "/usr/bin:/bin"],
      rows: 30,
      columns: 100
    )
    #expect(terminal.wait { $0.text.contains("30 100") })
    terminal.resize(rows: 12, columns: 40)
    terminal.send(.enter)
    #expect(terminal.wait { $0.text.contains("12 40") })
    #expect(terminal.waitForExit() == .code(0))
  }

  @Test func `a wait ends when the program has read every key and says so`() throws {
    // One character is read, and its count is reported as the program does.
    let script =
      #"stty raw -echo; printf '\000' >&9; head -c1 >/dev/null; printf seen; printf '\001' >&9; head -c1 >/dev/null"#
    let terminal = try PseudoTerminal(
      "/bin/sh",
      ["-c", script],
      environment: ["PATH": "/usr/bin:/bin"]
    )
    #expect(terminal.waitUntilIdle() == .idle)
    #expect(terminal.press("x") == 4)
    #expect(terminal.screen.text == "seen")
  }

  @Test func `a program that ends is not waited for`() throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "exit 0"])
    #expect(terminal.waitUntilIdle() == .ended)
  }

  @Test func `a lost terminal hangs its program up`() throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "printf up; exec cat"])
    #expect(terminal.wait { $0.text == "up" })
    terminal.hangUp()
    #expect(terminal.waitForExit() == .signal(SIGHUP))
  }

  @Test func `a program that is not there is an error`() {
    #expect(throws: TerminalStartError.notStarted(path: "/nowhere", code: ENOENT)) {
      try PseudoTerminal("/nowhere")
    }
  }
}
