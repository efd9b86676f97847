/// A program and its arguments in one line: blanks part them, quotation marks hold them together.
///
/// No shell reads it: there are no variables, no escapes and no signs with a meaning beside the marks.
package enum CommandLineWords {
  /// The words of a line; nil when a quotation mark is not closed.
  package static func split(_ line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var mark: Character?
    for sign in line {
      if sign == mark {
        mark = nil
      } else if mark == nil, sign == "\"" || sign == "'" {
        mark = sign
        word = word ?? ""
      } else if mark == nil, sign == " " {
        word.map { words.append($0) }
        word = nil
      } else {
        word = (word ?? "") + String(sign)
      }
    }
    word.map { words.append($0) }
    return mark == nil ? words : nil
  }

  /// The line of some words, which ``split(_:)`` reads as them; a word with both marks in it is held by
  /// parts.
  package static func line(_ words: [String]) -> String {
    words.map(quoted).joined(separator: " ")
  }

  private static func quoted(_ word: String) -> String {
    guard word.isEmpty || word.contains(where: { " \"'".contains($0) }) else { return word }
    guard word.contains("\"") else { return "\"\(word)\"" }
    return word.split(separator: "\"", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\"\($0)\"" }.joined(separator: "'\"'")
  }
}
