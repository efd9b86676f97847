/// Breaks text between words.
package enum WordWrap {
  /// The lines of `text`, none wider than `width` columns.
  ///
  /// Line feeds in the text end a paragraph; a word wider than a line is cut where it must be.
  /// `indent` blanks stand before every line of a paragraph but its first.
  package static func lines(
    _ text: String,
    width: Int,
    indent: Int = 0,
    ascii: Bool = false
  ) -> [String] {
    guard width > 0 else { return [] }
    let indent = min(indent, width - 1)
    return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      paragraph(String($0), width: width, indent: indent, ascii: ascii)
    }
  }

  private static func paragraph(
    _ text: String,
    width: Int,
    indent: Int,
    ascii: Bool
  ) -> [String] {
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let pieces = pieces(String(word), width: width - indent, ascii: ascii)
      for (index, piece) in pieces.enumerated() {
        let columns = CellText.width(of: piece, ascii: ascii)
        if used > 0, index > 0 || used + 1 + columns > width {
          lines.append(line)
          line = margin + piece
          used = indent + columns
        } else if used > 0 {
          line += " " + piece
          used += 1 + columns
        } else {
          line = piece
          used = columns
        }
      }
    }
    lines.append(line)
    return lines
  }

  /// A word, or its parts when it is wider than a line.
  private static func pieces(_ word: String, width: Int, ascii: Bool) -> [String] {
    guard CellText.width(of: word, ascii: ascii) > width else { return [word] }
    var pieces: [String] = []
    var piece = ""
    var used = 0
    for character in word {
      let columns = CellText.width(of: String(character), ascii: ascii)
      if used + columns > width, !piece.isEmpty {
        pieces.append(piece)
        piece = ""
        used = 0
      }
      piece.append(character)
      used += columns
    }
    pieces.append(piece)
    return pieces
  }
}
