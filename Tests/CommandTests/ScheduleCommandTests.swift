import TestSupport
import Testing

@Suite struct ScheduleCommandTests {
  private let program: Program

  init() throws { program = try Program() }

  @Test func `a time that the clock skips is previewed as shifted`() throws {
    let rule =
      #"{"kind":"times","times":[{"at":"02:30","amount":"1 tablet"}],"start":"2026-03-29"}"#
    let expected = Program.Result(
      code: 0,
      output: """
        {"occurrences":[{"local":"2026-03-29T02:30","fold":0,\
        "instant":"2026-03-29T03:30:00+02:00","amount":"1 tablet","shifted":true}]}

        """,
      errors: ""
    )
    let range = ["--from", "2026-03-29T00:00", "--to", "2026-03-30T00:00"]
    let zone = ["--zone", "Europe/Berlin"]
    #expect(
      try program.run(["schedule", "preview", "--rule", rule] + range + zone + ["--json"])
        == expected
    )
    #expect(
      try program.run(["--json"] + zone + ["schedule", "preview", "--rule", rule] + range)
        == expected
    )
    #expect(
      try program.run(
        zone + ["schedule", "--json", "preview", "--rule", "-"] + range,
        input: Array(rule.utf8)
      ) == expected
    )
  }

  @Test func `the next dose is the first one without a record`() throws {
    let input = """
      {"now":"2026-03-01T00:00","zone":"UTC","rules":[{"id":"A","rule":{"kind":"times",
      "times":[{"at":"08:00"}],"start":"2026-02-01"}}],"records":[{"rule":"A",
      "due":"2026-03-01T08:00","recordedAt":"2026-03-01T07:55","status":"taken"}]}
      """
    #expect(
      try program("schedule", "next", "--case", "-", "--json", input: input)
        == .init(
          code: 0,
          output: """
            {"next":[{"rule":"A","local":"2026-03-02T08:00",\
            "instant":"2026-03-02T08:00:00+00:00","amount":null}]}

            """,
          errors: ""
        )
    )
  }

  @Test(arguments: [
    (#"{"kind":"times","colour":1}"#, "There is no “colour” in the rule.\n"),
    (#"{"kind":"linked","after":"A","delayMinutes":3,"start":"2026-03-01"}"#, nil),
    (
      #"{"kind":"times","times":[{"at":"08:00","amount":"0 tablets"}],"start":"2026-03-01"}"#, nil
    ),
    (#"{"kind":"times","times":[{"at":"08:00"}],"start":"2026-02-30"}"#, nil),
    ("nonsense", "The rule is not a JSON document.\n"),
    ("{\"kind\":\"\u{1}\"}", "The rule holds control characters.\n"),
    (
      #"{"kind":"interval","everyMinutes":1,"start":"1000-01-01"}"#,
      "Between --from and --to lie more than 1,000,000 doses.\n"
    ),
  ])
  func `a rule that cannot be is refused in one sentence`(rule: String, sentence: String?) throws {
    let result = try program(
      "schedule",
      "preview",
      "--rule",
      rule,
      "--from",
      "2026-03-01T00:00",
      "--to",
      "2999-03-02T00:00",
      "--json"
    )
    #expect(result.code == 65)
    #expect(result.output == "")
    #expect(result.errors.split(separator: "\n").count == 1)
    if let sentence { #expect(result.errors == sentence) }
  }

  @Test func `endless input is refused and a missing file is named`() throws {
    let range = ["--from", "2026-03-01T00:00", "--to", "2026-03-02T00:00"]
    let long = try program.run(
      ["schedule", "preview", "--rule", "-"] + range,
      input: Array(repeating: 0x20, count: 10 << 20)
    )
    #expect(long == .init(code: 65, output: "", errors: "The rule is longer than 4 MB.\n"))
    #expect(
      try program("schedule", "next", "--case", "/nowhere.json")
        == .init(
          code: 66,
          output: "",
          errors: "There is no file /nowhere.json that can be read.\n"
        )
    )
  }
}
