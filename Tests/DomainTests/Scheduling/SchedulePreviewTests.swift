import Testing

@testable import Domain

@Suite struct SchedulePreviewTests {
  @Test func `a preview is written with every key`() throws {
    let text =
      #"{"kind":"times","times":[{"at":"02:30","amount":"1 tablet"},{"at":"20:00"}],"start":"2026-03-01"}"#
    let preview = try SchedulePreview(
      of: try rule(text),
      from: try local("2026-03-29T00:00"),
      to: try local("2026-03-30T00:00"),
      on: try clocks("Europe/Berlin")
    )
    #expect(
      preview.json.text
        == #"{"occurrences":[{"local":"2026-03-29T02:30","fold":0,"instant":"2026-03-29T03:30:00+02:00","amount":"1 tablet","shifted":true},{"local":"2026-03-29T20:00","fold":0,"instant":"2026-03-29T20:00:00+02:00","amount":null,"shifted":false}]}"#
    )
  }

  @Test func `the second time of an hour has fold 1`() throws {
    let preview = try SchedulePreview(
      of: try rule(#"{"kind":"interval","everyHours":1,"start":"2026-11-01T00:30"}"#),
      from: try local("2026-11-01T01:00"),
      to: try local("2026-11-01T02:00"),
      on: try clocks("America/New_York")
    )
    #expect(
      preview.json.text
        == #"{"occurrences":[{"local":"2026-11-01T01:30","fold":0,"instant":"2026-11-01T01:30:00-04:00","amount":null,"shifted":false},{"local":"2026-11-01T01:30","fold":1,"instant":"2026-11-01T01:30:00-05:00","amount":null,"shifted":false}]}"#
    )
  }

  @Test func `a dose that follows another has no preview of its own`() throws {
    #expect(throws: RuleError.linkedAlone(after: "A")) {
      try SchedulePreview(
        of: try rule(#"{"kind":"linked","after":"A","delayMinutes":30,"start":"2026-03-01"}"#),
        from: try local("2026-03-01T00:00"),
        to: try local("2026-03-02T00:00"),
        on: try clocks()
      )
    }
  }

  @Test func `a range that ends before it begins is refused`() throws {
    let from = try local("2026-03-02T00:00")
    let to = try local("2026-03-01T00:00")
    #expect(throws: RuleError.rangeBackwards(from: from, to: to)) {
      try SchedulePreview(
        of: try rule(#"{"kind":"unscheduled"}"#),
        from: from,
        to: to,
        on: try clocks()
      )
    }
  }
}
