import Domain
import Services
import Store
import TestSupport
import Testing

@testable import Screens
@testable import Terminal

/// The Reminders screen, typed at and looked at.
@MainActor @Suite struct RemindersScreenTests {
  private let fixture: RefillScreenFixture

  init() throws { fixture = try RefillScreenFixture() }

  private func shell(glyphs: Glyphs = .unicode) -> Shell {
    fixture.shell(RemindersScreen(fixture.context()), glyphs: glyphs)
  }

  private func text(_ shell: Shell, _ size: Size = .standard) -> String { shell.draw(size).text }

  private func quiet(_ from: String, _ to: String) throws {
    let window = try QuietWindow(
      from: try #require(TimeOfDay(text: from)),
      to: try #require(TimeOfDay(text: to))
    )
    try session.write(SetQuietHours(isOn: true, window: window, advanceMinutes: 0))
  }

  private var session: ActingSession {
    fixture.test.session(as: fixture.patient.user, roles: [.patient])
  }

  private func addEvening() throws {
    try fixture.add(
      "zolpidem",
      rule: """
        {"kind":"times","times":[{"at":"22:30","amount":"1 tablet"}],"start":"2026-11-24"}
        """,
      onHand: nil
    )
  }

  @Test func `somebody without medicines reads that nothing rings, and why`() {
    let shell = shell()
    let picture = text(shell)
    #expect(picture.contains("Reminders are ON, also when this window is closed."))
    #expect(picture.contains("No quiet hours."))
    #expect(picture.contains("Nothing rings in the next 24 hours."))
    #expect(picture.contains("Never tested"))
    for part in ["Nothing waits to be told.", "No reminder has been told yet."] {
      fixture.press(shell, .tab)
      #expect(text(shell).contains(part))
    }
  }

  @Test func `a dose that must be on time is told in quiet hours all the same`() throws {
    try addEvening()
    try fixture.add(
      "warfarin",
      strength: "5 mg",
      rule: """
        {"kind":"times","times":[{"at":"23:00","amount":"1 tablet"}],"start":"2026-11-24"}
        """,
      onHand: nil,
      critical: true
    )
    try quiet("22:00", "07:00")
    let shell = shell()
    fixture.press(shell, .character("e"))
    #expect(
      text(shell).contains("7 doses of this week told when quiet hours end, 7 all the same.")
    )
  }

  @Test func `a line about somebody else bears that name and not the reader's`() async throws {
    let shell = shell()
    let person = fixture.patient.user
    let navigation = AppNavigation(fixture.context())
    for about in [person, person + 1] {
      let channel = try #require(
        WindowChannels.channel(
          for: .screen,
          of: person,
          mailbox: fixture.mailbox,
          navigation: navigation,
          name: "Tom Alvarez"
        ) { _ in Announcement(event: 1, person: about, doses: [], unanswered: [], open: []) }
      )
      let title = about == person ? "Due: a medicine" : "Ruth Alvarez: no answer to a reminder"
      channel.deliver(
        DeliveryMessage(notification: about, title: title, body: "", priority: .normal)
      ) { _ in }
      let before = shell.rings.count
      while shell.rings.count == before {
        try #require(fixture.mailbox.wait(milliseconds: 5000))
        shell.takeMessages()
      }
    }
    #expect(
      shell.rings.map(\.notice.text) == [
        "Tom Alvarez: Due: a medicine.", "Ruth Alvarez: no answer to a reminder.",
      ]
    )
  }

  @Test(arguments: [
    ("http://127.0.0.1:8080/ruth", "nothing is encrypted on the way to it"),
    ("https://push.example.org/ruth", "over an encrypted connection"),
  ])
  func `a push server says whether the way to it is encrypted`(
    address: String,
    words: String
  ) throws {
    _ = try session.write(
      SetChannel(ChannelSettings(target: .push(try PushAddress(text: address))))
    )
    let shell = shell()
    fixture.press(shell, .tab, .tab, .tab)
    for _ in DeliveryMethod.allCases { fixture.press(shell, .down) }
    #expect(text(shell).contains(words))
  }

  @Test func `the strip shows quiet hours and doses, and the list what comes of them`() throws {
    try fixture.add("metformin", onHand: nil)
    try addEvening()
    try quiet("22:00", "07:00")
    let shell = shell()
    let lines = shell.draw(.standard).lines
    let night = String(repeating: "▒", count: 14)
    let day = String(repeating: "·", count: 25)
    #expect(lines[5].hasPrefix(" Tue 24  \(night)····●\(day)▒●▒▒"))
    for columns in [80, 109, 110, 117, 118, 140] {
      let wide = shell.draw(Size(rows: 24, columns: columns)).lines
      #expect(wide[5].contains("2 doses"), "\(columns)")
    }
    #expect(lines[12].contains("7 doses in quiet hours"))
    let picture = lines.joined(separator: "\n")
    #expect(picture.contains("9:00 AM      rings                metformin 500 mg"))
    #expect(picture.contains("10:30 PM     waits                zolpidem 500 mg"))
    #expect(picture.contains("Wed 7:00 AM  told together        zolpidem 500 mg"))
    fixture.press(shell, .down)
    #expect(text(shell).contains("Quiet hours until 7:00 AM: told then."))
  }

  @Test func `it reads in ASCII, wide, and breaks no display rule`() throws {
    try fixture.add("metformin", onHand: nil)
    try addEvening()
    try quiet("22:00", "07:00")
    for glyphs in [Glyphs.unicode, .ascii] {
      let shell = shell(glyphs: glyphs)
      for size in [Size.standard, Size(rows: 40, columns: 120)] {
        for _ in 0..<4 {
          let canvas = shell.draw(size)
          if glyphs.isASCII { #expect(canvas.text.utf8.allSatisfy { $0 < 0x80 }) }
          for line in canvas.lines.dropLast() {
            let words = line.filter { !"▒▌│┌┐└┘".contains($0) }
            #expect(ForbiddenSigns.violations(in: words) == [], "\(line)")
          }
          fixture.press(shell, .tab)
        }
      }
    }
  }

  @Test func `quiet hours are tried out before they are saved`() throws {
    try addEvening()
    let shell = shell()
    fixture.press(shell, .character("e"))
    #expect(text(shell).contains("No dose of this week falls into quiet hours."))
    fixture.press(shell, .tab)
    shell.type("10 pm")
    fixture.press(shell, .tab)
    shell.type("7 am")
    #expect(text(shell).contains("7 doses of this week: due in quiet hours"))
    #expect(text(shell).contains("1 put off by quiet hours."))
    fixture.press(shell, .control("s"))
    #expect(shell.notice?.text == "Saved. Quiet from 10:00 PM to 7:00 AM.")
    #expect(text(shell).contains("Quiet from 10:00 PM to 7:00 AM."))
    let board = try session.read(ReminderBoardQuery())
    #expect(board.state.preferences.quietHours[.sunday]?.minutes == 540)
  }

  @Test(arguments: [
    ("10 pm", "10 pm", "They begin and end at the same time"),
    ("10", "7 am", "In the morning or in the evening? Add AM or PM."),
    ("10 pm", "", "Both times, or neither."), ("soon", "7 am", "A time reads like 10 PM"),
  ])
  func `hours that mean nothing are not saved`(from: String, to: String, reason: String) throws {
    let shell = shell()
    fixture.press(shell, .character("e"), .tab)
    shell.type(from)
    fixture.press(shell, .tab)
    shell.type(to)
    fixture.press(shell, .control("s"))
    #expect(text(shell).contains(reason))
    #expect(try session.read(ReminderBoardQuery()).state.preferences.quietHours.isOff)
  }

  @Test func `the proposal begins half an hour after the last dose and ends with the first`() throws
  {
    try fixture.add("metformin", onHand: nil)
    try addEvening()
    let shell = shell()
    fixture.press(shell, .character("e"), .control("p"))
    let picture = text(shell)
    #expect(picture.contains("Quiet from      11:00 PM"))
    #expect(picture.contains("Quiet until     9:00 AM"))
  }

  @Test func `reminders that are off are said to be off in every sentence`() throws {
    try fixture.add("metformin", onHand: nil)
    try session.write(SetQuietHours(isOn: false, window: nil, advanceMinutes: 0))
    let picture = text(shell())
    #expect(picture.contains("Reminders are OFF, as you chose. Nothing will ring."))
    #expect(!picture.contains("Reminders are ON"))
    #expect(picture.contains("[Would ring]"))
  }

  @Test func `a test flashes the first line, rings, and asks whether it was noticed`() throws {
    let screen = RemindersScreen(fixture.context())
    let shell = fixture.shell(screen)
    fixture.press(shell, .character("t"))
    #expect(shell.outgoing == "\u{7}")
    #expect(screen.isFlashing)
    #expect(text(shell).contains("Did you hear or see this?"))
    shell.fireTimers()
    #expect(!screen.isFlashing)
    fixture.press(shell, .character("n"))
    #expect(shell.notice?.text == "Then do not rely on this screen alone.")
    let screenWay = try #require(try session.read(ChannelsQuery()).first)
    #expect(screenWay.wasNoticed == false)
  }

  @Test func `a way is set, and a test says what really happened`() throws {
    let shell = shell()
    fixture.press(shell, .tab, .tab, .tab, .end, .enter)
    shell.type("http://push.example.org/t")
    fixture.press(shell, .control("s"))
    #expect(text(shell).contains("Only an encrypted address"))
    fixture.press(shell, .escape, .character("d"), .up, .enter)
    shell.type("/bin/false")
    fixture.press(shell, .control("s"))
    #expect(shell.notice?.text == "Saved. T tests it.")
    fixture.press(shell, .character("t"))
    #expect(shell.notice?.text == "Your command refused it (exit code 1).")
    #expect(text(shell).contains("test FAILED 8:05 AM"))
    fixture.press(shell, .character("o"))
    #expect(shell.notice?.text == "No reminder comes on own command.")
    #expect(try session.read(ChannelsQuery()).last?.settings.isOn == false)
  }

  @Test func `what waits, failed and was told is seen with its reason`() throws {
    try fixture.prepare(
      """
      INSERT INTO notification_queue (user_id, notification_type, title, message, scheduled_for,
        delivery_method, priority, status) VALUES
        (\(fixture.patient.user), 'doseDue', 'Due: a medicine', '', 1795525800000, 'email',
        'normal', 'failed');
      INSERT INTO notification_history (notification_id, user_id, notification_type, title,
        delivery_method, delivery_status, scheduled_for, reason) VALUES
        (9, \(fixture.patient.user), 'doseDue', 'Due: 2 medicines', 'push', 'failed',
        1795525200000, 'the push server cannot be reached');
      """
    )
    let shell = shell()
    fixture.press(shell, .tab)
    #expect(text(shell).contains("failed, tried again"))
    #expect(text(shell).contains("it was not taken. It is tried again today 8:10 AM."))
    fixture.press(shell, .tab)
    #expect(text(shell).contains("NOT DELIVERED"))
    #expect(text(shell).contains("The push server cannot be reached."))
    fixture.press(shell, .enter)
    #expect(text(shell).contains("Of this one only the title was kept."))
  }

  @Test func `the text of a message that was told is one key away, with its first time`() throws {
    try fixture.prepare(
      """
      INSERT INTO notification_history (notification_id, user_id, notification_type, title,
        delivery_method, delivery_status, scheduled_for, queued_at, message, reason) VALUES
        (9, \(fixture.patient.user), 'doseDue', 'Due: 2 medicines', 'push', 'failed',
        1795525200000, 1795523400000, 'Look at your list first.', 'no answer');
      """
    )
    let shell = shell()
    fixture.press(shell, .tab, .tab)
    #expect(text(shell).contains("Meant for today 7:30 AM"), "\(text(shell))")
    #expect(text(shell).contains("Tried last today 8:00 AM."))
    fixture.press(shell, .enter)
    #expect(text(shell).contains("Look at your list first."))
  }

  @Test func `the whole text of a message that waits is one key away`() throws {
    try fixture.prepare(
      """
      INSERT INTO notification_queue (user_id, notification_type, title, message, scheduled_for,
        delivery_method, priority, status) VALUES
        (\(fixture.patient.user), 'doseDue', 'Due: a medicine', 'Look at your list first.',
        1795525800000, 'email', 'normal', 'failed');
      """
    )
    let shell = shell()
    fixture.press(shell, .tab, .enter)
    #expect(text(shell).contains("Look at your list first."))
    fixture.press(shell, .escape)
    #expect(shell.screens.count == 1)
  }

  @Test func `what hangs on the answer is not told as a fact`() throws {
    try addEvening()
    let shell = shell()
    fixture.press(shell, .end)
    #expect(text(shell).contains("time past, if open"))
    #expect(text(shell).contains("If nobody answers until then, its time is past"))
  }

  @Test func `a repetition that waits for the end of quiet hours is not counted as a dose`() throws
  {
    try fixture.add("metformin", rule: Self.evening, onHand: nil)
    try quiet("22:00", "07:00")
    let shell = shell()
    #expect(text(shell).contains("9:50 PM      rings"))
    fixture.press(shell, .character("e"))
    #expect(text(shell).contains("No dose of this week falls into quiet hours."))
    #expect(!text(shell).contains("put off by quiet hours"))
  }

  private static let evening = """
    {"kind":"times","times":[{"at":"21:50","amount":"1 tablet"}],"start":"2026-11-24"}
    """

  @Test func `no key of this screen hides one that works everywhere`() {
    let shell = shell()
    shell.navigation = AppNavigation(fixture.context())
    #expect(shell.table.action(for: .character("m"))?.id == "app.myMedicines")
    #expect(shell.table.action(for: .character("k"))?.id == "list.up")
  }

  @Test func `a screen reader is told of alike days together, with their quiet hours`() throws {
    try fixture.add("metformin", onHand: nil)
    try addEvening()
    let window = try QuietWindow(
      from: try #require(TimeOfDay(text: "22:00")),
      to: try #require(TimeOfDay(text: "07:00"))
    )
    try session.write(
      SetReminderOptions(
        ReminderOptions(
          repeats: RepeatPlan(everyMinutes: 30, atMost: 2),
          tellsRefills: true,
          caregiver: nil,
          otherDays: try QuietDays(text: "sat sun 10 PM to 7 AM") { _ in window }
        )
      )
    )
    let picture = text(shell(glyphs: .unicode.linear))
    #expect(picture.contains("Tue 24, Wed 25, Thu 26, Fri 27, Mon 30."))
    #expect(picture.contains("No quiet hours."))
    #expect(picture.contains("in quiet hours. Quiet from 10:00 PM to"))
  }

  @Test func `a reminder comes to the window as a line and a bell and takes no key`() async throws {
    let shell = shell()
    let channel = try #require(
      WindowChannels.channel(
        for: .screen,
        of: fixture.patient.user,
        mailbox: fixture.mailbox,
        navigation: AppNavigation(fixture.context())
      )
    )
    let message = DeliveryMessage(
      notification: 1,
      title: "Due: a medicine",
      body: "",
      priority: .normal
    )
    let outcomes = AsyncStream<DeliveryOutcome>.makeStream()
    channel.deliver(message) { outcomes.continuation.yield($0) }
    while shell.standingRing == nil {
      try #require(fixture.mailbox.wait(milliseconds: 5000))
      shell.takeMessages()
    }
    #expect(text(shell).contains("Due: a medicine. 1 shows it."))
    #expect(shell.outgoing == "\u{7}")
    var iterator = outcomes.stream.makeAsyncIterator()
    #expect(await iterator.next() == .delivered)
  }
}
