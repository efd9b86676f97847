import TestSupport
import Testing

@testable import Domain

@Suite struct SigFuzzTests {
  @Test(.timeLimit(.minutes(5)))
  func `damaged directions are read, or pointed at, and never change when spoken`() throws {
    let lines = try Mutations.corpus("sig", of: #filePath).flatMap { file in
      file.split(separator: 0x0A).map(Array.init)
    }
    var mutations = Mutations(of: lines, seed: 29)
    for _ in 0..<Mutations.runs(usually: 4000) {
      let text = String(decoding: mutations.next(), as: UTF8.self)
      let reading = SigParser.parse(text)
      let isBlank = text.allSatisfy(\.isWhitespace)
      #expect(reading.understood == (reading.unparsed.isEmpty && !isBlank), "\(text)")
      for span in reading.unparsed {
        let isThere =
          span.isEmpty
          || Array(text.unicodeScalars).indices.contains { start in
            text.unicodeScalars.dropFirst(start).starts(with: span.unicodeScalars)
          }
        #expect(isThere, "\(span) is not in \(text)")
      }
      #expect(ForbiddenSigns.violations(in: reading.text) == [], "\(text) => \(reading.text)")
      guard reading.understood else { continue }
      #expect(SigParser.parse(reading.text).sig == reading.sig, "\(text) => \(reading.text)")
      _ = SigDocument.json(reading, quantity: Rational(60), days: 30)
      _ = reading.sig.scheduleProposals(start: LocalMinute(minute: 0))
    }
  }
}
