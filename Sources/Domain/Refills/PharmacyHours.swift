/// When a pharmacy is open and how long its mail takes, as it keeps that on record.
///
/// The text is a JSON object: a key for each weekday (`mon` to `sun`) with a list of opening times,
/// empty when closed; `holidays` with `closed`; `mailDays` of a pharmacy that sends by mail.
package struct PharmacyHours: Hashable, Sendable {
  /// Weekdays without opening times; none when nothing is on record.
  package let closedWeekdays: Set<Weekday>
  /// Whether it closes on the holidays of ``USHoliday``.
  package let closesOnHolidays: Bool
  /// Days from the order to the mailbox; zero for a counter.
  package let mailDays: Int

  /// Hours from their text; open every day when there is none or it cannot be read.
  package init(text: String?) {
    let json = text.flatMap { try? JSON(text: $0) }  // Unreadable hours close no day.
    closedWeekdays = Set(
      Weekday.allCases.filter { day in
        guard case .array(let times)? = json?[day.rawValue] else { return false }
        return times.isEmpty
      }
    )
    closesOnHolidays = json?["holidays"] == .string("closed")
    guard case .integer(let days)? = json?["mailDays"], (0...60).contains(days) else {
      mailDays = 0
      return
    }
    mailDays = days
  }

  /// The open days around a day: from the year before to the year after.
  ///
  /// A pharmacy that seems to be closed every day is taken as open, since its hours must be wrong.
  package func openingDays(around day: CalendarDate) -> OpeningDays {
    let year = day.components.year
    let holidays = closesOnHolidays ? ((year - 1)...(year + 1)).flatMap(USHoliday.days) : []
    let closed = closedWeekdays.count < 7 ? closedWeekdays : []
    return OpeningDays(closedWeekdays: closed, closedDays: Set(holidays))
  }
}

/// The days on which most pharmacies in the United States stay closed.
package enum USHoliday {
  /// New Year's Day, Memorial Day, Independence Day, Labor Day, Thanksgiving and Christmas.
  ///
  /// Source: 5 U.S.C. 6103, without the federal holidays on which shops open.
  package static func days(in year: Int) -> [CalendarDate] {
    let fixed = [(1, 1), (7, 4), (12, 25)].compactMap {
      CalendarDate(year: year, month: $0.0, day: $0.1)
    }
    let moving = [
      day(.monday, onOrAfter: 25, month: 5, year), day(.monday, onOrAfter: 1, month: 9, year),
      day(.thursday, onOrAfter: 22, month: 11, year),
    ]
    return (fixed + moving.compactMap { $0 }).sorted()
  }

  private static func day(
    _ weekday: Weekday,
    onOrAfter first: Int,
    month: Int,
    _ year: Int
  ) -> CalendarDate? {
    guard let start = CalendarDate(year: year, month: month, day: first) else { return nil }
    return (0..<7).lazy.map { start + $0 }.first { $0.weekday == weekday }
  }
}
