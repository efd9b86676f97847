/// A number or a range as it stands in directions.
struct SigNumber {
  var least: Rational
  var most: Rational?
  var end: Int

  var whole: Int? { least.isWhole ? least.numerator : nil }
}

extension SigGrammar {
  /// What came of looking for a number.
  enum NumberReading {
    case none
    case number(SigNumber)
    /// A number repeated in words that say something else.
    case contradiction(end: Int)
  }

  /// A number with its confirmation, `one (1)`, or a range, `1-2`, `1/2 to 1 one-half to one`.
  func number(at start: Int) -> NumberReading {
    guard let first = simpleNumber(at: start) else { return .none }
    if let range = rangeEnd(first.value, from: first.end) { return range }
    switch confirmation(of: first.value, from: first.end, isInWords: isWord(start)) {
    case .none: return .number(SigNumber(least: first.value, most: nil, end: first.end))
    case .contradiction(let end): return .contradiction(end: end)
    case .number(let confirmed):
      if let range = rangeEnd(first.value, from: confirmed.end) { return range }
      return .number(confirmed)
    }
  }

  private func isWord(_ index: Int) -> Bool { word(at: index) != nil }

  private func rangeEnd(_ least: Rational, from start: Int) -> NumberReading? {
    guard let separator = rangeSeparator(at: start), let second = simpleNumber(at: separator)
    else { return nil }
    if let repeated = simpleNumber(at: second.end), repeated.value == least,
      let again = rangeSeparator(at: repeated.end), let last = simpleNumber(at: again)
    {
      guard last.value == second.value else { return .contradiction(end: last.end) }
      return checkedRange(least, last.value, end: last.end)
    }
    switch confirmation(of: second.value, from: second.end, isInWords: isWord(separator)) {
    case .none: return checkedRange(least, second.value, end: second.end)
    case .contradiction(let end): return .contradiction(end: end)
    case .number(let confirmed): return checkedRange(least, second.value, end: confirmed.end)
    }
  }

  private func checkedRange(_ least: Rational, _ most: Rational, end: Int) -> NumberReading {
    guard least < most else { return .contradiction(end: end) }
    return .number(SigNumber(least: least, most: most, end: end))
  }

  private func rangeSeparator(at index: Int) -> Int? {
    if ["to", "or"].contains(word(at: index)) { return index + 1 }
    return isMark("-", at: index) || isMark("\u{2013}", at: index) ? index + 1 : nil
  }

  /// A second statement of the same number, in parentheses or in the other way of writing.
  private func confirmation(
    of value: Rational,
    from start: Int,
    isInWords: Bool
  ) -> NumberReading {
    let isInParentheses = isMark("(", at: start)
    let position = isInParentheses ? start + 1 : start
    guard let second = simpleNumber(at: position) else { return .none }
    // "One 5 mL spoonful" counts spoons.
    if unit(at: second.end) == "mL", word(at: second.end + 1)?.hasPrefix("spoon") == true {
      return .none
    }
    let isOtherStyle = isWord(position) != isInWords
    if isInParentheses {
      guard isMark(")", at: second.end) else { return .none }
    } else {
      guard isOtherStyle else { return .none }
    }
    let end = isInParentheses ? second.end + 1 : second.end
    guard second.value == value else { return .contradiction(end: end) }
    return .number(SigNumber(least: value, most: nil, end: end))
  }

  private func simpleNumber(at start: Int) -> (value: Rational, end: Int)? {
    guard tokens.indices.contains(start) else { return nil }
    switch tokens[start].kind {
    case .number(let value): return hyphenated(value, at: start) ?? mixed(value, from: start + 1)
    case .word: return numberInWords(at: start)
    case .time, .mark, .unreadable: return nil
    }
  }

  /// `1-1/2`, which is no range since it would run backwards; nil for anything else.
  private func hyphenated(_ value: Rational, at start: Int) -> (value: Rational, end: Int)? {
    guard value.isWhole, value.isPositive, isMark("-", at: start + 1),
      tokens.indices.contains(start + 2), tokens[start + 1].isAttached,
      tokens[start + 2].isAttached, case .number(let part) = tokens[start + 2].kind,
      part.isPositive, part < Rational(1), tokens[start + 2].written.contains("/")
    else { return nil }
    return (value + part, start + 3)
  }

  /// A whole number and the fraction behind it: `1 1/2`, `1 and a half`.
  ///
  /// The zeros of `10 000` are no fraction.
  private func mixed(_ value: Rational, from start: Int) -> (value: Rational, end: Int) {
    guard value.isWhole else { return (value, start) }
    if tokens.indices.contains(start), case .number(let part) = tokens[start].kind,
      part.isPositive, part < Rational(1), !tokens[start].written.contains(".")
    {
      return (value + part, start + 1)
    }
    guard word(at: start) == "and" else { return (value, start) }
    if let part = fractionInWords(at: start + 1) { return (value + part.value, part.end) }
    if tokens.indices.contains(start + 1), case .number(let part) = tokens[start + 1].kind,
      part.isPositive, part < Rational(1), tokens[start + 1].written.contains("/")
    {
      return (value + part, start + 2)
    }
    return (value, start)
  }

  /// `half`, `a half`, `one half`, `one-half`, `three quarters`.
  private func fractionInWords(at start: Int) -> (value: Rational, end: Int)? {
    guard let first = word(at: start) else { return nil }
    if let part = SigNumberWords.parts[first] { return (part, start + 1) }
    if ["a", "an"].contains(first), let next = word(at: start + 1),
      let part = SigNumberWords.parts[next]
    {
      return (part, start + 2)
    }
    guard let count = SigNumberWords.whole[first], count > 0 else { return nil }
    let next = isMark("-", at: start + 1) ? start + 2 : start + 1
    guard let name = word(at: next),
      let part = count == 1 ? SigNumberWords.parts[name] : SigNumberWords.pluralParts[name]
    else { return nil }
    return (part * Rational(count), next + 1)
  }

  private func numberInWords(at start: Int) -> (value: Rational, end: Int)? {
    if let fraction = fractionInWords(at: start) { return fraction }
    guard let text = word(at: start) else { return nil }
    if let (value, end) = largeNumber(at: start) { return (Rational(value), end) }
    if let (value, end) = belowHundred(at: start) {
      return value < 20 || end == start + 1
        ? mixed(Rational(value), from: end) : (Rational(value), end)
    }
    return roman(text, at: start)
  }

  /// `twelve`, `twenty-five`.
  private func belowHundred(at start: Int) -> (value: Int, end: Int)? {
    guard let value = word(at: start).flatMap({ SigNumberWords.whole[$0] }) else { return nil }
    guard value >= 20 else { return (value, start + 1) }
    let next = isMark("-", at: start + 1) ? start + 2 : start + 1
    guard let digit = word(at: next).flatMap({ SigNumberWords.whole[$0] }), (1...9).contains(digit)
    else { return (value, start + 1) }
    return (value + digit, next + 1)
  }

  /// `one hundred twenty`, `two thousand five hundred`, `a hundred and five`.
  private func largeNumber(at start: Int) -> (value: Int, end: Int)? {
    var sum = 0
    var position = start
    for (word, factor) in SigNumberWords.scales {
      let count = self.word(at: position) == "a" ? (1, position + 1) : belowHundred(at: position)
      guard let (value, end) = count, value > 0, self.word(at: end) == word else { continue }
      sum += value * factor
      position = end + 1
    }
    guard sum > 0 else { return nil }
    let next = word(at: position) == "and" ? position + 1 : position
    if let (rest, end) = belowHundred(at: next), rest > 0 { return (sum + rest, end) }
    return (sum, position)
  }

  /// A Roman numeral, where what follows shows that it is none of the words written alike.
  private func roman(_ text: String, at start: Int) -> (value: Rational, end: Int)? {
    guard let value = SigNumberWords.roman[text] else { return nil }
    let next = start + 1
    let isBeforeUnit = unit(at: next) != nil
    let isInRange =
      rangeSeparator(at: next).flatMap { word(at: $0) }.map {
        SigNumberWords.roman[$0] != nil
      } ?? false
    let isSmall = value <= 3 && (phrase(at: next) != nil || word(at: next) == "q")
    guard isBeforeUnit || isInRange || isSmall else { return nil }
    return (Rational(value), next)
  }
}
