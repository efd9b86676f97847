import Terminal
import Testing

/// Lines that come by themselves: they wait until they were seen, and go when they hold no longer.
@MainActor @Suite struct RingTests {
  private let clock = ManualClock()
  private let screen = SampleScreen()

  private func ring(_ id: Int, _ words: String, urgent: Bool = false) -> Ring {
    Ring(id: id, Notice(words, role: urgent ? .error : .warning))
  }

  private func look(_ shell: Shell) -> Canvas {
    let picture = shell.picture
    clock.advance(by: .seconds(1))
    return picture
  }

  @Test func `a ring is not hidden by the answer to a key that comes after it`() throws {
    screen.onPerform = { _ in [.work({ $0(()) }, then: { _ in [.done("Recorded 8:06 AM.")] })] }
    let shell = try Shell.sample(screen, clock: clock)
    shell.press(.enter)
    shell.ring(ring(1, "Due: 2 medicines."), isSilent: false)
    shell.settle()
    let picture = look(shell)
    #expect(picture.line(21) == " Due: 2 medicines.")
    #expect(picture.line(22) == " Recorded 8:06 AM.")
    #expect(shell.outgoing == "\u{7}")
  }

  @Test func `a ring goes with the first key after it was in sight, and the next one comes`() throws
  {
    let shell = try Shell.sample(screen, clock: clock)
    shell.ring(ring(1, "first"), isSilent: true)
    shell.ring(ring(2, "second"), isSilent: true)
    shell.press(.character("s"))
    #expect(look(shell).line(22) == " first 1 more waits.")
    shell.press(.character("s"))
    #expect(look(shell).line(22) == " second")
    shell.press(.character("s"))
    #expect(shell.rings.isEmpty)
  }

  @Test func `a key on its way when the ring comes does not take it away`() throws {
    let shell = try Shell.sample(screen, clock: clock)
    shell.ring(ring(1, "first"), isSilent: true)
    _ = shell.picture
    clock.advance(by: .milliseconds(100))
    shell.press(.character("s"))
    #expect(shell.standingRing?.id == 1)
  }

  @Test func `a ring behind another is not seen before it stands in front, and says so then`()
    throws
  {
    let shell = try Shell.sample(screen, clock: clock)
    var ends: [String] = []
    func ring(_ id: Int) -> Ring {
      Ring(id: id, Notice("ring \(id)"), ended: { end in ends.append("\(id) \(end)") })
    }
    for id in 1...4 { shell.ring(ring(id), isSilent: true) }
    #expect(look(shell).line(22) == " ring 1 3 more wait.")
    #expect(ends == ["1 seen"])
    shell.apply([.withdrawRings([2])], from: nil)
    shell.ring(ring(5), replacing: [3], isSilent: true)
    #expect(ends == ["1 seen", "2 withdrawn", "3 replaced"])
    shell.press(.character("s"))
    #expect(look(shell).line(22) == " ring 4 1 more waits.")
    shell.press(.character("s"))
    #expect(look(shell).line(22) == " ring 5")
    #expect(ends.suffix(2) == ["4 seen", "5 seen"])
  }

  @Test func `three rings at one moment sound one bell, and one a minute later another`() throws {
    let shell = try Shell.sample(screen, clock: clock)
    for id in 1...3 { shell.ring(ring(id, "Due"), isSilent: false) }
    #expect(shell.outgoing == "\u{7}")
    clock.advance(by: .seconds(60))
    shell.ring(ring(4, "Due"), isSilent: false)
    #expect(shell.outgoing == "\u{7}\u{7}")
  }

  @Test func `a ring stands until the question that its own key raised is answered`() throws {
    let question = SampleOverlay()
    screen.onClosing = { [.open(question)] }
    let shell = try Shell.sample(screen, clock: clock)
    shell.navigation = NavigationTests.Switcher()
    let other = SampleScreen("The dose")
    shell.ring(
      Ring(id: 1, Notice("Due."), answer: Ring.Answer("go.0") { [.open(other)] }),
      isSilent: true
    )
    _ = look(shell)
    shell.press(.character("1"))
    #expect(shell.screens.count == 2)
    _ = look(shell)
    screen.onClosing = { nil }
    shell.press(.enter)
    #expect(shell.screens.map(\.title) == ["Sample"])
    _ = look(shell)
    shell.press(.character("1"))
    #expect(shell.screens.map(\.title) == ["Sample", "The dose"])
    #expect(shell.rings.isEmpty)
  }

  @Test func `what is urgent comes first, and a repetition replaces the ring before it`() throws {
    let shell = try Shell.sample(screen, clock: clock)
    shell.ring(ring(1, "Refill"), isSilent: true)
    shell.ring(ring(2, "Important", urgent: true), isSilent: true)
    shell.ring(ring(3, "Important, again", urgent: true), replacing: [2], isSilent: true)
    #expect(shell.rings.map(\.id) == [3, 1])
    shell.apply([.withdrawRings([3])], from: nil)
    #expect(look(shell).line(22) == " Refill")
  }

  @Test func `the key of a ring does what the ring is about while it stands`() throws {
    let switcher = NavigationTests.Switcher()
    let shell = try Shell.sample(screen, clock: clock)
    shell.navigation = switcher
    let answer = Ring.Answer("go.0") { [.open(SampleScreen("The dose"))] }
    shell.ring(
      Ring(id: 1, Notice("Due."), hint: { "1 shows it on \($0.title)." }, answer: answer),
      isSilent: true
    )
    #expect(look(shell).line(22) == " Due. 1 shows it on Sample.")
    shell.press(.character("1"))
    #expect(shell.screens.map(\.title) == ["Sample", "The dose"])
    shell.press(.character("1"))
    #expect(shell.screens.map(\.title) == ["Today"])
  }

  @Test func `a window too small shows the ring and leads elsewhere`() throws {
    let shell = try Shell.sample(screen, clock: clock)
    shell.navigation = NavigationTests.Switcher()
    shell.ring(ring(1, "Important: a medicine is due."), isSilent: true)
    let picture = shell.draw(Size(rows: 12, columns: 40))
    #expect(picture.text.contains("1  Go to Today"))
    #expect(picture.line(10) == " Important: a medicine is due.")
    shell.press(.enter)
    #expect(screen.done.isEmpty)
    shell.press(.character("2"))
    #expect(shell.screens.map(\.title) == ["Schedules"])
    _ = shell.draw(Size(rows: 12, columns: 40))
    shell.press(.escape)
    #expect(shell.notice?.text == "q leaves the program.")
  }

  @Test func `what was typed is not thrown away by one key in a window too small`() throws {
    screen.onClosing = { [.open(SampleScreen("Leave?"))] }
    let shell = try Shell.sample(screen, clock: clock)
    shell.navigation = NavigationTests.Switcher()
    _ = shell.draw(Size(rows: 12, columns: 40))
    shell.press(.character("2"))
    #expect(shell.screens.map(\.title) == ["Sample"])
    #expect(shell.notice?.text.hasPrefix("Not saved yet") == true)
    shell.press(.character("2"))
    #expect(shell.screens.map(\.title) == ["Schedules"])
  }
}
