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
    if isMark || word(at: start) == "x", case .number(let number) = number(at: next),
      number.most == nil, let times = number.whole, draft.clause.amount != nil,
      let end = matches(any: ["daily", "a day", "per day"], at: number.end)
    {
      index = end
      keep(SigFrequency(times, per: 1, .day), at: start..<end)
      return true
    }
    if word(at: start) == "times", word(at: next) == "a",
      word(at: next + 1).flatMap({ SigVocabulary.periods[$0] }) != nil
    {
      // The number is missing.
      index = next + 2
      leftovers.append(start..<index)
      return true
    }
    guard word(at: start) == "for" else { return false }
    return reason(from: start, at: start + 1)
  }

  /// A number of days, weeks, months or doses.
  mutating func length(at position: Int, from start: Int, isMost: Bool) -> Bool {
    if ["a", "one"].contains(word(at: position)), word(at: start) != "times",
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
    let nights: SigPeriod? = ["night", "nights"].contains(word) ? .day : nil
    guard let unit = nights ?? SigVocabulary.periods[word], !word.hasSuffix("ly") else {
      return false
    }
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
  mutating func lengthOfTime(_ written: SigNumber, from start: Int) -> Bool {
    var number = written
    // "Half an hour before breakfast".
    if word(at: number.end) == "an", number.least < Rational(1) { number.end += 1 }
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
      guard number.most == nil, let gap = Self.gap(number, unit) else { return false }
      index = end
      set(\.minimumGap, gap, at: start..<end)
      return true
    }
    if let meal = word(at: position), meal == "ac" || meal == "pc" {
      index = position
      set(
        \.offset,
        SigOffset(
          minutes: least.numerator,
          minutesMax: most?.numerator,
          isAfter: meal == "pc"
        ),
        at: start..<position
      )
      return true
    }
    let relation: Int? = matches(any: ["before", "prior to", "after"], at: position)
    guard let target = relation else { return false }
    let isAfter = word(at: position) == "after"
    if betweenMeals(number, unit, from: start, at: target) { return true }
    if let (event, end) = event(at: target) {
      index = end
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

  /// `at least 1 hour before or 2 hours after meals`.
  mutating func atLeastBetweenMeals() -> Bool {
    let start = index
    guard let next = matches("at least", at: index), case .number(let number) = number(at: next),
      let unit = word(at: number.end).flatMap({ SigVocabulary.periods[$0] }),
      let target = matches(any: ["before", "prior to"], at: number.end + 1)
    else { return false }
    return betweenMeals(number, unit, from: start, at: target)
  }

  /// `1 hour before or 2 hours after meals`.
  private mutating func betweenMeals(
    _ before: SigNumber,
    _ unit: SigPeriod,
    from start: Int,
    at target: Int
  ) -> Bool {
    guard unit == .hour, before.least == Rational(1), before.most == nil,
      word(at: target) == "or", word(at: target - 1) != "after",
      case .number(let after) = number(at: target + 1), after.least == Rational(2),
      after.most == nil, word(at: after.end).flatMap({ SigVocabulary.periods[$0] }) == .hour,
      let phrase = phrase(at: after.end + 1), phrase.meaning == .meal(.after)
    else { return false }
    index = after.end + 1 + phrase.words.count
    if !draft.clause.notes.contains(.betweenMeals) { draft.clause.notes.append(.betweenMeals) }
    draft.places[\.notes] = start..<index
    return true
  }

  /// An event of life: `exercise`, `dental appointment`.
  private func event(at start: Int) -> (SigEvent, Int)? {
    let words = ["the ", "your ", "a ", ""].flatMap { article in
      SigEvent.allCases.map { (event: $0, text: article + $0.rawValue) }
    }
    for (event, text) in words {
      if let end = matches(text, at: start) { return (event, end) }
    }
    return nil
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
    if mayCountDoses(at: start) {
      leftovers.append(start..<end)
    } else {
      keep(times, at: start..<end)
    }
    return true
  }

  /// Whether the hour of "1 tab am and 2 pm" or "take 2 am" may be a number of tablets.
  private func mayCountDoses(at start: Int) -> Bool {
    guard tokens.indices.contains(start), case .number(let value) = tokens[start].kind,
      value <= Rational(4)
    else { return false }
    if draft.clause.amount == nil, draft.clause.vagueAmount == nil { return !draft.saysWhen }
    return draft.clause.timesOfDay.isEmpty && draft.clause.when.contains { !$0.isMeal }
  }

  func times(at start: Int) -> ([TimeOfDay], Int)? {
    let hasAt = word(at: start) == "at"
    var position = hasAt ? start + 1 : start
    var times: [TimeOfDay] = []
    var end = position
    while let (time, next) = clockTime(at: position, hasAt: hasAt, isFirst: times.isEmpty)
      ?? earlyTime(at: position)
    {
      times.append(time)
      end = next
      position = next
      while isMark(",", at: position) || isMark("/", at: position)
        || ["and", "at"].contains(word(at: position))
      {
        position += 1
      }
    }
    return times.isEmpty ? nil : (times, end)
  }

  /// `6:00` beside `18:00`: a day of 24 hours.
  private func earlyTime(at start: Int) -> (TimeOfDay, Int)? {
    guard tokens.indices.contains(start), case .time(let time) = tokens[start].kind,
      ["and", "at"].contains(word(at: start + 1)) || isMark(",", at: start + 1)
    else { return nil }
    var next = start + 1
    while isMark(",", at: next) || ["and", "at"].contains(word(at: next)) { next += 1 }
    guard tokens.indices.contains(next), case .time(let later) = tokens[next].kind,
      later.hour > 12, !["am", "pm"].contains(word(at: next + 1))
    else { return nil }
    return (time, start + 1)
  }

  private func clockTime(
    at start: Int,
    hasAt: Bool,
    isFirst: Bool
  ) -> (TimeOfDay, Int)? {
    guard tokens.indices.contains(start) else { return nil }
    let half = halfOfDay(at: start + 1)
    let isHalfDay = half == "am" || half == "pm"
    if let noon = noon(at: start) { return noon }
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
      let hasHours = ["hours", "hrs", "h"].contains(word(at: start + 1))
      guard hasAt, written.utf8.count == 4, written.hasPrefix("0") || hasHours || !isFirst,
        value.isWhole
      else { return nil }
      let time = TimeOfDay(hour: value.numerator / 100, minute: value.numerator % 100)
      return time.map { ($0, start + (hasHours ? 2 : 1)) }
    case .word:
      guard isHalfDay, hasAt || !isFirst,
        let hour = SigNumberWords.whole[tokens[start].text], (1...12).contains(hour)
      else { return nil }
      return TimeOfDay(hour: hour % 12 + (half == "pm" ? 12 : 0), minute: 0).map { ($0, start + 2) }
    case .mark, .unreadable: return nil
    }
  }

  /// `am`, and `a` where it is written against the hour: `8a`.
  private func halfOfDay(at position: Int) -> String? {
    guard let word = word(at: position) else { return nil }
    guard word == "a" || word == "p", tokens[position].isAttached else { return word }
    return word + "m"
  }

  /// `12 noon`, `12:00 noon`: the hour, and not the meal.
  private func noon(at start: Int) -> (TimeOfDay, Int)? {
    guard word(at: start + 1) == "noon", ["12", "12:00"].contains(tokens[start].written) else {
      return nil
    }
    return (TimeOfDay(minuteOfDay: 720), start + 2)
  }
}
