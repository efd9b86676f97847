import Domain

/// Text as it may enter the database: no NUL, no control bytes, no invisible direction changes, not
/// empty and not endless.
package enum PlainText {
  /// The text with its outer blanks removed.
  ///
  /// `what` names the field for the error, as in `the name`.
  ///
  /// - Throws: ``StoreError/invalid(_:)``
  package static func checked(
    _ text: String,
    of what: String,
    atMost limit: Int
  ) throws(StoreError) -> String {
    guard text.utf8.count <= limit * 4 else {
      throw .invalid("\(what) is longer than \(limit) characters")
    }
    var scalars = Substring(text).unicodeScalars
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    let trimmed = String(scalars)
    guard !trimmed.isEmpty else { throw .invalid("\(what) is empty") }
    guard trimmed.count <= limit else {
      throw .invalid("\(what) is longer than \(limit) characters")
    }
    guard trimmed.unicodeScalars.allSatisfy(isPlain) else {
      throw .invalid("\(what) holds control characters")
    }
    return trimmed
  }

  /// Optional text: nil for nil and for blanks.
  ///
  /// - Throws: ``StoreError/invalid(_:)``
  package static func checked(
    optional text: String?,
    of what: String,
    atMost limit: Int
  ) throws(StoreError) -> String? {
    guard let text, text.contains(where: { !$0.isWhitespace }) else { return nil }
    return try checked(text, of: what, atMost: limit)
  }

  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: false
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF: false
    default: true
    }
  }
}
