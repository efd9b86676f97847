import Foundation
import TestSupport

/// The sample in a file of its own for each test, and what is given to the program on it.
final class BadInputDesk: Sendable {
  static let shared = Result { try BadInputDesk() }

  /// The clock of every run.
  static let now = "2026-11-24T08:05:00-05:00"

  let program: Program
  let tree: CommandTree
  private let sample: String

  private init() throws {
    program = try Program()
    tree = try CommandTree(program)
    sample = program.path("sample.sqlite")
    let made = try program(
      "init",
      "--sample",
      "--db",
      sample,
      "--now",
      Self.now,
      "--home",
      "America/New_York"
    )
    guard made.code == 0 else { throw ProgramError.notBuilt }
  }

  /// A copy of the sample that nobody else touches.
  func copy() throws -> String {
    let path = program.path("\(UUID().uuidString).sqlite")
    try FileManager.default.copyItem(atPath: sample, toPath: path)
    return path
  }

  /// Runs a command on a database as the person whose work it is.
  func run(_ arguments: [String], on database: String, input: [UInt8] = []) throws -> Program.Result
  {
    let isCounter =
      ["inventory", "import"].contains(arguments[0])
      || arguments.starts(with: ["refills", "alerts"])
    let who = isCounter ? ["--as", "jortiz"] : ["--as", "ruth", "--for", "ruth"]
    let common = ["--db", database, "--now", Self.now, "--zone", "America/New_York"] + who
    return try program.run(common + arguments, input: input)
  }

  /// Everything a database holds, byte by byte.
  func contents(of database: String) throws -> [Data] {
    try [database, database + "-wal"].map { path in
      FileManager.default.fileExists(atPath: path)
        ? try Data(contentsOf: URL(fileURLWithPath: path)) : Data()
    }
  }
}
