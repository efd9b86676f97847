import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

@MainActor @Suite struct SecondDoseScreenTests {
  /// Metformin of eight o'clock taken at 8:05, looked at some hours later.
  private static func taken(code: String? = nil, at now: String) throws -> TestHousehold {
    let house = try TestHousehold()
    try house.add(
      "metformin",
      "500 mg",
      for: "diabetes",
      onHand: 20,
      TestHousehold.daily("08:00", "18:00")
    )
    try house.takeAll(before: "2026-11-24T08:05:00-05:00")
    try house.open(at: TestHousehold.morning)
    house.press(.enter)
    if let code { _ = try house.session.write(SetCaregiverCode(code: code)) }
    try house.open(at: now)
    return house
  }

  private static let eleven = "2026-11-24T11:00:00-05:00"

  @Test func `before half the time the next dose shows when the last one was taken`() throws {
    let house = try Self.taken(at: Self.eleven)
    house.press(.down, .down, .enter)
    let picture = house.picture()
    #expect(picture.contains("YOU ALREADY TOOK THIS AT 8:02 AM"))
    #expect(
      picture.contains("Taken 8:02 AM, 2 hours 58 minutes ago: 1 tablet of metformin 500 mg.")
    )
    #expect(picture.contains("The next one is due 6:00 PM. Do not take it now."))
    #expect(KeptPicture.isSame("already-taken", try #require(house.shell).draw(.standard)))
  }

  @Test func `Enter records nothing on that page, however often it is pressed`() throws {
    let house = try Self.taken(at: Self.eleven)
    house.press(.down, .down, .enter, .enter, .enter, .enter)
    #expect(try house.takenToday() == ["8:00 AM metformin"])
    #expect(house.notice == " Enter records nothing here. Esc: I take nothing now.")
    house.press(.escape)
    #expect(!house.picture().contains("YOU ALREADY TOOK"))
  }

  @Test func `a key on its way when the page opens answers nothing`() throws {
    let house = try Self.taken(at: Self.eleven)
    house.press(.down, .down)
    let shell = try #require(house.shell)
    shell.press(.enter)
    shell.settle()
    shell.press(.character("y"))
    shell.settle()
    #expect(try house.takenToday() == ["8:00 AM metformin"])
    house.pause()
    house.press(.character("y"))
    #expect(try house.takenToday() == ["8:00 AM metformin", "6:00 PM metformin"])
  }

  @Test func `Enter on a dose that was taken shows when, and an extra one has a key of its own`()
    throws
  {
    let house = try Self.taken(at: Self.eleven)
    house.press(.down, .enter)
    #expect(house.picture().contains("YOU ALREADY TOOK THIS AT 8:02 AM"))
    house.press(.enter)
    #expect(try house.takenToday().count == 1)
    house.press(.character("x"))
    #expect(try house.takenToday().count == 2)
    #expect(house.notice.contains("EXTRA recorded: metformin 500 mg, 1 tablet."))
  }

  @Test func `nobody is told to leave out what is due now`() throws {
    let house = try Self.taken(at: "2026-11-24T18:00:00-05:00")
    house.press(.character("x"))
    #expect(!house.picture().contains("YOU ALREADY TOOK THIS"))
    #expect(house.shell?.notice?.text.contains("is due now and not recorded") == true)
    #expect(try house.takenToday() == ["8:00 AM metformin"])
  }

  @Test func `with a code an extra dose asks for it, and a wrong one records nothing`() throws {
    let house = try Self.taken(code: "4711", at: Self.eleven)
    house.press(.down, .enter, .character("x"))
    #expect(house.picture().contains("needs the code of whoever looks after you"))
    house.type("4712")
    house.press(.enter)
    #expect(try house.takenToday().count == 1)
    #expect(house.notice == " That is not the code. Nothing was recorded.")
    house.press(.enter, .character("x"))
    house.type("4711")
    #expect(!house.picture().contains("4711"))
    house.press(.enter)
    #expect(try house.takenToday().count == 2)
  }

  @Test func `taking back after ten minutes asks, and stays in sight as undone`() throws {
    let house = try Self.taken(at: Self.eleven)
    house.press(.down, .character("u"))
    #expect(house.picture().contains("I did not swallow it"))
    house.press(.character("n"))
    #expect(try house.takenToday() == [])
    #expect(house.picture().contains("recorded, 11:00 AM changed to not taken"))
  }

  @Test func `a late dose does not let the next one be taken with it by one Enter`() throws {
    let house = try TestHousehold()
    try house.add("apixaban", "5 mg", TestHousehold.daily("08:00", "12:00", "20:00"))
    try house.takeAll(before: "2026-11-24T08:00:00-05:00")
    try house.open(at: "2026-11-24T11:00:00-05:00")
    let line = try #require(try house.session.read(DayQuery()).lines.first)
    _ = try house.session.write(
      RecordDose(
        schedule: line.dose.schedule,
        due: .minute(line.dose.occurrence.dueMinute),
        action: .take(at: Instant(text: "2026-11-24T11:00:00-05:00"), amount: nil, withFood: nil),
        via: .screen
      )
    )
    try house.open(at: "2026-11-24T12:00:00-05:00")
    house.press(.enter)
    #expect(house.picture().contains("YOU ALREADY TOOK THIS AT 11:00 AM"))
    #expect(try house.takenToday() == ["8:00 AM apixaban"])
    house.press(.character("y"))
    #expect(try house.takenToday().count == 2)
  }
}
