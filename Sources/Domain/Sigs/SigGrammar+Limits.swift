/// A maximum as it stands in directions; the unit may be that of the dose.
struct SigMaximumReading {
  var number: Rational
  var unit: String?
  var within: ElapsedTime
  /// The ingredient, where one is named.
  var ingredient: String?
  var end: Int
}

extension SigGrammar {
  /// The words that open a construction of several parts.
  mutating func construction() -> Bool {
    guard
      isMark("\u{D7}", at: index) || isMark("/", at: index) || isMark("#", at: index)
        || word(at: index).map(Self.heads.contains) == true
    else {
      return false
    }
    return onAndOff() || pause() || every() || upTo() || limit() || gap() || atLeastBetweenMeals()
      || supply() || dispense() || lettersOfDays() || daysOfCycle() || daysOfCourse() || until()
      || onset() || repetition() || drink() || complaint() || unitFirst() || forSomething()
      || atTime() || sprayAction()
      || doseOf() || mayAct() || perDay() || removal() || otherDays() || passage()
  }

  /// The first words of all constructions.
  private static let heads: Set<String> = Set(
    (dailyOpenings + openings + fillOpenings).compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
  ).union([
    "every", "q", "each", "up", "keep", "wait", "at", "a", "minimum", "must", "on", "day",
    "days", "until", "for", "x", "times", "during", "spray", "dose", "may", "per", "remove",
    "leave", "do", "don",
    "never", "avoid", "if", "unless", "except", "other", "the", "all", "repeat", "replaces",
    "in", "into", "with", "can", "and", "then", "off", "not", "no", "hold", "discontinue", "skip",
    "cancel", "till", "til", "without", "stop", "take", "disp", "dispense", "qty", "quantity", "m",
    "tu", "t", "rinse", "alternating", "alternate",
  ]).union(conditions).union(SigVocabulary.units.keys)

  /// "May take" is an order to take; "may repeat" and "may increase" are left over.
  private mutating func mayAct() -> Bool {
    guard word(at: index) == "may", case .action = phrase(at: index + 1)?.meaning else {
      return false
    }
    index += 1
    return true
  }

  private mutating func atTime() -> Bool {
    guard word(at: index) == "at" else { return false }
    if word(at: index + 1) == "once" {
      // Together, or without delay.
      leftovers.append(index..<index + 2)
      index += 2
      return true
    }
    return clockTimes(at: index)
  }

  /// "Spray" is what to do when a number follows, and a unit otherwise.
  private mutating func sprayAction() -> Bool {
    guard word(at: index) == "spray", draft.clause.action == nil, draft.clause.amount == nil
    else { return false }
    set(\.action, .spray, at: index..<index + 1)
    index += 1
    return true
  }

  private static let dailyOpenings = [
    "maximum daily dose", "max daily dose", "daily maximum", "mdd", "max daily amount",
    "maximum daily amount", "max dose per day",
  ]

  private static let openings = [
    "do not take more than", "do not use more than", "do not exceed", "not to exceed",
    "no more than", "not more than", "to a maximum of", "maximum dose", "maximum", "max dose",
    "max", "nte",
  ]

  private static let fillOpenings = [
    "do not fill before", "do not fill until", "ok to fill on", "ok to fill", "may fill on",
    "earliest fill", "fill on or after", "may be filled on",
  ]

  /// `max 8 tablets in 24 hours`, `not to exceed 4 g/day`, `mdd: 2`.
  private mutating func limit() -> Bool {
    let start = index
    let daily = matches(any: Self.dailyOpenings, at: index)
    guard var position = daily ?? matches(any: Self.openings, at: index) else { return false }
    while word(at: position) == "of" || word(at: position) == "is" || isMark(":", at: position) {
      position += 1
    }
    guard let maximum = maximum(at: position, isDaily: daily != nil) else {
      return daily == nil && mostDoses(at: position, from: start)
    }
    keep(maximum, from: start)
    return true
  }

  /// "Every 5 minutes, maximum 3 doses" is for one attack; with longer gaps a day may be meant.
  private mutating func mostDoses(at position: Int, from start: Int) -> Bool {
    guard draft.clause.frequency?.periodUnit == .minute,
      case .number(let number) = number(at: position), number.most == nil,
      ["dose", "doses"].contains(word(at: number.end))
    else { return false }
    return length(at: position, from: start, isMost: true)
  }

  /// A number, a unit and a period; the period may be left out where the opening names the day.
  func maximum(at start: Int, isDaily: Bool) -> SigMaximumReading? {
    guard case .number(let number) = number(at: start), number.most == nil,
      number.least.isPositive
    else { return nil }
    var position = number.end
    var unit: String?
    if let (frequency, end) = timesPerPeriod(number), frequency.periodUnit == .day,
      frequency.period == 1
    {
      return SigMaximumReading(number: number.least, unit: "dose", within: .day, end: end)
    }
    if let amount = amount(number) {
      unit = amount.unit
      position = amount.end
      let ingredient = ingredient(at: position)
      if let ingredient { position = ingredient.end }
      let factor = amount.least / number.least
      if let (within, end) = rollingTime(at: position) {
        return SigMaximumReading(
          number: number.least * factor,
          unit: unit,
          within: within,
          ingredient: ingredient?.name,
          end: end
        )
      }
      guard isDaily else { return nil }
      return SigMaximumReading(
        number: number.least * factor,
        unit: unit,
        within: .day,
        ingredient: ingredient?.name,
        end: position
      )
    }
    if let (within, end) = rollingTime(at: position) {
      return SigMaximumReading(number: number.least, unit: nil, within: within, end: end)
    }
    guard isDaily else { return nil }
    return SigMaximumReading(number: number.least, unit: nil, within: .day, end: position)
  }

  /// `of acetaminophen`, `apap`: what several medicines together must not exceed.
  private func ingredient(at start: Int) -> (name: String, end: Int)? {
    let next = word(at: start) == "of" ? start + 1 : start
    switch word(at: next) {
    case "acetaminophen", "apap", "paracetamol": return ("acetaminophen", next + 1)
    case "ibuprofen", "aspirin": return word(at: next).map { ($0, next + 1) }
    default: return nil
    }
  }

  private func rollingTime(at start: Int) -> (ElapsedTime, Int)? {
    if let end = matches(any: ["in any 24 hours", "in a 24 hour period"], at: start) {
      return (.day, end)
    }
    let isAny = matches("in any", at: start) ?? matches("within", at: start)
    if let next = isAny, case .number(let number) = number(at: next), let count = number.whole,
      word(at: number.end).flatMap({ SigVocabulary.periods[$0] }) == .hour
    {
      return count <= 8760 ? (ElapsedTime(hours: count), number.end + 1) : nil
    }
    for (next, count) in hourNumbers(at: start) where count <= 8760 {
      return (ElapsedTime(hours: count), next)
    }
    guard let (count, unit, end) = period(at: start), count <= 1000 else { return nil }
    switch unit {
    case .minute: return (ElapsedTime(minutes: count), end)
    case .hour: return (ElapsedTime(hours: count), end)
    case .day: return (ElapsedTime(hours: count * 24), end)
    case .week: return (ElapsedTime(hours: count * 168), end)
    case .month: return (ElapsedTime(hours: count * 720), end)
    }
  }

  /// `in 24 hours`, `in 24 hr`.
  private func hourNumbers(at start: Int) -> [(Int, Int)] {
    guard ["in", "per", "every"].contains(word(at: start)),
      case .number(let number) = number(at: start + 1), let count = number.whole, count > 0,
      word(at: number.end).flatMap({ SigVocabulary.periods[$0] }) == .hour
    else { return [] }
    return [(number.end + 1, count)]
  }

  mutating func keep(_ maximum: SigMaximumReading, from start: Int) {
    index = maximum.end
    let range = start..<maximum.end
    guard ElapsedTime.range.contains(maximum.within.minutes), Self.isComputable(maximum.number)
    else {
      leftovers.append(range)
      return
    }
    guard let unit = maximum.unit else {
      if let earlier = draft.unitlessMaximum,
        earlier.number != maximum.number || earlier.within != maximum.within
      {
        contradiction(\.maximum, range)
      }
      draft.unitlessMaximum = (maximum.number, maximum.within)
      if draft.places[\.maximum] == nil { draft.places[\.maximum] = range }
      return
    }
    set(
      \.maximum,
      SigMaximum(Amount(maximum.number, unit), within: maximum.within, of: maximum.ingredient),
      at: range
    )
  }

  /// `keep at least 4 hours between doses`, `at least 30 minutes apart`.
  private mutating func gap() -> Bool {
    let start = index
    var position = index
    if ["keep", "wait"].contains(word(at: position)) { position += 1 }
    guard let next = matches(any: ["at least", "a minimum of", "minimum"], at: position),
      case .number(let number) = number(at: next), number.most == nil,
      let unit = word(at: number.end).flatMap({ SigVocabulary.periods[$0] }),
      let gap = Self.gap(number, unit),
      let end = matches(any: ["between doses", "between each dose", "apart"], at: number.end + 1)
    else { return false }
    index = end
    set(\.minimumGap, gap, at: start..<end)
    return true
  }

  /// A gap that is named in minutes or hours; nil for another one.
  static func gap(_ number: SigNumber, _ unit: SigPeriod) -> ElapsedTime? {
    guard unit == .minute || unit == .hour, let count = number.whole, (1...8760).contains(count)
    else { return nil }
    return unit == .hour ? ElapsedTime(hours: count) : ElapsedTime(minutes: count)
  }

  /// `must last 30 days`, `do not fill before December 20, 2022`.
  private mutating func supply() -> Bool {
    let start = index
    if let next = matches("must last", at: index), case .number(let number) = number(at: next),
      let days = number.whole, days > 0, ["days", "day"].contains(word(at: number.end))
    {
      index = number.end + 1
      set(\.mustLastDays, days, at: start..<index)
      return true
    }
    guard let next = matches(any: Self.fillOpenings, at: index), let (date, end) = date(at: next)
    else {
      return false
    }
    index = end
    set(\.earliestFill, date, at: start..<end)
    return true
  }

  /// `#30`, `disp 30 tablets`, `quantity 30`: what the pharmacy hands out, and no dose.
  private mutating func dispense() -> Bool {
    let start = index
    var position = index
    if ["disp", "dispense", "qty", "quantity"].contains(word(at: position)) { position += 1 }
    while isMark(":", at: position) || isMark("#", at: position) { position += 1 }
    guard position > start, case .number(let number) = number(at: position), number.most == nil,
      let count = number.whole, (1...100_000).contains(count),
      word(at: number.end).map({ SigVocabulary.periods[$0] == nil }) ?? true
    else { return false }
    index = unit(at: number.end) == nil ? number.end : number.end + 1
    set(\.dispensed, count, at: start..<index)
    return true
  }

  /// `December 20, 2022` or `12/20/2022`.
  private func date(at start: Int) -> (CalendarDate, Int)? {
    guard tokens.indices.contains(start) else { return nil }
    if tokens[start].kind == .unreadable {
      let parts = tokens[start].written.split(separator: "/").map { Int($0) }
      guard parts.count == 3, let month = parts[0], let day = parts[1], let year = parts[2] else {
        return nil
      }
      return CalendarDate(year: year, month: month, day: day).map { ($0, start + 1) }
    }
    guard let month = word(at: start).flatMap({ SigVocabulary.months.firstIndex(of: $0) }),
      tokens.indices.contains(start + 1), case .number(let day) = tokens[start + 1].kind
    else { return nil }
    let next = isMark(",", at: start + 2) ? start + 3 : start + 2
    guard tokens.indices.contains(next), case .number(let year) = tokens[next].kind,
      day.isWhole, year.isWhole
    else { return nil }
    return CalendarDate(year: year.numerator, month: month + 1, day: day.numerator)
      .map { ($0, next + 1) }
  }
}
