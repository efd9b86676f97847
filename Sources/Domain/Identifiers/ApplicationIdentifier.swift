/// A GS1 application identifier: what an element of a barcode means and how it is written.
///
/// Source: GS1 General Specifications, section 3, and the GS1 Barcode Syntax Dictionary.
package struct ApplicationIdentifier: Hashable, Sendable {
  /// Which characters an element may hold.
  package enum Characters: Hashable, Sendable {
    case digits
    /// Letters, digits and twenty signs, without a space.
    case text
  }

  /// What must be true of an element beyond its length and characters.
  package enum Rule: Hashable, Sendable {
    /// The last of the first so many digits checks the others, after so many digits to skip.
    case checkDigit(count: Int, after: Int)
    /// The first six digits are a date, day 00 being the last of the month.
    case date
  }

  /// Two to four digits.
  package let code: String
  /// The GS1 data title.
  package let title: String
  /// What the element may be written in.
  package let characters: Characters
  /// Characters in the element.
  package let length: ClosedRange<Int>
  /// A check beyond that; nil for none.
  package let rule: Rule?

  /// Whether the length follows from the first two digits, so that no separator has to end it.
  ///
  /// Source: GS1 General Specifications, figure 7.8.5-2.
  package var isPredefinedLength: Bool {
    switch code.prefix(2) {
    case "00", "01", "02", "03", "04", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
      "31", "32", "33", "34", "35", "36", "41":
      true
    default: false
    }
  }

  /// The identifier of this code, or nil.
  package static func named(_ code: some StringProtocol) -> ApplicationIdentifier? {
    table[String(code)]
  }

  /// The identifier at the start of a text, or nil; no code begins with another one.
  package static func leading(_ text: some StringProtocol) -> ApplicationIdentifier? {
    for count in 2...4 {
      if let found = table[String(text.prefix(count))] { return found }
    }
    return nil
  }
}
