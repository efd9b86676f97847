import Foundation

/// What stands for a character on a terminal that can show only ASCII.
///
/// Meaning is kept where it matters for a dose (`½` is `1/2`, `µ` is `u`, `≤` is `<=`); letters
/// lose their accents; the rest becomes a question mark, never nothing.
enum ASCIIForm {
  static func text(for character: Character) -> String {
    if let known = substitutes[character] { return known }
    let folded = String(character).decomposedStringWithCanonicalMapping
    if let first = folded.unicodeScalars.first, first.isASCII, first.value >= 0x20,
      first.value < 0x7F, folded.unicodeScalars.dropFirst().allSatisfy(isCombining)
    {
      return String(Character(first))
    }
    return String(repeating: "?", count: max(1, min(4, columns(of: character))))
  }

  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    CellScalar(scalar) == .combining
  }

  private static func columns(of character: Character) -> Int {
    CellText.width(of: String(character))
  }

  private static let substitutes: [Character: String] = [
    "…": "~", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "‘": "'", "’": "'",
    "“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"", "½": "1/2", "¼": "1/4", "¾": "3/4",
    "⅓": "1/3", "⅔": "2/3", "µ": "u", "μ": "u", "×": "x", "·": ".", "•": "*", "≤": "<=",
    "≥": ">=", "≠": "!=", "±": "+/-", "→": "->", "←": "<-", "↑": "^", "↓": "v", "°": "deg",
    "ß": "ss", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "œ": "oe",
    "Œ": "OE", "€": "EUR", "\u{A0}": " ", "\u{2009}": " ", "\u{202F}": " ", "─": "-", "│": "|",
    "▌": "*", "█": "#", "✓": "x", "®": "(R)", "™": "(TM)",
  ]
}
