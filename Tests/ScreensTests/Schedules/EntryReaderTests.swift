import Domain
import Testing

@testable import Screens

@Suite struct EntryReaderTests {
  private let reader = EntryReader(today: CalendarDate(text: "2026-11-24") ?? .init(day: 0))

  @Test(arguments: [
    ("8 am", "08:00"), ("8:30PM", "20:30"), ("12 a.m.", "00:00"), ("12:15 pm", "12:15"),
    ("noon", "12:00"), ("midnight", "00:00"), ("20:00", "20:00"), ("08:00", "08:00"),
    ("00:30", "00:30"), ("6p", "18:00"),
  ])
  func `times are read as people write them`(text: String, expected: String) throws {
    #expect(try reader.time(text).description == expected)
  }

  @Test(arguments: ["8", "8:00", "12:30", "10"])
  func `a time that may be morning or evening is asked about`(text: String) {
    #expect(throws: EntryError.morningOrEvening(text)) { try reader.time(text) }
  }

  @Test(arguments: ["25:00", "13 pm", "0 am", "8:7 am", "8:60 am", "breakfast", "8:00:00", "-1"])
  func `what is no time is refused`(text: String) {
    #expect(throws: EntryError.notATime(text)) { try reader.time(text) }
  }

  @Test(arguments: [
    ("today", "2026-11-24"), ("Tomorrow", "2026-11-25"), ("monday", "2026-11-30"),
    ("tue", "2026-11-24"), ("Nov 24", "2026-11-24"), ("November 23", "2027-11-23"),
    ("march 1, 2027", "2027-03-01"), ("2026-12-31", "2026-12-31"), ("Feb 29", "2028-02-29"),
    ("1 Dec", "2026-12-01"), ("4 March 1955", "1955-03-04"), ("11/24/2027", "2027-11-24"),
    ("24/11/2027", "2027-11-24"), ("5/5/1955", "1955-05-05"),
  ])
  func `days are read as people write them`(text: String, expected: String) throws {
    #expect(try reader.date(text).description == expected)
  }

  @Test func `numbers that may be a month or a day are asked about`() throws {
    let error = EntryError.monthOrDay("3/4/1955", ["March 4, 1955", "April 3, 1955"])
    #expect(throws: error) { try reader.date("3/4/1955") }
    #expect(error.sentence == "Is \"3/4/1955\" March 4, 1955 or April 3, 1955? Write the month.")
  }

  @Test(arguments: [
    "Nov", "Nov 31", "Feb 29 2027", "soon", "13/13/2027", "1/2", "1/2/27", "31 Nov",
  ])
  func `what is no day is refused`(text: String) {
    #expect(throws: EntryError.notADate(text)) { try reader.date(text) }
  }

  @Test func `a bare number counts the unit of the medicine`() throws {
    var tablets = reader
    tablets.unit = "tablet"
    #expect(try tablets.amount("1 1/2") == Amount(Rational(3, 2), "tablet"))
    #expect(throws: EntryError.amount("2", .unitMissing("2"))) { try reader.amount("2") }
  }
}
