import TestSupport
import Testing

@Suite struct TerminalScreenTests {
  @Test func `a wide character in one column does no harm`() {
    let screen = TerminalScreen(rows: 2, columns: 80)
    screen.resize(rows: 1, columns: 1)
    screen.feed(Array("漢字".utf8))
    #expect(screen.lines.count == 1)
  }

  @Test func `colors and underline can be read`() {
    let screen = TerminalScreen(rows: 1, columns: 10)
    screen.feed(Array("\u{1B}[4;38;5;210;48;5;24mx\u{1B}[0my".utf8))
    #expect(
      screen.look(row: 0, column: 0)
        == .init(
          isBold: false,
          isReversed: false,
          isUnderlined: true,
          foreground: 210,
          background: 24
        )
    )
    #expect(screen.look(row: 0, column: 1).foreground == -1)
  }
}
