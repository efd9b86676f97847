import Foundation
import TestSupport
import Testing

@Suite struct TrustCommandTests {
  private let program: Program
  private let database: String

  init() throws {
    program = try Program()
    database = program.path("my.sqlite")
    try #require(try program("init", "--db", database, "--name", "Marie").code == 0)
  }

  private var bytes: Data { get throws { try Data(contentsOf: URL(fileURLWithPath: database)) } }

  @Test func `a new database holds and says how much it looked at`() throws {
    #expect(
      try program("--db", database, "verify", "--json")
        == .init(
          code: 0,
          output: """
            {"holds":true,"auditEntries":2,"doses":0,"stockMovements":0,"fills":0,\
            "openDoses":0,"supplies":0}

            """,
          errors: ""
        )
    )
    #expect(try program("audit", "verify", "--db", database).code == 0)
    let list = try program("audit", "list", "--db", database, "--json")
    #expect(list.output.contains(#""action":"person.add""#))
  }

  @Test func `a changed audit entry fails the proof and is named`() throws {
    var changed = try bytes
    let word = try #require(changed.range(of: Data("person.add".utf8)))
    changed.replaceSubrange(word, with: Data("person.odd".utf8))
    try changed.write(to: URL(fileURLWithPath: database))
    let expected = "Audit entry 2 was changed, or one was put in before it.\n"
    #expect(
      try program("verify", "--db", database) == .init(code: 1, output: "", errors: expected)
    )
    #expect(
      try program("audit", "verify", "--db", database)
        == .init(code: 1, output: "", errors: expected)
    )
  }

  @Test func `a newer database is refused and stays as it is, byte for byte`() throws {
    var newer = try bytes
    // The user version stands at byte 60 of the header, the highest byte first.
    newer.replaceSubrange(60..<64, with: [0, 0, 3, 231])
    try newer.write(to: URL(fileURLWithPath: database))
    for command in [["today"], ["verify"], ["medication", "add", "x"], ["medication", "list"]] {
      let result = try program.run(command + ["--db", database])
      #expect(result.code == 78)
      #expect(result.output == "")
      #expect(result.errors.contains("its version is 999"))
    }
    #expect(try bytes == newer)
  }

  @Test func `what is no database, and none at all, are told apart`() throws {
    let other = program.path("other.sqlite")
    try Data("hello, this is no database".utf8).write(to: URL(fileURLWithPath: other))
    #expect(try program("verify", "--db", other).code == 65)
    #expect(try program("verify", "--db", program.path("nothing.sqlite")).code == 66)
  }

  @Test(.enabled(if: geteuid() != 0, "the superuser reads every file"))
  func `a database that may not be read is missing input`() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: database)
    #expect(try program("verify", "--db", database).code == 66)
  }

  @Test func `the doctor names a database that others may read`() throws {
    #expect(try program("doctor", "--db", database).code == 0)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: database)
    let result = try program("doctor", "--db", database)
    #expect(
      result
        == .init(
          code: 1,
          output: "",
          errors: "database: Others may read it (mode 0644); do chmod 600 \(database).\n"
        )
    )
    #expect(try program("doctor", environment: ["TERM": "dumb"]).code == 1)
  }
}
