/// The check digits of the identifiers a pharmacy reads.
package enum CheckDigit {
  /// The check digit of a GS1 number (GTIN, SSCC, GLN) whose other digits these are.
  ///
  /// Weights 3 and 1 alternate from the right. Source: GS1 General Specifications, section 7.9.
  package static func gs1(_ digits: some BidirectionalCollection<Int>) -> Int {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      sum += digit * (place.isMultiple(of: 2) ? 3 : 1)
    }
    return (10 - sum % 10) % 10
  }

  /// The check digit of a national provider identifier whose first nine digits these are.
  ///
  /// Luhn over the digits with 80840 before them. Source: 45 CFR 162.406, ISO/IEC 7812.
  package static func npi(_ digits: some BidirectionalCollection<Int>) -> Int {
    var sum = 24
    for (place, digit) in digits.reversed().enumerated() {
      let weighted = place.isMultiple(of: 2) ? digit * 2 : digit
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return (10 - sum % 10) % 10
  }

  /// The check digit of a DEA number whose first six digits these are.
  ///
  /// The first, third and fifth, plus twice the second, fourth and sixth.
  package static func dea(_ digits: [Int]) -> Int {
    digits.enumerated().reduce(0) { $0 + $1.element * ($1.offset.isMultiple(of: 2) ? 1 : 2) } % 10
  }

  /// Checks the last digit of a GS1 number.
  ///
  /// - Throws: ``IdentifierError/wrongCheckDigit(expected:found:)``
  static func verifyGS1(_ digits: [Int]) throws(IdentifierError) {
    guard let found = digits.last else { throw .empty }
    let expected = gs1(digits.dropLast())
    guard found == expected else { throw .wrongCheckDigit(expected: expected, found: found) }
  }
}

/// The digits of a text.
///
/// - Throws: ``IdentifierError/empty``, ``IdentifierError/wrongCharacter(_:)``
func identifierDigits(_ text: some StringProtocol) throws(IdentifierError) -> [Int] {
  guard !text.isEmpty else { throw .empty }
  var digits: [Int] = []
  for character in text {
    guard let value = character.asciiValue, (48...57).contains(value) else {
      throw .wrongCharacter(character)
    }
    digits.append(Int(value) - 48)
  }
  return digits
}

/// A text without white space around it.
func identifierTrimmed(_ text: some StringProtocol) -> String {
  let tail = text.drop(while: \.isWhitespace)
  return String(tail.reversed().drop(while: \.isWhitespace).reversed())
}
