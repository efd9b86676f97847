import Domain
import Exchange
import TestSupport
import Testing

@Suite struct DrugFileFuzzTests {
  /// What came of every line, or why the file as a whole was refused.
  private struct Reading: Equatable {
    var lines: [Int] = []
    var outcomes: [String] = []
    var refusal: String?

    init(_ kind: DrugFileKind, _ pieces: [[UInt8]]) {
      var reader = DrugFileReader(kind)
      var lines: [Int] = []
      var outcomes: [String] = []
      func take(_ line: Int, _ outcome: DrugFileReader.Outcome) {
        lines.append(line)
        switch outcome {
        case .row(let row): outcomes.append("\(row)")
        case .skipped(let reason): outcomes.append("skipped \(reason)")
        case .rejected(let problem): outcomes.append("rejected \(problem.words)")
        }
      }
      do {
        for piece in pieces { try reader.take(piece, take) }
        try reader.finish(take)
      } catch let error as DrugFileError {
        refusal = error.words
      } catch {
        refusal = "\(error)"
        Issue.record("another error: \(error)")
      }
      (self.lines, self.outcomes) = (lines, outcomes)
    }
  }

  @Test(.timeLimit(.minutes(5)), arguments: DrugFileKind.allCases)
  func `a damaged file is read line by line, however its bytes come`(kind: DrugFileKind) throws {
    let corpus = try Mutations.corpus(kind.rawValue, of: #filePath)
    var mutations = Mutations(of: corpus, seed: 41)
    for _ in 0..<Mutations.runs(usually: 800) {
      let bytes = mutations.next()
      let whole = Reading(kind, [bytes])
      let inPieces = Reading(kind, mutations.pieces(of: bytes))
      #expect(whole == inPieces)
      // Every line is named once, in its order, and every refusal has words.
      #expect(zip(whole.lines, whole.lines.dropFirst()).allSatisfy { $0 < $1 })
      let count = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
      #expect(whole.lines.allSatisfy { (1...count).contains($0) })
      #expect(whole.outcomes.allSatisfy { $0 != "rejected " && $0 != "skipped " })
      for outcome in whole.outcomes where outcome.hasPrefix("rejected") {
        #expect(!outcome.unicodeScalars.contains { $0.properties.generalCategory == .control })
      }
    }
  }

  @Test func `a line of two megabytes costs no more than its beginning`() throws {
    let long = [UInt8](repeating: 0x41, count: 2 << 20)
    let corpus = try Mutations.corpus("ndc", of: #filePath)
    for file in corpus {
      let reading = Reading(.ndc, [file, long, [0x0A], long])
      #expect(reading.outcomes.suffix(2) == Array(repeating: tooLong, count: 2))
    }
  }

  private let tooLong = "rejected the line is longer than 65,536 bytes"
}
