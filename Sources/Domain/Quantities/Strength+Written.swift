/// Strengths as labels and people write them: `5/325 mg`, `5 mg-325 mg`, `160 mg/5mL`, `75 µg`.
extension Strength {
  /// A strength from any usual spelling; nil when it is not one.
  ///
  /// `5/325 mg` and `5-325 mg` are two ingredients, each in the unit that stands last; behind the
  /// last slash, or `per`, may stand the quantity of product that holds them.
  static func written(_ text: String) -> Strength? {
    guard let parts = parts(of: text) else { return nil }
    var masses = parts
    var per: Amount?
    if let last = parts.last, last.isPer, parts.count > 1, let unit = last.unit, !isMass(unit) {
      guard let amount = amount(last.number ?? "1", unit) else { return nil }
      per = amount
      masses.removeLast()
    }
    if let half = fraction(masses) { return Strength(amounts: [half], per: per) }
    var unit: String?
    var amounts: [Amount] = []
    for part in masses.reversed() {
      unit = part.unit ?? unit
      // A volume in front of the last place holds nothing: it is no ingredient.
      guard let unit, isMass(unit) || unit == "g", let number = part.number,
        let amount = amount(number, unit)
      else {
        return nil
      }
      amounts.insert(amount, at: 0)
    }
    return amounts.isEmpty ? nil : Strength(amounts: amounts, per: per)
  }

  /// Whether a text is numbers alone: nobody can tell what they count.
  package static func lacksUnit(_ text: String) -> Bool {
    text.contains(where: \.isNumber) && !text.contains { $0.isLetter || $0 == "%" }
  }

  /// What is put on record of a strength that somebody typed: in the one spelling where it is read,
  /// else as it was written, without signs that are misread.
  package static func entered(_ text: String) -> String {
    if let strength = Strength(text: text) { return strength.description }
    let clear = text.replacing("µg", with: "mcg").replacing("μg", with: "mcg")
    let ends = [("/hour", "hour"), ("/hr", "hour"), ("/h", "hour"), ("/day", "day")]
    let lowered = clear.lowercased()
    let rate = ends.first { lowered.hasSuffix($0.0) }
    guard let rate else { return withLeadingZeros(clear) }
    let mass = String(clear.dropLast(rate.0.count))
    return "\(written(mass)?.description ?? withLeadingZeros(mass)) per \(rate.1)"
  }

  /// One number with its unit, as far as they are written.
  private struct Part {
    var number: String?
    var unit: String?
    /// Whether it stands behind a slash or `per`.
    var isPer = false

    var isEmpty: Bool { number == nil && unit == nil }
  }

  private static func parts(of text: String) -> [Part]? {
    var parts = [Part()]
    for token in tokens(of: text) {
      switch token.lowercased() {
      case "/", "per": parts.append(Part(isPer: true))
      case "-", "and", "&", "+", ",", ";": parts.append(Part())
      case let word where token.first?.isNumber == true || token.first == ".":
        guard parts[parts.count - 1].isEmpty else { return nil }
        parts[parts.count - 1].number = word
      default:
        guard parts[parts.count - 1].unit == nil, let unit = unit(token) else { return nil }
        parts[parts.count - 1].unit = unit
      }
    }
    return parts.contains(where: \.isEmpty) ? nil : parts
  }

  /// Numbers, words and signs, each by itself, however they were run together.
  private static func tokens(of text: String) -> [String] {
    let signs = Array(text)
    var tokens: [String] = []
    var current = ""
    var currentIsNumber = false
    func close() {
      if !current.isEmpty { tokens.append(current) }
      current = ""
    }
    for (index, sign) in signs.enumerated() {
      let next = signs.indices.contains(index + 1) ? signs[index + 1] : " "
      let isDigit = sign.isASCII && sign.isNumber
      let joins = (sign == "." || sign == ",") && next.isASCII && next.isNumber
      if isDigit || joins && (currentIsNumber || sign == ".") {
        if !currentIsNumber { close() }
        currentIsNumber = true
        current.append(sign)
      } else if sign.isLetter {
        if currentIsNumber { close() }
        currentIsNumber = false
        current.append(sign)
      } else {
        close()
        currentIsNumber = false
        // The point behind a shortened word says nothing.
        if sign != " ", sign != "." || index == 0 || !signs[index - 1].isLetter {
          tokens.append(String(sign))
        }
      }
    }
    close()
    return tokens
  }

  private static let spellings = [
    "µg": "mcg", "μg": "mcg", "ug": "mcg", "iu": "unit", "cc": "mL", "actuation": "puff",
    "act": "puff",
  ]

  private static func unit(_ word: String) -> String? {
    spellings[word.lowercased()] ?? Amount.canonicalUnit(word)
  }

  /// Whether a unit is that of an ingredient; a `g` behind a slash is one of ointment.
  private static func isMass(_ unit: String) -> Bool {
    ["mg", "mcg", "mEq", "mmol", "%", "unit"].contains(unit)
  }

  /// `1/2 mg`, which is half a milligram and no pair.
  private static func fraction(_ parts: [Part]) -> Amount? {
    guard parts.count == 2, parts[0].number == "1", parts[0].unit == nil, parts[1].isPer,
      let number = parts[1].number, ["2", "4"].contains(number), let unit = parts[1].unit
    else { return nil }
    return amount("1/\(number)", unit)
  }

  private static func amount(_ number: String, _ unit: String) -> Amount? {
    try? Amount(text: "\(number) \(unit)")  // Read whole or not at all.
  }
}
