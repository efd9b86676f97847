import TestSupport
import Testing

/// Setting how reminders come from the command line.
@Suite struct ReminderSetCommandTests {
  private let program: Program
  private let database: String

  init() throws {
    program = try Program()
    database = program.path("my.sqlite")
    try #require(try program("init", "--db", database, "--name", "Marie").code == 0)
  }

  private func set(_ options: String...) throws -> Program.Result {
    try program.run(["reminders", "set", "--db", database] + options)
  }

  @Test func `what is set is kept, and what is not named stays`() throws {
    #expect(
      try set("--quiet", "22:00-07:00", "--days", "sat sun 23:00-09:00", "--repeat-times", "4").code
        == 0
    )
    #expect(
      try set("--disable-refills", "--json").output == """
        {"doses":true,"quiet":"22:00-07:00","days":"sat sun 23:00-09:00","advance":0,\
        "repeatEvery":30,"repeatTimes":4,"refills":false,"caregiver":null,"caregiverAfter":null}

        """
    )
    #expect(
      try set("--quiet", "none", "--days", "", "--json").output.contains(#""quiet":null,"days":"""#)
    )
  }

  @Test(arguments: [
    (["--quiet", "22:00"], "Quiet hours read like 11 PM to 9 AM."),
    (
      ["--quiet", "07:00-07:00"], "They begin and end at the same time: say none"
    ),
    (["--days", "someday none"], "“someday” is no day of the week."),
    (["--caregiver", "nobody"], "nobody of the household"),
    (["--repeat-every", "0"], "1 to 720 minutes"),
    (["--caregiver-after", "30"], "--caregiver-after needs --caregiver."),
    (["--quiet", "22:00-07:00", "--advance", "9999"], "--advance"),
    (["--quiet", "22:00-07:00", "--caregiver", "nobody"], "nobody of the household"),
  ])
  func `what cannot be is refused with a sentence, and nothing changes`(
    options: [String],
    sentence: String
  ) throws {
    let before = try set("--json").output
    let answer = try program.run(["reminders", "set", "--db", database] + options)
    #expect(answer.code != 0)
    #expect(answer.errors.contains(sentence), "\(answer.errors)")
    #expect(answer.output.isEmpty)
    #expect(try set("--json").output == before)
  }
}
