import Domain
import Screens
import Store
import Terminal
import TestSupport
import Testing

@MainActor @Suite struct SchedulesScreenTests {
  private let desk: PlanDesk

  init() throws { desk = try PlanDesk() }

  @Test func `a list that cannot be read never looks empty`() throws {
    _ = try desk.context.session.write(
      AddPerson(NewPerson(handle: "otto", firstName: "Otto", lastName: "Bauer", zone: "UTC"))
    )
    let people = try desk.test.database.people()
    let stranger = ScreenContext(
      database: desk.test.database,
      actor: people[1],
      person: people[0],
      people: people
    )
    let shell = Shell(
      root: SchedulesScreen(stranger),
      mailbox: try Mailbox(),
      clock: desk.clock.clock
    )
    #expect(shell.settle())
    let text = shell.draw(.standard).text
    #expect(text.contains("I CANNOT READ YOUR MEDICINES"))
    #expect(text.contains("Do not rely on this screen."))
    #expect(!text.contains("EMPTY"))
  }

  @Test func `other weeks come with the brackets`() {
    desk.add("alendronate 70 mg 1 tab every wednesday in the morning")
    desk.press(.character("]"))
    #expect(desk.text.contains("WEEK, from Monday, November 30"))
    #expect(desk.text.contains("Wed 2"))
    desk.press(.character("["), .character("["))
    #expect(desk.text.contains("no dose this week"))
    desk.press(.character("w"))
    #expect(desk.text.contains("THIS WEEK"))
  }

  @Test func `pausing asks until when, says so, and is taken back`() throws {
    desk.add("lisinopril 10 mg 1 tab daily")
    desk.press(.character("p"))
    desk.type("yesterday")
    desk.press(.control("s"))
    #expect(desk.text.contains("! \"yesterday\" is no day"))
    desk.press(.control("u"))
    desk.type("December 1")
    desk.press(.tab)
    desk.type("surgery")
    desk.press(.control("s"))
    let paused = try #require(try desk.items().first?.label)
    #expect(paused.status == "paused")
    #expect(paused.pausedUntil == CalendarDate(year: 2026, month: 12, day: 1))
    #expect(desk.text.contains("PAUSED until Tuesday, December 1. Reason: surgery"))
    #expect(desk.text.contains("Paused until Tuesday, December 1: lisinopril 10 mg."))
    desk.press(.character("u"))
    #expect(try desk.items().first?.label.status == "active")
  }

  @Test func `amounts by weekday are changed from a day on, with who told it`() throws {
    desk.add("warfarin 5 mg 5 mg mon wed fri, 2.5 mg tue thu sat sun")
    try #require(try desk.items().count == 1)
    desk.press(.enter)
    var seen = desk.text
    for _ in 0..<8 {
      desk.press(.tab)
      seen += desk.text
    }
    #expect(seen.contains("Amount by weekday"), "\(seen)")
    #expect(seen.contains("Who told you"), "\(seen)")
  }

  @Test func `a pause ends with the same key`() throws {
    desk.add("lisinopril 10 mg 1 tab daily")
    desk.press(.character("p"))
    desk.type("December 1")
    desk.press(.control("s"), .character("p"))
    #expect(try desk.items().first?.label.status == "active")
  }

  @Test func `the filter finds by name and by purpose`() {
    desk.add("metformin 500 mg 1 tab bid for diabetes")
    desk.add("lisinopril 10 mg 1 tab daily")
    desk.press(.character("/"))
    desk.type("diab")
    #expect(desk.text.contains("FIND: diab"))
    #expect(desk.text.contains("metformin 500 mg"))
    #expect(!desk.text.contains("lisinopril 10 mg"))
    desk.press(.escape)
    #expect(desk.text.contains("lisinopril 10 mg"))
  }

  @Test func `details say everything and what the times were`() throws {
    desk.add("metformin 500 mg 1 tab bid with meals")
    desk.press(.character("d"))
    let text = desk.picture(rows: 40).text
    for words in [
      "HOW IT IS TAKEN", "NEXT DOSES", "THE LABEL SAYS", "IF A DOSE IS LATE",
      "No instruction is stored for a late dose.", "Never counted.",
      "At first (November 24 by Ruth Alvarez)",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    desk.press(.escape)
    #expect(desk.text.contains("THIS WEEK"))
  }

  @Test func `ASCII terminals get ASCII only`() throws {
    let desk = try PlanDesk(glyphs: .ascii)
    desk.add("metformin 500 mg 1 tab bid")
    #expect(desk.text.utf8.max() ?? 0 < 0x80)
    #expect(desk.text.contains("*metformin 500 mg"))
    desk.press(.character("a"))
    #expect(desk.text.utf8.max() ?? 0 < 0x80)
  }

  @Test func `every line of the screens is free of forbidden signs`() {
    desk.add("metformin 500 mg 1 tab po bid with meals x90d")
    desk.add("acetaminophen 500 mg 1 tab q6h prn pain max 6 tabs in 24 hours")
    desk.add("prednisone 10 mg 4 tabs daily x3d then 2 tabs daily x3d")
    for key: Key in [.home, .down, .down, .character("d")] {
      desk.press(key)
      for line in desk.picture(rows: 40, columns: 120).lines.dropLast() {
        #expect(ForbiddenSigns.violations(in: line).isEmpty, "\(line)")
      }
    }
  }
}
