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
  static func isSayable(_ number: Rational?, _ unit: String?) -> Bool {
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
      clause.count == nil, clause.frequency == nil
    else { return false }
    let hasMealMoment = clause.when.contains(where: \.isMeal)
    if clause.offset != nil {
      // "1 hour before dinner and 1 tablet at bedtime": the hour is the meal's.
      guard clause.meal != nil, hasMealMoment,
        case .moment(.bedtime) = phrase(at: position)?.meaning
      else { return false }
      return true
    }
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
}
