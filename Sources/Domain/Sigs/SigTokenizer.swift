/// Cuts directions into tokens, in one pass over the text.
///
/// Letters and digits are separate tokens (`q8h` is three), abbreviation points are dropped
/// (`b.i.d.` is `bid`), and words that were glued together by software are cut where each piece is
/// a known word (`timesdaily`).
struct SigTokenizer {
  private let scalars: [Unicode.Scalar]
  private var tokens: [SigToken] = []
  private var index = 0

  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  static func tokens(of scalars: [Unicode.Scalar]) -> [SigToken] {
    var tokenizer = SigTokenizer(scalars)
    tokenizer.run()
    return tokenizer.tokens
  }

  private mutating func run() {
    while index < scalars.count {
      let scalar = scalars[index]
      if Self.isSpace(scalar) {
        index += 1
      } else if Self.isDigit(scalar) || (scalar == "." && startsDecimals) {
        number()
      } else if scalar.properties.isAlphabetic {
        word()
      } else if let length = pluralInParentheses {
        index += length
      } else if let word = Self.signsForWords[scalar] {
        append(.word, from: index, to: index + 1)
        tokens[tokens.count - 1].text = word
      } else if let fraction = Self.fractions[scalar] {
        append(.number(fraction), from: index, to: index + 1)
      } else {
        append(Self.marks.contains(scalar) ? .mark : .unreadable, from: index, to: index + 1)
      }
    }
  }

  private static let marks = Set("()[],.;:-/=#*%\u{2013}\u{2014}\u{D7}".unicodeScalars)

  private static let signsForWords: [Unicode.Scalar: String] = ["&": "and", "@": "at"]

  /// The length of an ending that is left open, as in `tablet(s)`.
  private var pluralInParentheses: Int? {
    guard scalars[index] == "(", isLetter(at: index - 1) else { return nil }
    for ending in ["s)", "es)", "ies)"] {
      let length = ending.unicodeScalars.count
      if scalars.dropFirst(index + 1).prefix(length).elementsEqual(ending.unicodeScalars) {
        return length + 1
      }
    }
    return nil
  }

  private static let fractions: [Unicode.Scalar: Rational] = [
    "\u{BD}": Rational(1, 2), "\u{BC}": Rational(1, 4), "\u{BE}": Rational(3, 4),
    "\u{2153}": Rational(1, 3), "\u{2154}": Rational(2, 3),
  ]

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\t" || scalar == "\n" || scalar == "\r"
      || scalar.properties.generalCategory
        == .spaceSeparator
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 48 && scalar.value <= 57
  }

  private func isDigit(at index: Int) -> Bool {
    scalars.indices.contains(index) && Self.isDigit(scalars[index])
  }

  private func isLetter(at index: Int) -> Bool {
    scalars.indices.contains(index) && scalars[index].properties.isAlphabetic
  }

  private var startsDecimals: Bool { isDigit(at: index + 1) }

  private mutating func append(_ kind: SigToken.Kind, from start: Int, to end: Int) {
    let written = String(String.UnicodeScalarView(scalars[start..<end]))
    tokens.append(
      SigToken(
        kind: kind,
        text: written.lowercased(),
        written: written,
        range: start..<end,
        isAttached: tokens.last?.range.upperBound == start
      )
    )
    index = end
  }

  /// A number, a fraction, a time with a colon, or something of digits that is none of them.
  private mutating func number() {
    let start = index
    var end = index
    while isDigit(at: end) || (end < scalars.count && isDigit(at: end + 1) && joins(end)) {
      end += 1
    }
    if end < scalars.count, scalars[end] == "e" || scalars[end] == "E", isDigit(at: end + 1) {
      // A power of ten, which nobody means for a dose and which must not be read as its last digit.
      while isDigit(at: end) || isLetter(at: end) { end += 1 }
      append(.unreadable, from: start, to: end)
      return
    }
    let text = String(String.UnicodeScalarView(scalars[start..<end]))
    let glued = text.hasPrefix(".") && isLetter(at: start - 1)
    append(glued ? .unreadable : Self.kind(of: text), from: start, to: end)
  }

  private func joins(_ index: Int) -> Bool { ".,/:".unicodeScalars.contains(scalars[index]) }

  private static func kind(of text: String) -> SigToken.Kind {
    if text.contains(":") {
      let padded = text.count == 4 ? "0" + text : text
      return TimeOfDay(text: padded).map { .time($0) } ?? .unreadable
    }
    guard !hasTwoMeanings(text) else { return .unreadable }
    return Rational(text: text).map { .number($0) } ?? .unreadable
  }

  /// Whether digits are written so that a dose of another size may be meant.
  ///
  /// "20/10" and "5/10 mg" are two amounts as well as a fraction; part of a tablet is written in
  /// lowest terms. "10.000" is ten thousand where the point groups digits.
  private static func hasTwoMeanings(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let numerator = Int(parts[0]), let denominator = Int(parts[1]) {
      return !partsOfUnits.contains(denominator) || numerator >= denominator
        || Rational(numerator, denominator).denominator != denominator
    }
    let digits = text.split(separator: ".", omittingEmptySubsequences: false)
    guard digits.count == 2, digits[1].utf8.count == 3, digits[1].hasSuffix("0") else {
      return false
    }
    return !digits[0].allSatisfy { $0 == "0" }
  }

  /// The parts that doses are cut into.
  private static let partsOfUnits: Set = [2, 3, 4, 8]

  private mutating func word() {
    let start = index
    var end = index
    var text = ""
    while isLetter(at: end) || Self.isCombining(scalars, end) {
      text.unicodeScalars.append(scalars[end])
      end += 1
    }
    if end == start + 1 { (end, text) = abbreviation(from: start) }
    let isListed = start > 0 && scalars[start - 1] == "/"
    if text.lowercased() == "w", end < scalars.count, scalars[end] == "/", !isListed {
      (end, text) = (end + 1, "with")
    }
    let token = SigToken(
      kind: .word,
      text: Self.folded(text),
      written: String(String.UnicodeScalarView(scalars[start..<end])),
      range: start..<end,
      isAttached: tokens.last?.range.upperBound == start
    )
    tokens += SigSpelling.pieces(of: token)
    index = end
  }

  /// Single letters with points between them, as in `b.i.d.`.
  private func abbreviation(from start: Int) -> (end: Int, text: String) {
    var end = start + 1
    var letters = String(scalars[start])
    while end < scalars.count, scalars[end] == ".", isLetter(at: end + 1), !isLetter(at: end + 2) {
      letters.unicodeScalars.append(scalars[end + 1])
      end += 2
    }
    if letters.count > 1, end < scalars.count, scalars[end] == "." { end += 1 }
    return (end, letters)
  }

  private static func isCombining(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
    guard scalars.indices.contains(index) else { return false }
    return scalars[index].value >= 0x300 && scalars[index].value <= 0x36F
  }

  private static let accents: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{E1}": "a", "\u{E9}": "e", "\u{ED}": "i", "\u{F3}": "o", "\u{FA}": "u", "\u{FC}": "u",
    "\u{F1}": "n", "\u{E0}": "a", "\u{E8}": "e", "\u{E4}": "a", "\u{F6}": "o", "\u{B5}": "u",
    "\u{3BC}": "u",
  ]

  private static func folded(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars where !(0x300...0x36F).contains(scalar.value) {
      out.append(accents[scalar] ?? scalar)
    }
    return String(out)
  }
}
