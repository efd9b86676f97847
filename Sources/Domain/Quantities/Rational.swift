/// An exact fraction, so that half a tablet three times is one tablet and a half.
///
/// Always in lowest terms with a positive denominator. Arithmetic that leaves the range of `Int`
/// traps; text is held to ``Rational/parseLimit``, four decimals and denominators up to 16, so that
/// sums of what people type stay exact and this cannot be reached from outside.
package struct Rational: Hashable, Sendable {
  package let numerator: Int
  package let denominator: Int

  package static let zero = Rational(0)

  /// The largest number accepted from text.
  package static let parseLimit = 10_000_000

  package init(_ whole: Int) {
    numerator = whole
    denominator = 1
  }

  /// A fraction in lowest terms.
  ///
  /// `denominator` must not be zero.
  package init(_ numerator: Int, _ denominator: Int) {
    precondition(denominator != 0, "a fraction needs a denominator")
    let divisor = Self.greatestCommonDivisor(abs(numerator), abs(denominator))
    let sign = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  /// A fraction from `"2"`, `"0.25"`, `"1/2"`, `"1 1/2"` or `"1,000"`; nil for anything else, a
  /// negative number and a number beyond ``Rational/parseLimit`` included.
  package init?(text: some StringProtocol) {
    let words = Substring(text).split(separator: " ", omittingEmptySubsequences: false)
    switch words.count {
    case 1:
      guard let value = Self.parseWord(words[0]) else { return nil }
      self = value
    case 2:
      guard
        let whole = Self.parseDigits(words[0]),
        words[1].contains("/"),
        let part = Self.parseWord(words[1]),
        part < Rational(1)
      else { return nil }
      self = Rational(whole) + part
    default: return nil
    }
  }

  package var isWhole: Bool { denominator == 1 }
  package var isPositive: Bool { numerator > 0 }

  /// Rounded towards minus infinity.
  package var floor: Int {
    numerator >= 0 || numerator % denominator == 0
      ? numerator / denominator : numerator / denominator - 1
  }

  /// Rounded towards plus infinity.
  package var ceiling: Int { -(-self).floor }

  /// The nearest floating-point number, for charts only: no amount is ever computed from it.
  package var approximation: Double { Double(numerator) / Double(denominator) }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (larger, smaller) = (first, second)
    while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
    return max(larger, 1)
  }

  fileprivate static func leastCommonMultiple(_ first: Int, _ second: Int) -> Int {
    first / greatestCommonDivisor(first, second) * second
  }

  private static func parseWord(_ word: Substring) -> Rational? {
    if let slash = word.firstIndex(of: "/") {
      guard
        let top = parseDigits(word[..<slash]),
        let bottom = parseDigits(word[word.index(after: slash)...]),
        (1...16).contains(bottom)
      else { return nil }
      return Rational(top, bottom)
    }
    guard let point = word.firstIndex(of: ".") else {
      return parseDigits(word).map { Rational($0) }
    }
    let decimals = word[word.index(after: point)...]
    guard
      let whole = point == word.startIndex ? 0 : parseDigits(word[..<point]),
      decimals.count <= 4, decimals.allSatisfy({ $0.isASCII && $0.isNumber }),
      let part = Int(decimals)
    else { return nil }
    let scale = decimals.reduce(1) { value, _ in value * 10 }
    return Rational(whole) + Rational(part, scale)
  }

  private static func parseDigits(_ digits: Substring) -> Int? {
    let groups = digits.split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      guard (1...3).contains(groups[0].count), groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return nil }
    }
    let plain = groups.joined()
    guard
      !plain.isEmpty, plain.utf8.count <= 10,
      plain.allSatisfy({ $0.isASCII && $0.isNumber }),
      let value = Int(plain), value <= parseLimit
    else { return nil }
    return value
  }
}

extension Rational: Comparable, AdditiveArithmetic {
  package static func < (left: Rational, right: Rational) -> Bool {
    let common = leastCommonMultiple(left.denominator, right.denominator)
    return left.numerator * (common / left.denominator)
      < right.numerator * (common / right.denominator)
  }

  package static func + (left: Rational, right: Rational) -> Rational {
    let common = leastCommonMultiple(left.denominator, right.denominator)
    return Rational(
      left.numerator * (common / left.denominator) + right.numerator * (common / right.denominator),
      common
    )
  }

  package static func - (left: Rational, right: Rational) -> Rational { left + (-right) }

  package static prefix func - (value: Rational) -> Rational {
    Rational(-value.numerator, value.denominator)
  }

  package static func * (left: Rational, right: Rational) -> Rational {
    Rational(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The quotient.
  ///
  /// `right` must not be zero.
  package static func / (left: Rational, right: Rational) -> Rational {
    Rational(left.numerator * right.denominator, left.denominator * right.numerator)
  }
}

extension Rational: CustomStringConvertible {
  /// Plain text that ``Rational/init(text:)`` reads back: `2`, `1/2`, `1 1/2`, `0.125`, `-3`.
  ///
  /// Decimals where the denominator divides a power of ten and is not 2, 3 or 4, since half a
  /// tablet is spoken as a fraction and a tenth of a milliliter as a decimal. Amounts measured in
  /// milligrams or milliliters always want decimals: see ``Rational/decimalText``.
  package var description: String {
    if isWhole { return String(numerator) }
    if [2, 3, 4].contains(denominator) || decimalText == nil {
      let whole = abs(numerator) / denominator
      let rest = abs(numerator) % denominator
      let sign = numerator < 0 ? "-" : ""
      return whole == 0 ? "\(sign)\(rest)/\(denominator)" : "\(sign)\(whole) \(rest)/\(denominator)"
    }
    return decimalText ?? "\(numerator)/\(denominator)"
  }

  /// The exact decimal without trailing zeros and with a leading zero (`2.5`, `0.125`), or nil when
  /// it does not end within six places.
  package var decimalText: String? {
    var scale = 1
    for places in 0...6 {
      if (abs(numerator) * scale) % denominator == 0 {
        let digits = String(abs(numerator) * scale / denominator)
        let sign = numerator < 0 ? "-" : ""
        if places == 0 { return sign + digits }
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
      }
      scale *= 10
    }
    return nil
  }
}
