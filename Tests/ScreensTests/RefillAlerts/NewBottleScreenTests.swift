import Domain
import Screens
import Store
import Terminal
import TestSupport
import Testing

/// A bottle that was picked up, entered by the patient.
@MainActor @Suite struct NewBottleScreenTests {
  private func filled() throws -> (RefillScreenFixture, Shell) {
    let fixture = try RefillScreenFixture()
    try fixture.prepare(RefillScreenFixture.elm)
    try fixture.add("warfarin", strength: "5 mg", onHand: Rational(29, 2))
    return (fixture, fixture.shell(RefillsScreen(fixture.context())))
  }

  private func type(_ text: String, _ shell: Shell, _ fixture: RefillScreenFixture) {
    shell.type(text)
    shell.settle()
    fixture.clock.advance(by: .seconds(1))
  }

  @Test func `fourteen and a half tablets are said so`() throws {
    let (_, shell) = try filled()
    let text = shell.draw(.standard).text
    #expect(text.contains("14 and a half"), "\(text)")
    #expect(text.contains("14 and a half tablets left"), "\(text)")
  }

  @Test func `another strength shows the difference before it is saved, and is taken back`() throws
  {
    let (fixture, shell) = try filled()
    fixture.press(shell, .character("b"))
    RefillScreenFixture.expect(shell.draw(.standard), "new-bottle")
    type("60", shell, fixture)
    fixture.press(shell, .tab, .control("u"))
    type("2.5 mg", shell, fixture)
    fixture.press(shell, .tab)
    type("green, round", shell, fixture)
    fixture.press(shell, .enter)
    RefillScreenFixture.expect(shell.draw(.standard), "new-bottle-strength")
    // Enter is not yes.
    fixture.press(shell, .enter)
    #expect(!shell.draw(.standard).text.contains("60 tablets"))
    fixture.press(shell, .enter, .character("y"))
    let saved = shell.draw(.standard).text
    #expect(saved.contains("now 2 tablets of 2.5 mg"), "\(saved)")
    #expect(saved.contains("60 tablets left"), "\(saved)")
    fixture.press(shell, .character("u"))
    #expect(shell.draw(.standard).text.contains("14 and a half tablets left"))
  }

  @Test func `the same tablets need no question`() throws {
    let (fixture, shell) = try filled()
    fixture.press(shell, .character("b"))
    type("30", shell, fixture)
    fixture.press(shell, .control("s"))
    let text = shell.draw(.standard).text
    #expect(text.contains("44 and a half tablets"), "\(text)")
  }

  @Test func `a strength that makes no sense stays in the form with the reason`() throws {
    let (fixture, shell) = try filled()
    fixture.press(shell, .character("b"))
    type("30", shell, fixture)
    fixture.press(shell, .tab, .control("u"))
    type("5 mg and 2 mg", shell, fixture)
    fixture.press(shell, .control("s"))
    let text = shell.draw(.standard).text
    #expect(text.contains("ask your pharmacy"), "\(text)")
  }
}
