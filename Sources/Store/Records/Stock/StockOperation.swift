/// The name of one thing that somebody did, so that sending it again records it once.
package struct StockOperation: Hashable, Sendable {
  /// 16 bytes.
  package let bytes: [UInt8]

  /// An operation's name, or nil unless it has 16 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// A name from a UUID in text, with or without its hyphens; nil for anything else.
  package init?(uuid text: String) {
    let digits = text.utf8.filter { $0 != UInt8(ascii: "-") }.map { Self.value(of: $0) }
    guard digits.count == 32, text.utf8.count == 32 || text.utf8.count == 36 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 32, by: 2) {
      guard let high = digits[index], let low = digits[index + 1] else { return nil }
      bytes.append(high << 4 | low)
    }
    self.bytes = bytes
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
