import Domain
import GRDB
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

@MainActor @Suite struct TodayScreenTests {
  // MARK: One press

  @Test func `one key records everything that is due`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.enter)
    #expect(
      try house.takenToday() == [
        "7:00 AM levodopa", "7:00 AM levothyroxine", "8:00 AM metformin", "8:00 AM carvedilol",
        "8:00 AM lisinopril", "8:00 AM apixaban",
      ]
    )
    #expect(house.notice == " Recorded 8:05 AM. 4 medicines. U takes it back.")
  }

  @Test func `what was recorded stays on the line until the next action`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open()
    house.press(.enter)
    shell.refresh(.minute)
    shell.settle()
    #expect(house.notice == " Recorded 8:05 AM. 4 medicines. U takes it back.")
    house.press(.down)
    #expect(house.notice.isEmpty)
  }

  @Test func `a key held down records once`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open()
    for _ in 0..<40 {
      shell.press(.enter)
      shell.settle()
      house.hands.advance(by: .milliseconds(30))
    }
    #expect(try house.takenToday().count == 6)
    #expect(house.notice == " Recorded 8:05 AM. 4 medicines. U takes it back.")
  }

  @Test func `a second press later finds nothing to take`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.enter, .enter)
    #expect(try house.takenToday().count == 6)
    #expect(house.notice == " Nothing is to be taken now.")
  }

  @Test func `a return typed ahead of the first picture records nothing`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.makeShell(house.context())
    shell.press(.enter)
    shell.settle()
    #expect(try house.takenToday().count == 2)
  }

  @Test func `the return at the end of a scanned code records nothing`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open()
    for character in "0300450118" {
      shell.press(.character(character))
      house.hands.advance(by: .milliseconds(2))
    }
    shell.press(.enter)
    shell.settle()
    #expect(try house.takenToday().count == 2)
  }

  @Test func `a paste records nothing`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.paste("\n\n\n"))
    #expect(try house.takenToday().count == 2)
  }

  @Test func `a dose that falls due under the fingers is not taken by the key on its way`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open(at: "2026-11-24T10:59:00-05:00")
    house.press(.enter)
    try house.home.clock.set("2026-11-24T11:00:10-05:00")
    shell.refresh(.minute)
    shell.settle()
    shell.press(.enter)
    shell.settle()
    #expect(try !house.takenToday().contains("11:00 AM levodopa"))
    house.pause()
    house.press(.enter)
    #expect(try house.takenToday().contains("11:00 AM levodopa"))
  }

  @Test func `while a write is under way no second one starts`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open()
    shell.press(.enter)
    house.pause()
    shell.press(.enter)
    #expect(shell.notice?.text == "One moment: still saving.")
    shell.settle()
    #expect(try house.takenToday().count == 6)
  }

  // MARK: Ticks

  @Test func `ticked doses are recorded and the others stay out of reach of Enter`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.space, .down, .space, .enter)
    #expect(try house.takenToday().suffix(2) == ["8:00 AM metformin", "8:00 AM carvedilol"])
    house.press(.enter)
    #expect(try house.takenToday().count == 4)
    #expect(house.notice == " Tick what you have swallowed with Space, then Enter.")
    house.press(.down, .space, .enter)
    #expect(try house.takenToday().last == "8:00 AM lisinopril")
  }

  // MARK: Taking back

  @Test func `one key takes back the whole group of one Enter`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.enter, .character("u"))
    #expect(try house.takenToday() == ["7:00 AM levodopa", "7:00 AM levothyroxine"])
    #expect(house.notice == " Taken back: 4 medicines. The record stays in sight as undone.")
    #expect(house.row(5) == "▌        8:05 AM recorded, 8:05 AM changed to not taken")
  }

  @Test func `a second U does not reach for the record before`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.space, .enter)
    house.home.clock.advance(seconds: 60)
    house.press(.down, .space, .enter, .character("u"), .character("u"))
    #expect(try house.takenToday().count == 3)
  }

  @Test func `an older record asks, and a key of its own takes it back`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.enter)
    try house.home.clock.set("2026-11-24T08:20:00-05:00")
    house.shell?.refresh(.minute)
    house.shell?.settle()
    house.press(.character("u"))
    #expect(
      house.notice == " Nothing was recorded in the last 10 minutes. Select an older one, then U."
    )
    house.press(.end, .up, .character("u"), .enter)
    #expect(try house.takenToday().count == 6)
    house.press(.character("u"), .character("n"))
    #expect(try house.takenToday().count == 5)
    #expect(house.picture().contains("8:05 AM recorded, 8:20 AM changed to not taken"))
  }

  // MARK: Two terminals

  @Test func `a second terminal reads that it is recorded already`() throws {
    let house = try TestHousehold.usual()
    let other = try house.home.reopened()
    let context = ScreenContext(
      database: other,
      actor: house.ruth,
      person: house.ruth,
      people: [house.ruth]
    )
    let second = try house.makeShell(context)
    try house.open()
    house.press(.enter)
    try house.home.clock.set("2026-11-24T08:07:00-05:00")
    second.press(.enter)
    second.settle()
    #expect(second.notice?.text == "Already recorded 8:05 AM. Nothing was recorded twice.")
    #expect(try house.takenToday().count == 6)
    other.close()
  }

  // MARK: Doses with a question of their own

  @Test(arguments: [
    ("semaglutide", "injection", "injection", #"{"at":"08:00","amount":"1 injection"}"#),
    ("fentanyl", "patch", "patch", #"{"at":"08:00","amount":"1 patch"}"#),
    (
      "warfarin", "tablet", "tablet",
      #"{"at":"08:00","amounts":{"mon":"5 mg","tue":"2.5 mg","wed":"5 mg","thu":"2.5 mg","#
        + #""fri":"5 mg","sat":"2.5 mg","sun":"5 mg"}}"#
    ),
  ])
  func `Enter never takes it with the group`(
    name: String,
    form: String,
    unit: String,
    time: String
  ) throws {
    let house = try TestHousehold.usual()
    try house.add(
      name,
      form: form,
      unit: unit,
      #"{"kind":"times","times":[\#(time)],"start":"2026-11-24"}"#
    )
    try house.open()
    house.press(.enter)
    #expect(try house.takenToday().count == 6)
    house.press(.enter, .enter)
    #expect(try house.takenToday().count == 6)
    house.press(.escape, .enter)
    if form == "patch" {
      house.press(.character("o"), .right, .enter)
    } else {
      house.press(.character("y"))
    }
    #expect(try house.takenToday().contains("8:00 AM \(name)"))
  }

  @Test func `a second weekly dose within six days is never a plain take`() throws {
    let house = try TestHousehold()
    try house.add(
      "methotrexate",
      "2.5 mg",
      #"{"kind":"times","times":[{"at":"09:00","amount":"4 tablets"}],"everyDays":7,"#
        + #""start":"2026-11-24"}"#
    )
    try house.home.clock.set("2026-11-23T09:30:00-05:00")
    let schedule = try #require(house.medications["methotrexate"]?.schedules.first)
    _ = try house.session.write(
      RecordDose(
        schedule: schedule,
        due: .local(try #require(LocalMinute(text: "2026-11-24T09:00")), fold: 0),
        action: .take(at: Instant(text: "2026-11-23T09:25:00-05:00"), amount: nil, withFood: nil),
        via: .command
      )
    )
    try house.open(at: "2026-11-24T09:05:00-05:00")
    house.press(.enter)
    #expect(try house.takenToday().count == 1)
    #expect(house.notice == " Nothing is to be taken now.")
  }

  @Test func `a dose before its time asks, and Enter is not yes`() throws {
    let house = try TestHousehold.usual()
    try house.open(at: "2026-11-24T09:30:00-05:00")
    house.press(.enter, .end, .enter)
    #expect(house.picture().contains("It is early. Due 11:00 AM."))
    house.press(.enter)
    #expect(try house.takenToday().count == 6)
    house.press(.enter, .character("y"))
    #expect(house.notice == " Recorded 9:30 AM. levodopa 100 mg, 1 tablet. U takes it back.")
  }

  // MARK: Other answers

  @Test func `a dose taken earlier is recorded at the time that is typed`() throws {
    let house = try TestHousehold.usual()
    try house.open(at: "2026-11-24T09:30:00-05:00")
    house.press(.character("t"))
    house.type("8:10")
    house.press(.enter)
    #expect(house.notice == " Recorded: taken at 8:10 AM. 4 medicines. U takes it back.")
  }

  @Test func `a time that is two times is asked about`() throws {
    let house = try TestHousehold.usual()
    try house.open(at: "2026-11-24T21:30:00-05:00")
    house.press(.home, .character("t"))
    house.type("8:10")
    house.press(.enter)
    #expect(house.picture().contains("In the morning or in the evening? Add AM or PM."))
  }

  @Test func `a dose is left out with a reason from the list`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("s"), .enter)
    #expect(house.picture().contains("Choose with Left and Right."))
    house.press(.right, .enter)
    #expect(house.notice == " Left out: metformin 500 mg, no meal. U takes it back.")
    #expect(house.picture().contains("LEFT OUT"))
  }

  @Test func `reminders are put off and the dose stays to be taken`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("L"), .character("1"))
    #expect(house.notice == " Put off until 8:15 AM: 4 medicines. Still to be taken.")
    #expect(house.row(2).hasPrefix(" TAKE NOW:  4 medicines, 4 tablets"))
    #expect(house.row(5) == "▌        put off until 8:15 AM")
  }

  @Test func `another amount is recorded, and more than planned asks`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("e"))
    house.type("1/2")
    house.press(.enter)
    #expect(house.picture().contains("half tablet"))
    house.press(.down, .character("e"))
    house.type("3")
    house.press(.enter, .enter)
    #expect(try house.takenToday().count == 3)
  }

  @Test func `a note in the person's own words is kept with the dose`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("n"), .right, .enter)
    house.type("dizzy")
    house.press(.enter)
    #expect(house.notice == " Written down with metformin 500 mg.")
    house.press(.character("d"))
    #expect(house.picture().contains("Side effect: \"dizzy\""))
  }

  @Test func `yesterday's forgotten record is made up with its time`() throws {
    let house = try TestHousehold()
    try house.add("zinc", "50 mg", TestHousehold.daily("08:00", "12:00"))
    try house.open(at: TestHousehold.morning)
    house.press(.character("["))
    #expect(house.row(2) == " ANOTHER DAY: yesterday, Monday, November 23")
    house.press(.end, .enter)
    #expect(house.notice == " Enter is for today. T says when you took a dose of that day.")
    house.press(.character("t"))
    house.type("12:10 pm")
    house.press(.enter)
    #expect(house.notice == " Recorded: taken at 12:10 PM. zinc 50 mg, 1 tablet. U takes it back.")
    house.press(.escape)
    #expect(house.row(2).hasPrefix(" TAKE NOW:"))
  }

  @Test func `nothing is recorded before its day`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    house.press(.character("]"), .end, .enter)
    #expect(try house.takenToday().count == 2)
    #expect(house.row(2).hasPrefix(" ANOTHER DAY: tomorrow, Wednesday, November 25"))
  }

  @Test func `with nothing to take no key is offered for leaving out or putting off`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    #expect(house.row(23).contains("S Skip"))
    house.press(.enter)
    #expect(!house.row(23).contains("S Skip"))
    #expect(!house.row(23).contains("L Later"))
  }

  @Test func `with an empty list one key enters the first medicine`() throws {
    let house = try TestHousehold()
    let shell = try house.open(at: TestHousehold.morning)
    #expect(house.picture().contains("A enters one."))
    #expect(house.picture().contains("Take it as you were told, and enter"))
    house.press(.character("a"))
    #expect(shell.top?.title == "Add a medicine")
  }

  @Test
  func `a name too long for the line beside the birth date stays whole, and so does the date`()
    throws
  {
    let name = "Maximiliana Wilhelmina Hohenstaufen-Lichtenberg de la Cruz y Montemayor"
    let parts = name.split(separator: " ", maxSplits: 1).map(String.init)
    let house = try TestHousehold(others: [
      NewPerson(
        handle: "max",
        firstName: parts[0],
        lastName: parts[1],
        birthDate: CalendarDate(year: 1951, month: 7, day: 19),
        zone: "America/New_York",
        household: "home"
      )
    ])
    try house.open(at: TestHousehold.morning)
    house.press(.character("W"), .down, .enter)
    #expect(house.row(0) == " \(name)")
    #expect(house.row(1).hasPrefix(" born July 19, 1951   Tuesday, November 24"))
  }

  // MARK: A late dose that must be on time

  @Test func `a late critical dose takes the screen and one key records it`() throws {
    let house = try TestHousehold.usual()
    try house.open(at: "2026-11-24T11:40:00-05:00")
    #expect(house.row(2).hasPrefix(" LATE BY 40 MINUTES"))
    house.press(.enter)
    #expect(try house.takenToday().contains("11:00 AM levodopa"))
    #expect(try house.takenToday().count == 3)
  }

  @Test(arguments: [Size(rows: 24, columns: 80), Size(rows: 21, columns: 60)])
  func `what was written for a late dose is read to its end`(size: Size) throws {
    let house = try TestHousehold.usual()
    let text =
      "Take it when you notice, until 1 hour before the next tablet. Later than that, leave it out "
      + "and take the next tablet at its own time. Eat nothing with it. Never 2 tablets together."
    let medication = try #require(house.medications["levodopa"]?.medication)
    let file = try DatabaseQueue(path: house.home.path)
    try file.write { db in
      try db.execute(
        sql: "UPDATE user_medications SET late_text = ? WHERE medication_id = ?",
        arguments: [text, medication]
      )
    }
    try file.close()
    try house.open(at: "2026-11-24T11:40:00-05:00", size: size)
    var seen = house.picture()
    for _ in 0..<10 where !seen.contains("together.\"") {
      house.press(.down)
      seen = house.picture()
    }
    #expect(seen.contains("together.\""), "\(seen)")
    #expect(seen.contains("NO, I swallow it now"))
    #expect(seen.contains("I am not sure (help me look)"))
  }

  @Test func `a late dose says when it rang, and stays late while its reminder is put off`() throws
  {
    let house = try TestHousehold.usual()
    try house.home.clock.set("2026-11-24T11:00:00-05:00")
    try house.lookAtReminders()
    try house.open(at: "2026-11-24T11:40:00-05:00")
    #expect(house.picture().contains(" Rang 11:00 AM."))
    house.press(.escape)
    for _ in 0..<9 where !house.row(23).contains("Enter Answer") { house.press(.down) }
    house.press(.character("L"), .character("1"))
    #expect(house.notice.contains("Put off until 11:50 AM: levodopa"))
    #expect(house.row(2).contains("LATE BY 40 MINUTES"))
    #expect(house.picture().contains("put off until 11:50 AM"))
    for _ in 0..<9 where !house.row(23).contains("Enter Answer") { house.press(.down) }
    house.press(.character("L"))
    #expect(house.notice == " Put off already: it rings again at 11:50 AM.")
  }

  @Test func `looked away from, it is still not part of a group`() throws {
    let house = try TestHousehold.usual()
    try house.open(at: "2026-11-24T11:40:00-05:00")
    house.press(.escape, .enter)
    #expect(try house.takenToday().count == 6)
    #expect(try !house.takenToday().contains("11:00 AM levodopa"))
  }

  @Test func `not sure opens the help to look, and records nothing`() throws {
    let house = try TestHousehold.usual()
    try house.open(at: "2026-11-24T11:40:00-05:00")
    house.press(.character("p"))
    #expect(house.picture().contains("do not take a second one"))
    #expect(try house.takenToday().count == 2)
  }

  // MARK: Help, people

  @Test(arguments: [[Key](), [.character("a")], [.character("d")], [.character("[")]])
  func `help is one key away`(keys: [Key]) throws {
    let house = try TestHousehold.usual()
    try house.open()
    for key in keys { house.press(key) }
    house.press(.character("!"))
    #expect(house.picture().contains("Poison help (US) 1-800-222-1222"))
    #expect(house.picture().contains("7:02 AM, levodopa 100 mg, 1 tablet"))
  }

  @Test func `another person's record opens as a screen of its own`() throws {
    let house = try TestHousehold(others: [
      NewPerson(
        handle: "george",
        firstName: "George",
        lastName: "Alvarez",
        birthDate: CalendarDate(year: 1951, month: 7, day: 19),
        zone: "America/New_York",
        household: "home"
      )
    ])
    try house.open(at: TestHousehold.morning)
    house.press(.character("W"))
    #expect(house.row(0) == " WHOSE MEDICINES?")
    house.press(.down, .enter)
    #expect(house.row(0).hasPrefix(" George Alvarez   born July 19, 1951"))
    house.press(.character("W"))
    #expect(house.picture().contains("George Alvarez   born July 19, 1951   (open now)"))
  }

  // MARK: More than fits

  @Test func `Enter waits until every dose of now was in sight`() throws {
    let house = try TestHousehold()
    for index in 0..<26 { try house.add("medicine\(index)", "5 mg", TestHousehold.daily("08:00")) }
    try house.takeAll(before: "2026-11-24T00:00:00-05:00")
    try house.open(at: TestHousehold.morning)
    #expect(house.picture().contains("more medicines to take now: press Down or Up"))
    house.press(.enter)
    #expect(try house.takenToday().isEmpty)
    house.press(.end, .enter)
    #expect(try house.takenToday().count == 26)
  }

  @Test func `in a small window Enter takes the dose on the page and no other`() throws {
    let house = try TestHousehold.usual()
    try house.open(size: Size(rows: 12, columns: 40))
    house.press(.enter)
    #expect(try house.takenToday().count == 3)
    #expect(house.picture().contains("TAKEN at 8:05 AM. Do not take it again."))
    house.press(.enter)
    #expect(try house.takenToday().count == 3)
    house.press(.down, .enter)
    #expect(try house.takenToday().count == 4)
  }

  @Test func `in a small window a record taken back is left by one Down`() throws {
    let house = try TestHousehold.usual()
    try house.open(size: Size(rows: 12, columns: 40))
    house.press(.enter, .character("u"), .down)
    #expect(house.row(3).hasPrefix("carvedilol"))
  }

  @Test(arguments: [Size(rows: 12, columns: 40), Size(rows: 18, columns: 62)])
  func `a late critical dose is not recorded by Enter on another one`(size: Size) throws {
    let house = try TestHousehold.usual()
    try house.add("zinc", "50 mg", TestHousehold.daily("11:35"))
    try house.open(at: "2026-11-24T11:40:00-05:00", size: size)
    house.press(.end, .up, .enter)
    #expect(try !house.takenToday().contains("11:00 AM levodopa"))
  }

  @Test func `in a small window Enter on the page of a late critical dose takes that one`() throws {
    let house = try TestHousehold()
    try house.add("levodopa", "100 mg", critical: true, TestHousehold.daily("11:00"))
    try house.takeAll(before: "2026-11-24T00:00:00-05:00")
    try house.open(at: "2026-11-24T11:40:00-05:00", size: Size(rows: 12, columns: 40))
    #expect(house.row(2).hasPrefix("LATE"))
    house.press(.enter)
    #expect(try house.takenToday() == ["11:00 AM levodopa"])
  }

  @Test func `a window that grows speaks at once as its new size does`() throws {
    let house = try TestHousehold.usual()
    try house.open(size: Size(rows: 12, columns: 40))
    let grown = house.picture(.standard)
    #expect(grown.contains("I have swallowed all 4"))
    #expect(grown == house.picture(.standard))
  }

  @Test func `a dose that was late before its medicine was entered is not asked about`() throws {
    let house = try TestHousehold()
    try house.home.clock.set("2026-11-24T15:00:00-05:00")
    try house.add("zinc", "50 mg", TestHousehold.daily("08:00", "14:30", "20:00"))
    try house.open()
    #expect(!house.picture().contains("NOT RECORDED"))
    #expect(house.row(2).hasPrefix(" TAKE NOW:  1 medicine, 1 tablet"))
    house.press(.enter)
    #expect(try house.takenToday() == ["2:30 PM zinc"])
    #expect(house.row(2).hasPrefix(" NOTHING TO TAKE NOW, next 8:00 PM"))
  }
}
