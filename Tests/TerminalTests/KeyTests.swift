import Terminal
import Testing

@Suite struct KeyTests {
  @Test(arguments: [
    (Key.enter, "Enter"), (.space, "Space"), (.control("l"), "^L"), (.function(1), "F1"),
    (.pageUp, "PgUp"), (.backTab, "Shift-Tab"), (.escape, "Esc"), (.character("!"), "!"),
  ])
  func `keys have names`(key: Key, name: String) {
    #expect(key.name == name)
  }

  @Test func `the same key within 700 milliseconds is a repeat`() {
    var marker = RepeatMarker()
    let presses = [
      marker.mark(.enter, at: .milliseconds(0)), marker.mark(.enter, at: .milliseconds(699)),
      marker.mark(.enter, at: .milliseconds(1399)), marker.mark(.down, at: .milliseconds(1400)),
      marker.mark(.enter, at: .milliseconds(1401)),
    ]
    #expect(presses.map(\.isRepeat) == [false, true, false, false, false])
  }

  @Test func `letters answer in both cases unless both mean something`() {
    let table = ActionTable([
      Action(id: "first", keys: [.character("g")], title: "First"),
      Action(id: "last", keys: [.character("G")], title: "Last"),
      Action(id: "skip", keys: [.character("s")], title: "Skip"),
    ])
    #expect(table.action(for: .character("G"))?.id == "last")
    #expect(table.action(for: .character("S"))?.id == "skip")
    #expect(table.actions.map(table.firstKeyName) == ["g", "G", "S"])
  }
}
