/// Bytes that a terminal sends for a key.
public struct TerminalKeys: Equatable, Sendable, ExpressibleByStringLiteral {
  public let bytes: [UInt8]

  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The characters of a string, as typed.
  public init(stringLiteral text: String) {
    bytes = Array(text.utf8)
  }

  public static let enter: TerminalKeys = "\r"
  public static let escape: TerminalKeys = "\u{1B}"
  public static let tab: TerminalKeys = "\t"
  public static let backspace: TerminalKeys = "\u{7F}"
  public static let up: TerminalKeys = "\u{1B}[A"
  public static let down: TerminalKeys = "\u{1B}[B"
  public static let right: TerminalKeys = "\u{1B}[C"
  public static let left: TerminalKeys = "\u{1B}[D"
  public static let pageUp: TerminalKeys = "\u{1B}[5~"
  public static let pageDown: TerminalKeys = "\u{1B}[6~"
  public static let home: TerminalKeys = "\u{1B}[H"
  public static let end: TerminalKeys = "\u{1B}[F"

  /// Control with a letter.
  public static func control(_ letter: Character) -> TerminalKeys {
    TerminalKeys(bytes: [(letter.asciiValue ?? 0x40) & 0x1F])
  }

  /// Text from the clipboard, as a terminal with bracketed paste sends it.
  public static func paste(_ text: String) -> TerminalKeys {
    TerminalKeys(bytes: Array("\u{1B}[200~\(text)\u{1B}[201~".utf8))
  }
}
