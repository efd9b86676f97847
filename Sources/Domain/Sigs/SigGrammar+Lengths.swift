extension SigGrammar {
  /// `for 10 days`, `x10d`, `times 2 weeks`, `x 3 doses`, or `for` and what the medicine is for.
  mutating func forSomething() -> Bool {
    let start = index
    let openings = ["for", "x", "times", "during"]
    let isMark = isMark("\u{D7}", at: index)
    guard isMark || word(at: index).map(openings.contains) == true else { return false }
    var next = index + 1
    if let end = matches(any: ["a total of", "the next", "the", "another", "total"], at: next) {
      next = end
    }
    if let end = matches("up to", at: next) { return length(at: end, from: start, isMost: true) }
    if length(at: next, from: start, isMost: false) { return true }
    guard word(at: start) == "for" else { return false }
    return reason(from: start, at: start + 1)
  }

  /// A number of days, weeks, months or doses.
  mutating func length(at position: Int, from start: Int, isMost: Bool) -> Bool {
    if ["a", "one"].contains(word(at: position)),
      let unit = word(at: position + 1).flatMap({ SigVocabulary.periods[$0] }), unit != .minute
    {
      index = position + 2
      return keep(SigDuration(1, unit, isMost: isMost), from: start)
    }
    let reading = number(at: position)
    if case .contradiction(let end) = reading {
      index = end
      leftovers.append(start..<end)
      return true
    }
    guard case .number(let number) = reading, number.most == nil, let value = number.whole,
      (1...3650).contains(value), let word = word(at: number.end)
    else { return false }
    if ["dose", "doses"].contains(word) {
      index = number.end + 1
      set(\.count, value, at: start..<index)
      draft.clause.countIsMost = draft.clause.countIsMost || isMost
      return true
    }
    guard let unit = SigVocabulary.periods[word], !word.hasSuffix("ly") else { return false }
    index = number.end + 1
    return keep(SigDuration(value, unit, isMost: isMost), from: start)
  }

  /// A length, unless it is the pause of a cycle: "7 days off" is no order to take.
  private mutating func keep(_ duration: SigDuration, from start: Int) -> Bool {
    if word(at: index) == "off" {
      index += 1
      leftovers.append(start..<index)
    } else {
      set(\.duration, duration, at: start..<index)
    }
    return true
  }

  /// A length that stands by itself: `7 days`, `1 hour before exercise`, `4 hours apart`.
  mutating func lengthOfTime(_ number: SigNumber, from start: Int) -> Bool {
    guard let unit = word(at: number.end).flatMap({ SigVocabulary.periods[$0] }) else {
      return false
    }
    switch unit {
    case .minute, .hour: return offset(number, unit, from: start)
    case .day, .week, .month:
      return length(at: start, from: start, isMost: false)
    }
  }

  private mutating func offset(_ number: SigNumber, _ unit: SigPeriod, from start: Int) -> Bool {
    let factor = Rational(unit == .hour ? 60 : 1)
    let least = number.least * factor
    let most = number.most.map { $0 * factor }
    guard least.isPositive, least.isWhole, most?.isWhole ?? true, least <= Rational(10_080) else {
      return false
    }
    let position = number.end + 1
    if let end = matches(any: ["apart", "between doses"], at: position) {
      guard unit == .hour, number.most == nil, let hours = number.whole else { return false }
      index = end
      set(\.minimumGapHours, hours, at: start..<end)
      return true
    }
    let relation: Int? = matches(any: ["before", "prior to", "after"], at: position)
    guard let target = relation else { return false }
    let isAfter = word(at: position) == "after"
    if let event = word(at: target).flatMap(SigEvent.init) {
      index = target + 1
      // Free instructions behind "every 6 hours for wheezing" name another occasion, not this one.
      guard !draft.isPastMarker || !draft.saysWhen else {
        leftovers.append(start..<index)
        return true
      }
      set(
        \.offset,
        SigOffset(
          minutes: least.numerator,
          minutesMax: most?.numerator,
          isAfter: isAfter,
          event: event
        ),
        at: start..<index
      )
      return true
    }
    guard opensMealOrMoment(at: position, target: target) else { return false }
    index = position
    set(
      \.offset,
      SigOffset(minutes: least.numerator, minutesMax: most?.numerator, isAfter: isAfter),
      at: start..<target
    )
    return true
  }

  /// Whether the words from here on are a meal or a moment that the phrases know.
  private func opensMealOrMoment(at position: Int, target: Int) -> Bool {
    switch phrase(at: position)?.meaning {
    case .meal, .mealMoment, .moment(.bedtime), .moment(.waking): true
    default: false
    }
  }

  /// `on days 2 to 5`, where the clause follows the first day.
  mutating func daysOfCourse() -> Bool {
    let start = index
    let next = word(at: index) == "on" ? index + 1 : index
    guard ["days", "day"].contains(word(at: next)) else { return false }
    var position = next + 1
    guard case .number(var number) = number(at: position) else { return false }
    if number.most == nil, word(at: number.end) == "through",
      case .number(let last) = self.number(at: number.end + 1)
    {
      number.most = last.least
      number.end = last.end
    }
    position = number.end
    let daysBefore = drafts.dropLast().reduce(0) { $0 + ($1.clause.duration?.days ?? 0) }
    if number.most == nil, number.whole == daysBefore + 1 {
      index = position
      draft.saysFirstDay = true
      set(\.duration, SigDuration(1, .day), at: start..<index)
      return true
    }
    guard let first = number.whole, let last = number.most, last.isWhole else { return false }
    guard first == daysBefore + 1, Rational(first) < last else { return false }
    index = position
    set(\.duration, SigDuration(last.numerator - first + 1, .day), at: start..<index)
    return true
  }

  /// `8 am`, `at 8:30 pm and 20:00`.
  mutating func clockTimes(at start: Int) -> Bool {
    guard let (times, end) = times(at: start) else { return false }
    index = end
    keep(times, at: start..<end)
    return true
  }

  func times(at start: Int) -> ([TimeOfDay], Int)? {
    let hasAt = word(at: start) == "at"
    var position = hasAt ? start + 1 : start
    var times: [TimeOfDay] = []
    var end = position
    while let (time, next) = clockTime(at: position, hasAt: hasAt, isFirst: times.isEmpty) {
      times.append(time)
      end = next
      position = next
      while isMark(",", at: position) || word(at: position) == "and" || word(at: position) == "at" {
        position += 1
      }
    }
    return times.isEmpty ? nil : (times, end)
  }

  private func clockTime(
    at start: Int,
    hasAt: Bool,
    isFirst: Bool
  ) -> (TimeOfDay, Int)? {
    guard tokens.indices.contains(start) else { return nil }
    let half = word(at: start + 1)
    let isHalfDay = half == "am" || half == "pm"
    switch tokens[start].kind {
    case .time(let time):
      if isHalfDay {
        guard (1...12).contains(time.hour) else { return nil }
        let hour = time.hour % 12 + (half == "pm" ? 12 : 0)
        return TimeOfDay(hour: hour, minute: time.minute % 60).map { ($0, start + 2) }
      }
      let isPlain = tokens[start].written.utf8.count == 5 && time.hour < 10 || time.hour > 12
      return isPlain ? (time, start + 1) : nil
    case .number(let value):
      if isHalfDay, value.isWhole, (1...12).contains(value.numerator) {
        let hour = value.numerator % 12 + (half == "pm" ? 12 : 0)
        return TimeOfDay(hour: hour, minute: 0).map { ($0, start + 2) }
      }
      let written = tokens[start].written
      let hasHours = ["hours", "hrs", "h"].contains(half)
      guard hasAt, written.utf8.count == 4, written.hasPrefix("0") || hasHours || !isFirst,
        value.isWhole
      else { return nil }
      let time = TimeOfDay(hour: value.numerator / 100, minute: value.numerator % 100)
      return time.map { ($0, start + (hasHours ? 2 : 1)) }
    case .word, .mark, .unreadable: return nil
    }
  }
}
