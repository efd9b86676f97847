import Foundation
import TestSupport
import Testing

@Suite struct ProgramCommandTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test func `every theme that is there can be read`() throws {
    #expect(try program("theme", "check").code == 0)
    #expect(try program("theme", "list").output.contains("monochrome: "))
  }

  @Test func `a theme that is not there is answered with those that are`() throws {
    for word in ["check", "preview"] {
      let result = try program("theme", word, "../dark")
      #expect(result.code == 78)
      #expect(result.errors.hasPrefix("There is no theme “../dark”; there are "))
    }
  }

  @Test func `a bad theme file is named with its line`() throws {
    let path = program.path("bad.yaml")
    let text = """
      # For a test.
      name: bad
      background: "#000000"
      foreground: "#ffffff"
      roles:
        late: {fg: "no color"}
      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    #expect(
      try program("theme", "check", path)
        == .init(
          code: 1,
          output: "",
          errors: "bad.yaml, line 6: “no color” is not a color (role late).\n"
        )
    )
  }

  @Test func `a theme is previewed in color, or without`() throws {
    let colored = try program("theme", "preview", "dark").output
    let plain = try program("theme", "preview", "dark", "--no-color").output
    #expect(colored.contains("\u{1B}[3"))
    #expect(!plain.contains("\u{1B}[3"))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `a shell is taught every command`(shell: String) throws {
    let result = try program("completions", shell)
    #expect(result.code == 0)
    #expect(result.output.contains("preview"))
  }

  @Test func `the manual names every command and every exit code`() throws {
    let page = try program("man").output
    #expect(page.hasPrefix(".TH PRESCRIPCARE 1"))
    let parts = [
      ".SS \"schedule preview\"", ".SS \"medication add\"", ".SS \"verify\"",
      "\\fB\\-\\-read\\-only\\fR", ".TP\n78\n",
    ]
    for part in parts { #expect(page.contains(part)) }
  }

  @Test func `usage errors are 64 and help is 0`() throws {
    #expect(try program("schedule", "preview").code == 64)
    #expect(try program("medication", "--help").code == 0)
    #expect(try program("frobnicate").code == 64)
  }
}
