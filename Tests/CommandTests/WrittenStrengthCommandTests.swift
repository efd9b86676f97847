import TestSupport
import Testing

/// Medicines entered as their labels read, with the catalogue that is shipped.
@Suite struct WrittenStrengthCommandTests {
  private let program: Program
  private let now = ["--now", "2026-03-01T07:00:00-05:00"]

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

  private func add(_ words: String...) throws -> Program.Result {
    try program.run(now + ["medication", "add"] + words)
  }

  @Test(arguments: ["5-325 mg", "5/325 mg", "5 mg/325 mg", "5 mg / 325 mg", "5 mg and 325 mg"])
  func `both ingredients count however the label writes them`(strength: String) throws {
    let drug = "hydrocodone and acetaminophen"
    let added = try add(drug, "--strength", strength, "--sig", "3 tabs q4h prn pain")
    #expect(added.code == 0, "\(added.errors)")
    #expect(added.output.contains("The plan comes to 5,850 mg of acetaminophen in 24 hours"))
    let list = try program.run(now + ["today"])
    #expect(!list.output.contains("not known"), "\(list.output)")
    #expect(!list.output.contains(strength) || strength.contains("and"))
  }

  @Test func `a strength without a unit is asked about`() throws {
    let added = try add("acetaminophen", "--strength", "325", "--sig", "1 tab bid")
    #expect(added.code == 65)
    #expect(added.errors.contains("has no unit"), "\(added.errors)")
  }

  @Test func `a title shows no sign that is misread`() throws {
    _ = try add("levothyroxine", "--strength", "75 µg", "--sig", "1 tab daily")
    _ = try add("amoxicillin", "--strength", "400 mg/5mL", "--sig", "5 mL bid")
    let list = try program.run(now + ["medication", "list"]).output
    #expect(list.contains("levothyroxine 75 mcg"), "\(list)")
    #expect(list.contains("amoxicillin 400 mg per 5 mL"), "\(list)")
  }

  @Test func `capsules of the directions are what doses are counted in`() throws {
    let added = try add(
      "tizanidine",
      "--strength",
      "4 mg",
      "--sig",
      "3 caps qid",
      "--on-hand",
      "60"
    )
    #expect(added.output.contains("of tiZANidine in 24 hours"), "\(added)")
    let refills = try program.run(now + ["refills"]).output
    #expect(refills.contains("60 capsules"), "\(refills)")
  }

  @Test func `the form says what is counted where the directions do not`() throws {
    _ = try add("tizanidine", "--strength", "4 mg", "--form", "capsule", "--on-hand", "60")
    let list = try program.run(now + ["medication", "list", "--json"]).output
    #expect(list.contains(#""onHand":"60 capsules""#), "\(list)")
  }
}
