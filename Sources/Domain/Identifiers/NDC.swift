/// A national drug code: labeler, product and package, each kept with its own length.
///
/// Source: 21 CFR 207.33 (4-4-2, 5-3-2, 5-4-1; 6-4-2 from 2033-03-07) and the 5-4-2 of billing.
package struct NDC: Hashable, Sendable {
  /// Four to six digits: who makes or sells it.
  package let labeler: String
  /// Three or four digits: the drug, strength and form.
  package let product: String
  /// One or two digits: the size and kind of package.
  package let package: String

  /// An NDC with hyphens, of 11 digits (5-4-2) or of 12 digits (6-4-2).
  ///
  /// - Throws: ``IdentifierError``, ``IdentifierError/ambiguousNDC`` for ten digits without hyphens
  package init(text: String) throws(IdentifierError) {
    let trimmed = identifierTrimmed(text)
    let segments = trimmed.split(separator: "-", omittingEmptySubsequences: false)
    guard segments.count > 1 else {
      self = try Self.unhyphenated(trimmed)
      return
    }
    for segment in segments where !segment.isEmpty { _ = try identifierDigits(segment) }
    let lengths = segments.map(\.count)
    guard Self.layouts.contains(lengths) else { throw .wrongSegments(lengths) }
    self.init(segments: segments)
  }

  /// An NDC from its three segments, checked by the caller.
  private init(segments: [Substring]) {
    (labeler, product, package) = (String(segments[0]), String(segments[1]), String(segments[2]))
  }

  private static func unhyphenated(_ digits: String) throws(IdentifierError) -> NDC {
    let count = try identifierDigits(digits).count
    guard count != 10 else { throw .ambiguousNDC }
    guard count == 11 || count == 12 else { throw .wrongLength(found: count, expected: [11, 12]) }
    let labeler = digits.prefix(count - 6)
    return NDC(segments: [labeler, digits.dropFirst(count - 6).prefix(4), digits.suffix(2)])
  }

  private static let layouts = [[4, 4, 2], [5, 3, 2], [5, 4, 1], [5, 4, 2], [6, 4, 2]]

  /// Eleven digits without hyphens, the short segment padded, as claims want it; nil for a code of
  /// twelve digits that eleven cannot hold.
  package var ndc11: String? {
    let padded = Self.pad(labeler, 5) + Self.pad(product, 4) + Self.pad(package, 2)
    if padded.count == 11 { return padded }
    return padded.first == "0" ? String(padded.dropFirst()) : nil
  }

  /// The number in the package's barcode; nil when the padding hides which ten digits it has.
  package var gtin: GTIN? {
    // The digits were checked when this value was made, so the conversion cannot fail.
    guard let digits = tenDigits.map({ $0.compactMap(\.wholeNumberValue) }) else { return nil }
    return GTIN(ndcDigits: digits)
  }

  /// The ten digits without padding; of an eleven-digit code only when one segment alone begins
  /// with a zero, since otherwise any of them may be the padded one.
  private var tenDigits: String? {
    let plain = labeler + product + package
    if plain.count == 10 { return plain }
    guard let eleven = ndc11 else { return nil }
    let starts = [0, 5, 9].filter { eleven.dropFirst($0).first == "0" }
    guard starts.count == 1 else { return nil }
    return String(eleven.prefix(starts[0]) + eleven.dropFirst(starts[0] + 1))
  }

  /// The code as given, and with each segment without the zero that pads it: how the same package
  /// is written in other layouts.
  package var writings: [String] {
    guard [labeler.count, product.count, package.count] == [5, 4, 2] else { return [description] }
    var writings = [description]
    if labeler.first == "0" { writings.append("\(labeler.dropFirst())-\(product)-\(package)") }
    if product.first == "0" { writings.append("\(labeler)-\(product.dropFirst())-\(package)") }
    if package.first == "0" { writings.append("\(labeler)-\(product)-\(package.dropFirst())") }
    return writings
  }

  private static func pad(_ segment: String, _ width: Int) -> String {
    String(repeating: "0", count: max(0, width - segment.count)) + segment
  }
}

extension NDC: CustomStringConvertible {
  /// The three segments with hyphens, as long as they were given.
  package var description: String { "\(labeler)-\(product)-\(package)" }
}
