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
  ])
  func `days are read as people write them`(text: String, expected: String) throws {
    #expect(try reader.date(text).description == expected)
  }

  @Test(arguments: ["3/4/2027", "Nov", "Nov 31", "Feb 29 2027", "soon", "1 Nov"])
  func `what is no day or two days is refused`(text: String) {
    #expect(throws: EntryError.notADate(text)) { try reader.date(text) }
  }

  @Test func `a bare number counts the unit of the medicine`() throws {
    var tablets = reader
    tablets.unit = "tablet"
    #expect(try tablets.amount("1 1/2") == Amount(Rational(3, 2), "tablet"))
    #expect(throws: EntryError.amount("2", .unitMissing("2"))) { try reader.amount("2") }
  }
}
