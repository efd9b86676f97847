/// What was made of written directions.
package struct SigReading: Hashable, Sendable {
  /// The directions as given; cut at ``SigParser/longest`` when they are longer.
  package let input: String
  /// What was understood, also when something is left over.
  package let sig: Sig
  /// The parts that are left over, ambiguous or contradictory, as written, in their order.
  package let unparsed: [String]
  /// Whether the directions exceed ``SigParser/longest`` and were not read at all.
  package let isTooLong: Bool
  /// Whether the first clause names its dose before its times.
  package var opensWithDose = false

  /// Whether a dose is named anywhere.
  package var hasDose: Bool {
    sig.clauses.contains { $0.amount != nil || $0.vagueAmount != nil }
  }

  /// Whether everything was understood: only then may directions be saved as read.
  package var understood: Bool { unparsed.isEmpty && !sig.clauses.isEmpty && !isTooLong }

  /// What was understood, in plain words for a patient; empty when nothing was.
  package var text: String { SigSpeaker.text(of: sig) }
}

/// Reads directions as prescribers and pharmacies write them.
///
/// Never guesses: what has no reading, two readings, or contradicts itself is pointed at. Takes time
/// in proportion to the text.
package enum SigParser {
  /// The most Unicode scalars that are read.
  package static let longest = 2000

  /// `unit` is what the medicine is counted in, where that is known: it leaves "1 t" one reading.
  package static func parse(_ text: String, unit: String? = nil) -> SigReading {
    let scalars = Array(text.unicodeScalars.prefix(longest + 1))
    guard scalars.count <= longest else {
      let cut = String(String.UnicodeScalarView(scalars.prefix(longest)))
      return SigReading(input: cut, sig: Sig(clauses: []), unparsed: [cut], isTooLong: true)
    }
    let tokens = SigTokenizer.tokens(of: scalars)
    var grammar = SigGrammar(tokens, unit: unit)
    grammar.run()
    var assembler = SigAssembler(grammar)
    let clauses = assembler.clauses()
    let unparsed =
      clauses.isEmpty
      ? [text.trimmed].filter { !$0.isEmpty }
      : spans(assembler.leftovers, tokens, scalars)
    return SigReading(
      input: text,
      sig: Sig(clauses: clauses),
      unparsed: unparsed,
      isTooLong: false,
      opensWithDose: grammar.drafts.first?.opensWithDose ?? false
    )
  }

  /// The text of the left-over tokens, neighbours joined.
  private static func spans(
    _ ranges: [Range<Int>],
    _ tokens: [SigToken],
    _ scalars: [Unicode.Scalar]
  ) -> [String] {
    var isLeft = Array(repeating: false, count: tokens.count)
    for range in ranges { for index in range { isLeft[index] = true } }
    var spans: [Range<Int>] = []
    for (index, token) in tokens.enumerated() where isLeft[index] {
      if index > 0, isLeft[index - 1], let last = spans.popLast() {
        spans.append(last.lowerBound..<token.range.upperBound)
      } else {
        spans.append(token.range)
      }
    }
    return spans.map { String(String.UnicodeScalarView(scalars[$0])) }
  }
}

extension String {
  fileprivate var trimmed: String {
    var view = Substring(self)
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}
