import Foundation
import Testing

@testable import Domain

/// Directions of all forms, routes and notations with what a person reads of them, in a file that a
/// pharmacist can go through: `written-directions.txt`.
@Suite struct WrittenDirectionsTests {
  private struct Row {
    let written: String
    var words = ""
    var leftover: [String] = []
  }

  private static func rows() throws -> [Row] {
    let path = #filePath.replacingOccurrences(
      of: "Sigs/WrittenDirectionsTests.swift",
      with: "Corpus/written-directions.txt"
    )
    var rows: [Row] = []
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("#") { continue }
      if line.hasPrefix("  ") {
        rows[rows.count - 1].words = String(line.dropFirst(2))
      } else if line.hasPrefix("! ") {
        rows[rows.count - 1].leftover.append(String(line.dropFirst(2)))
      } else {
        rows.append(Row(written: String(line)))
      }
    }
    return rows
  }

  @Test func `each is said in plain words, or the part that is unclear is pointed at`() throws {
    let rows = try Self.rows()
    #expect(rows.count(where: \.leftover.isEmpty) > 250)
    for row in rows {
      let reading = SigParser.parse(row.written)
      #expect(reading.text == row.words, "\(row.written)")
      #expect(reading.unparsed == row.leftover, "\(row.written)")
      #expect(ForbiddenSigns.violations(in: reading.text) == [], "\(reading.text)")
      guard reading.understood else { continue }
      #expect(SigParser.parse(reading.text).sig == reading.sig, "\(reading.text)")
    }
  }

  /// Whatever is said of directions that are not understood in full, no number in it is made up.
  @Test func `no number is spoken that is not written`() throws {
    // What words and abbreviations amount to: once, bid, tid, qid, twelve hours, a spoon, noon.
    let implied: Set = ["1", "2", "3", "4", "5", "12", "15", "24", "00", "0"]
    for row in try Self.rows() where !row.leftover.isEmpty {
      let written = Set(row.written.split { !$0.isNumber }.map(String.init))
      let spoken = Set(row.words.split { !$0.isNumber }.map(String.init))
      #expect(spoken.subtracting(implied).isSubset(of: written), "\(row.words)")
    }
  }
}
