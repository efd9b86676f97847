/// Doses of which only the number is written.
extension SigGrammar {
  /// A number without a unit is a dose only at the head of a clause and before a known phrase.
  mutating func bareAmount(_ number: SigNumber, from start: Int) -> Bool {
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

  func opensFrequency(at index: Int) -> Bool {
    ["every", "q"].contains(word(at: index)) || isNumber(at: index)
  }

  private func isNumber(at index: Int) -> Bool {
    if case .number(let number) = number(at: index) { return timesPerPeriod(number) != nil }
    return false
  }

  /// `1 x 3`, a dose so many times a day; `3 x 1` has two meanings and is asked about.
  mutating func dosesTimesTimes(_ number: SigNumber, from start: Int) -> Bool {
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
  mutating func dosesOfTheDay() -> Bool {
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

  /// `1 5 units`, `10 000 units`: of numbers in a row none is the dose.
  mutating func crowdedNumbers(_ first: SigNumber, from start: Int) -> Bool {
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
  mutating func momentOfUnknownDose(_ number: SigNumber, from start: Int) -> Bool {
    guard draft.clause.amount != nil, let phrase = phrase(at: number.end) else { return false }
    switch phrase.meaning {
    case .moment, .mealMoment: break
    default: return false
    }
    index = number.end + phrase.words.count
    leftovers.append(start..<index)
    return true
  }
}
