extension SigGrammar {
  /// A number and what it counts: a dose, times a day, days, hours before a meal, a clock time.
  mutating func numeric() -> Bool {
    let start = index
    if dosesOfTheDay() || article() { return true }
    switch number(at: start) {
    case .none: return clockTimes(at: start)
    case .contradiction(let end):
      index = end
      leftovers.append(start..<end)
      return true
    case .number(let number): return keep(number, from: start)
    }
  }

  private mutating func keep(_ number: SigNumber, from start: Int) -> Bool {
    if clockTimes(at: start) { return true }
    if let (frequency, end) = timesPerPeriod(number) {
      index = end
      keep(frequency, at: start..<end)
      return true
    }
    if dosesTimesTimes(number, from: start) { return true }
    if onAndOff() { return true }
    if let amount = amount(number) {
      index = amount.end
      // So much for each kilogram or square meter is no dose yet.
      if isMark("/", at: index), ["kg", "m", "lb"].contains(word(at: index + 1)) {
        index += 2
        leftovers.append(start..<index)
        return true
      }
      keep(amount, from: start)
      return true
    }
    if lengthOfTime(number, from: start) { return true }
    return bareAmount(number, from: start) || crowdedNumbers(number, from: start)
      || momentOfUnknownDose(number, from: start)
  }

  /// `1 5 units`, `10 000 units`: of numbers in a row none is the dose.
  private mutating func crowdedNumbers(_ first: SigNumber, from start: Int) -> Bool {
    var end = first.end
    while case .number(let next) = number(at: end) { end = next.end }
    guard end > first.end else { return false }
    if unit(at: end) != nil { end += 1 }
    index = end
    leftovers.append(start..<end)
    return true
  }

  /// `1 tab in the morning and 2 in the evening`: two tablets or two o'clock.
  ///
  /// The moment is left over with its number, so that it does not get the dose before it.
  private mutating func momentOfUnknownDose(_ number: SigNumber, from start: Int) -> Bool {
    guard draft.clause.amount != nil, let phrase = phrase(at: number.end) else { return false }
    switch phrase.meaning {
    case .moment, .mealMoment: break
    default: return false
    }
    index = number.end + phrase.words.count
    leftovers.append(start..<index)
    return true
  }

  /// One dose as it stands in the text.
  struct AmountReading {
    var least: Rational
    var most: Rational?
    var unit: String?
    var equivalent: Amount?
    var end: Int
  }

  /// A number with its unit, and the same dose in another unit when it says so.
  func amount(_ number: SigNumber) -> AmountReading? {
    if let strength = strengthBeforeForm(number) { return strength }
    var position = number.end
    if word(at: position) == "of" { position += 1 }
    if ["a", "an"].contains(word(at: position)), number.least < Rational(1) { position += 1 }
    if let word = word(at: position), let milliliters = SigVocabulary.spoons[word] {
      let factor = Rational(milliliters)
      return AmountReading(
        least: number.least * factor,
        most: number.most.map { $0 * factor },
        unit: "mL",
        end: position + 1
      )
    }
    if isMark("%", at: position) || number.least == .zero { return nil }
    guard let unit = unit(at: position) else { return nil }
    guard Self.isSayable(number.least, unit), Self.isSayable(number.most, unit) else { return nil }
    var end = position + 1
    if unit == "inch", self.unit(at: end) == "ribbon" { end += 1 }
    if word(at: position) == "chewable", self.unit(at: end) == "tablet" { end += 1 }
    var reading = AmountReading(
      least: number.least,
      most: number.most,
      unit: unit,
      end: end
    )
    if let (equivalent, equivalentEnd) = equivalent(of: reading) {
      reading.equivalent = equivalent
      reading.end = equivalentEnd
    }
    return reading
  }

  /// Whether a number of such units can be said so that it is read back.
  ///
  /// A third of a milligram has no decimal, and a twelfth of a tablet has no word.
  private static func isSayable(_ number: Rational?, _ unit: String?) -> Bool {
    guard let number else { return true }
    let isMeasured = unit.map(Amount.measures.contains) ?? false
    return number.decimalText != nil || !isMeasured && number.denominator == 3
  }

  /// `2 500 mg tablets`: the strength of each.
  private func strengthBeforeForm(_ number: SigNumber) -> AmountReading? {
    guard number.most == nil, number.least < Rational(1000), Self.isSayable(number.least, nil),
      case .number(let each) = self.number(at: number.end),
      each.most == nil, let measure = unit(at: each.end), Amount.measures.contains(measure)
    else { return nil }
    if measure == "mL",
      ["spoonful", "spoonfuls", "spoon", "spoons"].contains(word(at: each.end + 1)),
      Self.isComputable(each.least)
    {
      return AmountReading(least: number.least * each.least, unit: "mL", end: each.end + 2)
    }
    guard let form = unit(at: each.end + 1), !Amount.measures.contains(form),
      Self.isComputable(each.least)
    else { return nil }
    return AmountReading(
      least: number.least,
      unit: form,
      equivalent: Amount(number.least * each.least, measure),
      end: each.end + 2
    )
  }

  /// Whether products of two such numbers stay exact; no dose comes near the limit.
  static func isComputable(_ number: Rational?) -> Bool {
    (number?.numerator ?? 1) <= 1_000_000_000
  }

  /// The dose in a second unit: `1 tablet (20 mg)`, `4 clicks 1 gram`, `3 tabs = 60 mg`.
  ///
  /// A strength beside more than one tablet is ambiguous unless it is said to be the total.
  private func equivalent(of dose: AmountReading) -> (Amount, Int)? {
    var position = dose.end
    let isMarked = isMark("(", at: position) || isMark("=", at: position)
    if isMarked { position += 1 }
    guard case .number(let number) = number(at: position), number.most == nil,
      let measure = unit(at: number.end), measure != dose.unit, let unit = dose.unit,
      isMarked || !Amount.measures.contains(unit),
      Amount.measures.contains(measure) || isMarked && measure == "unit"
    else { return nil }
    var end = number.end + 1
    let isTotal = word(at: end) == "total"
    if isTotal { end += 1 }
    if isMark(")", at: end) { end += 1 }
    let isOneDose = dose.least == Rational(1) && dose.most == nil || dose.unit == "click"
    guard dose.most == nil, isMarked || isTotal || isOneDose else { return nil }
    return (Amount(number.least, measure), end)
  }

  /// `tab i`, `tabs 2`: the form before the number, as Latin had it.
  mutating func unitFirst() -> Bool {
    guard draft.clause.amount == nil, draft.clause.unit == nil, !draft.saysWhen,
      let unit = unit(at: index), !Amount.measures.contains(unit), unit != "spray",
      case .number(let number) = number(at: index + 1), number.least.isPositive,
      Self.isSayable(number.least, unit), Self.isSayable(number.most, unit),
      self.unit(at: number.end) == nil,
      phrase(at: number.end) != nil || opensFrequency(at: number.end),
      timesPerPeriod(number) == nil
    else { return false }
    let start = index
    index = number.end
    keep(
      AmountReading(least: number.least, most: number.most, unit: unit, end: number.end),
      from: start
    )
    return true
  }

  mutating func keep(_ amount: AmountReading, from start: Int) {
    let range = start..<amount.end
    guard [amount.least, amount.most, amount.equivalent?.quantity].allSatisfy(Self.isComputable)
    else {
      leftovers.append(range)
      return
    }
    if let earlier = draft.clause.amount {
      let isSame =
        earlier == amount.least && draft.clause.amountMax == amount.most
        && draft.clause.unit == amount.unit
      if isSame, !draft.saysWhen, !followsDose(at: start) { return }
      if isSame, repeatsDose(before: amount.end) {
        draft.repeatsDose = true
        return
      }
      if sharesPlace(amount, from: start) {
        startClause(.sameSentence, opening: range)
        draft.sharesTimes = true
        set(\.amount, amount.least, at: range)
        draft.clause.amountMax = amount.most
        set(\.unit, amount.unit ?? "", at: range)
        return
      }
      let mayFollow = draft.saysWhen || draft.clause.duration != nil
      guard !draft.isPastMarker else {
        contradiction(\.amount, range)
        leaveInstructions(from: start)
        return
      }
      guard mayFollow else {
        contradiction(\.amount, range)
        return
      }
      let isDoneBefore = draft.clause.duration != nil && word(at: start - 1) != "and"
      if draft.clause.slotCount == 0, draft.clause.weekdays.isEmpty, !isDoneBefore {
        contradiction(\.amount, range)
        return
      }
      startClause(isDoneBefore ? .after : .sameSentence, opening: range)
    }
    set(\.amount, amount.least, at: range)
    draft.clause.amountMax = amount.most
    if let unit = amount.unit { set(\.unit, unit, at: range) }
    if let equivalent = amount.equivalent { set(\.equivalent, equivalent, at: range) }
  }

  /// Whether nothing but "and" stands between a dose and the one before it: `1 tab & 1 tab`.
  private func followsDose(at start: Int) -> Bool {
    guard let end = draft.places[\.amount]?.upperBound else { return false }
    return end == start || end == start - 1 && word(at: end) == "and"
  }

  /// `1 drop in the left eye and 2 drops in the right eye twice a day`: two places, one time.
  private func sharesPlace(_ amount: AmountReading, from start: Int) -> Bool {
    draft.clause.site != nil && !draft.saysWhen && draft.clause.duration == nil
      && word(at: start - 1) == "and" && amount.unit != nil && amount.unit == draft.clause.unit
      && amount.equivalent == nil
  }

  /// Whether the same dose is said again for one more moment of the same days.
  private func repeatsDose(before position: Int) -> Bool {
    let clause = draft.clause
    guard clause.slotCount > 0, clause.weekdays.isEmpty, clause.duration == nil, !clause.asNeeded,
      clause.count == nil, clause.offset == nil, clause.frequency == nil
    else { return false }
    let hasMealMoment = clause.when.contains(where: \.isMeal)
    switch phrase(at: position)?.meaning {
    case .moment(let moment): return !(moment.isMeal && clause.meal != nil)
    case .mealMoment(let meal, _): return clause.meal == meal || !hasMealMoment
    case .clock: return true
    default: return word(at: position) == "at"
    }
  }

  /// `a dose of 2`, also where a bare number could be something else.
  mutating func doseOf() -> Bool {
    let start = index
    guard let next = matches(any: ["a dose of", "dose of"], at: index),
      case .number(let number) = number(at: next), number.least.isPositive,
      amount(number) != nil || Self.isSayable(number.least, nil) && Self.isSayable(number.most, nil)
    else { return false }
    let amount =
      amount(number)
      ?? AmountReading(least: number.least, most: number.most, end: number.end)
    index = amount.end
    keep(amount, from: start)
    return true
  }

  /// `a tablet`, `an inch`.
  private mutating func article() -> Bool {
    if word(at: index) == "a", case .number(let number) = number(at: index + 1),
      tokens[index + 1].kind != .word, amount(number) != nil
    {
      index += 1
      return true
    }
    guard ["a", "an"].contains(word(at: index)), unit(at: index + 1) != nil,
      let amount = amount(SigNumber(least: Rational(1), most: nil, end: index + 1))
    else { return false }
    let start = index
    index = amount.end
    keep(amount, from: start)
    return true
  }

  /// A number without a unit is a dose only at the head of a clause and before a known phrase.
  private mutating func bareAmount(_ number: SigNumber, from start: Int) -> Bool {
    let next = isMark(",", at: number.end) ? number.end + 1 : number.end
    guard number.least.isPositive, tokens.indices.contains(next),
      Self.isSayable(number.least, nil), Self.isSayable(number.most, nil)
    else { return false }
    if repeatsBareDose(number) { return true }
    var unit: String?
    if draft.clause.amount == nil, !draft.saysWhen {
      guard phrase(at: next) != nil || opensFrequency(at: next) else { return false }
    } else {
      guard draft.clause.slotCount > 0, isDoseOfNextMoment(from: start, before: next) else {
        return false
      }
      unit = draft.clause.unit
    }
    index = number.end
    keep(
      AmountReading(least: number.least, most: number.most, unit: unit, end: number.end),
      from: start
    )
    return true
  }

  /// Whether a bare number counts the dose of one more moment: `1 tab qam and 2 at bedtime`.
  ///
  /// Behind a dose with a unit, "2 in the afternoon" may be a time.
  private func isDoseOfNextMoment(from start: Int, before next: Int) -> Bool {
    let isListed = word(at: start - 1) == "and" || isMark(",", at: start - 1)
    if word(at: next) == "hs" { return isListed && draft.clause.timesOfDay.isEmpty }
    switch phrase(at: next)?.meaning {
    // "1 by mouth in the morning, 2 by mouth at bedtime".
    case .route: return draft.clause.unit == nil
    case .moment(let moment):
      guard isListed, draft.clause.timesOfDay.isEmpty else { return false }
      return draft.clause.unit == nil || moment == .bedtime || moment == .noon || moment.isMeal
    case .mealMoment: return isListed && draft.clause.timesOfDay.isEmpty
    default: return false
    }
  }

  /// "1 tablet twice daily, 1 in the morning and 1 at bedtime": the dose that is known already.
  private mutating func repeatsBareDose(_ number: SigNumber) -> Bool {
    guard number.most == nil, number.least == draft.clause.amount, draft.clause.amountMax == nil
    else { return false }
    switch phrase(at: number.end)?.meaning {
    case .moment, .mealMoment: break
    default: return false
    }
    index = number.end
    draft.repeatsDose = draft.clause.slotCount > 0
    return true
  }

  private func opensFrequency(at index: Int) -> Bool {
    ["every", "q"].contains(word(at: index)) || isNumber(at: index)
  }

  private func isNumber(at index: Int) -> Bool {
    if case .number(let number) = number(at: index) { return timesPerPeriod(number) != nil }
    return false
  }

  /// `1 x 3`, a dose so many times a day; `3 x 1` has two meanings and is asked about.
  private mutating func dosesTimesTimes(_ number: SigNumber, from start: Int) -> Bool {
    let mark = number.end
    guard word(at: mark) == "x" || isMark("\u{D7}", at: mark), number.most == nil,
      case .number(let times) = self.number(at: mark + 1), times.most == nil,
      let count = times.whole, (1...8).contains(count), number.least.isPositive,
      word(at: times.end).map({ SigVocabulary.periods[$0] == nil }) ?? true
    else { return false }
    if let unit = word(at: times.end), unit == "dose" || unit == "doses" { return false }
    index = times.end
    let range = start..<times.end
    if number.least > Rational(1), Rational(count) != number.least || count > 1 {
      leftovers.append(range)
      return true
    }
    keep(AmountReading(least: number.least, end: times.end), from: start)
    keep(SigFrequency(count, per: 1, .day), at: range)
    return true
  }

  /// `1-0-1` and `1-1-1-1`: doses in the morning, at noon, in the evening and at bedtime.
  private mutating func dosesOfTheDay() -> Bool {
    guard draft.clause.amount == nil, !draft.saysWhen else { return false }
    var values: [Rational] = []
    var position = index
    while tokens.indices.contains(position), case .number(let value) = tokens[position].kind {
      values.append(value)
      guard isMark("-", at: position + 1), tokens[position + 1].isAttached else {
        position += 1
        break
      }
      position += 2
    }
    guard values.count == 3 || values.count == 4, values.contains(where: \.isPositive),
      values.allSatisfy({ $0 <= Rational(100) })
    else { return false }
    let range = index..<position
    index = position
    let unit = unit(at: position)
    if unit != nil { index += 1 }
    let moments: [SigMoment] = [.morning, .noon, .evening, .bedtime]
    var isFirst = true
    for (value, moment) in zip(values, moments) where value.isPositive {
      if !isFirst { startClause(.sameSentence, opening: range) }
      isFirst = false
      set(\.amount, value, at: range)
      if let unit { set(\.unit, unit, at: range) }
      draft.clause.when.append(moment)
      draft.places[\.when] = range
    }
    return true
  }
}
