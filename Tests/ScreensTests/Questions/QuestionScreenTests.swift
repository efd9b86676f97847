import Domain
import GRDB
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

/// What Today asks beside the doses: the clock, the zone, the past, a stay.
@MainActor @Suite struct QuestionScreenTests {
  private static let wide = Size(rows: 40, columns: 120)
  private static let small = Size(rows: 12, columns: 40)

  private static func expect(
    _ house: TestHousehold,
    _ name: String,
    _ size: Size = .standard,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard let canvas = house.shell?.draw(size) else { return }
    let isSame = KeptPicture.isSame(name, canvas)
    #expect(isSame, "\(name) is now\n\(canvas.text)", sourceLocation: sourceLocation)
    #expect(canvas.lines.allSatisfy { $0.count <= canvas.columns }, sourceLocation: sourceLocation)
    #expect(ForbiddenSigns.violations(in: canvas.text).isEmpty, sourceLocation: sourceLocation)
  }

  // MARK: Another time zone

  @Test func `a traveller is asked once, with both answers side by side`() throws {
    let house = try TestHousehold.usual()
    try house.open(machine: "Europe/Berlin")
    #expect(house.picture().contains("ANOTHER TIME ZONE: here in Berlin it is 2:05 PM"))
    Self.expect(house, "question-zone-today")
    Self.expect(house, "question-zone-today-small", Self.small)
    house.press(.character("c"))
    Self.expect(house, "question-zone")
    Self.expect(house, "question-zone-wide", Self.wide)
    Self.expect(house, "question-zone-small", Self.small)
  }

  @Test func `staying on home time is remembered and not asked again`() throws {
    let house = try TestHousehold.usual()
    try house.open(machine: "Europe/Berlin")
    house.press(.character("c"), .character("h"))
    #expect(house.notice.contains("Home time stays: the time of New York."))
    #expect(!house.picture().contains("ANOTHER TIME ZONE"))
    #expect(try house.session.read(DayQuery()).zone.identifier == "America/New_York")
  }

  @Test func `the time of the machine is in force once it is taken`() throws {
    let house = try TestHousehold.usual()
    try house.open(machine: "Europe/Berlin")
    house.press(.character("c"), .character("z"))
    #expect(try house.session.read(DayQuery()).zone.identifier == "America/New_York")
    #expect(house.picture().contains("Live by the time of Berlin from now on?"))
    house.press(.character("y"))
    #expect(house.picture().contains("Your medicines follow the time of Berlin from now on."))
    #expect(try house.session.read(DayQuery()).zone.identifier == "Europe/Berlin")
  }

  @Test func `a zone that was taken can be given back, by the name of the action`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open(machine: "Europe/Berlin")
    house.press(.character("c"), .character("z"), .character("y"))
    shell.perform("today.zone")
    shell.settle()
    #expect(house.picture().contains("Z: go back to the time of New York from now on"))
    house.press(.character("z"), .character("y"))
    #expect(try house.session.read(DayQuery()).zone.identifier == "America/New_York")
  }

  @Test func `Esc answers nothing, and the question stays`() throws {
    let house = try TestHousehold.usual()
    try house.open(machine: "Europe/Berlin")
    house.press(.character("c"), .escape)
    #expect(house.picture().contains("ANOTHER TIME ZONE"))
  }

  // MARK: The clock

  @Test func `a clock in doubt is said, and confirmed by a deliberate answer`() throws {
    let house = try TestHousehold.usual()
    try house.lookAtReminders()
    try house.open(at: "2031-03-04T09:00:00-05:00")
    Self.expect(house, "question-clock-today")
    Self.expect(house, "question-clock-today-small", Self.small)
    #expect(house.picture(Self.wide).contains("acetaminophen 500 mg: NO"))
    house.press(.character("c"))
    Self.expect(house, "question-clock")
    house.press(.enter)
    #expect(house.picture().contains("CLOCK IN DOUBT"))
    house.press(.character("c"), .character("y"))
    #expect(house.notice.contains("The clock counts again."))
    #expect(!house.picture().contains("CLOCK IN DOUBT"))
  }

  @Test func `a late dose does not take the screen while the clock is in doubt`() throws {
    let house = try TestHousehold.usual()
    try house.lookAtReminders()
    try house.open(at: "2031-03-04T11:40:00-05:00")
    #expect(!house.picture().contains("Have you taken the"))
  }

  @Test func `whoever may not answer for the zone is led to the next question`() throws {
    let house = try away()
    let query = DayQuery(machineZone: "Europe/Berlin")
    let board = DayBoard(try house.session.read(query))
    func question(_ kinds: Set<DataKind>) -> String? {
      TodayQuestion(board) { _, kind in kinds.contains(kind) }?.short
    }
    #expect(question([.profile, .medications, .doses]) == "ANOTHER TIME ZONE: press C")
    #expect(question([.medications, .doses])?.hasSuffix("not recorded: C") == true)
    #expect(question([.medications]) == nil)
  }

  // MARK: The past

  @Test func `a single dose of last night is asked about`() throws {
    let house = try TestHousehold()
    try house.add("zolpidem", "5 mg", TestHousehold.daily("22:30"))
    try house.lookAtReminders()
    try house.home.clock.set("2026-11-24T09:00:00-05:00")
    try house.lookAtReminders()
    try house.open()
    #expect(house.picture().contains("1 dose of the last 7 days is not recorded."))
    house.press(.character("c"))
    #expect(house.picture().contains("zolpidem"))
  }

  /// Away from Tuesday morning to Thursday noon, with the usual medicines.
  private func away() throws -> TestHousehold {
    let house = try TestHousehold.usual()
    try house.lookAtReminders()
    try house.home.clock.set("2026-11-26T12:00:00-05:00")
    try house.lookAtReminders()
    return house
  }

  private func recalled(_ house: TestHousehold) throws -> Int {
    try house.count("SELECT count(*) FROM dose_events WHERE recorded_via = 4")
  }

  @Test func `past doses are asked about on a screen of their own`() throws {
    let house = try away()
    try house.open()
    house.press(.escape)
    #expect(house.picture().contains("not recorded. C asks what you remember."))
    Self.expect(house, "question-past-today")
    house.press(.character("c"))
    Self.expect(house, "question-past")
    Self.expect(house, "question-past-wide", Self.wide)
    Self.expect(house, "question-past-small", Self.small)
  }

  @Test func `nothing is ticked beforehand, and an answer is for the marked dose alone`() throws {
    let house = try away()
    try house.open()
    house.press(.escape, .character("c"))
    #expect(!house.picture().contains("[x]"))
    house.press(.character("t"))
    #expect(house.notice.hasPrefix(" By recall, taken at its time:"))
    #expect(try recalled(house) == 1)
    house.press(.character("u"))
    #expect(house.notice.contains("Taken back: 1 dose. Open again."))
    #expect(try recalled(house) == 0)
  }

  @Test func `routine doses of a day are answered together, those that must be on time are not`()
    throws
  {
    let house = try away()
    try house.open()
    house.press(.escape, .character("c"), .character("a"))
    #expect(house.picture().contains("[x]"))
    #expect(house.picture().contains(" ?  Tue Nov 24"))
    house.press(.character("n"))
    let together = try recalled(house)
    #expect(together > 1)
    #expect(try house.critical() == 0)
    house.press(.character("u"))
    #expect(try recalled(house) == 0)
  }

  @Test func `on a dose that is answered for by itself no key answers for the ticked ones`() throws
  {
    let house = try away()
    try house.open()
    house.press(.escape, .character("c"), .character("a"), .home)
    #expect(house.picture().contains("T answers for the 7 ticked"))
    for _ in 0..<20 where !house.row(20).contains("levodopa") && !house.row(19).contains("levodopa")
    {
      house.press(.down)
    }
    house.press(.character("t"))
    #expect(house.picture().contains("levodopa 100 mg is answered for by itself. Answer for the 7"))
    #expect(try recalled(house) == 0)
  }

  @Test func `a dose that must be on time cannot be ticked`() throws {
    let house = try away()
    try house.open()
    house.press(.escape, .character("c"))
    let rows = house.picture().split(separator: "\n").filter { $0.contains("levodopa") }
    try #require(!rows.isEmpty)
    for _ in 0..<20
    where !house.row(21).contains("by itself") && !house.row(20).contains("by itself") {
      house.press(.down)
    }
    house.press(.space)
    #expect(house.notice.contains("is answered for by itself: T, N or D."))
  }

  @Test func `Esc leaves everything open`() throws {
    let house = try away()
    try house.open()
    house.press(.escape, .character("c"), .character("a"), .escape)
    #expect(try recalled(house) == 0)
    #expect(house.picture().contains("C asks what you remember."))
  }

  // MARK: A stay

  @Test func `everything is paused from Today, and nothing goes on before all is answered`() throws
  {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("H"))
    Self.expect(house, "question-stay-begin")
    house.press(.control("s"))
    #expect(house.picture().contains("REMINDERS PAUSED:"))
    #expect(house.picture().contains("BACK HOME?"))
    try house.home.clock.set("2026-11-28T10:00:00-05:00")
    house.shell?.refresh(.minute)
    house.press(.character("c"))
    Self.expect(house, "question-stay")
    Self.expect(house, "question-stay-small", Self.small)
    house.press(.enter)
    #expect(house.shell?.notice?.text.contains("without an answer") == true)
    house.press(.character("c"), .character("x"))
    for _ in 0..<6 { house.press(.character("s")) }
    Self.expect(house, "question-stay-answered")
    house.press(.enter)
    Self.expect(house, "question-stay-confirm")
    house.press(.character("y"))
    #expect(house.notice.contains("Reminders go on. 1 medicine to be entered anew"))
    #expect(!house.picture().contains("REMINDERS PAUSED"))
    let list = try house.session.read(MedicationListQuery())
    #expect(
      list.map(\.label.status).sorted() == [
        "active", "active", "active", "active", "active",
        "active", "paused", "stopped",
      ]
    )
  }

  @Test func `leaving the list changes nothing`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("H"), .control("s"), .character("c"), .character("x"), .escape)
    #expect(house.picture().contains("1 answer given here would be lost."))
    house.press(.escape)
    #expect(house.picture().contains("STOPPED metformin"))
    house.press(.character("2"))
    #expect(house.picture().contains("1 answer given here would be lost."))
    house.press(.character("d"))
    #expect(house.picture().contains("REMINDERS PAUSED:"))
    let list = try house.session.read(MedicationListQuery())
    #expect(list.allSatisfy { $0.label.status == "active" })
  }

  @Test func `a stay that is planned can be called off`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("H"))
    for _ in 0..<5 { house.press(.backspace) }
    house.type("tomorrow")
    house.press(.control("s"))
    #expect(house.notice.contains("Nothing will ring from Wednesday, November 25 on."))
    #expect(house.picture().contains("TAKE NOW"))
    house.press(.character("H"), .character("y"))
    #expect(house.notice.contains("Called off. Reminders go on."))
  }
}

extension TestHousehold {
  fileprivate func count(_ sql: String) throws -> Int {
    let queue = try DatabaseQueue(path: home.database.path)
    defer { try? queue.close() }  // The count is had by then.
    return try queue.read { db in try Int.fetchOne(db, sql: sql) ?? 0 }
  }

  /// Doses of the medicine that must be on time which were answered by recall.
  fileprivate func critical() throws -> Int {
    try count(
      """
      SELECT count(*) FROM dose_events AS d
      JOIN medication_schedules AS s ON s.schedule_id = d.schedule_id
      WHERE d.recorded_via = 4 AND s.is_critical = 1
      """
    )
  }
}
