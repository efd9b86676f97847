import Foundation
import TestSupport

/// The columns that `docs/Schema.md` says are kept under their own names.
struct KeptColumns {
  let table: String
  let column: String

  static func read() throws -> [KeptColumns] {
    let page = GeneratedPage.root.appendingPathComponent("docs/Schema.md")
    var table = ""
    var kept: [KeptColumns] = []
    for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("### ") { table = String(line.dropFirst(4)) }
      guard line.hasSuffix("| kept |"), let column = line.split(separator: "`").dropFirst().first
      else { continue }
      kept.append(KeptColumns(table: table, column: String(column)))
    }
    return kept
  }
}
