/// The elements of a GS1 barcode or link, checked one by one as they are read.
struct ElementString {
  /// What ends an element of no predefined length.
  static let separator: Character = "\u{1D}"

  private(set) var elements: [ScanElement] = []
  private(set) var errors: [ScanError] = []
  private let year: Int

  private init(year: Int) { self.year = year }

  /// Reads what a scanner sends: identifiers and values on end, with ``separator`` where needed.
  static func read(_ text: String, year: Int) -> ElementString {
    var result = ElementString(year: year)
    var rest = Substring(text)
    while true {
      rest = rest.drop { $0 == separator }
      guard !rest.isEmpty else { return result }
      let chunk = rest.prefix { $0 != separator }
      guard let identifier = ApplicationIdentifier.leading(chunk) else {
        result.fail(String(chunk.prefix(2)), .unknownIdentifier)
        rest = rest.dropFirst(chunk.count)
        continue
      }
      var value = chunk.dropFirst(identifier.code.count)
      if identifier.isPredefinedLength { value = value.prefix(identifier.length.upperBound) }
      result.take(identifier, String(value))
      rest = rest.dropFirst(identifier.code.count + value.count)
    }
  }

  /// Reads the form printed for people: `(01)00312345678906(10)A1`.
  static func readPrinted(_ text: String, year: Int) -> ElementString {
    var result = ElementString(year: year)
    var rest = Substring(text)
    while let (code, start) = leadingCode(rest) {
      rest = rest[start...]
      // A lot may hold parentheses: there only a known identifier begins the next element.
      let isText = ApplicationIdentifier.named(code)?.characters == .text
      var end = rest.startIndex
      while end < rest.endIndex {
        let next = leadingCode(rest[end...])?.code
        if let next, !isText || ApplicationIdentifier.named(next) != nil { break }
        end = rest.index(after: end)
      }
      result.take(code: code, String(rest[..<end]))
      rest = rest[end...]
    }
    if let rest = rest.first { result.fail(nil, .wrongCharacter(rest)) }
    return result
  }

  /// Reads pairs of identifier and value, as a link has them.
  static func read(pairs: [(code: String, value: String)], year: Int) -> ElementString {
    var result = ElementString(year: year)
    for (code, value) in pairs {
      let isShortGTIN = code == "01" && [8, 12, 13].contains(value.count)
      result.take(
        code: code,
        isShortGTIN ? String(repeating: "0", count: 14 - value.count) + value : value
      )
    }
    return result
  }

  private static func leadingCode(_ text: Substring) -> (code: String, value: Substring.Index)? {
    guard text.first == "(" else { return nil }
    let code = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
    guard (2...4).contains(code.count), code.endIndex < text.endIndex, text[code.endIndex] == ")"
    else { return nil }
    return (String(code), text.index(after: code.endIndex))
  }

  private mutating func fail(_ ai: String?, _ problem: ScanProblem) {
    errors.append(ScanError(ai: ai, problem: problem))
  }

  private mutating func take(code: String, _ value: String) {
    guard let identifier = ApplicationIdentifier.named(code) else {
      fail(code, .unknownIdentifier)
      return
    }
    take(identifier, value)
  }

  private mutating func take(_ identifier: ApplicationIdentifier, _ value: String) {
    if let earlier = elements.first(where: { $0.identifier == identifier }) {
      if earlier.value != value { fail(identifier.code, .repeatedWithAnotherValue) }
      return
    }
    elements.append(ScanElement(identifier: identifier, value: value))
    if let problem = identifier.problem(in: value, year: year) { fail(identifier.code, problem) }
  }
}

extension ApplicationIdentifier {
  /// What is wrong with a value of this identifier; nil when nothing is.
  fileprivate func problem(in value: String, year: Int) -> ScanProblem? {
    let wrong = value.first { !(characters == .digits ? Self.isDigit($0) : Self.isText($0)) }
    if let wrong { return .wrongCharacter(wrong) }
    guard length.contains(value.count) else {
      return .wrongLength(found: value.count, expected: length)
    }
    switch rule {
    case nil: return nil
    case .date:
      return GS1Date.read(value, year: year) == nil ? .noSuchDate(String(value.prefix(6))) : nil
    case .checkDigit(let count, let skipped):
      do throws(IdentifierError) {
        try CheckDigit.verifyGS1(identifierDigits(value.dropFirst(skipped).prefix(count)))
        return nil
      } catch {
        return ScanProblem(error)
      }
    }
  }

  private static func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isNumber
  }

  /// GS1 character set 82: the letters, the digits and these signs.
  private static func isText(_ character: Character) -> Bool {
    guard character.isASCII else { return false }
    return character.isLetter || character.isNumber || signs.contains(character)
  }

  private static let signs = "!\"%&'()*+,-./:;<=>?_"
}
