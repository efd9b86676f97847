import Foundation
import TestSupport
import Testing

@Suite struct CheckCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
    let made = try program(
      "init",
      "--rehearsal",
      "--name",
      "Marie Curie",
      "--home",
      "America/New_York"
    )
    try #require(made.code == 0)
  }

  /// The lines of the shipped table without the first.
  private static func pairs() throws -> Int {
    let table = GeneratedPage.root.appendingPathComponent("SampleDB/catalogue/interactions.csv")
    return try String(contentsOf: table, encoding: .utf8).split(separator: "\n").count - 1
  }

  @Test func `brands are checked as their ingredients`() throws {
    let result = try program("check", "Nardil", "Zoloft", "--json")
    #expect(result.code == 0)
    #expect(
      result.output.hasPrefix(
        """
        {"alerts":[{"kind":"drugDrug","severity":"contraindicated","between":["phenelzine",\
        "sertraline"],"effect":"
        """
      ),
      "\(result.output)"
    )
    let end = #""unknown":[],"complete":true,"pairsKnown":\#(try Self.pairs())}"#
    #expect(result.output.contains(end))
  }

  @Test func `no alert is said among the pairs that are known, and never that it is safe`() throws {
    let result = try program("check", "amlodipine")
    #expect(result.code == 0)
    #expect(
      result.output == """
        No alert among the \(try Self.pairs()) known pairs.
        These drugs alone were looked at; --for adds what a person takes, her allergies and \
        conditions.

        """,
      "\(result.output)"
    )
    #expect(!result.output.contains("safe"))
  }

  @Test func `a drug that is not known makes the answer incomplete`() throws {
    let result = try program("check", "warfarin", "blorbium", "ibuprofen", "--json")
    #expect(result.code == 65)
    #expect(result.output.contains(#""severity":"major""#))
    #expect(result.output.contains(#""unknown":["blorbium"],"complete":false"#))
    #expect(
      result.errors
        == "Not in the catalogue, so not checked: “blorbium”. The answer is not complete.\n"
    )
  }

  @Test func `a slip of the pen is answered with the names that are like it`() throws {
    let result = try program("check", "warfarin", "amoxicilin")
    #expect(result.code == 65)
    #expect(result.errors.contains("“amoxicilin” (near it: amoxicillin"), "\(result.errors)")
  }

  @Test(arguments: ["morphine", "metoprolol"])
  func `an ingredient stands for itself and for none of its products`(name: String) throws {
    let result = try program("check", name, "verapamil", "alprazolam", "--json")
    #expect(result.output.contains(#""between":["\#(name)","#), "\(result.output)")
    #expect(!result.output.contains("\(name) extended"))
    #expect(!result.output.contains("\(name) succinate"))
  }

  @Test func `for a person what she takes counts as well`() throws {
    let added = try program(
      "medication",
      "add",
      "warfarin",
      "--strength",
      "5 mg",
      "--sig",
      "1 tablet daily",
      "--now",
      "2026-03-01T07:00:00-05:00"
    )
    #expect(added.code == 0, "\(added)")
    let without = try program("check", "ibuprofen", "--json")
    #expect(!without.output.contains("warfarin"))
    let person = try program("check", "ibuprofen", "--json", "--for", "marie")
    #expect(person.code == 0, "\(person)")
    #expect(person.output.contains(#""between":["ibuprofen","warfarin 5 mg"]"#), "\(person.output)")
  }
}
