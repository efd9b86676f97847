extension Display {
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// A time of day on the 12-hour clock: `8:05 AM`, `noon`, `midnight`.
  package static func clock(_ time: TimeOfDay) -> String {
    if time.minute == 0 { return "midnight" }
    if time.minute == 720 { return "noon" }
    let hour = time.hour % 12 == 0 ? 12 : time.hour % 12
    return "\(hour):\(padded(time.minute % 60, 2)) \(time.hour < 12 ? "AM" : "PM")"
  }

  /// A month by name, or its first three letters.
  ///
  /// `month` is 1 to 12.
  package static func month(_ month: Int, short: Bool = false) -> String {
    short ? String(months[month - 1].prefix(3)) : months[month - 1]
  }

  /// A date: `November 24`, with the year when it is not that of `today`.
  package static func date(_ date: CalendarDate, today: CalendarDate) -> String {
    dayAndMonth(date, short: false) + year(of: date, unless: today)
  }

  /// A date with its weekday: `Tuesday, November 24`, with the year when it is not that of `today`.
  package static func weekdayAndDate(_ date: CalendarDate, today: CalendarDate) -> String {
    "\(date.weekday.name), \(self.date(date, today: today))"
  }

  /// A date for narrow columns: `Nov 24`, `Nov 24, 2027`.
  package static func shortDate(_ date: CalendarDate, today: CalendarDate) -> String {
    dayAndMonth(date, short: true) + year(of: date, unless: today)
  }

  /// A weekday and date for narrow columns: `Tue Nov 24`.
  package static func shortWeekdayAndDate(_ date: CalendarDate, today: CalendarDate) -> String {
    "\(date.weekday.name.prefix(3)) \(shortDate(date, today: today))"
  }

  /// A date with its year always, as for a birth: `March 4, 1955`.
  package static func fullDate(_ date: CalendarDate) -> String {
    "\(dayAndMonth(date, short: false)), \(date.components.year)"
  }

  /// A day as seen from today: `today`, `yesterday`, `tomorrow`, else weekday and date.
  package static func day(_ date: CalendarDate, today: CalendarDate) -> String {
    switch date - today {
    case -1: "yesterday"
    case 0: "today"
    case 1: "tomorrow"
    default: weekdayAndDate(date, today: today)
    }
  }

  /// A day and a time as seen from today: `today 11:30 AM`, `Monday, November 30, 7:00 AM`.
  package static func moment(_ local: LocalMinute, today: CalendarDate) -> String {
    let day = day(local.date, today: today)
    return day.contains(",") ? "\(day), \(clock(local.time))" : "\(day) \(clock(local.time))"
  }

  private static func dayAndMonth(_ date: CalendarDate, short: Bool) -> String {
    let (_, month, day) = date.components
    return "\(self.month(month, short: short)) \(day)"
  }

  private static func year(of date: CalendarDate, unless today: CalendarDate) -> String {
    let year = date.components.year
    return year == today.components.year ? "" : ", \(year)"
  }
}
