/// Breaks text between words, but never between a number and the word it counts: `12.5` at the end
/// of a line is read as a whole amount.
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
    for word in unbroken(text, width: width - indent, ascii: ascii) {
      let pieces = pieces(word, width: width - indent, ascii: ascii)
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

  /// The words of a text, a number together with what follows it as long as both fit into a line.
  private static func unbroken(_ text: String, width: Int, ascii: Bool) -> [String] {
    var words: [String] = []
    var isOpen = false
    for part in text.split(separator: " ") {
      let word = String(part)
      let joined = (words.last ?? "") + " " + word
      if isOpen, CellText.width(of: joined, ascii: ascii) <= width {
        words[words.count - 1] = joined
        isOpen = isNumber(word) || fractionWords.contains(word)
      } else {
        words.append(word)
        isOpen = isNumber(word) || fractions.contains(word)
      }
    }
    return words
  }

  private static func isNumber(_ word: String) -> Bool {
    guard let first = word.first, let last = word.last else { return false }
    return first.isNumber && last.isNumber
  }

  private static let fractions: Set<String> = ["half", "quarter", "third", "quarters", "thirds"]

  /// What stands between a number and its unit: `1 and a half tablets`.
  private static let fractionWords = fractions.union(["and", "a", "of", "two", "three"])

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
