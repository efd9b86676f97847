import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

@MainActor @Suite struct ReadingScreenTests {
  private static let table =
    #"{"kind":"byReading","times":[{"at":"08:00"}],"table":["#
    + #"{"from":70,"to":149,"units":"0 units"},{"from":150,"to":199,"units":"2 units"},"#
    + #"{"from":200,"to":249,"units":"4 units"},{"from":250,"units":"6 units, and call"}],"#
    + #""start":"2026-11-20"}"#

  private static func house() throws -> TestHousehold {
    let house = try TestHousehold()
    try house.add(
      "insulin lispro",
      "100 units per mL",
      form: "pen",
      unit: "unit",
      special: "before breakfast",
      onHand: 300,
      table
    )
    try house.home.clock.set("2026-11-24T00:00:00-05:00")
    try house.open(at: TestHousehold.morning)
    house.press(.down, .enter)
    return house
  }

  @Test func `the whole table is shown and no amount is filled in`() throws {
    let house = try Self.house()
    let picture = house.picture()
    for words in [
      "BY READING: insulin lispro 100 units per mL", "70 to 149", "150 to 199", "200 to 249",
      "250 or more", "6 units, and call",
    ] { #expect(picture.contains(words), "\(words)\n\(picture)") }
    house.type("210")
    #expect(house.picture().contains("The table says for 210: 4 units"))
    house.press(.enter, .enter)
    #expect(try house.takenToday().isEmpty)
    #expect(house.picture().contains("BY READING"))
  }

  @Test func `reading and dose are recorded together, and taking back keeps the reading`() throws {
    let house = try Self.house()
    house.type("210")
    house.press(.enter)
    house.type("4")
    house.press(.enter)
    #expect(try house.takenToday() == ["8:00 AM insulin lispro"])
    #expect(house.notice == " Recorded 8:05 AM. Reading 210, 4 units. U takes it back.")
    house.press(.end, .character("d"))
    #expect(house.picture().contains("Note: \"Reading 210\""))
    #expect(house.picture().contains("200 to 249: 4 units"))
  }

  @Test func `another amount than the table's is asked about, and Enter is not yes`() throws {
    let house = try Self.house()
    house.type("210")
    house.press(.enter)
    house.type("40")
    house.press(.enter)
    #expect(house.picture().contains("The table says for 210: 4 units. You typed: 40 units."))
    house.press(.enter)
    #expect(try house.takenToday().isEmpty)
    #expect(house.picture().contains("BY READING"))
  }

  @Test func `below the table nobody guesses`() throws {
    let house = try Self.house()
    house.type("61")
    #expect(house.picture().contains("Do not guess. Call."))
  }

  @Test func `nothing to take by the table is recorded as left out, with the reading`() throws {
    let house = try Self.house()
    house.type("120")
    house.press(.enter)
    house.type("0")
    house.press(.enter)
    #expect(house.picture().contains("nothing to take by the table"))
    #expect(try house.takenToday().isEmpty)
  }

  @Test func `what is typed is read in units and in nothing else`() throws {
    let house = try Self.house()
    house.type("210")
    house.press(.enter)
    house.type("4 mL")
    house.press(.enter)
    #expect(house.picture().contains("This is counted in units here."))
    #expect(try house.takenToday().isEmpty)
  }

  @Test func `in a small window the row that holds the reading stays in sight`() throws {
    let house = try Self.house()
    house.type("260")
    let picture = house.picture(Size(rows: 12, columns: 40))
    #expect(picture.contains("250 or more"))
    #expect(picture.contains("6 units, and call"))
  }
}
