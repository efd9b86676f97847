import Domain
import Store
import TestSupport
import Testing

@testable import Screens
@testable import Terminal

/// What rings at an open window: until it is answered, and with a key that leads to the dose.
@MainActor @Suite struct RingingTests {
  private let house: TestHousehold

  init() throws { house = try TestHousehold() }

  /// The evening: a routine dose that is late, one for sleep, and one that must be on time.
  private func evening() throws {
    try house.add("metformin", "500 mg", TestHousehold.daily("18:00"))
    try house.add("zolpidem", "5 mg", TestHousehold.daily("22:30"))
    try house.add("warfarin", "5 mg", critical: true, TestHousehold.daily("23:00"))
    try house.home.clock.set("2026-11-24T17:00:00-05:00")
  }

  /// One look of the timer of this window, at a time.
  private func look(at now: String, _ shell: Shell) throws {
    try house.home.clock.set(now)
    let timer = house.home.database.acting(as: CareDatabase.timer, for: 0)
    let answer = try timer.write(
      EvaluateReminders(
        people: nil,
        claimant: "window",
        isAlive: { _ in true },
        offers: { _, method in method == .screen }
      )
    )
    let navigation = try #require(shell.navigation as? AppNavigation)
    for message in answer.messages {
      let name = AnnouncementQuery.Name.notification(message.message.notification)
      let about = try timer.read(AnnouncementQuery(name))
      navigation.ring(message.message, name: nil, about: about, in: shell)
      _ = try timer.write(RecordDelivery(message, .delivered))
    }
    shell.refresh(.minute)
    shell.settle()
    _ = shell.draw(shell.size)
    house.pause()
  }

  private func take(_ name: String, at time: String) throws {
    let line = try #require(
      try house.session.read(DayQuery()).lines.first {
        $0.label.drugName == name && Display.clock($0.dose.occurrence.local.time) == time
      }
    )
    _ = try house.session.write(
      RecordDoses([
        RecordDose(
          schedule: line.dose.schedule,
          due: .minute(line.dose.occurrence.dueMinute),
          action: .take(at: nil, amount: nil, withFood: nil),
          via: .command
        )
      ])
    )
  }

  @Test func `a banner goes by itself once its dose is answered elsewhere`() throws {
    try evening()
    let shell = try house.open(at: "2026-11-24T22:59:00-05:00")
    try look(at: "2026-11-24T22:59:10-05:00", shell)
    house.press(.character("4"))
    shell.rings = []
    try look(at: "2026-11-24T23:00:00-05:00", shell)
    #expect(house.picture().contains("Important: warfarin 5 mg is due."))
    try take("warfarin", at: "11:00 PM")
    shell.refresh(.dataChanged)
    shell.settle()
    #expect(shell.rings.isEmpty)
    #expect(!house.picture().contains("Important: warfarin"))
  }

  @Test func `a message that bears the number of one before it takes no ring away`() throws {
    let shell = try house.open()
    let navigation = try #require(shell.navigation as? AppNavigation)
    for (title, priority) in [("Important", DeliveryPriority.critical), ("Due", .normal)] {
      navigation.ring(
        DeliveryMessage(notification: 1, title: title, body: "", priority: priority),
        name: nil,
        about: nil,
        in: shell
      )
    }
    #expect(shell.rings.map(\.notice.text) == ["Important.", "Due."])
  }

  @Test func `a question about the past is led to by the key that asks it`() throws {
    try evening()
    let shell = try house.open(at: "2026-11-24T17:00:00-05:00")
    try look(at: "2026-11-24T17:00:00-05:00", shell)
    shell.rings = []
    try look(at: "2026-11-25T10:00:00-05:00", shell)
    let picture = house.picture()
    #expect(picture.contains("1, then C asks."))
    house.press(.character("1"), .character("c"))
    #expect(house.picture().contains("zolpidem"))
    #expect(house.picture().contains("NOT RECORDED"))
  }

  @Test func `a repetition takes the place of the ring before it`() throws {
    try evening()
    let shell = try house.open(at: "2026-11-24T22:59:00-05:00")
    try look(at: "2026-11-24T22:59:10-05:00", shell)
    shell.rings = []
    try look(at: "2026-11-24T23:00:00-05:00", shell)
    for minute in 1...12 {
      try look(at: "2026-11-24T23:\(minute < 10 ? "0" : "")\(minute):00-05:00", shell)
    }
    let critical = shell.rings.filter { $0.notice.role == .error }
    #expect(critical.count == 1)
  }

  @Test(arguments: ["1", "4"])
  func `the key of a banner marks its dose, from every screen, and Enter answers for it`(
    place: String
  ) throws {
    try evening()
    let shell = try house.open(at: "2026-11-24T22:59:00-05:00")
    try look(at: "2026-11-24T22:59:10-05:00", shell)
    house.press(.character(Character(place)))
    shell.rings = []
    try look(at: "2026-11-24T23:00:00-05:00", shell)
    #expect(house.picture().contains("1 shows it."))
    house.press(.character("1"), .enter)
    #expect(try house.takenToday() == ["11:00 PM warfarin"])
  }

  @Test func `a routine dose that rings is ticked, and the others stay open`() throws {
    try house.add("metformin", "500 mg", TestHousehold.daily("18:00"))
    try house.add("zolpidem", "5 mg", TestHousehold.daily("22:30"))
    try house.home.clock.set("2026-11-24T17:00:00-05:00")
    let shell = try house.open(at: "2026-11-24T22:29:00-05:00")
    try look(at: "2026-11-24T22:29:10-05:00", shell)
    shell.rings = []
    try look(at: "2026-11-24T22:30:00-05:00", shell)
    #expect(house.picture().contains("Due: zolpidem 5 mg. 1 shows it."))
    house.press(.character("1"), .enter)
    #expect(try house.takenToday() == ["10:30 PM zolpidem"])
  }

  @Test func `what rings in quiet hours says why it may`() throws {
    try evening()
    let window = try QuietWindow(
      from: try #require(TimeOfDay(text: "22:00")),
      to: try #require(TimeOfDay(text: "07:00"))
    )
    _ = try house.session.write(SetQuietHours(isOn: true, window: window, advanceMinutes: 0))
    let shell = try house.open(at: "2026-11-24T22:59:00-05:00")
    try look(at: "2026-11-24T22:59:10-05:00", shell)
    shell.rings = []
    try look(at: "2026-11-24T23:00:00-05:00", shell)
    let words = try #require(shell.standingRing?.notice.text)
    #expect(words.hasPrefix("Important: warfarin 5 mg is due."))
    #expect(words.contains("quiet hours"))
  }

  @Test func `a counter's banner names both places, but not the one where one stands`() throws {
    let shell = try house.open()
    let navigation = try #require(shell.navigation as? AppNavigation)
    let context = ScreenContext(
      database: house.home.database,
      actor: house.ruth.adding(.demo),
      person: house.ruth,
      people: [house.ruth]
    )
    let counter = AppNavigation(context)
    let message = DeliveryMessage(
      notification: 3,
      title: "Stock: 2 products to order",
      body: "",
      priority: .normal,
      topic: .stock
    )
    counter.ring(message, name: nil, about: nil, in: shell)
    let ring = try #require(shell.standingRing)
    #expect(ring.hint(InventoryScreen(context)) == "6 shows the refills.")
    #expect(ring.hint(TodayScreen(context)) == "5 shows the stock, 6 shows the refills.")
    // Who may not see the stock is shown no way to it.
    navigation.ring(message, name: nil, about: nil, in: shell)
    #expect(shell.standingRing?.hint(TodayScreen(context)) == nil)
  }

  @Test func `a banner about somebody else says whose list its key opens`() throws {
    let other = try TestHousehold(others: [
      NewPerson(
        handle: "george",
        firstName: "George",
        lastName: "Alvarez",
        birthDate: CalendarDate(year: 1952, month: 1, day: 9),
        zone: "America/New_York",
        household: "home"
      )
    ])
    try other.add("warfarin", "5 mg", critical: true, TestHousehold.daily("23:00"))
    let people = try other.home.database.people()
    let george = try #require(people.first { $0.handle == "george" })
    try other.home.clock.set("2026-11-24T23:00:00-05:00")
    let context = ScreenContext(
      database: other.home.database,
      actor: other.ruth,
      person: george,
      people: people,
      reminders: .always
    )
    let shell = try other.makeShell(context)
    let line = try #require(
      try other.session.read(DayQuery()).lines.first { $0.dose.isOpenNow }
    )
    let dose = Announcement.Dose(schedule: line.dose.schedule, dueMinute: line.key.dueMinute)
    (shell.navigation as? AppNavigation)?.ring(
      DeliveryMessage(notification: 7, title: "Important", body: "", priority: .critical),
      name: "Ruth Alvarez",
      about: Announcement(
        event: 1,
        person: other.ruth.user,
        doses: [dose],
        unanswered: [dose],
        open: [dose]
      ),
      in: shell
    )
    let words = "Ruth Alvarez: Important. 1 opens the list of Ruth Alvarez."
    #expect(shell.draw(.standard).text.contains(words))
    other.pause()
    shell.press(.character("1"))
    shell.settle()
    #expect(shell.draw(.standard).line(0).contains("Ruth Alvarez"))
    #expect(shell.notice?.text == "Open now: Ruth Alvarez.")
    #expect((shell.top as? TodayScreen)?.selectedLine?.label.drugName == "warfarin")
  }
}
