extension SigGrammar {
  // MARK: What a dose goes into, or down with

  private static let liquids: Set<String> = [
    "water", "juice", "liquid", "milk", "beverage", "fluid", "applesauce",
  ]

  private static let vessels: [String: String] = [
    "oz": "ounce", "ounce": "ounce", "ounces": "ounce", "ml": "mL", "mls": "mL", "cup": "cup",
    "cups": "cup", "glass": "glass", "glasses": "glass",
  ]

  /// `in 8 ounces of water and drink`, `with a glass of water`, `in water`.
  mutating func drink() -> Bool {
    let start = index
    if word(at: index) == "in", isDrop, let site = word(at: index + 1),
      ["od", "os", "ou", "au"].contains(site)
    {
      index += 1
      return true
    }
    let isMixedIn: Bool
    switch word(at: index) {
    case "in", "into": isMixedIn = true
    case "with": isMixedIn = isToBeMixed && !isMark(".", at: index - 1)
    default: return false
    }
    guard let (reading, end) = drink(at: index + 1, isMixedIn: isMixedIn) else { return false }
    index = end
    set(\.drink, reading, at: start..<end)
    if isMixedIn, isToBeMixed, let end = matches(any: ["and drink", "and take"], at: index) {
      index = end
    }
    return true
  }

  private var isToBeMixed: Bool {
    draft.clause.action == .mix || draft.clause.action == .dissolve
  }

  private func drink(at start: Int, isMixedIn: Bool) -> (SigDrink, Int)? {
    if let (liquid, end) = liquid(at: start) {
      // "With water" is a remark of its own.
      return isMixedIn ? (SigDrink(nil, "", of: liquid, isMixedIn: true), end) : nil
    }
    var amount = SigNumber(least: Rational(1), most: nil, end: start + 1)
    if !["a", "one"].contains(word(at: start)) || word(at: start + 1) == "half" {
      guard case .number(let number) = number(at: start), number.least.isPositive,
        number.least <= Rational(1000), Self.isShort(number.least), Self.isShort(number.most)
      else { return nil }
      amount = number
    }
    if ["a", "fl", "fluid"].contains(word(at: amount.end)) { amount.end += 1 }
    guard let unit = word(at: amount.end).flatMap({ Self.vessels[$0] }),
      let (liquid, end) = liquid(at: amount.end + (word(at: amount.end + 1) == "of" ? 2 : 1))
    else { return nil }
    let drink = SigDrink(
      amount.least,
      to: amount.most,
      unit,
      of: liquid,
      isMixedIn: isMixedIn
    )
    return (drink, end)
  }

  /// Whether a number is a whole or a half.
  private static func isShort(_ number: Rational?) -> Bool {
    number.map { $0.denominator <= 2 && $0 <= Rational(1000) } ?? true
  }

  private func liquid(at start: Int) -> (String, Int)? {
    guard let first = word(at: start), Self.liquids.contains(first) else { return nil }
    guard word(at: start + 1) == "or", let second = word(at: start + 2),
      Self.liquids.contains(second)
    else { return (first, start + 1) }
    return ("\(first) or \(second)", start + 3)
  }

  // MARK: Doses for an occasion, and once more

  private static let onsets = [
    "at the first sign of", "at first sign of", "at the first signs of", "at the onset of",
    "at onset of", "with onset of", "at the start of", "at start of", "at first symptom of",
  ]

  /// `at the first sign of migraine`; "at onset" alone is that of symptoms.
  mutating func onset() -> Bool {
    let start = index
    if let next = matches(any: Self.onsets, at: index), let (text, end) = freeWords(at: next) {
      index = end
      keepOnset(text, at: start..<end)
      return true
    }
    guard let end = matches(any: ["at onset", "with onset", "on onset"], at: index) else {
      return false
    }
    index = end
    keepOnset("symptoms", at: start..<end)
    return true
  }

  private mutating func keepOnset(_ text: String, at range: Range<Int>) {
    set(\.onset, text, at: range)
    draft.clause.asNeeded = true
    draft.places[\.asNeeded] = range
  }

  private static let repetitions = [
    "may repeat dose", "may repeat", "can repeat", "may be repeated", "and repeat", "repeat dose",
    "repeat",
  ]

  /// Conditions that say no more than that the first dose did not help.
  private static let needs = [
    "if needed", "as needed", "when needed", "prn", "if necessary", "if no relief",
    "if not relieved",
    "if not better", "if required",
  ]

  /// `may repeat in 2 hours once`, `may repeat once after 2 hours if needed`.
  ///
  /// Another condition, or no time between the doses, leaves the order over whole.
  mutating func repetition() -> Bool {
    let start = index
    guard let next = matches(any: Self.repetitions, at: index) else { return false }
    var position = next
    var minutes: Int?
    var times: Int?
    while true {
      if isMark(",", at: position) {
        position += 1
      } else if let end = matches(any: Self.needs, at: position) {
        position = end
      } else if times == nil, let (count, end) = repeatCount(at: position) {
        (times, position) = (count, end)
      } else if minutes == nil, let (length, end) = repeatDelay(at: position) {
        (minutes, position) = (length, end)
      } else {
        break
      }
    }
    guard let minutes, !["if", "unless", "until", "for"].contains(word(at: position)) else {
      return false
    }
    if isMark(",", at: position - 1) { position -= 1 }
    index = position
    set(\.repetition, SigRepeat(afterMinutes: minutes, times: times), at: start..<position)
    return true
  }

  private func repeatCount(at start: Int) -> (Int, Int)? {
    if let end = matches(any: ["at most once", "one time", "once", "x 1 dose"], at: start) {
      return (1, end)
    }
    if let end = matches(any: ["twice", "two times"], at: start) { return (2, end) }
    let next = word(at: start) == "x" ? start + 1 : matches("at most", at: start) ?? start
    guard case .number(let number) = number(at: next), number.most == nil,
      let count = number.whole, (1...10).contains(count)
    else { return nil }
    // "x3" may be 3 doses or 3 more.
    if word(at: start) == "x", count == 1,
      word(at: number.end) == nil || isNumberFree(at: number.end)
    {
      return (count, number.end)
    }
    let words: Set = ["time", "times", "more"]
    guard word(at: number.end).map(words.contains) == true else { return nil }
    let end = matches(any: ["more time", "more times"], at: number.end) ?? number.end + 1
    return (count, end)
  }

  /// Whether what stands here gives a number before it no unit.
  private func isNumberFree(at position: Int) -> Bool {
    guard let word = word(at: position) else { return true }
    return SigVocabulary.periods[word] == nil && SigVocabulary.units[word] == nil
      && !["dose", "doses", "time", "times"].contains(word)
  }

  private func repeatDelay(at start: Int) -> (Int, Int)? {
    let next = ["in", "after", "every", "q"].contains(word(at: start)) ? start + 1 : start
    guard case .number(let number) = number(at: next), number.most == nil,
      let value = number.whole, (1...240).contains(value),
      let unit = word(at: number.end).flatMap({ SigVocabulary.periods[$0] }),
      unit == .minute || unit == .hour
    else { return nil }
    return (value * (unit == .hour ? 60 : 1), number.end + 1)
  }
}
