extension ForbiddenSigns {
  /// Every place in a text that breaks the list, in reading order.
  ///
  /// What ``Exemption`` lists is not looked at: `names` are the proper names in the text and a
  /// person's own words, quotations and codes are known by their form.
  package static func violations(in text: String, exempting names: [String] = []) -> [Violation] {
    text.split(separator: "\n").flatMap { line in
      Checker(line: withoutExempt(String(line), names)).violations()
    }
  }

  /// The text with quotations and exempt names blanked out.
  private static func withoutExempt(_ line: String, _ names: [String]) -> String {
    var rest = line
    rest = Exemption.blankingCodes(rest)
    for name in names.sorted(by: { $0.count > $1.count }) where !name.isEmpty {
      rest = rest.split(separator: name, omittingEmptySubsequences: false)
        .joined(separator: "\u{1}")
    }
    rest = rest.replacing("\u{201C}", with: "\"").replacing("\u{201D}", with: "\"")
    let pieces = rest.split(separator: "\"", omittingEmptySubsequences: false)
    guard pieces.count > 2 else { return rest }
    return pieces.enumerated().map { index, piece in
      index % 2 == 1 && index < pieces.count - 1 ? "\u{1}" : String(piece)
    }.joined()
  }
}

/// Reads one line once and compares each of its words and signs with the table.
private struct Checker {
  private let characters: [Character]
  private var found: [ForbiddenSigns.Violation] = []

  init(line: String) { characters = Array(line) }

  func violations() -> [ForbiddenSigns.Violation] {
    var checker = self
    checker.run()
    return checker.found
  }

  private static let byCharacter: [Character: ForbiddenSigns.Sign] = Dictionary(
    ForbiddenSigns.table.filter { $0.shape == .character }.map { (Character($0.text), $0) },
    uniquingKeysWith: { first, _ in first }
  )

  private static let byWord: [String: [ForbiddenSigns.Sign]] = Dictionary(
    grouping: ForbiddenSigns.table.filter { $0.shape != .character },
    by: { $0.text.lowercased() }
  )

  /// Words that are a unit after a number.
  private static let units: Set<String> = {
    var words = Amount.measures.union(["ml", "units", "meq"])
    for (singular, plural) in Amount.counted { words.formUnion([singular, plural]) }
    words.remove("%")
    return words
  }()

  private mutating func run() {
    var index = 0
    while index < characters.count {
      let character = characters[index]
      if let sign = Self.byCharacter[character] { report(index..<index + 1, .sign(sign)) }
      if isDigit(index) || (character == "." && isDigit(index + 1) && !isWord(index - 1)) {
        index = number(from: index)
      } else if character.isLetter {
        index = word(from: index)
      } else {
        if character == "/" { slash(at: index) }
        if "\u{2192}\u{2190}\u{D7}".contains(character) { arrow(at: index) }
        index += 1
      }
    }
    listNumber()
  }

  private mutating func number(from start: Int) -> Int {
    var end = start
    while end < characters.count, isDigit(end) || isInnerMark(end) { end += 1 }
    let text = String(characters[start..<end])
    if text.hasPrefix(".") { report(start..<end, .missingLeadingZero) }
    if let point = text.lastIndex(of: "."), text[text.index(after: point)...].last == "0",
      text.filter({ $0 == "." }).count == 1
    {
      report(start..<end, .trailingZero)
    }
    let isPartOfWord = start > 0 && isWord(start - 1)
    var unitStart = end
    if unitStart < characters.count, characters[unitStart] == " " { unitStart += 1 }
    let unitEnd = wordEnd(from: unitStart)
    let unit = String(characters[unitStart..<unitEnd])
    guard !isPartOfWord, !unit.isEmpty else { return end }
    if Self.units.contains(unit) {
      if unitStart == end { report(start..<unitEnd, .unitRunTogether) }
      let whole = text.prefix { $0 != "." }
      if whole.count > 3, !whole.contains(",") { report(start..<unitEnd, .commaMissing) }
      checkPeriod(after: unit, start: unitStart, end: unitEnd)
    }
    for sign in Self.byWord[unit.lowercased()] ?? [] where sign.shape == .unit && sign.text == unit
    {
      report(start..<unitEnd, .sign(sign))
    }
    return end
  }

  /// A period after a unit is an abbreviation's unless a sentence ends there.
  private mutating func checkPeriod(after unit: String, start: Int, end: Int) {
    guard Amount.measures.contains(unit), end < characters.count, characters[end] == "." else {
      return
    }
    let next = characters[(end + 1)...].first { $0 != " " }
    if let next, next.isLowercase || next.isNumber || next == "," {
      report(start..<end + 1, .unitWithPeriod)
    }
  }

  private mutating func word(from start: Int) -> Int {
    var end = wordEnd(from: start)
    while end + 1 < characters.count, characters[end] == ".", characters[end + 1].isLetter,
      end - start == 1 || characters[end - 2] == "."
    {
      end = wordEnd(from: end + 1)
    }
    let text = String(characters[start..<end])
    let bare = text.filter { $0 != "." }
    for sign in Self.byWord[bare.lowercased()] ?? [] where breaks(sign, bare, start..<end) {
      report(start..<end, .sign(sign))
    }
    return end
  }

  private func breaks(_ sign: ForbiddenSigns.Sign, _ word: String, _ range: Range<Int>) -> Bool {
    switch sign.shape {
    case .abbreviation: true
    case .word: word == sign.text
    case .capitals: word == sign.text && !standsAmongCapitals(range)
    case .unit, .character: false
    }
  }

  private func standsAmongCapitals(_ range: Range<Int>) -> Bool {
    let before = characters[..<range.lowerBound].reversed().drop { $0 == " " }
    let after = characters[range.upperBound...].drop { $0 == " " }
    return [Array(before.prefix(2)), Array(after.prefix(2))].contains { pair in
      pair.count == 2 && pair.allSatisfy(\.isUppercase)
    }
  }

  private mutating func slash(at index: Int) {
    let touches = isWord(index - 1) && isWord(index + 1)
    let stands =
      isSpace(index - 1) && isSpace(index + 1) && isWord(index - 2) && isWord(index + 2)
    guard touches || (stands && isDigit(index + 2)) else { return }
    report(max(0, index - 2)..<min(characters.count, index + 3), .slash)
  }

  private mutating func arrow(at index: Int) {
    let nearby = characters[max(0, index - 8)..<min(characters.count, index + 9)]
    if nearby.contains(where: \.isNumber) { report(index..<index + 1, .arrowBesideAmount) }
  }

  /// A line such as `2. 5 mg` or `1) metformin 500 mg` lets the list number be read as the amount.
  private mutating func listNumber() {
    let start = characters.firstIndex { $0 != " " } ?? characters.count
    var end = start
    while end < characters.count, isDigit(end) { end += 1 }
    guard end > start, end < characters.count, ".)".contains(characters[end]), isSpace(end + 1)
    else { return }
    let words = String(characters[(end + 1)...]).split(separator: " ")
    let hasAmount = zip(words, words.dropFirst()).contains { number, unit in
      number.first?.isNumber == true && Self.units.contains(unit.filter { $0.isLetter })
    }
    if hasAmount { report(start..<end + 1, .listNumberBesideAmount) }
  }

  private mutating func report(_ range: Range<Int>, _ rule: ForbiddenSigns.Rule) {
    found.append(.init(found: String(characters[range]), rule: rule))
  }

  private func wordEnd(from start: Int) -> Int {
    var end = start
    while end < characters.count, characters[end].isLetter || (end > start && isDigit(end)) {
      end += 1
    }
    return end
  }

  /// A point or comma between two digits, or a point that starts the decimals.
  private func isInnerMark(_ index: Int) -> Bool {
    ".,".contains(characters[index]) && isDigit(index + 1)
  }

  private func isDigit(_ index: Int) -> Bool {
    characters.indices.contains(index) && characters[index].isASCII && characters[index].isNumber
  }

  private func isWord(_ index: Int) -> Bool {
    guard characters.indices.contains(index) else { return false }
    return characters[index].isLetter || characters[index].isNumber
  }

  private func isSpace(_ index: Int) -> Bool {
    characters.indices.contains(index) && characters[index] == " "
  }
}
