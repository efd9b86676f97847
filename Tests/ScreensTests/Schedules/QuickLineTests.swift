import Domain
import Testing

@testable import Screens

@Suite struct QuickLineTests {
  static let lines: [(line: String, name: String, strength: String, sig: String)] = [
    (
      "metformin 500 mg 1 tab po bid with meals x90d", "metformin", "500 mg",
      "Take 1 tablet by mouth 2 times a day with food for 90 days."
    ),
    ("lisinopril 10mg tablet take 1/2 tablet by mouth once daily", "lisinopril", "10 mg", ""),
    ("carbidopa-levodopa 25-100 mg 1 tab tid", "carbidopa-levodopa", "25 mg and 100 mg", ""),
    ("amoxicillin 400 mg/5 mL 10 mL bid", "amoxicillin", "400 mg per 5 mL", ""),
    (
      "insulin glargine 100 units/mL 10 units at bedtime", "insulin glargine", "100 units per mL",
      ""
    ),
    ("aspirin 1 tab daily", "aspirin", "", ""),
    ("Norco 5-325 mg 1 tab q6h prn pain", "Norco", "5 mg and 325 mg", ""),
    ("Percocet 5/325 mg 1 tab q6h prn pain", "Percocet", "5 mg and 325 mg", ""),
    ("levothyroxine 75 µg 1 tab daily", "levothyroxine", "75 mcg", ""),
  ]

  @Test(arguments: lines)
  func `a line falls into name, strength and directions`(
    line: String,
    name: String,
    strength: String,
    sig: String
  ) throws {
    let quick = try #require(QuickLine(line))
    #expect(quick.name == name)
    #expect(quick.strength == strength)
    #expect(quick.reading.understood, "\(quick.reading.unparsed)")
    if !sig.isEmpty { #expect(quick.reading.text == sig) }
  }

  @Test func `a range of doses is never two strengths`() throws {
    let quick = try #require(QuickLine("oxycodone 5-10 mg q4h prn pain"))
    #expect(quick.strength.isEmpty)
    #expect(quick.reading.sig.clauses.first?.amountMax == Rational(10))
  }

  @Test(arguments: [
    (
      "warfarin 5 mg mon wed fri, 2.5 mg other days",
      "5 mg every Monday, Wednesday and Friday and 2.5 mg every Tuesday, Thursday, Saturday and Sunday."
    ),
    (
      "prednisone 40 mg daily x5d then 20 mg daily x5d",
      "40 mg once a day for 5 days. Then 20 mg once a day for 5 days."
    ),
  ])
  func `a first dose is not taken for the strength`(line: String, words: String) throws {
    let quick = try #require(QuickLine(line))
    #expect(quick.strength.isEmpty)
    #expect(quick.reading.text == words)
  }

  @Test func `a strength before a dose stays one`() throws {
    let quick = try #require(QuickLine("prednisone 10 mg 40 mg daily x5d then 20 mg daily x5d"))
    #expect(quick.strength == "10 mg")
    #expect(quick.reading.text == "40 mg once a day for 5 days. Then 20 mg once a day for 5 days.")
  }

  @Test func `directions without an amount make no schedule`() throws {
    let quick = try #require(QuickLine("warfarin 5 mg daily"))
    let now = try #require(LocalMinute(text: "2026-11-24T08:00"))
    #expect(throws: EntryError.missing("how much each time, such as 1 tablet")) {
      try quick.rules(start: now)
    }
  }

  @Test func `a blank line is no medicine`() {
    #expect(QuickLine("   ") == nil)
    #expect(QuickLine("500 mg bid") == nil)
  }
}
