import Foundation
import Terminal
import Testing

@MainActor @Suite struct ShellTests {
  @Test func `a key does the action that has it`() throws {
    let screen = SampleScreen()
    let shell = try Shell.sample(screen)
    shell.press(.character("S"))
    #expect(screen.done == ["skip"])
    #expect(shell.picture.line(0) == "Sample: skip")
    #expect(shell.picture.line(23) == " Enter Took them  S Skip  ? Keys")
  }

  @Test func `a dangerous key held down acts once`() throws {
    let clock = ManualClock()
    let screen = SampleScreen()
    let shell = try Shell.sample(screen, clock: clock)
    for _ in 1...5 {
      shell.press(.enter)
      clock.advance(by: .milliseconds(100))
    }
    clock.advance(by: .milliseconds(700))
    shell.press(.enter)
    #expect(screen.done == ["take", "take"])
  }

  @Test func `an action that is not possible says why`() throws {
    let screen = SampleScreen()
    let shell = try Shell.sample(screen)
    shell.press(.character("u"))
    #expect(screen.done == [])
    #expect(shell.picture.line(22) == " Nothing to take back.")
  }

  @Test func `a notice stays until the next action`() throws {
    let screen = SampleScreen()
    screen.onPerform = { $0 == "take" ? [.done("Recorded 8:06 AM.")] : [] }
    let shell = try Shell.sample(screen)
    shell.press(.enter)
    shell.press(.left)
    #expect(shell.notice == Notice("Recorded 8:06 AM."))
    shell.press(.character("s"))
    #expect(shell.notice == nil)
  }

  @Test func `escape goes back and never quits`() throws {
    let root = SampleScreen("Root")
    root.onPerform = { _ in [.open(SampleScreen("Details"))] }
    let shell = try Shell.sample(root)
    shell.press(.character("s"))
    #expect(shell.picture.line(0) == "Details:")
    shell.press(.escape)
    shell.press(.escape)
    #expect(!shell.hasEnded)
    #expect(root.refreshed == [.returned])
    shell.press(.character("q"))
    #expect(shell.hasEnded)
  }

  @Test func `a screen may keep itself open`() throws {
    let screen = SampleScreen()
    screen.onClosing = { [.done("Save first.")] }
    let shell = try Shell.sample(screen)
    shell.press(.character("q"))
    #expect(!shell.hasEnded)
    #expect(shell.notice == Notice("Save first."))
  }

  @Test func `pasted text is never a command`() throws {
    let screen = SampleScreen()
    let shell = try Shell.sample(screen)
    shell.press(.paste("sq\r"))
    #expect(screen.done == [])
    #expect(!shell.hasEnded)
  }

  @Test func `work is answered on the screen's thread`() throws {
    let screen = SampleScreen()
    screen.onPerform = { _ in
      [
        .work(
          { answer in Thread.detachNewThread { answer(7) } },
          then: { number in
            MainActor.assertIsolated()
            return [.done("Saved \(number)")]
          }
        )
      ]
    }
    let shell = try Shell.sample(screen)
    shell.press(.character("s"))
    #expect(shell.effectsInFlight == 1)
    #expect(shell.settle())
    #expect(shell.effectsInFlight == 0)
    #expect(shell.notice == Notice("Saved 7"))
  }

  @Test func `an answer given twice counts once`() throws {
    let screen = SampleScreen()
    screen.onPerform = { _ in
      [
        .work(
          { answer in
            answer(1)
            answer(2)
          },
          then: { number in [.done("Saved \(number)")] }
        )
      ]
    }
    let shell = try Shell.sample(screen)
    shell.press(.character("s"))
    shell.settle()
    #expect(shell.effectsInFlight == 0)
    #expect(shell.notice == Notice("Saved 1"))
  }

  @Test func `an answer closes the screen that asked and no other`() throws {
    let root = SampleScreen("Root")
    let details = SampleScreen("Details")
    details.onPerform = { _ in [.work({ $0(()) }, then: { _ in [.close] })] }
    root.onPerform = { _ in [.open(details)] }
    let shell = try Shell.sample(root)
    shell.press(.character("s"))
    shell.press(.character("s"))
    shell.press(.escape)
    shell.settle()
    #expect(shell.screens.map(\.title) == ["Root"])
    #expect(!shell.hasEnded)
  }

  @Test func `messages from elsewhere run in order`() throws {
    let shell = try Shell.sample(SampleScreen())
    let mailbox = shell.mailbox
    mailbox.post { $0.show(Notice("first")) }
    mailbox.post { $0.show(Notice("second")) }
    shell.takeMessages()
    #expect(shell.notice == Notice("second"))
  }

  @Test func `timers fire once they are due, earliest first`() throws {
    let clock = ManualClock()
    let shell = try Shell.sample(SampleScreen(), clock: clock)
    var fired: [String] = []
    shell.schedule("late", after: .seconds(2)) {
      fired.append("late")
      return []
    }
    shell.schedule("early", after: .seconds(1)) {
      fired.append("early")
      return []
    }
    shell.schedule("never", after: .seconds(1)) {
      fired.append("never")
      return []
    }
    shell.cancelTimer("never")
    #expect(shell.nextDeadline == .seconds(1))
    shell.fireTimers()
    clock.advance(by: .seconds(3))
    shell.fireTimers()
    #expect(fired == ["early", "late"])
    #expect(shell.nextDeadline == nil)
  }

  @Test func `a terminal that nobody touches is warned a minute before it ends`() throws {
    let clock = ManualClock()
    let shell = try Shell.sample(SampleScreen(), clock: clock)
    var hasEnded = false
    shell.watchIdle(limit: .seconds(1800)) { hasEnded = true }
    clock.advance(by: .seconds(1000))
    shell.press(.down)
    clock.advance(by: .seconds(800))
    shell.fireTimers()
    #expect(shell.notice == nil)
    clock.advance(by: .seconds(940))
    shell.fireTimers()
    #expect(shell.notice?.text == "This ends soon unless a key is pressed.")
    shell.press(.character("s"))
    clock.advance(by: .seconds(60))
    shell.fireTimers()
    #expect(!hasEnded)
    clock.advance(by: .seconds(1740))
    shell.fireTimers()
    shell.fireTimers()
    clock.advance(by: .seconds(60))
    shell.fireTimers()
    #expect(hasEnded)
  }

  @Test func `a window too small says so and does nothing unseen`() throws {
    let screen = SampleScreen()
    let shell = try Shell.sample(screen)
    let picture = shell.draw(Size(rows: 12, columns: 40))
    #expect(
      picture.text == """
        Sample needs 80 x 24 characters; this
        window has 40 x 12. Make it larger, or q
        leaves.
        """
    )
    shell.press(.enter)
    #expect(screen.done == [])
  }

  @Test(arguments: [(1, 1), (0, 0), (2, 3), (400, 1000)])
  func `any window size is drawn without harm`(rows: Int, columns: Int) throws {
    let shell = try Shell.sample(SampleScreen())
    for key in [Key.character("?"), .escape, .character(":"), .character("x")] {
      shell.press(key)
      #expect(shell.draw(Size(rows: rows, columns: columns)).rows == rows)
    }
  }
}
