extension Display {
  /// A length of time for narrow places: `2 h 55 min`, `55 min`, `3 h`, `0 min`.
  ///
  /// Minutes, never negative; from two days on, whole days.
  package static func shortDuration(minutes: Int) -> String {
    if minutes >= 2880 { return count(minutes / 1440, "day") }
    let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
    if hours == 0 { return "\(rest) min" }
    return rest == 0 ? "\(hours) h" : "\(hours) h \(rest) min"
  }

  /// A length of time in words: `4 hours 38 minutes`, `1 hour`, `5 days`.
  ///
  /// Minutes, never negative; from two days on, days and hours.
  package static func duration(minutes: Int) -> String {
    if minutes >= 2880 {
      let hours = minutes % 1440 / 60
      let days = count(minutes / 1440, "day")
      return hours == 0 ? days : "\(days) \(count(hours, "hour"))"
    }
    let (hours, rest) = minutes.quotientAndRemainder(dividingBy: 60)
    if hours == 0 { return count(rest, "minute") }
    return rest == 0 ? count(hours, "hour") : "\(count(hours, "hour")) \(count(rest, "minute"))"
  }

  /// The time within which a maximum holds: `24 hours`, `1 hour`, `7 days`.
  ///
  /// Whole days from three on, since nobody counts to 168.
  package static func rollingTime(hours: Int) -> String {
    hours >= 72 && hours.isMultiple(of: 24) ? days(hours / 24) : count(hours, "hour")
  }

  /// A number of days in words: `1 day`, `5 days`.
  package static func days(_ number: Int) -> String { count(number, "day") }
}
