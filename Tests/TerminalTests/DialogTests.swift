import Terminal
import Testing

@MainActor @Suite struct DialogTests {
  let clock = ManualClock()
  let screen = SampleScreen()

  private func shell(dangerous: Bool, askedBy key: Key) throws -> Shell {
    screen.onPerform = { [screen] _ in
      screen.onPerform = { _ in [] }
      return [
        .open(
          Dialog(
            title: "Stop metformin?",
            message: "Stop metformin 500 mg, 1 tablet twice daily.",
            isDangerous: dangerous,
            choices: [
              Dialog.Choice(key: .character("s"), title: "Stop it") { [.done("Stopped.")] }
            ]
          )
        )
      ]
    }
    let shell = try Shell.sample(screen, clock: clock)
    shell.press(key)
    return shell
  }

  @Test func `a dialog names the thing and marks cancel when dangerous`() throws {
    let shell = try shell(dangerous: true, askedBy: .enter)
    clock.advance(by: .milliseconds(500))
    let lines = shell.picture.lines.filter { !$0.isEmpty }.dropFirst().dropLast()
    #expect(
      lines.joined(separator: "\n") == """
                  +- Stop metformin? ----------------------------------------+
                  | Stop metformin 500 mg, 1 tablet twice daily.             |
                  |                                                          |
                  |  S      Stop it                                          |
                  | *Esc    Cancel                                           |
                  |                                                          |
                  |                                                          |
                  +----------------------------------------------------------+
        """
    )
    #expect(shell.picture.line(23) == " S Stop it  Esc Cancel  ? Keys")
  }

  @Test func `a question without room is not answered unseen`() throws {
    let shell = try shell(dangerous: false, askedBy: .enter)
    clock.advance(by: .seconds(1))
    #expect(shell.draw(Size(rows: 7, columns: 80)).text.contains("Make it larger"))
    shell.press(.character("s"))
    #expect(shell.screens.count == 2)
  }

  @Test func `keys typed ahead do not answer`() throws {
    let shell = try shell(dangerous: false, askedBy: .enter)
    clock.advance(by: .milliseconds(499))
    for key in [Key.character("s"), .escape, .enter, .character("q")] { shell.press(key) }
    #expect(shell.screens.count == 2)
    clock.advance(by: .seconds(1))
    shell.press(.character("s"))
    #expect(shell.notice == Notice("Stopped."))
    #expect(shell.screens.count == 1)
  }

  @Test(arguments: [Key.character("s"), .character("S")])
  func `the key that asked does not answer`(key: Key) throws {
    let shell = try shell(dangerous: true, askedBy: .character("s"))
    clock.advance(by: .seconds(1))
    shell.press(key)
    #expect(shell.screens.count == 2)
    #expect(shell.notice == nil)
  }

  @Test func `enter does not answer what enter asked`() throws {
    let shell = try shell(dangerous: false, askedBy: .enter)
    clock.advance(by: .seconds(1))
    shell.press(.enter)
    #expect(shell.screens.count == 2)
  }

  @Test func `enter on a dangerous question cancels`() throws {
    let shell = try shell(dangerous: true, askedBy: .character("s"))
    clock.advance(by: .seconds(1))
    shell.press(.enter)
    #expect(shell.screens.count == 1)
    #expect(shell.notice == nil)
  }

  @Test func `an answer can be marked and chosen`() throws {
    let shell = try shell(dangerous: true, askedBy: .character("s"))
    clock.advance(by: .seconds(1))
    shell.press(.up)
    shell.press(.enter)
    #expect(shell.notice == Notice("Stopped."))
  }
}
