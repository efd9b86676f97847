import CLinux
import TestSupport
import Testing

/// The real program on a real terminal: keys in, screen and database out.
@Suite(.serialized) struct TodayOnATerminalTests {
  @Test func `today appears and a key is answered`() throws {
    let terminal = try Ruth.household().openToday()
    #expect(terminal.screen.lines[0].contains("Ruth Alvarez"))
    #expect(terminal.screen.text.contains("TAKE NOW"))
    #expect(terminal.screen.text.contains("metformin 500 mg"))
    #expect(terminal.press("?") > 0)
    #expect(!terminal.screen.text.contains("TAKE NOW:"))
    terminal.press(.escape)
    #expect(terminal.screen.text.contains("TAKE NOW"))
    terminal.send("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isInLineMode)
  }

  @Test func `one key records everything that is due, and one key takes it back`() throws {
    let household = try Ruth.household()
    let terminal = try household.openToday()
    #expect(try household.record() == untouched)
    terminal.press(.enter)
    #expect(
      try household.record() == [
        "lisinopril 08:00", "metformin 08:00", "ibuprofen left 20", "lisinopril left 29",
        "metformin left 59",
      ]
    )
    #expect(terminal.screen.text.contains("do not take again"))
    terminal.press("U")
    #expect(try household.record() == untouched)
    #expect(terminal.screen.text.contains("TAKE NOW"))
  }

  @Test func `a medicine used when needed takes two keys`() throws {
    let household = try Ruth.household()
    let terminal = try household.openToday()
    terminal.press("A", .enter)
    #expect(
      try household.record().suffix(3) == [
        "ibuprofen left 19", "lisinopril left 30", "metformin left 60",
      ]
    )
  }

  @Test func `another terminal sees what this one records, without a key`() throws {
    let household = try Ruth.household()
    let (one, other) = (try household.openToday(), try household.openToday())
    #expect(!other.screen.text.contains("do not take again"))
    one.press(.enter)
    #expect(other.wait { $0.text.contains("do not take again") })
    #expect(!other.screen.text.contains("TAKE NOW:"))
  }

  @Test func `a dose that both terminals record at once is one dose`() throws {
    let household = try Ruth.household()
    let terminals = [try household.openToday(), try household.openToday()]
    for terminal in terminals { terminal.send(.enter) }
    for terminal in terminals { terminal.waitUntilIdle() }
    #expect(try household.record().suffix(2) == ["lisinopril left 29", "metformin left 59"])
  }

  @Test func `a cursor move costs at most 400 bytes`() throws {
    let terminal = try Ruth.household().openToday()
    for key: TerminalKeys in [.down, .up, "j", "k"] { #expect(terminal.press(key) <= 400) }
  }
}

/// Today in the smallest window, where a dose has the whole page.
@Suite(.serialized) struct TodayInASmallWindowTests {
  @Test func `one page after the other, what is due before what comes`() throws {
    let household = try Ruth.household()
    let terminal = try household.openToday(rows: 12, columns: 40)
    #expect(terminal.screen.text.contains("metformin 500 mg"))
    #expect(terminal.screen.text.contains("medicine 1 of 2"))
    terminal.press(.enter)
    #expect(terminal.screen.text.contains("TAKEN at 8:05 AM. Do not take it again."))
    terminal.press(.down)
    #expect(terminal.screen.text.contains("lisinopril 10 mg"))
    terminal.press(.enter)
    #expect(try household.record().suffix(2) == ["lisinopril left 29", "metformin left 59"])
    terminal.press(.down)
    #expect(terminal.screen.text.contains("Not yet: due 8:00 PM."))
  }

  @Test func `a window that grows speaks as its new size does`() throws {
    let terminal = try Ruth.household().openToday(rows: 12, columns: 40)
    terminal.resize(rows: 24, columns: 80)
    #expect(terminal.wait { $0.text.contains("I have swallowed both") })
    #expect(!terminal.screen.text.contains("medicine 1 of 2"))
  }
}
