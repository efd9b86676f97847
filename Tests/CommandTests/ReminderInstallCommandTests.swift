import Foundation
import TestSupport
import Testing

/// Keeping reminders running from login on.
@Suite struct ReminderInstallCommandTests {
  private let program: Program
  private let database: String

  init() throws {
    program = try Program()
    database = program.path("my.sqlite")
  }

  private func unit() throws -> String {
    try String(
      contentsOfFile: program.path(".config/systemd/user/prescripcare-reminders.service"),
      encoding: .utf8
    )
  }

  @Test func `where several people use it, whoever installs says as whom it runs`() throws {
    try #require(try program("init", "--sample", "--counter", "--db", database).code == 0)
    let unclear = try program("reminders", "install", "--db", database)
    #expect(unclear.code == 64)
    #expect(unclear.errors.contains("--as"))
    #expect(throws: (any Error).self) { try unit() }
    #expect(try program("reminders", "install", "--db", database, "--as", "ruth").code == 0)
    #expect(try unit().contains(#"" --as "ruth""#))
  }

  @Test func `who is alone is named all the same: others may come later`() throws {
    try #require(
      try program("init", "--db", database, "--name", "Marie").code == 0
    )
    #expect(try program("reminders", "install", "--db", database).code == 0)
    #expect(try unit().contains(#"" --as "marie""#))
    #expect(try program("reminders", "install", "--uninstall", "--db", database).code == 0)
    #expect(throws: (any Error).self) { try unit() }
  }
}
