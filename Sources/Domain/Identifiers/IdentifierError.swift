/// Why a text is not the identifier it was given as.
package enum IdentifierError: Error, Hashable, Sendable {
  case empty
  case wrongLength(found: Int, expected: [Int])
  /// The first character that cannot stand where it stands.
  case wrongCharacter(Character)
  case wrongCheckDigit(expected: Int, found: Int)
  /// Hyphens that make no NDC, with the digits between them: `[4, 4, 1]`.
  case wrongSegments([Int])
  /// Ten digits of an NDC without hyphens fit three different products.
  case ambiguousNDC
}

extension IdentifierError: CustomStringConvertible {
  /// The reason in plain words, as it stands in the documents of the command line.
  package var description: String {
    switch self {
    case .empty: "there is nothing to read"
    case .wrongLength(let found, let expected):
      "has \(found) characters instead of \(Self.choice(expected))"
    case .wrongCharacter(let character):
      "holds \(Self.visible(character)), which cannot stand there"
    case .wrongCheckDigit(let expected, let found):
      "check digit is \(found), expected \(expected)"
    case .wrongSegments(let lengths):
      "segments of \(lengths.map(String.init).joined(separator: "-")) digits are no NDC"
    case .ambiguousNDC:
      "ambiguous: ten digits without hyphens may be 4-4-2, 5-3-2 or 5-4-1"
    }
  }

  private static func choice(_ lengths: [Int]) -> String {
    let words = lengths.map(String.init)
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  static func visible(_ character: Character) -> String {
    guard let value = character.asciiValue, (0x21...0x7E).contains(value) else {
      let scalars = character.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }
      return "the character " + scalars.joined(separator: " ")
    }
    return "\"\(character)\""
  }
}
