extension SigGrammar {
  /// Keeps how often; a second statement must say the same.
  mutating func keep(_ frequency: SigFrequency, at range: Range<Int>) {
    guard frequency.isWithinReason else {
      leftovers.append(range)
      return
    }
    if ["every", "each", "everyday"].contains(tokens[range.lowerBound].text) {
      draft.saysEachDay = true
    }
    guard let earlier = draft.clause.frequency, earlier != frequency else {
      set(\.frequency, frequency, at: range)
      return
    }
    if earlier.fillsTheDay(as: frequency) { return }
    if frequency.fillsTheDay(as: earlier) {
      draft.clause.frequency = frequency
      return
    }
    if earlier.periodUnit == .hour, frequency.isUpTo, let most = frequency.timesMax {
      set(\.maximum, SigMaximum(Amount(Rational(most), "dose"), within: .day), at: range)
      return
    }
    contradiction(\.frequency, range)
  }

  /// `3 times a day`, `2-3x/day`, `5 times daily`, `2 times every 8 hours`.
  func timesPerPeriod(_ number: SigNumber) -> (SigFrequency, Int)? {
    guard let least = number.whole, least > 0, number.most?.isWhole ?? true else { return nil }
    let words = ["times", "time", "x"]
    guard word(at: number.end).map(words.contains) ?? isMark("\u{D7}", at: number.end) else {
      return nil
    }
    guard let (period, unit, end) = period(at: number.end + 1) else { return nil }
    return (SigFrequency(least, to: number.most?.numerator, per: period, unit), end)
  }

  /// `a day`, `per week`, `/day`, `daily`, `every 8 hours`.
  func period(at start: Int) -> (Int, SigPeriod, Int)? {
    var position = start
    let links = ["a", "per", "each", "every", "in"]
    while isMark("/", at: position) || word(at: position).map(links.contains) == true {
      position += 1
    }
    if position > start, case .number(let number) = number(at: position), number.most == nil,
      let count = number.whole, count > 0,
      let unit = word(at: number.end).flatMap({ SigVocabulary.periods[$0] })
    {
      if unit == .hour, count == 24 { return (1, .day, number.end + 1) }
      return (count, unit, number.end + 1)
    }
    guard let unit = word(at: position).flatMap({ SigVocabulary.periods[$0] }),
      unit != .minute
    else { return nil }
    return (1, unit, position + 1)
  }

  /// `1 tablet a day`; "3 tablets a day" leaves open how they are divided.
  mutating func perDay() -> Bool {
    let start = index
    guard isMark("/", at: index) || ["a", "per"].contains(word(at: index)),
      let (period, unit, end) = period(at: index), period == 1, unit != .hour, end > index + 1
    else { return false }
    index = end
    let clause = draft.clause
    let isMeasured = clause.unit.map { Amount.measures.contains($0) } ?? false
    if clause.amount == Rational(1), clause.amountMax == nil, !isMeasured {
      keep(SigFrequency(1, per: 1, unit), at: start..<end)
    } else {
      leftovers.append(start..<end)
    }
    return true
  }

  /// `every 4 to 6 hours`, `q8h`, `q 3 days`.
  mutating func every() -> Bool {
    guard ["every", "q", "each"].contains(word(at: index)) else { return false }
    let start = index
    if everyOtherMoment() { return true }
    let reading = number(at: index + 1)
    if case .contradiction(let end) = reading {
      index = end
      leftovers.append(start..<end)
      return true
    }
    guard case .number(let written) = reading, written.least.isPositive else { return false }
    let number = withoutOrdinalEnding(written)
    guard
      var unit = word(at: number.end).flatMap({
        // "W" is "with" everywhere else.
        $0 == "w" && word(at: start) == "q" ? .week : SigVocabulary.periods[$0]
      })
    else { return false }
    var factor = Rational(1)
    if unit == .hour, !number.least.isWhole || !(number.most?.isWhole ?? true) {
      (unit, factor) = (.minute, Rational(60))
    }
    let least = number.least * factor
    let most = number.most.map { $0 * factor }
    guard least.isWhole, most?.isWhole ?? true else { return false }
    index = number.end + 1
    keep(
      SigFrequency(1, per: least.numerator, through: most?.numerator, unit),
      at: start..<index
    )
    return true
  }

  /// `every other morning`: every other day, with the moment that follows.
  private mutating func everyOtherMoment() -> Bool {
    guard word(at: index + 1) == "other", case .moment = phrase(at: index + 2)?.meaning else {
      return false
    }
    let range = index..<index + 2
    index += 2
    keep(SigFrequency(1, per: 2, .day), at: range)
    return true
  }

  /// The number of "every 3rd day", which is every 3 days.
  private func withoutOrdinalEnding(_ number: SigNumber) -> SigNumber {
    guard number.most == nil, let count = number.whole, count > 1,
      ["nd", "rd", "th"].contains(word(at: number.end)), tokens[number.end].isAttached,
      ["day", "week", "month"].contains(word(at: number.end + 1))
    else { return number }
    return SigNumber(least: number.least, most: nil, end: number.end + 1)
  }

  /// `up to 4 times a day`, `up to 8 tablets in 24 hours`, `up to 10 days`.
  mutating func upTo() -> Bool {
    let start = index
    guard let next = matches("up to", at: index) else { return false }
    guard case .number(let number) = number(at: next), number.most == nil else { return false }
    if let (frequency, end) = timesPerPeriod(number), frequency.times > 1 {
      index = end
      let range = SigFrequency(
        1,
        to: frequency.times,
        per: frequency.period,
        frequency.periodUnit
      )
      keep(range, at: start..<end)
      return true
    }
    if let maximum = maximum(at: next, isDaily: false) {
      keep(maximum, from: start)
      return true
    }
    return length(at: next, from: start, isMost: true)
  }

  /// A single dose; "once" before a period belongs to the period.
  mutating func keepDoses(_ count: Int, at range: Range<Int>) {
    let isOnce = tokens[range.lowerBound].text == "once" && range.count == 1
    if isOnce, ["every", "q"].contains(word(at: range.upperBound)) { return }
    draft.saysOnce = draft.saysOnce || isOnce
    set(\.count, count, at: range)
  }
}

extension SigFrequency {
  /// Whether the numbers are such as directions have; others are left over, not computed with.
  fileprivate var isWithinReason: Bool {
    (1...48).contains(timesMax ?? times) && (1...1000).contains(periodMax ?? period)
  }

  /// Whether it is "up to so many times".
  var isUpTo: Bool { times == 1 && timesMax != nil }

  /// Whether so many hours apart is the closer statement of so many times a day.
  fileprivate func fillsTheDay(as daily: SigFrequency) -> Bool {
    periodUnit == .hour && times == 1 && periodMax == nil && daily.periodUnit == .day
      && daily.period == 1 && daily.timesMax == nil && period * daily.times == 24
  }
}
