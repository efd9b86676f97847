extension SigGrammar {
  /// Orders whose sense lies in what follows: they are left over whole.
  ///
  /// Read word by word, "do not take" would be "take", "repeat in 2 hours once" a single dose, and
  /// "if over 140" a dose at all times.
  mutating func passage() -> Bool {
    let start = index
    if let end = matches(any: ["stop taking", "stop using", "stop this"], at: index) {
      index = endOfSentence(from: end, orWords: ["then"])
      leftovers.append(start..<index)
      return true
    }
    guard let first = word(at: index), phrase(at: index) == nil else { return false }
    switch first {
    case "may", "can":
      guard let next = word(at: index + 1), Self.adjustments.contains(next) else { return false }
      index = endOfSentence(from: index + 2, orWords: [])
    case "do", "don", "never", "avoid", "if", "unless", "not", "no", "hold", "discontinue", "skip",
      "cancel", "until", "till", "til", "without":
      index = endOfSentence(from: index + 1, orWords: ["then"])
    case "repeat":
      let limits: Set = ["max", "maximum", "mdd", "nte", "not", "no", "do", "then", "call"]
      index = endOfSentence(from: index + 1, orWords: limits)
    case "replaces":
      let end = endOfSentence(from: index + 1, orWords: ["do", "take", "then"])
      let dose = (index..<end).first { ["dose", "doses"].contains(word(at: $0)) }
      index = dose.map { $0 + 1 } ?? end
    default: return false
    }
    leftovers.append(start..<index)
    return true
  }

  private static let adjustments: Set = [
    "increase", "decrease", "reduce", "double", "titrate", "adjust", "taper", "stop", "hold",
    "skip",
  ]

  /// Everything after the place where an export put free instructions, when it contradicts the rest.
  mutating func leaveInstructions(from start: Int) {
    leftovers.append(start..<tokens.count)
    index = tokens.count
  }

  private func endOfSentence(from start: Int, orWords words: Set<String>) -> Int {
    var position = start
    while position < tokens.count, !isMark(".", at: position), !isMark(";", at: position),
      !(word(at: position).map(words.contains) ?? false)
    {
      position += 1
    }
    return position
  }

  // MARK: Taking a patch off

  /// `remove after 12 hours`, `remove at bedtime`, `leave on for 12 hours`.
  mutating func removal() -> Bool {
    let start = index
    let openings = [
      "remove patch", "remove it", "remove", "leave patch on", "leave in place", "leave on",
      "leave it on", "leave in", "take off", "take it off", "take patch off", "and off", "off",
    ]
    guard let next = matches(any: openings, at: index) else { return false }
    if word(at: next - 1) == "off", word(at: index) != "take", removal(at: next) == nil {
      return false
    }
    guard let (removal, end) = removal(at: next) else {
      index = endOfSentence(from: next, orWords: ["apply", "then", "rotate"])
      leftovers.append(start..<index)
      return true
    }
    index = matches(any: Self.endsOfRemoval, at: end) ?? end
    set(\.removal, removal, at: start..<index)
    return true
  }

  /// What says no more than that the hours are over.
  private static let endsOfRemoval = ["then remove", "and remove", "and then remove"].flatMap {
    [$0 + " patch", $0 + " it", $0]
  }

  private func removal(at start: Int) -> (SigRemoval, Int)? {
    if let next = matches(any: ["after", "for"], at: start),
      case .number(let number) = number(at: next),
      number.most == nil, let hours = number.whole, (1...168).contains(hours),
      word(at: number.end).flatMap({ SigVocabulary.periods[$0] }) == .hour
    {
      return (.afterHours(hours), number.end + 1)
    }
    for place in word(at: start) == "at" ? [start, start + 1] : [start] {
      if let phrase = phrase(at: place), case .moment(let moment) = phrase.meaning {
        return (.at(moment), place + phrase.words.count)
      }
    }
    if let (times, end) = times(at: start), times.count == 1 { return (.atTime(times[0]), end) }
    return nil
  }

  // MARK: All days but some

  /// `except Sunday`, `on other days`: the days that are not named.
  mutating func otherDays() -> Bool {
    let start = index
    if word(at: index) == "except" {
      if exceptDose() { return true }
      guard let (days, end) = days(at: matches(any: ["on", "for"], at: index + 1) ?? index + 1)
      else {
        index = endOfSentence(from: index + 1, orWords: ["then"])
        leftovers.append(start..<index)
        return true
      }
      index = end
      return keepDays(without: days, at: start..<end)
    }
    let named = Set(drafts.flatMap(\.clause.weekdays))
    let words = [
      "on all other days", "on the other days", "on other days", "all other days",
      "the other days", "other days", "the rest of the week",
    ]
    guard draft.clause.weekdays.isEmpty, !named.isEmpty, let end = matches(any: words, at: index)
    else { return false }
    index = end
    return keepDays(without: named, at: start..<end)
  }

  /// `5 mg daily except 2.5 mg on Monday`: another dose on the days that are named.
  private mutating func exceptDose() -> Bool {
    let start = index
    let next = word(at: index + 1) == "take" ? index + 2 : index + 1
    guard case .number(let number) = number(at: next), let dose = amount(number),
      let (days, end) = days(at: matches(any: ["on", "every"], at: dose.end) ?? dose.end),
      draft.clause.weekdays.isEmpty, draft.clause.slotCount <= 1, days.count < 7,
      draft.clause.frequency == SigFrequency(1, per: 1, .day) || draft.clause.slotCount == 1,
      draft.clause.unit == nil || draft.clause.unit == dose.unit, draft.clause.amount != nil
    else { return false }
    let range = start..<end
    draft.clause.frequency = nil
    draft.clause.weekdays = Weekday.allCases.filter { !days.contains($0) }
    let (when, times) = (draft.clause.when, draft.clause.timesOfDay)
    startClause(.sameSentence, opening: range)
    index = dose.end
    keep(dose, from: start)
    draft.clause.when = when
    draft.clause.timesOfDay = times
    draft.clause.weekdays = days.sorted()
    draft.places[\.weekdays] = range
    index = end
    return true
  }

  private mutating func keepDays(without days: Set<Weekday>, at range: Range<Int>) -> Bool {
    let rest = Weekday.allCases.filter { !days.contains($0) }
    guard draft.clause.weekdays.isEmpty, !rest.isEmpty else {
      leftovers.append(range)
      return true
    }
    draft.clause.weekdays = rest
    draft.places[\.weekdays] = range
    return true
  }

  private func days(at start: Int) -> (Set<Weekday>, Int)? {
    var days: Set<Weekday> = []
    var position = start
    var end = start
    while let phrase = phrase(at: position), case .weekdays(let named) = phrase.meaning {
      end = position + phrase.words.count
      if named.count == 1, isSpan(at: end) {
        // "Monday through Friday" up to a day, or nothing that can be read.
        guard let last = self.phrase(at: end + 1), case .weekdays(let through) = last.meaning,
          through.count == 1
        else { return nil }
        days.formUnion(named[0].through(through[0]))
        end += 1 + last.words.count
      } else {
        days.formUnion(named)
      }
      position = end
      while isMark(",", at: position) || ["and", "or"].contains(word(at: position)) {
        position += 1
      }
    }
    return days.isEmpty ? nil : (days, end)
  }

  /// A hyphen or a word that says "up to and including".
  func isSpan(at position: Int) -> Bool {
    isMark("-", at: position) || ["through", "thru", "to"].contains(word(at: position))
  }
}

extension Weekday {
  /// The days from this one to another, both included, over the end of the week if need be.
  func through(_ last: Weekday) -> [Weekday] {
    (0...(last.index - index + 7) % 7).map { Weekday.allCases[(index + $0) % 7] }
  }
}
