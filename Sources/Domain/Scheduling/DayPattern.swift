/// On which days a rule has doses, counted from its first date.
package enum DayPattern: Hashable, Sendable {
  case daily
  /// Ascending, each once, never empty.
  case weekdays([Weekday])
  /// Every so many days from the first date, 1...3650.
  case everyDays(Int)
  /// Days 1...31 of each month, ascending; one that a month lacks is skipped.
  case monthDays([Int])
  /// Every so many months, 1...120, on the day of the month of the first date; on the last day of a
  /// month that lacks it.
  case everyMonths(Int)
  /// So many days with doses, then so many without, from the first date; each 1...3650.
  case cycle(onDays: Int, offDays: Int)
}

extension DayPattern {
  /// The first day of the pattern at or after both `day` and `start`.
  func firstDay(onOrAfter day: CalendarDate, from start: CalendarDate) -> CalendarDate {
    let day = max(day, start)
    switch self {
    case .daily: return day
    case .weekdays(let weekdays):
      let index = day.weekday.index
      let waits = weekdays.map { ($0.index - index + 7) % 7 }
      return day + (waits.min() ?? 0)
    case .everyDays(let days):
      let rest = (day - start) % days
      return rest == 0 ? day : day + (days - rest)
    case .monthDays(let monthDays): return Self.firstMonthDay(monthDays, onOrAfter: day)
    case .everyMonths(let months):
      let whole = Self.months(from: start, to: day) / months
      let found = Self.date(start, monthsLater: whole * months)
      return found >= day ? found : Self.date(start, monthsLater: (whole + 1) * months)
    case .cycle(let onDays, let offDays):
      let position = (day - start) % (onDays + offDays)
      return position < onDays ? day : day + (onDays + offDays - position)
    }
  }

  /// How many days of the pattern lie at or after `start` and before `day`.
  func count(before day: CalendarDate, from start: CalendarDate) -> Int {
    guard day > start else { return 0 }
    let days = day - start
    switch self {
    case .daily: return days
    case .weekdays(let weekdays):
      let index = start.weekday.index
      let rest = weekdays.filter { ($0.index - index + 7) % 7 < days % 7 }
      return days / 7 * weekdays.count + rest.count
    case .everyDays(let step): return (days + step - 1) / step
    case .monthDays(let monthDays):
      return Self.monthDays(monthDays, before: day) - Self.monthDays(monthDays, before: start)
    case .everyMonths(let months):
      let whole = Self.months(from: start, to: day) / months
      return Self.date(start, monthsLater: whole * months) < day ? whole + 1 : whole
    case .cycle(let onDays, let offDays):
      let length = onDays + offDays
      return days / length * onDays + min(days % length, onDays)
    }
  }

  /// Months on the calendar from the month of one day to that of another.
  private static func months(from start: CalendarDate, to day: CalendarDate) -> Int {
    let (first, last) = (start.components, day.components)
    return (last.year - first.year) * 12 + last.month - first.month
  }

  /// The same day so many months later, or the last day of that month.
  static func date(_ start: CalendarDate, monthsLater months: Int) -> CalendarDate {
    let (year, month, day) = start.components
    let index = year * 12 + month - 1 + months
    let (newYear, newMonth) = (index / 12, index % 12 + 1)
    let length = CalendarDate.daysInMonth(year: newYear, month: newMonth)
    return CalendarDate(year: newYear, month: newMonth, day: min(day, length)) ?? start
  }

  private static func firstMonthDay(
    _ monthDays: [Int],
    onOrAfter day: CalendarDate
  ) -> CalendarDate {
    var first = day
    // At most one month lacks all of the days, so the second or third month has one.
    while true {
      let (year, month, dayOfMonth) = first.components
      let length = CalendarDate.daysInMonth(year: year, month: month)
      if let next = monthDays.first(where: { $0 >= dayOfMonth && $0 <= length }) {
        return first + (next - dayOfMonth)
      }
      first = first + (length - dayOfMonth + 1)
    }
  }

  /// How many of the days lie before `day` in years from 1 on.
  private static func monthDays(_ monthDays: [Int], before day: CalendarDate) -> Int {
    let (year, month, dayOfMonth) = day.components
    let years = year - 1
    let leapYears = years / 4 - years / 100 + years / 400
    var count = monthDays.count { $0 < dayOfMonth }
    for whole in 1...12 {
      let inYear = monthDays.count { $0 <= (whole == 2 ? 28 : monthLength(whole)) }
      count += inYear * years
      guard whole < month else { continue }
      let length = CalendarDate.daysInMonth(year: year, month: whole)
      count += monthDays.count { $0 <= length }
    }
    return count + (monthDays.contains(29) ? leapYears : 0)
  }

  private static func monthLength(_ month: Int) -> Int {
    CalendarDate.daysInMonth(year: 2001, month: month)
  }

  static let keys = ["weekdays", "everyDays", "monthDays", "everyMonths", "cycle"]

  init(_ fields: RuleFields) throws(RuleError) {
    let given = Self.keys.filter { fields.value($0) != nil }
    if given.count > 1 { throw .excluding(given[0], given[1], in: fields.path) }
    if let list = try fields.list("weekdays") {
      self = .weekdays(try Self.weekdays(list, of: fields.path(of: "weekdays")))
    } else if let days = try fields.whole("everyDays", 1...3650) {
      self = .everyDays(days)
    } else if let list = try fields.list("monthDays") {
      self = .monthDays(try Self.monthDays(list, of: fields.path(of: "monthDays")))
    } else if let months = try fields.whole("everyMonths", 1...120) {
      self = .everyMonths(months)
    } else if let value = fields.value("cycle") {
      let cycle = try RuleFields(value, at: fields.path(of: "cycle"))
      try cycle.allow(["onDays", "offDays"])
      self = .cycle(
        onDays: try cycle.requiredWhole("onDays", 1...3650),
        offDays: try cycle.requiredWhole("offDays", 1...3650)
      )
    } else {
      self = .daily
    }
  }

  private static func weekdays(
    _ list: [(value: JSON, path: String)],
    of path: String
  ) throws(RuleError) -> [Weekday] {
    var weekdays: [Weekday] = []
    for (value, path) in list {
      guard case .string(let text) = value else { throw .wrongType(path, expected: .text) }
      guard let weekday = Weekday(rawValue: text) else {
        throw .unknownWord(text, at: path, expected: Weekday.allCases.map(\.rawValue))
      }
      weekdays.append(weekday)
    }
    for weekday in Weekday.allCases where weekdays.count(where: { $0 == weekday }) > 1 {
      throw .duplicate(weekday.rawValue, at: path)
    }
    return weekdays.sorted()
  }

  private static func monthDays(
    _ list: [(value: JSON, path: String)],
    of path: String
  ) throws(RuleError) -> [Int] {
    var days: [Int] = []
    for (value, path) in list { days.append(try RuleFields.whole(value, at: path, 1...31)) }
    for day in days where days.count(where: { $0 == day }) > 1 {
      throw .duplicate(String(day), at: path)
    }
    return days.sorted()
  }

  var members: [JSONMember] {
    switch self {
    case .daily: []
    case .weekdays(let days):
      [JSONMember("weekdays", .array(days.map { .string($0.rawValue) }))]
    case .everyDays(let days): [JSONMember("everyDays", .integer(days))]
    case .monthDays(let days): [JSONMember("monthDays", .array(days.map { .integer($0) }))]
    case .everyMonths(let months): [JSONMember("everyMonths", .integer(months))]
    case .cycle(let onDays, let offDays):
      [JSONMember("cycle", .object(["onDays": .integer(onDays), "offDays": .integer(offDays)]))]
    }
  }
}
