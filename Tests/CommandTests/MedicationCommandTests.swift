import Foundation
import TestSupport
import Testing

@Suite struct MedicationCommandTests {
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

  @Test func `directions become a schedule and are spoken back`() throws {
    let added = try program.run(
      now + [
        "medication", "add", "metformin", "--strength", "500 mg", "--sig",
        "take 1 tablet by mouth twice daily with food", "--on-hand", "60", "--json",
      ]
    )
    #expect(
      added
        == .init(
          code: 0,
          output: """
            {"medication":1,"schedules":[1],"known":true,\
            "sentence":"Take 1 tablet by mouth 2 times a day with food."}

            """,
          errors: ""
        )
    )
    #expect(
      try program.run(now + ["schedule", "list", "--json"]).output == """
        {"schedules":[{"schedule":1,"medication":1,"title":"metformin 500 mg","kind":"times",\
        "rule":{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},\
        {"at":"18:00","amount":"1 tablet"}],"start":"2026-03-01T07:00"},\
        "sentence":"Take 1 tablet at 8:00 AM and 1 tablet at 6:00 PM, every day. With food.",\
        "active":true,"critical":false,"follows":null,"label":null,"special":"with food",\
        "versions":1}]}

        """
    )
    let later = ["--now", "2026-03-01T08:02:00-05:00"]
    let edited = try program.run(
      later + [
        "schedule", "edit", "1", "--told-by", "Dr. Ito", "--json", "--rule",
        #"{"kind":"times","times":[{"at":"12:00","amount":"2 tablets"}],"start":"2026-03-01"}"#,
      ]
    )
    #expect(
      edited.output == """
        {"schedule":1,"from":"2026-03-01T08:02","firstDose":"2026-03-02T12:00",\
        "sentence":"Take 2 tablets at noon, every day. With food."}

        """
    )
    #expect(try program.run(later + ["verify"]).code == 0)
  }

  @Test func `a medication is paused, taken again and stopped, each once`() throws {
    let rule = #"{"kind":"times","times":[{"at":"08:00"}],"start":"2026-03-01"}"#
    _ = try program.run(now + ["medication", "add", "metformin", "--rule", rule])
    let steps: [([String], String)] = [
      (
        ["pause", "1", "--until", "2026-03-05"],
        #"{"changed":true,"medication":1,"status":"paused"}"#
      ),
      (["resume", "metformin"], #"{"changed":true,"medication":1,"status":"active"}"#),
      (["stop", "metf"], #"{"changed":true,"medication":1,"status":"stopped"}"#),
      (["stop", "1"], #"{"changed":false,"medication":1,"status":"stopped"}"#),
    ]
    for (words, answer) in steps {
      let result = try program.run(now + ["medication"] + words + ["--json"])
      #expect(result == .init(code: 0, output: answer + "\n", errors: ""))
    }
    #expect(try program.run(now + ["medication", "list"]).output.contains("no medications"))
    #expect(try program.run(now + ["medication", "resume", "1"]).code == 65)
  }

  @Test func `a pause whose day has come, or that has none, asks if it is still one`() throws {
    let rule = #"{"kind":"times","times":[{"at":"08:00"}],"start":"2026-03-01"}"#
    _ = try program.run(now + ["medication", "add", "metformin", "--rule", rule])
    _ = try program.run(now + ["medication", "pause", "1", "--until", "2026-03-05"])
    let list = ["medication", "list"]
    let ahead = try program.run(now + list).output
    #expect(ahead.contains("paused until March 5, 2026."))
    #expect(!ahead.contains("Still paused?"))
    let then = ["--now", "2026-03-05T07:00:00-05:00"]
    #expect(
      try program.run(then + list).output.contains("was paused until March 5, 2026. Still paused?")
    )
    #expect(try program.run(then + list + ["--json"]).output.contains(#""asksStillPaused":true"#))
    _ = try program.run(then + ["medication", "resume", "1"])
    _ = try program.run(then + ["medication", "pause", "1"])
    #expect(try program.run(then + list).output.contains("paused, no end day. Still paused?"))
  }

  @Test(arguments: [
    ["--sig", "take 1 blorb sideways"], ["--sig", ""], ["--sig", "take 1 tablet"],
    ["--on-hand", "-1"], ["--quantity", "0"], ["--refills", "100"], ["--start", "2026-02-30"],
    ["--unit", "parsec"], ["--rule", "{}"],
    ["--rule", #"{"kind":"linked","after":"7","delayMinutes":5,"start":"2026-03-01"}"#],
    ["--strength", String(repeating: "9", count: 400)], ["--for-what", "a\u{1B}[2Jb"],
  ])
  func `what cannot be is not added`(options: [String]) throws {
    let result = try program.run(now + ["medication", "add", "metformin"] + options)
    #expect(result.code == 65)
    #expect(result.output == "")
    let list = try program.run(now + ["medication", "list", "--json"])
    #expect(list.output == "{\"medications\":[]}\n")
  }

  @Test func `a long name is refused in one sentence`() throws {
    let result = try program.run(
      now + ["medication", "add", String(repeating: "x", count: 100_000)]
    )
    #expect(
      result
        == .init(
          code: 65,
          output: "",
          errors: "Not saved: the name of the drug is longer than 120 characters.\n"
        )
    )
  }

  @Test func `the page for paper has 80 columns and nothing that steers a printer`() throws {
    let added = try program.run(
      now + [
        "medication", "add", "metformin", "--strength", "500 mg", "--sig", "1 tab po bid",
        "--for-what", "for \u{1B}[2Jsugar",
      ]
    )
    #expect(added.code == 0 || added.code == 65)
    _ = try program.run(
      now + ["medication", "add", "loratadine", "--strength", "10 mg", "--sig", "1 tab po daily"]
    )
    let page = try program.run(now + ["medication", "page"])
    #expect(page.code == 0)
    #expect(page.output.hasPrefix("MEDICINES OF Marie Curie, birth date not entered\n"))
    #expect(page.output.contains(" loratadine 10 mg, what for is not entered"))
    #expect(page.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(page.output.utf8.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
  }

  @Test func `what stands too near is listed with the nearest free time`() throws {
    for line in [["levothyroxine", "75 mcg", "07:00"], ["calcium carbonate", "500 mg", "09:00"]] {
      let rule =
        #"{"kind":"times","times":[{"at":"\#(line[2])","amount":"1 tablet"}],"start":"2026-03-01"}"#
      let added = try program.run(
        now + ["medication", "add", line[0], "--strength", line[1], "--rule", rule]
      )
      #expect(added.code == 0, "\(added.errors)")
    }
    let apart = try program.run(now + ["schedule", "apart", "--json"])
    #expect(
      apart.output == """
        {"tooNear":[{"medication":1,"title":"levothyroxine 75 mcg","at":"07:00",\
        "other":"calcium carbonate 500 mg","otherAt":"09:00","minutesApart":240,"freeTime":"13:00"},\
        {"medication":2,"title":"calcium carbonate 500 mg","at":"09:00",\
        "other":"levothyroxine 75 mcg","otherAt":"07:00","minutesApart":240,"freeTime":"11:00"}]}

        """
    )
  }
}
