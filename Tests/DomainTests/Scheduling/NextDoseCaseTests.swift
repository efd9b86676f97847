import Testing

@testable import Domain

@Suite struct NextDoseCaseTests {
  static let start = #"{"now":"2026-03-01T00:00","zone":"UTC","#

  @Test(arguments: [
    (#""rules":[]}"#, nil),
    (#""rules":[],"records":[],"x":1}"#, RuleError.unknownKey("x", in: "")),
    (#""records":[]}"#, .missingKey("rules", in: "")),
    (#""rules":{}}"#, .wrongType("rules", expected: .list)),
    (#""rules":[{"id":"A"}]}"#, .missingKey("rule", in: "rules[0]")),
    (
      #""rules":[{"id":"A","rule":{"kind":"times","start":"2026-03-01","times":[]}}]}"#,
      .emptyList("rules[0].rule.times")
    ),
    (
      #""rules":[{"id":"A","rule":{"kind":"unscheduled"}},{"id":"A","rule":{"kind":"asNeeded"}}]}"#,
      .duplicate("A", at: "rules")
    ),
    (
      #""rules":[{"id":"B","rule":\#(NextDoseTests.after30)}]}"#,
      .unknownRule("A", at: "rules[0].rule.after")
    ),
    (#""rules":[{"id":"A","rule":\#(NextDoseTests.after30)}]}"#, .linkedToItself("A")),
    (
      #""rules":[],"records":[\#(NextDoseTests.record("Z", "01T08:00"))]}"#,
      .unknownRule("Z", at: "records[0].rule")
    ),
    (
      #""rules":[{"id":"A","rule":{"kind":"unscheduled"}}],"records":[\#(NextDoseTests.record("A", "01T08:00", nil, "missed"))]}"#,
      .unknownWord(
        "missed",
        at: "records[0].status",
        expected: ["taken", "skipped", "alerted"]
      )
    ),
  ]) func `a case is read strictly`(rest: String, error: RuleError?) throws {
    let json = try JSON(text: Self.start + rest)
    guard let error else {
      #expect(try NextDoseCase(json: json).next(on: try clocks()) == [])
      return
    }
    #expect(throws: error) { try NextDoseCase(json: json) }
  }
}
