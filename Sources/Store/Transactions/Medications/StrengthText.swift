import Domain

/// The strength of a label before it is put on record.
enum StrengthText {
  /// The strength in its one spelling; nil where there is none.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` for a text that cannot be kept, and for numbers without a
  ///   unit: what no check can reckon with must not stand there as if it were known.
  static func checked(_ text: String?) throws -> String? {
    let plain = try PlainText.checked(optional: text, of: "the strength", atMost: 80)
    guard let plain else { return nil }
    guard !Strength.lacksUnit(plain) else {
      throw StoreError.invalid(
        "the strength has no unit: write mg, mcg or what stands behind the number on the label"
      )
    }
    return Strength.entered(plain)
  }
}
