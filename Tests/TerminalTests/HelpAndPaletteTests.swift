import Terminal
import Testing

@MainActor @Suite struct HelpAndPaletteTests {
  @Test func `help shows every action in its group, and why one does not work now`() throws {
    let shell = try Shell.sample(SampleScreen())
    shell.press(.function(1))
    let text = shell.picture.text
    for words in [
      "Keys: Sample", "Doses", "Enter            Record all as taken",
      "not now: Nothing to take back.", "Everywhere", "? F1             Show all keys",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    shell.press(.escape)
    #expect(shell.screens.count == 1)
  }

  @Test func `help of a small window scrolls`() throws {
    let shell = try Shell.sample(TinyScreen())
    _ = shell.draw(Size(rows: 8, columns: 40))
    shell.press(.character("?"))
    #expect(!shell.draw(Size(rows: 8, columns: 40)).text.contains("Draw the screen again"))
    shell.press(.end)
    #expect(shell.draw(Size(rows: 8, columns: 40)).text.contains("^Z"))
  }

  @Test func `the palette does what its best match names`() throws {
    let screen = SampleScreen()
    let shell = try Shell.sample(screen)
    for key in ":skp".map(Key.character) { shell.press(key) }
    shell.press(.enter)
    #expect(screen.done == ["skip"])
    #expect(shell.screens.count == 1)
  }

  @Test func `the palette does not do what is not possible`() throws {
    let screen = SampleScreen()
    let shell = try Shell.sample(screen)
    for key in ":last rec".map(Key.character) { shell.press(key) }
    shell.press(.enter)
    #expect(screen.done == [])
    #expect(shell.notice == Notice("Nothing to take back.", role: .warning))
  }

  @Test(arguments: [
    ("rmt", "Record metformin taken", true), ("xyz", "Record metformin taken", false),
    ("", "anything", true), ("MET", "metformin", true),
  ])
  func `letters match in order`(query: String, name: String, matches: Bool) {
    #expect((FuzzyMatch.score(query, in: name) != nil) == matches)
  }

  @Test func `beginnings of words win`() {
    let names = ["Undo the last", "Lot ledger", "Show help", "Stop or hold"]
    #expect(FuzzyMatch.ranked(names, by: "sh") { $0 }.first == "Show help")
    #expect(FuzzyMatch.ranked(names, by: "ll") { $0 }.first == "Lot ledger")
  }
}

/// A screen that works in any window.
@MainActor final class TinyScreen: Screen {
  let title = "Tiny"
  let minimumSize = Size(rows: 1, columns: 1)
  var actions: [Action] { [] }
  func perform(_ action: Action.ID) -> [Effect] { [] }
  func draw(on canvas: Canvas) {}
}
