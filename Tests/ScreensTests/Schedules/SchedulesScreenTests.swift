import Domain
import Screens
import Store
import Terminal
import TestSupport
import Testing

@MainActor @Suite struct SchedulesScreenTests {
  private let desk: PlanDesk

  init() throws { desk = try PlanDesk() }

  @Test func `an empty list says so and how to add`() {
    #expect(
      desk.text == """
         Ruth Alvarez   born March 4, 1955              Tuesday, November 24   8:05 AM
        ────────────────────────────────────────────────────────────────────────────────
         THIS WEEK, from Monday, November 23   [ ] other weeks       0 active, 0 paused


              YOUR LIST IS EMPTY.

              You have not entered a medicine yet. A adds one.















         A Add  / Find  ? Keys
        """
    )
  }

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

  @Test func `the week of several kinds of medicine`() {
    desk.add("metformin 500 mg 1 tab po bid with meals x90d")
    desk.add("acetaminophen 500 mg 1 tab q6h prn pain max 6 tabs in 24 hours")
    desk.add("alendronate 70 mg 1 tab every wednesday at 7:30 am")
    desk.add("prednisone 10 mg 4 tabs daily x3d then 2 tabs daily x3d then 1 tab daily x5d")
    desk.press(.home)
    #expect(
      desk.text == """
         Ruth Alvarez   born March 4, 1955              Tuesday, November 24   8:05 AM
        ────────────────────────────────────────────────────────────────────────────────
         THIS WEEK, from Monday, November 23   [ ] other weeks       4 active, 0 paused
         Medicine              Mon 23  TUE 24  Wed 25  Thu 26  Fri 27  Sat 28  Sun 29
        ▌metformin 500 mg      -       -       8 AM    8 AM    8 AM    8 AM    8 AM
           1 tablet each time  -       6 PM    6 PM    6 PM    6 PM    6 PM    6 PM
         acetaminophen 500 mg  Take 1 tablet only if you need it. Wait at least 6
                               hours between doses. No more than 6 tablets in 24
                               hours.
         alendronate 70 mg     -       -       7:30 AM -       -       -       -
         prednisone 10 mg
           at 8 AM             -       -       4 tab   4 tab   4 tab   2 tab   2 tab



        ────────────────────────────────────────────────────────────────────────────────
         metformin 500 mg
         Take 1 tablet at 8:00 AM and 1 tablet at 6:00 PM, every day. 180 doses in all.

         Not yet checked: not in the catalogue here.
         Next: today 6:00 PM; tomorrow 8:00 AM; tomorrow 6:00 PM
         Since November 24. Entered November 24 by Ruth Alvarez.

         A Add  Enter Change  P Pause  S Stop  U Undo  D Details  / Find  ? Keys
        """
    )
  }

  @Test func `a wide terminal shows the next ten doses and the label`() {
    desk.add("metformin 500 mg 1 tab po bid with meals")
    let text = desk.picture(rows: 40, columns: 120).text
    #expect(text.contains("NEXT DOSES"))
    #expect(text.contains("Sat Nov 28  6:00 PM  1 tablet"))
    #expect(text.contains("\"Take 1 tablet by mouth 2 times a"))
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
    #expect(desk.text.contains("! \"yesterday\" is not a day"))
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

  @Test func `a pause ends with the same key`() throws {
    desk.add("lisinopril 10 mg 1 tab daily")
    desk.press(.character("p"))
    desk.type("December 1")
    desk.press(.control("s"), .character("p"))
    #expect(try desk.items().first?.label.status == "active")
  }

  @Test func `stopping names the medicine in full and rests on no`() throws {
    desk.add("carbidopa and levodopa 25 mg and 100 mg 1 tab at 7 am and 7 pm for tremor")
    desk.press(.character("s"))
    #expect(desk.text.contains("Stop carbidopa and levodopa 25 mg and 100 mg"))
    #expect(desk.text.contains("▌Esc    No, I go on taking it"))
    desk.press(.enter)
    #expect(try desk.items().first?.label.status == "active")
    desk.press(.character("s"), .character("s"))
    #expect(try desk.items().first?.label.status == "active")
    desk.press(.character("y"))
    let stopped = try #require(try desk.items().first)
    #expect(stopped.label.status == "stopped")
    #expect(stopped.medication.statusReason == "told to stop")
    #expect(desk.text.contains("1 medicine stopped: Z shows"))
    desk.press(.character("z"))
    #expect(desk.text.contains("STOPPED November 24. Reason: told to stop"))
    desk.press(.character("u"))
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

  @Test func `long and hostile names stay in their place`() throws {
    let desk = try PlanDesk(name: String(repeating: "Wolfeschlegel", count: 6), last: "")
    let name = String(repeating: "超長い薬", count: 12)
    _ = try desk.context.session.write(
      AddMedication(
        NewMedication(
          drugName: name,
          strength: "500 mg",
          purpose: String(repeating: "for pain ", count: 12),
          schedules: [
            NewSchedule(
              rule: try ScheduleRule(
                json: JSON(
                  text:
                    #"{"kind":"times","times":[{"at":"11:30","amount":"1 1/2 tablets"}],"start":"2026-11-24"}"#
                )
              )
            )
          ]
        )
      )
    )
    desk.shell.refresh(.dataChanged)
    #expect(desk.shell.settle())
    for columns in [80, 120] {
      let canvas = desk.picture(columns: columns)
      #expect(canvas.line(0).contains("8:05 AM"))
      #expect(canvas.text.contains("11:30 AM"))
      #expect(canvas.text.contains("Take 1 and a half tablets at 11:30 AM, every day."))
      #expect(canvas.text.contains("Next: today 11:30 AM"))
    }
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
