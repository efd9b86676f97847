import Domain

/// What is wrong with what was typed into a field.
enum EntryError: Error, Equatable {
  case missing(String)
  case notATime(String)
  case morningOrEvening(String)
  case notADate(String)
  case monthOrDay(String, [String])
  case notANumber(String)
  case notALength(String)
  case noDays(String)
  case notAWeekday(String)
  case amount(String, AmountError)
  case unreadableStep(String)
  case rule(RuleError)
  case line([String])
  case impossible(SigUnschedulable)
  case past
  case courseOver
  case otherUnit(String)
  case nameFirst(String)

  /// A sentence for the person who typed.
  var sentence: String {
    switch self {
    case .missing(let what): "Say \(what)."
    case .notATime(let text): "\"\(text)\" is not a time; one reads like 8:00 AM."
    case .morningOrEvening(let text): "Is \"\(text)\" in the morning or evening? Add AM or PM."
    case .notADate(let text): "\"\(text)\" is no day; one reads like March 4, 1955 or tomorrow."
    case .monthOrDay(let text, let days):
      "Is \"\(text)\" \(days.joined(separator: " or "))? Write the month."
    case .notANumber(let text): "\"\(text)\" is not a whole number that fits here."
    case .notALength(let text): "\"\(text)\" is no length of time; one reads like 4 hours."
    case .notAWeekday(let text): "\"\(text)\" is not a day of the week."
    case .noDays(let text): "\"\(text)\" names no day of the week with an amount."
    case .amount(let text, .unitMissing): "\"\(text)\" of what? Say it like \"\(text) tablet\"."
    case .amount(let text, .unknownUnit(let unit)): "\"\(unit)\" in \"\(text)\" is no unit here."
    case .amount(let text, .notPositive): "\"\(text)\" is no amount at all."
    case .amount(let text, .unreadable): "\"\(text)\" is not an amount; one reads like 1 tablet."
    case .unreadableStep(let text): "\"\(text)\" does not read like 5 days 40 mg at 8:00 AM."
    case .rule(.endNotAfterStart): "The last day lies before the first."
    case .rule(.duplicate(let value, _)): "\"\(value)\" stands there twice."
    case .rule(.windowWithoutLength): "The two hours are the same."
    case .rule(.openStepNotLast): "Only the last step can be without a number of days."
    case .rule(let error): error.sentence
    case .line(let left): "Not understood: \(left.map { "\"\($0)\"" }.joined(separator: ", "))."
    case .impossible(let reason): reason.rawValue
    case .past: "What was before today stays as it was: say today or a later day."
    case .courseOver: "The course is over by then."
    case .nameFirst(let text):
      "\"\(text.prefix(30))\": write the name first, such as lisinopril 10 mg 1 tab daily."
    case .otherUnit(let unit): "It is counted in \(Amount.counted[unit] ?? unit) here."
    }
  }
}

/// Reads times, days, numbers and amounts the way people write them.
///
/// What has two meanings is asked about and not guessed: `8:00` may be morning or evening.
struct EntryReader {
  let today: CalendarDate
  /// What a bare number counts, as in `tablet`; nil when that is not known.
  var unit: String?

  /// A time: `8:00 AM`, `8am`, `noon`, `midnight`, `08:00`, `20:00`.
  func time(_ text: String) throws(EntryError) -> TimeOfDay {
    let word = text.lowercased().filter { $0 != " " && $0 != "." }
    guard !word.isEmpty else { throw .missing("a time, such as 8:00 AM") }
    if word == "noon" { return TimeOfDay(minuteOfDay: 720) }
    if word == "midnight" { return TimeOfDay(minuteOfDay: 0) }
    let half = ["am", "pm", "a", "p"].first { word.hasSuffix($0) }
    let digits = word.dropLast(half?.count ?? 0)
    let parts = digits.split(separator: ":", omittingEmptySubsequences: false)
    guard let first = parts.first, (1...2).contains(parts.count),
      let hour = Self.number(first), parts.count == 1 || parts[1].count == 2,
      let minute = parts.count == 2 ? Self.number(parts[1]) : 0
    else { throw .notATime(text) }
    guard let half else {
      guard parts.count == 2, first.count == 2, hour > 12 || first.hasPrefix("0") else {
        if (1...12).contains(hour), minute < 60 { throw .morningOrEvening(text) }
        throw .notATime(text)
      }
      guard let time = TimeOfDay(hour: hour, minute: minute) else { throw .notATime(text) }
      return time
    }
    guard (1...12).contains(hour),
      let time = TimeOfDay(hour: hour % 12 + (half.hasPrefix("p") ? 12 : 0), minute: minute)
    else { throw .notATime(text) }
    return time
  }

  /// A day: `today`, `tomorrow`, `2026-11-24`, `November 24`, `24 Nov 2027`, `11/24/2027`, `monday`.
  ///
  /// Without a year, the next such day from today on. Numbers with strokes are read where they can
  /// mean one day only.
  func date(_ text: String) throws(EntryError) -> CalendarDate {
    let words = text.lowercased().split { " ,.".contains($0) }.map(String.init)
    guard let first = words.first else { throw .missing("a day, such as November 24") }
    if words.count == 1 {
      if first == "today" || first == "now" { return today }
      if first == "tomorrow" { return today + 1 }
      if let date = CalendarDate(text: first) { return date }
      if let date = try strokes(first) { return date }
      if let weekday = Self.weekday(first) {
        return today + (weekday.index - today.weekday.index + 7) % 7
      }
    }
    guard words.count == 2 || words.count == 3 else { throw .notADate(text) }
    let (named, counted) = Self.month(first) == nil ? (words[1], first) : (first, words[1])
    guard let month = Self.month(named), let day = Self.number(counted) else {
      throw .notADate(text)
    }
    let thisYear = today.components.year
    if words.count == 3 {
      guard let year = Self.number(words[2]), year >= 1900,
        let date = CalendarDate(year: year, month: month, day: day)
      else { throw .notADate(text) }
      return date
    }
    let years = [thisYear, thisYear + 1, thisYear + 2, thisYear + 3, thisYear + 4]
    let dates = years.compactMap { CalendarDate(year: $0, month: month, day: day) }
    guard let next = dates.first(where: { $0 >= today }) else { throw .notADate(text) }
    return next
  }

  /// A day as numbers with strokes between them, the year last with its four digits.
  private func strokes(_ word: String) throws(EntryError) -> CalendarDate? {
    let numbers = word.split(separator: "/", omittingEmptySubsequences: false).map(Self.number)
    guard numbers.count == 3, let first = numbers[0], let second = numbers[1],
      let year = numbers[2], (1900...9999).contains(year)
    else { return nil }
    let monthFirst = CalendarDate(year: year, month: first, day: second)
    let dayFirst = CalendarDate(year: year, month: second, day: first)
    if let monthFirst, let dayFirst, monthFirst != dayFirst {
      throw .monthOrDay(word, [monthFirst, dayFirst].map { Display.date($0, today: today) })
    }
    return monthFirst ?? dayFirst
  }

  /// A whole number within a range.
  func number(_ text: String, _ range: ClosedRange<Int>) throws(EntryError) -> Int {
    guard let number = Self.number(text.filter { $0 != " " && $0 != "," }), range ~= number else {
      throw .notANumber(text)
    }
    return number
  }

  /// A length of time: `4` and `4 h` are hours, then `5 min`, `1 hour 30 minutes`, `7 days`.
  func elapsed(_ text: String) throws(EntryError) -> ElapsedTime {
    let words = text.lowercased().replacing(/([0-9])([a-z])/) { "\($0.output.1) \($0.output.2)" }
      .split { " ,.".contains($0) }
    var minutes = 0
    var units: Set<Int> = []
    for index in stride(from: 0, to: words.count, by: 2) {
      let word =
        words.count == 1 ? "hours" : words.indices.contains(index + 1) ? words[index + 1] : ""
      guard let number = Self.number(words[index]), let unit = Self.lengths[String(word)],
        units.insert(unit).inserted
      else { throw .notALength(text) }
      minutes += number * unit
    }
    guard let elapsed = ElapsedTime(checked: minutes) else { throw .notALength(text) }
    return elapsed
  }

  /// The minutes of each unit of time as people write it.
  private static let lengths = Dictionary(
    uniqueKeysWithValues: [
      (1, ["min", "mins", "minute", "minutes"]), (60, ["h", "hr", "hrs", "hour", "hours"]),
      (1440, ["d", "day", "days"]),
    ].flatMap { unit, words in words.map { ($0, unit) } }
  )

  /// An amount; a bare number counts the unit of the medicine.
  func amount(_ text: String) throws(EntryError) -> Amount {
    do throws(AmountError) {
      return try Amount(text: text)
    } catch {
      guard case .unitMissing(let number) = error, let unit else { throw .amount(text, error) }
      do throws(AmountError) {
        return try Amount(text: "\(number) \(unit)")
      } catch {
        throw .amount(text, error)
      }
    }
  }

  /// Times with the amount of each where it is written: `8:00 AM, 6:00 PM 2 tablets`.
  func times(_ text: String, each: Amount?) throws(EntryError) -> [JSON] {
    var entries: [JSON] = []
    for part in Self.parts(text) {
      let (time, rest) = try timeFirst(part)
      var members = [JSONMember("at", .string(time.description))]
      let amount = rest.isEmpty ? each : try self.amount(rest)
      if let amount { members.append(JSONMember("amount", .string(amount.description))) }
      entries.append(.object(members))
    }
    guard !entries.isEmpty else { throw .missing("at what time, such as 8:00 AM, 6:00 PM") }
    return entries
  }

  /// A time at the beginning of a text, and what follows it.
  private func timeFirst(_ text: String) throws(EntryError) -> (TimeOfDay, String) {
    var words = text.split(separator: " ").map(String.init)
    guard var first = words.first else { throw .notATime(text) }
    words.removeFirst()
    if let next = words.first?.lowercased().filter({ $0 != "." }), ["am", "pm"].contains(next) {
      first += next
      words.removeFirst()
    }
    return (try time(first), words.joined(separator: " "))
  }

  /// What stands between commas, semicolons and `and`.
  static func parts(_ text: String, separators: String = ",;") -> [String] {
    let words = text.split(separator: " ").map { $0.lowercased() == "and" ? "," : String($0) }
    return words.joined(separator: " ").split { separators.contains($0) }
      .map { part in part.split(separator: " ").joined(separator: " ") }
      .filter { !$0.isEmpty }
  }

  /// A day of the week by its name or its beginning of three letters or more.
  static func weekday(_ word: some StringProtocol) -> Weekday? {
    let word = word.lowercased()
    guard word.count >= 3 else { return nil }
    return Weekday.allCases.first { day in
      let name = day.name.lowercased()
      return name.hasPrefix(word) || word == name + "s"
    }
  }

  private static func month(_ word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    return (1...12).first { Display.month($0).lowercased().hasPrefix(word) }
  }

  static func number(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.count <= 7, text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    return Int(text)
  }
}
