import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

/// Two parents in one home, as the one who looks after both sees them.
@MainActor @Suite struct HouseholdTests {
  private static func home() throws -> (TestHousehold, george: KnownPerson) {
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
    try house.add("apixaban", "5 mg", TestHousehold.daily("08:00", "19:00"))
    try house.add("lisinopril", "10 mg", TestHousehold.daily("08:00"))
    let george = try #require(try house.home.database.person(handle: "george"))
    _ = try house.home.database.acting(as: house.ruth.acting, for: george.user).write(
      AddMedication(
        NewMedication(
          drugName: "apixaban",
          strength: "5 mg",
          prescriptionNumber: "40122",
          schedules: [
            NewSchedule(
              rule: try ScheduleRule(json: JSON(text: TestHousehold.daily("20:00", "23:00")))
            )
          ]
        )
      )
    )
    try house.takeAll(before: "2026-11-24T07:30:00-05:00")
    return (house, george)
  }

  @Test func `the list says what is due for each, and leads into one person's screen`() throws {
    let (house, _) = try Self.home()
    try house.open(at: TestHousehold.morning)
    house.press(.character("W"))
    let picture = house.picture()
    #expect(picture.contains("2 DUE NOW"))
    #expect(picture.contains("nothing now, next 8:00 PM"))
    #expect(KeptPicture.isSame("household", try #require(house.shell).draw(.standard)))
    #expect(try house.takenToday() == [])
    house.press(.down, .enter)
    #expect(house.row(0).contains("George Alvarez"))
  }

  @Test func `in a small window the list says it in a word`() throws {
    let (house, _) = try Self.home()
    try house.open(at: TestHousehold.morning, size: Size(rows: 12, columns: 40))
    house.press(.character("W"))
    #expect(house.picture().contains("2 DUE"))
    #expect(house.picture().contains("none"))
  }

  @Test func `a medicine that both take names whose bottle it is`() throws {
    let (house, george) = try Self.home()
    try house.open(at: TestHousehold.morning)
    #expect(house.picture().contains("Ruth's bottle"))
    let lines = try house.session.read(DayQuery()).lines
    #expect(lines.first { $0.label.drugName == "lisinopril" }?.bottleOf == nil)
    let his = try house.home.database.acting(as: house.ruth.acting, for: george.user)
      .read(DayQuery()).lines
    #expect(his.first?.bottleOf == "George's bottle, Rx 40122")
  }

  @Test func `a day that cannot be read never looks like one with nothing to take`() throws {
    let person = try TestHousehold().ruth
    let day = HouseholdDay(person, .failure(StoreError.notPermitted(.roleMayNot)))
    #expect(day.words == "CANNOT BE READ (not allowed here)")
    #expect(day.short == "UNREAD")
  }
}
