import Foundation

/// A GS1 Digital Link: a web address that carries application identifiers.
///
/// Source: GS1 Digital Link standard, URI syntax, sections 4.4 to 4.9.
enum DigitalLink {
  /// Identifiers that may begin the part of the path that counts.
  private static let primaryKeys: Set<String> = [
    "00", "01", "253", "255", "401", "402", "414", "417", "8003", "8004", "8006", "8010", "8013",
    "8017", "8018",
  ]

  static func isLink(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return start.hasPrefix("http://") || start.hasPrefix("https://")
  }

  /// The identifiers and values of a link, those of the path first; empty when it names nothing.
  static func pairs(in link: String) -> [(code: String, value: String)] {
    let address = link.prefix { $0 != "#" }
    let beforeQuery = address.prefix { $0 != "?" }
    let query = address.dropFirst(beforeQuery.count + 1)
    let segments = beforeQuery.split(separator: "/", omittingEmptySubsequences: true).dropFirst(2)
    var path = segments.drop { !primaryKeys.contains(String($0)) }
    var pairs: [(code: String, value: String)] = []
    while let code = path.popFirst(), let value = path.popFirst() {
      pairs.append((String(code), decoded(value)))
    }
    guard !pairs.isEmpty else { return [] }
    for part in query.split(whereSeparator: { $0 == "&" || $0 == ";" }) {
      let code = part.prefix { $0 != "=" }
      // Names that are no numbers belong to the link's owner and say nothing about the product.
      guard code.allSatisfy({ $0.isASCII && $0.isNumber }) else { continue }
      pairs.append((String(code), decoded(part.dropFirst(code.count + 1))))
    }
    return pairs
  }

  private static func decoded(_ text: Substring) -> String {
    String(text).removingPercentEncoding ?? String(text)
  }
}
