/// A mail address that can stand in a header without opening a second one.
///
/// One receiver, in the plain form `name@host` (RFC 5321 section 4.1.2, without quoted names, host
/// literals and international names).
package struct MailAddress: Hashable, Sendable, CustomStringConvertible {
  package let description: String

  /// Nil for anything else, two addresses among it.
  package init?(text: String) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, text.utf8.count <= 254, parts[0].utf8.count <= 64,
      Self.areWords(parts[0], Self.isNameCharacter), Self.areWords(parts[1], Self.isHostCharacter),
      parts[1].contains("."),
      parts[1].split(separator: ".").allSatisfy({
        $0.count <= 63 && !$0.hasPrefix("-") && !$0.hasSuffix("-")
      })
    else { return nil }
    description = text
  }

  /// Whether a text is words of such characters with points between them.
  private static func areWords(_ text: Substring, _ allowed: (Unicode.Scalar) -> Bool) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { word in
      !word.isEmpty && word.unicodeScalars.allSatisfy(allowed)
    }
  }

  private static func isHostCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9", "-": true
    default: false
    }
  }

  private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
    isHostCharacter(scalar) || "!#$%&'*+/=?^_`{|}~".unicodeScalars.contains(scalar)
  }
}
