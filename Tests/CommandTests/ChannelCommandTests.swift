import Foundation
import TestSupport
import Testing

/// Setting and testing the ways of reminders from the command line.
@Suite struct ChannelCommandTests {
  private let program: Program
  private let database: String

  init() throws {
    program = try Program()
    database = program.path("my.sqlite")
    try #require(try program("init", "--db", database, "--name", "Marie").code == 0)
  }

  /// A program that writes what it reads into a file; answers with its path.
  private func receiver(exit code: Int = 0) throws -> String {
    let file = program.path("receiver")
    try ProgramFile.write(file, "cat >'\(program.path("read"))'\nexit \(code)")
    return file
  }

  @Test func `a way is set, listed, switched off and kept`() throws {
    let set = try program(
      "reminders",
      "channel",
      "set",
      "email",
      "tom@example.org",
      "--db",
      database,
      "--json"
    )
    let mail =
      #"{"method":"email","on":true,"address":"tom@example.org","arguments":null,"names":false,"#
      + #""token":false,"testedAt":null,"delivered":null,"failure":null,"noticed":null}"#
    #expect(set.code == 0)
    #expect(set.output.contains(mail))
    #expect(try program("reminders", "channel", "off", "email", "--db", database).code == 0)
    #expect(
      try program("reminders", "channel", "list", "--db", database).output == """
        screen: on, medications may be named, not tested
        email tom@example.org: off, not tested

        """
    )
  }

  @Test(arguments: [
    (["email", "tom"], "A mail address is a name, an at sign and a host, and nothing else."),
    (
      ["terminal", "osc8"],
      "A terminal is asked by osc9, osc777 or osc99: try which one yours shows."
    ),
    (["desktop", "x"], "The way desktop needs no address."),
    (
      ["push", "http://push.example.org/t"],
      "Only an encrypted address (https) or one on this machine is used: others could read along."
    ),
    (["command"], "A command is a program and its arguments."),
  ])
  func `what leads nowhere is refused with the reason`(words: [String], reason: String) throws {
    let result = try program.run(["reminders", "channel", "set"] + words + ["--db", database])
    #expect(result.code == 64)
    #expect(result.errors == reason + "\n")
  }

  @Test func `a test says what really came of it, and is remembered`() throws {
    let file = try receiver()
    let set = try program.run(
      ["reminders", "channel", "set", "command", "--db", database, "--", file, "--loud"]
    )
    #expect(set.code == 0)
    let test = try program("reminders", "channel", "test", "command", "--db", database, "--json")
    #expect(
      test
        == .init(
          code: 0,
          output: #"{"tests":[{"method":"command","delivered":true,"reason":null}]}"# + "\n",
          errors: ""
        )
    )
    let read = try String(contentsOfFile: program.path("read"), encoding: .utf8)
    #expect(read.contains("this is a test"))
    _ = try receiver(exit: 67)
    let failed = try program("reminders", "test", "--db", database)
    #expect(failed.code == 69)
    let list = try program("reminders", "channel", "list", "--db", database)
    #expect(list.output.contains("last test failed: Your command refused it (exit code 67)."))
  }
}
