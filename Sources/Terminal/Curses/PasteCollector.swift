/// Gathers what comes between the marks of a bracketed paste.
///
/// Nothing in a paste is a key: `Take 1\rq` pasted into a list must not take a dose and leave.
struct PasteCollector: Sendable {
  private static let end = Array("\u{1B}[201~".utf8)

  private let limit: Int
  private var collected: [UInt8] = []
  private var isTooLong = false

  init(limit: Int) {
    self.limit = limit
  }

  /// Takes bytes in; returns those after the end of the paste, or nothing while it goes on.
  mutating func take(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
    var rest: [UInt8]?
    for byte in bytes {
      if rest != nil {
        rest?.append(byte)
        continue
      }
      collected.append(byte)
      if byte == UInt8(ascii: "~"), collected.suffix(Self.end.count) == Self.end[...] {
        collected.removeLast(Self.end.count)
        rest = []
      }
      if collected.count > limit + Self.end.count {
        isTooLong = true
        collected.removeFirst(collected.count - Self.end.count)
      }
    }
    return rest
  }

  /// The finished paste as a key, or the reason why it is none.
  var key: Key {
    if isTooLong || collected.count > limit { return .pasteRefused(.tooLong(limit: limit)) }
    guard let text = String(validating: collected, as: UTF8.self) else {
      return .pasteRefused(.notText)
    }
    var scalars = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\r": scalars.append("\n")
      case "\n": if previous != "\r" { scalars.append("\n") }
      case "\t": scalars.append(" ")
      // Group separators stand in what barcode scanners send.
      case "\u{1D}": scalars.append(scalar)
      default:
        if scalar.properties.generalCategory == .control {
          return .pasteRefused(.controlCharacter)
        }
        scalars.append(scalar)
      }
      previous = scalar
    }
    return .paste(String(scalars))
  }
}
