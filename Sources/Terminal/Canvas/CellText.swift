import CLinux

/// Text taken apart into what one terminal cell can hold each, with everything hostile made
/// visible.
///
/// A label that holds `Take 5 mg\rTake 50 mg` must not overwrite itself on screen, and a name
/// must not turn the reading direction of what follows. So control characters, bidirectional
/// controls and invisible joiners become marks, and no cell carries more than four combining
/// marks (what a curses cell holds).
package enum CellText {
  /// What one cell, or two neighboring ones, show.
  package struct Glyph: Hashable, Sendable {
    /// One spacing character and its combining marks.
    package let cluster: String
    /// 1 or 2 columns.
    package let width: Int
  }

  /// Combining marks kept on one character.
  package static let combiningLimit = 4

  /// The glyphs of `text`, one array for each character as people see it, so that cutting
  /// between arrays never splits a character.
  ///
  /// Stops after the first character beyond `columns`, so that a text without end costs no more
  /// than the row it is drawn in.
  package static func glyphs(
    of text: String,
    ascii: Bool = false,
    columns: Int = .max
  ) -> [[Glyph]] {
    var result: [[Glyph]] = []
    var used = 0
    for character in text {
      let glyphs = Self.glyphs(of: character, ascii: ascii)
      if !glyphs.isEmpty { result.append(glyphs) }
      used += glyphs.reduce(0) { $0 + $1.width }
      if used > columns { break }
    }
    return result
  }

  /// Columns that `text` takes on screen.
  package static func width(of text: String, ascii: Bool = false) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return glyphs(of: text, ascii: ascii).reduce(0) { sum, glyphs in
      sum + glyphs.reduce(0) { $0 + $1.width }
    }
  }

  private static func glyphs(of character: Character, ascii: Bool) -> [Glyph] {
    if let byte = character.asciiValue, byte >= 0x20, byte < 0x7F {
      return [Glyph(cluster: String(character), width: 1)]
    }
    if ascii { return asciiGlyphs(of: character) }
    var glyphs: [Glyph] = []
    var scalars = String.UnicodeScalarView()
    var width = 0
    var combining = 0
    func close() {
      guard !scalars.isEmpty else { return }
      glyphs.append(Glyph(cluster: String(scalars), width: width))
      scalars = String.UnicodeScalarView()
      combining = 0
    }
    for scalar in character.unicodeScalars {
      switch CellScalar(scalar) {
      case .spacing(let columns):
        close()
        scalars.append(scalar)
        width = columns
      case .mark(let mark):
        close()
        scalars.append(mark)
        width = 1
      case .combining:
        if scalars.isEmpty {
          scalars.append(" ")
          width = 1
        }
        guard combining < combiningLimit else { continue }
        scalars.append(scalar)
        combining += 1
      case .invisible:
        continue
      }
    }
    close()
    return glyphs
  }

  private static func asciiGlyphs(of character: Character) -> [Glyph] {
    let text = ASCIIForm.text(for: character)
    return text.map { Glyph(cluster: String($0), width: 1) }
  }
}

/// How one Unicode scalar behaves in a cell.
enum CellScalar: Equatable {
  /// Opens a cell of 1 or 2 columns.
  case spacing(Int)
  /// Must not reach the terminal; this stands for it.
  case mark(Unicode.Scalar)
  /// Belongs to the cell before it.
  case combining
  /// Says how the character before it is to be drawn; dropping it loses nothing one can read.
  case invisible

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20...0x7E: self = .spacing(1)
    case 0x00...0x1F: self = .mark(Self.controlPicture(scalar.value))
    case 0x7F: self = .mark("\u{2421}")
    case 0x80...0x9F: self = .mark(Self.replacement)
    case 0xFE00...0xFE0F: self = .invisible
    case 0xAD: self = .spacing(1)
    default: self = Self.classify(scalar)
    }
  }

  static let replacement: Unicode.Scalar = "\u{FFFD}"

  private static func classify(_ scalar: Unicode.Scalar) -> CellScalar {
    switch scalar.properties.generalCategory {
    case .format, .control, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
      return .mark(replacement)
    case .nonspacingMark, .enclosingMark:
      return .combining
    default:
      break
    }
    switch cl_columns(scalar.value) {
    case 0: return .combining
    case 1: return .spacing(1)
    case 2: return .spacing(2)
    default: return .mark(replacement)
    }
  }

  /// The Unicode picture of a control character, one column wide.
  private static func controlPicture(_ value: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(0x2400 + value) ?? replacement
  }
}
