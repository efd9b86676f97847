import Testing

@testable import Domain

@Suite struct PharmacyHoursTests {
  private let sunday = CalendarDate(text: "2026-11-29") ?? CalendarDate(day: 0)

  @Test func `days without opening times are closed`() {
    let hours = PharmacyHours(text: #"{"sat":[["09:00","14:00"]],"sun":[],"holidays":"closed"}"#)
    #expect(hours.closedWeekdays == [.sunday])
    let opening = hours.openingDays(around: sunday)
    #expect(opening.treatment(of: sunday)?.words == "closed Sunday: treat as Saturday")
    #expect(opening.treatment(of: sunday - 3)?.words == "closed Thursday: treat as Wednesday")
    #expect(opening.treatment(of: sunday - 1) == nil)
  }

  @Test(arguments: [nil, "", "9 to 5", "[1]", #"{"mailDays":900}"#])
  func `hours that say nothing close no day`(text: String?) {
    let hours = PharmacyHours(text: text)
    #expect(hours == PharmacyHours(text: nil))
    #expect(hours.openingDays(around: sunday) == OpeningDays())
  }

  @Test func `a pharmacy that seems never to open is taken as open`() {
    let hours = PharmacyHours(
      text: #"{"mon":[],"tue":[],"wed":[],"thu":[],"fri":[],"sat":[],"sun":[],"mailDays":5}"#
    )
    #expect(hours.mailDays == 5)
    #expect(hours.openingDays(around: sunday).isOpen(on: sunday))
  }

  @Test func `the holidays of two years fall on their days`() {
    #expect(
      USHoliday.days(in: 2026).map(\.description)
        == [
          "2026-01-01", "2026-05-25", "2026-07-04", "2026-09-07", "2026-11-26", "2026-12-25",
        ]
    )
    #expect(
      USHoliday.days(in: 2028).map(\.description)
        == [
          "2028-01-01", "2028-05-29", "2028-07-04", "2028-09-04", "2028-11-23", "2028-12-25",
        ]
    )
  }
}
