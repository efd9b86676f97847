import Domain
import Foundation
import Testing

/// Every text in the source of the program: whatever makes a sentence, now or later, is looked at
/// here, whether some test calls it or not.
///
/// What is put into the texts comes from the formatter, which ``DisplayPropertyTests`` looks at, and
/// the pictures of all screens and what all commands print are looked at as a whole.
@Suite struct EverySentenceTests {
  /// Files whose texts are read and not said, or are said to programs.
  private static let unspoken: [String: String] = [
    "Domain/Safety/Display/ForbiddenSigns.swift": "the list itself",
    "Domain/Sigs/SigPhrases.swift": "what people write in directions",
    "Domain/Sigs/SigPhrases+Places.swift": "what people write in directions",
    "Domain/Sigs/SigVocabulary.swift": "what people write in directions",
    "Domain/Sigs/SigSpelling.swift": "what people write in directions",
    "Domain/Identifiers/ApplicationIdentifier+Table.swift": "titles of a standard",
    "Domain/Quantities/Rational.swift": "numbers in files",
    "Domain/Reminding/AlertKey.swift": "keys",
    "Services/Delivery/MailText.swift": "headers of mail",
    "Services/Delivery/PushChannel.swift": "requests to a server",
    "Services/SampleData/SampleRule.swift": "the notation of the sample's files",
    "Screens/Schedules/QuickLine.swift": "what people write in one line",
    "Store/Queries/Stock/InventoryQuery.swift": "parts of statements",
    "Store/Records/Refills/RefillRequest.swift": "parts of statements",
  ]

  /// Words in capitals that only statements of the database have.
  private static let statements = [
    "SELECT ", "INSERT ", "UPDATE ", "DELETE ", "CREATE ", "PRAGMA ", "FROM ", "WHERE ", "VALUES ",
    "JOIN ", "ORDER BY", " AND ", "ATTACH ", "BEGIN ", "SET ", "UNION ", "DROP ", "ALTER ",
  ]

  private static func sentences() throws -> [(path: String, text: String)] {
    try SourceLiterals.ofProgram().filter { unspoken[$0.path] == nil }.flatMap { path, texts in
      texts.filter { text in
        text.contains(" ") && !statements.contains { text.contains($0) }
      }.map { (path, $0) }
    }
  }

  @Test func `no text of the program holds a sign that has been misread`() throws {
    let sentences = try Self.sentences()
    #expect(sentences.count > 2000)
    for (path, text) in sentences {
      let found = ForbiddenSigns.violations(in: text)
      #expect(found == [], "\(path): \(text)")
    }
  }

  @Test func `no amount is put together past the formatter`() throws {
    let units = Amount.measures.union(Amount.counted.keys).union(Amount.counted.values)
      .subtracting(["%", "dose", "doses", "each", "L", "g", "pill", "pills"])
    for (path, text) in try Self.sentences() where text.contains(SourceLiterals.inserted) {
      for part in text.components(separatedBy: SourceLiterals.inserted).dropFirst() {
        let unit = part.drop { $0 == " " }.prefix(while: \.isLetter)
        let isQuoted =
          text.contains("\"\(SourceLiterals.inserted) \(unit)\"")
          || text.contains("\u{201C}\(SourceLiterals.inserted) \(unit)\u{201D}")
        #expect(!units.contains(String(unit)) || isQuoted, "\(path): \(text)")
      }
    }
  }

  @Test func `the reader of the source finds what stands between quotation marks`() {
    let source = #"""
      let a = "one \(x + f("two")) mg" // "no"
      let b = #"three "quoted" \(no)"#
      let c = """
        four \
        \(Display.amount(y)) five
        """
      """#
    #expect(
      SourceLiterals(Array(source.utf8)).texts.map {
        $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      } == [
        "two", "one \(SourceLiterals.inserted) mg", #"three "quoted" \(no)"#,
        "four \(SourceLiterals.formatted) five",
      ]
    )
  }
}
