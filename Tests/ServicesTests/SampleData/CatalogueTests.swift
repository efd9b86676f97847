import Domain
import Foundation
import GRDB
import Services
import TestSupport
import Testing

/// What the shipped catalogue must know, and what it says of itself.
@Suite struct CatalogueTests {
  @Test(arguments: [
    ("apixaban", "sameDay"), ("rivaroxaban", "sameDay"), ("dabigatran", "hoursBeforeNext:6"),
    ("warfarin", "sameDay"), ("ticagrelor", "never"), ("levothyroxine", "sameDay"),
    ("alendronate", "days:6"), ("methotrexate", "ask"), ("semaglutide", "days:5"),
    ("dulaglutide", "hoursBeforeNext:72"), ("tirzepatide", "days:4"), ("levodopa", "halfGap"),
    ("norethindrone", "sameDay"),
    ("clozapine", "ask"), ("zolpidem", "never"), ("insulin glargine", "ask"),
  ]) func `how late is too late is known with words for it`(
    _ ingredient: String,
    _ rule: String
  ) throws {
    let sample = try LoadedSample.ordinary.get()
    let name = "'\(ingredient)'"
    #expect(
      try sample.texts("SELECT late_rule FROM ingredients WHERE name = \(name)") == [rule]
    )
    #expect(
      try sample.number("SELECT length(late_text) FROM ingredients WHERE name = \(name)") > 20
    )
  }

  @Test(arguments: ["clozapine", "lamotrigine", "tacrolimus", "class:antiretroviral"])
  func `what is not taken up again by oneself is known with text, source and date`(
    _ side: String
  ) throws {
    let sample = try LoadedSample.ordinary.get()
    let rule = "FROM restart_rules WHERE side = '\(side)' AND source <> '' AND written_on > '2026'"
    #expect(try sample.number("SELECT after_hours \(rule)") >= 24)
    #expect(try sample.number("SELECT length(text) \(rule)") > 20)
  }

  @Test(arguments: ["README.md", "catalogue/README.md"])
  func `the pages say how many rows each file has`(_ page: String) throws {
    let folder = URL(fileURLWithPath: LoadedSample.folder).appendingPathComponent(page)
    let text = try String(contentsOf: folder, encoding: .utf8)
    var files = 0
    for line in text.split(separator: "\n") where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let names = cells[0].split(separator: "`").map(String.init).filter { $0.hasSuffix(".csv") }
      let counts = cells[1].split(separator: ",").map {
        Int($0.trimmingCharacters(in: .whitespaces))
      }
      for (name, count) in zip(names, counts) {
        let file = folder.deletingLastPathComponent().appendingPathComponent(name)
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(count == lines.count - 1, "\(name)")
        files += 1
      }
    }
    #expect(files > 8)
  }
}
