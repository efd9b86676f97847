/// Numbers in words, and small Roman numerals.
///
/// English alone: in Spanish "once" is eleven.
enum SigNumberWords {
  static let whole: [String: Int] = [
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
  ]

  static let parts: [String: Rational] = [
    "half": Rational(1, 2), "third": Rational(1, 3), "quarter": Rational(1, 4),
    "eighth": Rational(1, 8),
  ]

  static let pluralParts: [String: Rational] = [
    "halves": Rational(1, 2), "thirds": Rational(1, 3), "quarters": Rational(1, 4),
    "eighths": Rational(1, 8),
  ]

  /// Words that multiply the number before them.
  static let scales: [(word: String, factor: Int)] = [("thousand", 1000), ("hundred", 100)]

  /// Roman numerals, which count only before a unit or a mark of a range.
  static let roman: [String: Int] = [
    "i": 1, "ii": 2, "iii": 3, "iiii": 4, "iv": 4, "v": 5, "vi": 6,
  ]

  static let all = Set(whole.keys).union(parts.keys).union(pluralParts.keys).union(roman.keys)
    .union(scales.map(\.word))
}
