import Foundation
import Terminal
import Testing

@Suite struct ThemeTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Themes")

  @Test func `the themes are there`() {
    #expect(
      ThemeFile.names(in: Self.folder) == [
        "colour-blind-safe", "dark", "high-contrast", "light", "monochrome", "phosphor-amber",
        "phosphor-green",
      ]
    )
  }

  @Test(arguments: ThemeFile.names(in: folder))
  func `every theme is complete and can be read`(name: String) throws {
    let theme = try ThemeFile.load(name, from: Self.folder)
    #expect(theme.name == name)
    #expect(ThemeCheck.findings(in: theme) == [])
  }

  @Test(arguments: [
    ("name: x\nroles: {late: {fg: red}}", ThemeError.missingKey(file: "x", key: "background")),
    ("name: x\ncolour: red", .unknownKey(file: "x", line: 2, key: "colour")),
    ("roles:\n  tardy: {fg: red}", .unknownRole(file: "x", line: 2, role: "tardy")),
    (
      "roles:\n  late: {fg: \"#12345\"}",
      .badColor(file: "x", line: 2, role: "late", text: "#12345")
    ),
    (
      "roles:\n  late: {blink: true}",
      .unknownProperty(file: "x", line: 2, role: "late", property: "blink")
    ),
    (
      "roles:\n  late:\n    bold: very",
      .badFlag(file: "x", line: 3, role: "late", property: "bold")
    ),
    ("background: grey", .badColor(file: "x", line: 1, role: nil, text: "grey")),
    ("just words", .notYAML(file: "x", line: 1)), ("", .notYAML(file: "x", line: 1)),
    ("roles: [", .notYAML(file: "x", line: 2)),
  ])
  func `errors name file, line and role`(text: String, error: ThemeError) {
    #expect(throws: error) { try ThemeFile.parse(text, file: "x") }
  }

  @Test func `the check finds missing roles and faint text`() throws {
    let theme = try ThemeFile.parse(
      "name: x\nbackground: \"#000000\"\nforeground: \"#ffffff\"\nroles: {late: {fg: \"#333333\"}}",
      file: "x"
    )
    let findings = ThemeCheck.findings(in: theme)
    #expect(findings.contains(.noPurpose))
    #expect(findings.contains(.missingRole(.text)))
    #expect(findings.contains(.lowContrast(.late, hundredths: 166)))
  }

  @Test func `contrast is that of WCAG`() {
    #expect(RGB(0, 0, 0).contrast(with: RGB(255, 255, 255)) == 21)
    #expect(RGB(9, 9, 9).contrast(with: RGB(9, 9, 9)) == 1)
    let gray = RGB(0x76, 0x76, 0x76).contrast(with: RGB(255, 255, 255))
    #expect(gray > 4.54 && gray < 4.55)
  }

  @Test(arguments: [
    ("#ff0000", ColorDepth.indexed, Int32(196)), ("#ff0000", .sixteen, 9), ("#d00000", .eight, 1),
    ("#1c1c1c", .indexed, 234), ("default", .indexed, -1), ("brightRed", .sixteen, 9),
    ("brightRed", .eight, 1), ("#ffffff", .none, -1), ("#123456", .direct, 0x123456),
  ])
  func `colors become the nearest that the terminal has`(
    text: String,
    depth: ColorDepth,
    number: Int32
  ) throws {
    #expect(try #require(ThemeColor(text)).number(in: depth) == number)
  }

  @Test(arguments: ThemeFile.names(in: folder), [ColorDepth.eight, .sixteen])
  func `every theme can be read in few colors`(name: String, depth: ColorDepth) throws {
    let theme = try ThemeFile.load(name, from: Self.folder)
    for role in Role.allCases where role != .border && role != .chartNone {
      let numbers = theme.numbers(for: theme[role], in: depth)
      let foreground =
        numbers.foreground < 0 ? theme.foreground : RGB.indexed(Int(numbers.foreground))
      let background =
        numbers.background < 0 ? theme.background : RGB.indexed(Int(numbers.background))
      #expect(foreground.contrast(with: background) >= ThemeCheck.leastContrast, "\(role)")
    }
  }
}
