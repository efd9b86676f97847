/// The rule for the years to come at the end of a zone file, as in `EST5EDT,M3.2.0,M11.1.0`.
///
/// POSIX.1 section 8.3 with the extensions of RFC 8536: names in angle brackets, and times of a
/// change from -167 to 167 hours.
struct PosixZone: Hashable, Sendable {
  /// Summer time, or the winter time of a zone whose standard is summer time.
  struct Saving: Hashable, Sendable {
    let offset: Int
    let begins: YearDay
    let ends: YearDay
  }

  /// A day that comes every year, and the seconds after its midnight.
  struct YearDay: Hashable, Sendable {
    enum Day: Hashable, Sendable {
      /// 1...365, February 29 never counted.
      case julian(Int)
      /// 0...365, February 29 counted.
      case zeroBased(Int)
      /// Month 1...12, week 1...5 with 5 for the last, weekday 0...6 from Sunday.
      case monthly(month: Int, week: Int, weekday: Int)
    }

    let day: Day
    let seconds: Int
  }

  /// Seconds east of UTC of standard time.
  let standard: Int
  let saving: Saving?

  /// The changes of one year, ascending.
  ///
  /// Of two changes at one instant the one to summer time counts: this is how a zone says that it
  /// keeps summer time all year.
  func changes(in year: Int) -> [(time: Int, offset: Int)] {
    guard let saving else { return [] }
    let begins = saving.begins.wallSeconds(in: year) - standard
    let ends = saving.ends.wallSeconds(in: year) - saving.offset
    let nextBegin = saving.begins.wallSeconds(in: year + 1) - standard
    var changes: [(time: Int, offset: Int)] = [(begins, saving.offset)]
    if ends != nextBegin { changes.append((ends, standard)) }
    return changes.sorted { $0.time < $1.time }
  }
}

extension PosixZone.YearDay {
  /// Seconds since 1970 on the wall clock at which the change comes in a year.
  func wallSeconds(in year: Int) -> Int {
    let newYear = ZoneRules.start(of: year) / 86_400
    let isLeap = CalendarDate.daysInMonth(year: year, month: 2) == 29
    let date: Int
    switch day {
    case .julian(let number): date = newYear + number - 1 + (isLeap && number > 59 ? 1 : 0)
    case .zeroBased(let number): date = newYear + number
    case .monthly(let month, let week, let weekday):
      var first = newYear
      for earlier in 1..<month { first += CalendarDate.daysInMonth(year: year, month: earlier) }
      // 1970-01-01 was a Thursday, day 4 from Sunday.
      let firstWeekday = ((first + 4) % 7 + 7) % 7
      var number = (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
      if number >= CalendarDate.daysInMonth(year: year, month: month) { number -= 7 }
      date = first + number
    }
    return date * 86_400 + seconds
  }
}

extension PosixZone {
  /// Reads a rule.
  ///
  /// - Throws: ``ZoneError/unreadableRule(_:)``
  init(text: String) throws(ZoneError) {
    var scanner = PosixScanner(text: text)
    guard let zone = scanner.zone(), scanner.isAtEnd else { throw .unreadableRule(text) }
    self = zone
  }
}

/// Reads the pieces of a rule; nil wherever one does not follow.
private struct PosixScanner {
  private var rest: Substring

  init(text: String) { rest = text[...] }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func zone() -> PosixZone? {
    guard skipName(), let west = clock(hours: 24) else { return nil }
    guard !rest.isEmpty else { return PosixZone(standard: -west, saving: nil) }
    guard skipName() else { return nil }
    var offset = -west + 3600
    if rest.first != "," {
      guard let savingWest = clock(hours: 24) else { return nil }
      offset = -savingWest
    }
    guard skip(","), let begins = yearDay(), skip(","), let ends = yearDay() else { return nil }
    return PosixZone(
      standard: -west,
      saving: PosixZone.Saving(offset: offset, begins: begins, ends: ends)
    )
  }

  private mutating func skip(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func skipName() -> Bool {
    if skip("<") {
      guard let end = rest.firstIndex(of: ">") else { return false }
      rest = rest[rest.index(after: end)...]
      return true
    }
    let name = rest.prefix { $0.isASCII && $0.isLetter }
    rest = rest.dropFirst(name.count)
    return name.count >= 3
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int? {
    let digits = rest.prefix { $0.isASCII && $0.isNumber }
    guard digits.count <= 3, let value = Int(digits), range.contains(value) else { return nil }
    rest = rest.dropFirst(digits.count)
    return value
  }

  /// `[+-]hh[:mm[:ss]]` in seconds.
  private mutating func clock(hours: Int) -> Int? {
    let sign = skip("-") ? -1 : 1
    if sign == 1 { _ = skip("+") }
    guard let hour = number(0...hours) else { return nil }
    var seconds = hour * 3600
    if skip(":") {
      guard let minute = number(0...59) else { return nil }
      seconds += minute * 60
      if skip(":") {
        guard let second = number(0...59) else { return nil }
        seconds += second
      }
    }
    return sign * seconds
  }

  private mutating func yearDay() -> PosixZone.YearDay? {
    guard let day = day() else { return nil }
    var seconds = 2 * 3600
    if skip("/") {
      guard let given = clock(hours: 167) else { return nil }
      seconds = given
    }
    return PosixZone.YearDay(day: day, seconds: seconds)
  }

  private mutating func day() -> PosixZone.YearDay.Day? {
    if skip("J") { return number(1...365).map { .julian($0) } }
    guard skip("M") else { return number(0...365).map { .zeroBased($0) } }
    guard
      let month = number(1...12), skip("."), let week = number(1...5), skip("."),
      let weekday = number(0...6)
    else { return nil }
    return .monthly(month: month, week: week, weekday: weekday)
  }
}
