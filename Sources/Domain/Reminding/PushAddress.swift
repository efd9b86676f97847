/// Why an address is none to push to.
package enum PushAddressError: Error, Equatable, Sendable {
  /// Neither `https` nor `http`.
  case otherScheme
  /// Plain HTTP goes to this machine only: elsewhere everybody on the way could read it.
  case notEncrypted(host: String)
  /// A name or password in it, characters that do not belong there, no host, or no topic.
  case unreadable
}

/// Where a push server takes messages: `https://ntfy.example.org/topic`, or plain HTTP to a server
/// on this machine.
package struct PushAddress: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  /// Whether it is this machine.
  package let isLoopback: Bool

  /// - Throws: ``PushAddressError``
  package init(text: String) throws(PushAddressError) {
    let isPlain = text.hasPrefix("http://")
    guard isPlain || text.hasPrefix("https://") else { throw .otherScheme }
    let rest = text.dropFirst(isPlain ? 7 : 8)
    guard text.utf8.count <= 500, rest.unicodeScalars.allSatisfy(Self.isAllowed),
      let slash = rest.firstIndex(of: "/"),
      rest[slash...].contains(where: { $0 != "/" }),
      let host = Self.host(rest[..<slash])
    else { throw .unreadable }
    isLoopback = Self.loopbackHosts.contains(host)
    guard isLoopback || !isPlain else { throw .notEncrypted(host: host) }
    description = text
  }

  private static let loopbackHosts: Set<String> = ["127.0.0.1", "[::1]", "localhost"]

  /// The host before an optional port; nil when that is not what stands there.
  private static func host(_ authority: Substring) -> String? {
    let isLiteral = authority.hasPrefix("[")
    let host: Substring
    if isLiteral {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      host = authority[...end]
    } else {
      host = authority.prefix { $0 != ":" }
    }
    let port = authority[host.endIndex...]
    let isPort =
      port.isEmpty
      || port.first == ":" && (1...5).contains(port.count - 1)
        && port.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    let allowed = isLiteral ? "0123456789abcdefABCDEF:[]" : nil
    guard isPort, !host.isEmpty, !host.contains("@"),
      allowed.map({ allowed in host.allSatisfy(allowed.contains) }) ?? !host.contains("[")
    else { return nil }
    return host.lowercased()
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: "-._~:/[]!$&'()*+,;=%?".unicodeScalars.contains(scalar)
    }
  }
}

extension PushAddressError {
  /// What is wrong, as a sentence.
  package var sentence: String {
    switch self {
    case .otherScheme: "The address begins with https."
    case .notEncrypted:
      "Only an encrypted address (https) or one on this machine is used: others could read along."
    case .unreadable: "An address has a server and a topic, and no name or password in it."
    }
  }
}
