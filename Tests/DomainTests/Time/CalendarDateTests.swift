import Testing

@testable import Domain

@Suite struct CalendarDateTests {
  @Test(arguments: [
    ("1970-01-01", 0, Weekday.thursday), ("1969-12-31", -1, .wednesday),
    ("2000-02-29", 11_016, .tuesday), ("2026-03-01", 20_513, .sunday),
    ("0001-01-01", -719_162, .monday), ("9999-12-31", 2_932_896, .friday),
  ]) func `a date is so many days from 1970`(text: String, day: Int, weekday: Weekday) {
    let date = CalendarDate(text: text)
    #expect(date == CalendarDate(day: day))
    #expect(date?.description == text)
    #expect(date?.weekday == weekday)
  }

  @Test(arguments: [
    "", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-04-31",
    "0000-01-01", "2026-1-1", "26-01-01", "2026/01/01", "2026-01-01 ", "2026-01-0١", "+026-01-01",
  ]) func `a day that does not exist is no date`(text: String) {
    #expect(CalendarDate(text: text) == nil)
  }

  @Test func `the days of four hundred years follow each other`() {
    var expected = (year: 1999, month: 12, day: 31)
    var wrong: [CalendarDate] = []
    for day in 10_956..<(10_956 + 146_097) {
      let date = CalendarDate(day: day)
      let parts = date.components
      let again = CalendarDate(year: parts.year, month: parts.month, day: parts.day)
      if parts != expected || again != date { wrong.append(date) }
      expected.day += 1
      guard expected.day > CalendarDate.daysInMonth(year: parts.year, month: parts.month) else {
        continue
      }
      expected = parts.month == 12 ? (parts.year + 1, 1, 1) : (parts.year, parts.month + 1, 1)
    }
    #expect(wrong == [])
  }

  @Test func `days are added and counted`() throws {
    let february = try #require(CalendarDate(text: "2028-02-28"))
    #expect((february + 2).description == "2028-03-01")
    #expect((february - 59).description == "2027-12-31")
    #expect(february + 366 - february == 366)
    #expect(february < february + 1)
  }

  @Test func `weekdays begin with Monday`() {
    #expect(Weekday.allCases.map(\.index) == Array(0...6))
    #expect(Weekday.allCases.sorted() == Weekday.allCases)
    #expect(Weekday.monday.name == "Monday")
    #expect(Weekday(rawValue: "sun")?.name == "Sunday")
  }
}
