/// A global trade item number, kept in its 14-digit form with a valid check digit.
package struct GTIN: Hashable, Sendable {
  /// Fourteen digits, shorter numbers with zeros before them.
  package let text: String

  /// A GTIN of 8, 12, 13 or 14 digits.
  ///
  /// - Throws: ``IdentifierError``
  package init(text: String) throws(IdentifierError) {
    let digits = try identifierDigits(identifierTrimmed(text))
    guard [8, 12, 13, 14].contains(digits.count) else {
      throw .wrongLength(found: digits.count, expected: [8, 12, 13, 14])
    }
    try CheckDigit.verifyGS1(digits)
    self.text = String(repeating: "0", count: 14 - digits.count) + digits.map(String.init).joined()
  }

  /// The number of a United States drug package whose NDC has these ten digits: 003, the digits,
  /// the check digit.
  package init(ndcDigits: [Int]) {
    precondition(ndcDigits.count == 10, "an NDC without its padding has ten digits")
    let digits = [0, 0, 3] + ndcDigits
    text = (digits + [CheckDigit.gs1(digits)]).map(String.init).joined()
  }

  /// 0 for the package itself, 1 to 8 for a case of them, 9 for a variable measure.
  ///
  /// What a case holds stands in no barcode: it comes from the catalogue or is asked for.
  package var indicator: Int { text.first?.wholeNumberValue ?? 0 }

  /// The ten digits of an NDC, when this is a United States drug's number; how they are hyphenated
  /// is known to the catalogue only.
  package var ndcDigits: String? {
    guard text.dropFirst().hasPrefix("03") else { return nil }
    return String(text.dropFirst(3).dropLast())
  }
}

extension GTIN: CustomStringConvertible {
  /// The fourteen digits.
  package var description: String { text }
}
