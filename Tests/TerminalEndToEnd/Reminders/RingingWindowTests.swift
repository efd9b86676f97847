import Domain
import TestSupport
import Testing

/// A dose that is due, as somebody at an open window is told of it.
@Suite(.serialized) struct RingingWindowTests {
  @Test func `a dose that is due rings and says where to look`() throws {
    let terminal = try Ruth.household().openScreens()
    #expect(
      terminal.wait(seconds: 20) { $0.text.contains("2 medicines waited for you") },
      "\(terminal.screen.text)"
    )
    #expect(terminal.output.contains(7))
    #expect(terminal.screen.text.contains("Reminders are ON while this window is open."))
  }

  @Test func `opened a second time the window does not ring again`() throws {
    let household = try Ruth.household()
    let first = try household.openScreens()
    #expect(first.wait(seconds: 20) { $0.text.contains("2 medicines waited for you") })
    first.send("q")
    #expect(first.waitForExit() == .code(0))
    let second = try household.openScreens()
    second.waitUntilIdle()
    #expect(!second.screen.text.contains("2 medicines waited for you"))
    #expect(!second.output.contains(7))
  }
}
