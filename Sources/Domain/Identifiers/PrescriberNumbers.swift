/// A national provider identifier: ten digits with a valid check digit.
package struct NPI: Hashable, Sendable {
  /// Ten digits.
  package let text: String

  /// An NPI of ten digits.
  ///
  /// - Throws: ``IdentifierError``
  package init(text: String) throws(IdentifierError) {
    let trimmed = identifierTrimmed(text)
    let digits = try identifierDigits(trimmed)
    guard digits.count == 10 else { throw .wrongLength(found: digits.count, expected: [10]) }
    let expected = CheckDigit.npi(digits.dropLast())
    guard digits[9] == expected else {
      throw .wrongCheckDigit(expected: expected, found: digits[9])
    }
    self.text = trimmed
  }
}

/// A DEA registration number: a letter for the kind of registrant, a letter or 9, seven digits of
/// which the last is a check digit.
package struct DEANumber: Hashable, Sendable {
  /// Two capital letters (or a letter and 9) and seven digits.
  package let text: String

  /// A DEA number; small letters are read as capitals.
  ///
  /// - Throws: ``IdentifierError``
  package init(text: String) throws(IdentifierError) {
    let trimmed = identifierTrimmed(text)
    guard !trimmed.isEmpty else { throw .empty }
    for (place, character) in trimmed.enumerated().prefix(9) {
      let isLetter = character.isASCII && character.isLetter
      let isDigit = character.isASCII && character.isNumber
      let fits = place == 0 ? isLetter : place == 1 ? isLetter || character == "9" : isDigit
      guard fits else { throw .wrongCharacter(character) }
    }
    guard trimmed.count == 9 else { throw .wrongLength(found: trimmed.count, expected: [9]) }
    let digits = try identifierDigits(trimmed.dropFirst(2))
    let expected = CheckDigit.dea(Array(digits.dropLast()))
    guard digits[6] == expected else {
      throw .wrongCheckDigit(expected: expected, found: digits[6])
    }
    self.text = trimmed.uppercased()
  }
}
