import Terminal
import Testing

@Suite struct ThemePreviewTests {
  private let theme = Theme(
    name: "x",
    purpose: "",
    background: RGB(0, 0, 0),
    foreground: RGB(255, 255, 255),
    entries: [
      .late: .init(foreground: .rgb(RGB(255, 135, 135)), attributes: .bold),
      .selection: .init(foreground: .default, background: .named(4)),
    ]
  )

  private func line(_ role: Role) -> Canvas {
    let canvas = Canvas(rows: 1, columns: 10)
    canvas.put("LATE", row: 0, style: .role(role))
    return canvas
  }

  @Test(arguments: [
    (Role.late, ColorDepth.indexed, "\u{1B}[1;38;5;210mLATE\u{1B}[0m\n"),
    (.late, .direct, "\u{1B}[1;38;2;255;135;135mLATE\u{1B}[0m\n"),
    (.late, .none, "\u{1B}[1mLATE\u{1B}[0m\n"), (.selection, .none, "\u{1B}[7mLATE\u{1B}[0m\n"),
    (.text, .indexed, "LATE\n"),
  ])
  func `a picture can be printed in color`(role: Role, depth: ColorDepth, expected: String) {
    #expect(line(role).colored(by: theme, in: depth) == expected)
  }

  @Test func `a preview has a line for every role`() {
    let canvas = ThemePreview.canvas()
    #expect(canvas.lines.count == Role.allCases.count)
    #expect(canvas.line(0) == " text           metformin 500 mg  1 tablet")
  }
}
