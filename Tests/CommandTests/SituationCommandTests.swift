import Foundation
import TestSupport
import Testing

/// The situations of daily life as a script answers for them.
@Suite struct SituationCommandTests {
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
    let added = try run(
      "07:00",
      "medication",
      "add",
      "metformin",
      "--strength",
      "500 mg",
      "--sig",
      "take 1 tablet by mouth at 8 AM and at 8 PM",
      "--on-hand",
      "60"
    )
    try #require(added.code == 0)
  }

  private func run(
    _ time: String,
    _ arguments: String...,
    input: String = ""
  ) throws -> Program.Result {
    try program.run(
      ["--now", "2026-03-01T\(time):00-05:00"] + arguments,
      input: Array(input.utf8)
    )
  }

  @Test func `a second dose is refused with when the first was taken`() throws {
    #expect(try run("08:05", "dose", "take", "1", "--due", "2026-03-01T08:00").code == 0)
    let second = try run("09:00", "dose", "take", "1", "--due", "2026-03-01T20:00")
    #expect(second.code == 65)
    #expect(second.output.isEmpty)
    #expect(second.errors.contains("metformin 500 mg was taken Sunday, March 1, 8:05 AM already"))
    #expect(
      try run("09:00", "dose", "take", "1", "--due", "2026-03-01T20:00", "--early").code == 0
    )
  }

  @Test func `with a code an extra dose needs it, and the code is read from a descriptor`() throws {
    let set = try run("08:00", "reminders", "code", "--new-fd", "0", "--json", input: "4711\n")
    #expect(set.output == "{\"code\":true}\n")
    #expect(try run("08:05", "dose", "take", "1", "--due", "2026-03-01T08:00").code == 0)
    let early = ["dose", "take", "1", "--due", "2026-03-01T20:00", "--early"]
    func take(_ input: String?) throws -> Int32 {
      try program.run(
        ["--now", "2026-03-01T09:00:00-05:00"] + early + (input == nil ? [] : ["--code-fd", "0"]),
        input: Array((input ?? "").utf8)
      ).code
    }
    #expect(try take(nil) == 77)
    #expect(try take("4712\n") == 77)
    #expect(try take("4711\n") == 0)
    #expect(try run("09:00", "reminders", "code", "--remove").code == 77)
    #expect(
      try run("09:00", "reminders", "code", "--remove", "--present-fd", "0", input: "4711\n").code
        == 0
    )
  }

  @Test func `an opened package answers until when it is good`() throws {
    let opened = try run(
      "09:00",
      "medication",
      "opened",
      "metformin",
      "--on",
      "2026-02-20",
      "--days",
      "30",
      "--expires",
      "2026-03-10",
      "--json"
    )
    #expect(
      opened.output == """
        {"medication":1,"openedOn":"2026-02-20","inUseDays":30,"source":null,\
        "expiresOn":"2026-03-10","goodThrough":"2026-03-10"}

        """
    )
  }

  @Test func `the pill box is filled from the bottle`() throws {
    let box = try run("07:00", "medication", "box", "--fill", "--days", "2", "--json")
    #expect(box.code == 0)
    #expect(box.output.contains(#""inBottle":"56 tablets","inBox":"4 tablets""#))
    #expect(box.output.contains(#""filled":true"#))
  }

  @Test func `the household answers for each person by itself`() throws {
    let days = try run("08:05", "today", "--household", "--json")
    #expect(days.output.contains(#""name":"Marie Curie","due":1,"late":0"#))
  }
}
