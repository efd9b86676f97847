import Testing

@testable import Domain

@Suite struct AllocationCaseTests {
  private func document(
    today: String = "\"2026-01-01\"",
    need: String = "47",
    extra: String = "",
    lots: String = """
    {"id":"1","packs":5,"packSize":1,"expiresOn":"2026-06-30","status":"approved"}
    """
  ) -> String {
    "{\"today\":\(today),\"usableThrough\":null,\"need\":\(need),\"wholePacks\":false,"
      + "\"lots\":[\(lots)]\(extra)}"
  }

  @Test func `five single packs leave forty-two short`() throws {
    let answer = try AllocationCase(text: document()).allocation.json.text
    #expect(
      answer == "{\"allocated\":[{\"lot\":\"1\",\"units\":5,\"packs\":\"5\"}],\"short\":42,"
        + "\"passedOver\":[]}"
    )
  }

  @Test func `an opened pack is a fraction and a recalled lot is named`() throws {
    let lots = """
      {"id":"a","packs":1,"packSize":100,"status":"recalled","expiresOn":null},
      {"id":"b","packs":9,"packSize":2,"status":"approved"}
      """
    let answer = try AllocationCase(text: document(need: "7", lots: lots)).allocation.json.text
    #expect(
      answer == "{\"allocated\":[{\"lot\":\"b\",\"units\":7,\"packs\":\"7/2\"}],\"short\":0,"
        + "\"passedOver\":[{\"lot\":\"a\",\"reason\":\"recalled\"}]}"
    )
  }

  @Test(
    arguments: [
      (
        #"{"id":"1","packs":-1,"packSize":1,"status":"approved"}"#,
        AllocationCaseError.outOfRange(-1, key: "packs")
      ),
      (#"{"id":"1","packs":1,"packSize":0,"status":"approved"}"#, .outOfRange(0, key: "packSize")),
      (#"{"id":"1","packs":1,"packSize":1,"status":"lost"}"#, .badStatus("lost", lot: "1")),
      (
        #"{"id":"1","packs":1,"packSize":1,"status":"approved","expiresOn":"2026-02-30"}"#,
        .badDate("2026-02-30", key: "expiresOn")
      ),
      (
        #"{"id":"1","packs":1,"packSize":1,"status":"approved","expires":"2026-02-03"}"#,
        .document(.unknownKey("expires", in: "lot"))
      ),
      (
        #"{"id":"1","packSize":1,"status":"approved"}"#,
        .document(.missingKey("packs", in: "lot"))
      ),
      (
        #"{"id":1,"packs":1,"packSize":1,"status":"approved"}"#,
        .document(.wrongType("id", in: "lot", expected: "a text"))
      ),
      (
        #"{"id":"1","packs":0.5,"packSize":1,"status":"approved"}"#,
        .document(.wrongType("packs", in: "lot", expected: "a whole number"))
      ),
      (
        #"{"id":"1","packs":1,"packSize":1,"status":"approved"},"#
          + #"{"id":"1","packs":1,"packSize":1,"status":"approved"}"#, .duplicateLot("1")
      ),
      ("7", .document(.wrongType("lot", in: "document", expected: "an object"))),
    ]) func `a lot that makes no sense is refused`(lots: String, error: AllocationCaseError)
  {
    #expect(throws: error) { try AllocationCase(text: document(lots: lots)) }
  }

  @Test func `a case that makes no sense is refused`() {
    #expect(throws: AllocationCaseError.outOfRange(-1, key: "need")) {
      try AllocationCase(text: document(need: "-1"))
    }
    #expect(throws: AllocationCaseError.badDate("yesterday", key: "today")) {
      try AllocationCase(text: document(today: "\"yesterday\""))
    }
    #expect(throws: AllocationCaseError.document(.missingKey("today", in: "case"))) {
      try AllocationCase(text: document(today: "null"))
    }
    #expect(throws: AllocationCaseError.document(.unknownKey("wanted", in: "case"))) {
      try AllocationCase(text: document(extra: ",\"wanted\":1"))
    }
    #expect(throws: AllocationCaseError.document(.unreadable)) {
      try AllocationCase(text: "{")
    }
    #expect(throws: AllocationCaseError.usableThroughBeforeToday) {
      try AllocationCase(
        text: #"{"today":"2026-01-02","usableThrough":"2026-01-01","need":1,"lots":[]}"#
      )
    }
  }
}
