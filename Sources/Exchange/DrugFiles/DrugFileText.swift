import Domain

/// The text of a publisher's line.
enum DrugFileText {
  /// The line as text: UTF-8, else the Western code page that such files are often in.
  ///
  /// - Throws: ``LineProblem`` for a control character, which no such file has a use for.
  static func text(_ bytes: [UInt8]) throws(LineProblem) -> String {
    if let byte = bytes.first(where: { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }) {
      throw .controlCharacter(Int(byte))
    }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = String.UnicodeScalarView()
    for byte in bytes {
      guard byte >= 0x80, byte < 0xA0 else {
        text.append(Unicode.Scalar(byte))
        continue
      }
      guard let scalar = windows[Int(byte) - 0x80] else { throw .notText }
      text.append(scalar)
    }
    return String(text)
  }

  /// What Windows-1252 has at 0x80 to 0x9F; nil where it has nothing.
  private static let windows: [Unicode.Scalar?] = [
    "\u{20AC}", nil, "\u{201A}", "\u{192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{2C6}", "\u{2030}", "\u{160}", "\u{2039}", "\u{152}", nil, "\u{17D}", nil, nil, "\u{2018}",
    "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}", "\u{2DC}", "\u{2122}",
    "\u{161}", "\u{203A}", "\u{153}", nil, "\u{17E}", "\u{178}",
  ]

  /// Without blanks at the ends and with single ones inside.
  static func trimmed(_ text: some StringProtocol) -> String {
    let words = text.split { $0 == " " || $0 == "\u{A0}" }
    return words.count == 1 ? String(words[0]) : words.joined(separator: " ")
  }

  /// The parts of a list, blanks and empty parts aside.
  static func list(_ text: some StringProtocol, by separator: Character = ";") -> [String] {
    text.split(separator: separator).map { trimmed($0) }.filter { !$0.isEmpty }
  }

  /// A day written `20261124`, nil for an empty field.
  static func day(_ text: some StringProtocol, _ column: String) throws(LineProblem)
    -> CalendarDate?
  {
    let digits = trimmed(text)
    guard !digits.isEmpty else { return nil }
    guard digits.utf8.count == 8, let number = Int(digits),
      let day = CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    else { throw .noDay(column: column, found: digits) }
    return day
  }
}

/// What is wrong with one line of a publisher's file.
package enum LineProblem: Error, Equatable, Sendable {
  case tooLong
  case controlCharacter(Int)
  case notText
  case fieldCount(expected: Int, found: Int)
  case empty(column: String)
  case noDay(column: String, found: String)
  case noNumber(column: String, found: String)
  case noCode(column: String, found: String)
  /// A value that is none of those the column has.
  case unknownValue(column: String, found: String, expected: String)
  case otherProduct(package: String, product: String)
  case csv(CSVError)
  /// The same key stands on an earlier line with another content.
  case standsTwice
  /// Neither an ingredient nor a class of the catalogue.
  case notInCatalogue(column: String, found: String)
  /// Another source in the catalogue says that the pair is graver.
  case lessSevere(than: String, source: String)

  /// The problem in plain words that follow the number of the line; text of the file is cut short.
  package var words: String {
    switch self {
    case .tooLong: "the line is longer than 65,536 bytes"
    case .controlCharacter(let code): "a control character (\(code)) stands in the line"
    case .notText: "the line is no text"
    case .fieldCount(let expected, let found):
      "\(found) \(found == 1 ? "field" : "fields") instead of \(expected)"
    case .empty(let column): "\(column) is empty"
    case .noDay(let column, let found): "\(column) \(quoted(found)) is no day"
    case .noNumber(let column, let found): "\(column) \(quoted(found)) is no number"
    case .noCode(let column, let found): "\(column) \(quoted(found)) is no drug code"
    case .unknownValue(let column, let found, let expected):
      "\(column) \(quoted(found)) is none of \(expected)"
    case .otherProduct(let package, let product):
      "the package \(quoted(package)) does not belong to the product \(quoted(product))"
    case .csv(let error): error.words
    case .standsTwice: "the same key stands on an earlier line with another content"
    case .notInCatalogue(let column, let found):
      "\(column) \(quoted(found)) is no ingredient and no class of the catalogue"
    case .lessSevere(let severity, let source):
      "the catalogue has the pair as \(severity) from \(quoted(source)), which stays"
    }
  }

  /// Cut short, and without characters that steer a terminal or turn the line around.
  private func quoted(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(60).map { scalar -> Unicode.Scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .privateUse, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
      default: scalar
      }
    }
    let isCut = text.unicodeScalars.count > 60
    return "\u{201C}\(String(String.UnicodeScalarView(shown)))\(isCut ? "…" : "")\u{201D}"
  }
}
