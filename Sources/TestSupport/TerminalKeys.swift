/// Bytes that a terminal sends for a key.
package struct TerminalKeys: Equatable, Sendable, ExpressibleByStringLiteral {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The characters of a string, as typed.
  package init(stringLiteral text: String) {
    bytes = Array(text.utf8)
  }

  package static let enter: TerminalKeys = "\r"
  package static let escape: TerminalKeys = "\u{1B}"
  package static let tab: TerminalKeys = "\t"
  package static let backspace: TerminalKeys = "\u{7F}"
  package static let up: TerminalKeys = "\u{1B}[A"
  package static let down: TerminalKeys = "\u{1B}[B"
  package static let right: TerminalKeys = "\u{1B}[C"
  package static let left: TerminalKeys = "\u{1B}[D"
  package static let pageUp: TerminalKeys = "\u{1B}[5~"
  package static let pageDown: TerminalKeys = "\u{1B}[6~"
  package static let home: TerminalKeys = "\u{1B}[H"
  package static let end: TerminalKeys = "\u{1B}[F"

  /// Control with a letter.
  package static func control(_ letter: Character) -> TerminalKeys {
    TerminalKeys(bytes: [(letter.asciiValue ?? 0x40) & 0x1F])
  }

  /// Text from the clipboard, as a terminal with bracketed paste sends it.
  package static func paste(_ text: String) -> TerminalKeys {
    TerminalKeys(bytes: Array("\u{1B}[200~\(text)\u{1B}[201~".utf8))
  }
}
