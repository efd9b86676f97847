import Domain
import Foundation
import TestSupport
import Testing

/// What cannot be done is said in one clear sentence and changes nothing, whatever the command.
@Suite struct BadInputTests {
  /// What a terminal would obey, and what would turn the reading direction.
  static let hostile = "x\u{1B}[31m\u{7}\u{8}\r\u{9B}2J\u{202E}y"
  /// As long as the system lets an argument be.
  static let huge = String(repeating: "x", count: 120_000)
  /// Commands that print their document although they fail.
  static let printing: Set<String> = [
    "sig", "scan", "id", "check", "import ndc", "import rxnorm", "import interactions",
  ]

  private let desk: BadInputDesk

  init() throws { desk = try BadInputDesk.shared.get() }

  @Test func `every command stands in the table, and nothing else`() {
    #expect(Set(desk.tree.leaves.map(\.name)) == Set(BadInputTable.rows.keys))
  }

  @Test(arguments: BadInputTable.rows.keys.sorted())
  func `a bad call gets its sentence and its code, and changes nothing`(name: String) throws {
    let row = try #require(BadInputTable.rows[name])
    let database = try desk.copy()
    let before = try desk.contents(of: database)
    for (arguments, code) in row.bad {
      let result = try desk.run(arguments, on: database)
      #expect(result.code == code, "\(arguments): \(result.errors)")
      #expect(problems(of: result, name) == [], "\(arguments): \(result.errors)")
      #expect(ForbiddenSigns.violations(in: result.errors) == [], "\(result.errors)")
    }
    #expect(try desk.contents(of: database) == before)
  }

  @Test(arguments: BadInputTable.rows.keys.sorted())
  func `control bytes and endless words are refused or harmless wherever they stand`(
    name: String
  ) throws {
    let row = try #require(BadInputTable.rows[name])
    let leaf = try #require(desk.tree.leaves.first { $0.name == name })
    let database = try desk.copy()
    let before = try desk.contents(of: database)
    let hostile = positionals(row, leaf, Self.hostile) + options(row, leaf, Self.hostile)
    for call in hostile + positionals(row, leaf, Self.huge) {
      let result = try desk.run(call, on: database)
      let said = "\(call.map { $0.prefix(60) }): \(result.code) \(result.errors.prefix(300))"
      #expect(problems(of: result, name) == [], "\(said)")
      #expect(try desk.contents(of: database) == before, "changed by \(said)")
    }
  }

  @Test func `what must be given and is not is a usage error`() throws {
    for leaf in desk.tree.leaves where leaf.needsArguments {
      let result = try desk.program.run(leaf.name.split(separator: " ").map(String.init))
      #expect(result.code == 64, "\(leaf.name)")
      #expect(result.output == "")
      #expect(!result.errors.isEmpty)
    }
  }

  @Test func `a database that is newer, foreign, damaged or not there stops every command`() throws
  {
    let newer = try desk.copy()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: newer))
    // The user version stands at byte 60 of the header, the highest byte first.
    bytes.replaceSubrange(60..<64, with: [0, 0, 3, 231])
    try bytes.write(to: URL(fileURLWithPath: newer))
    let foreign = desk.program.path("foreign.sqlite")
    try Data("no database".utf8).write(to: URL(fileURLWithPath: foreign))
    for (name, row) in BadInputTable.rows where row.opensDatabase {
      let result = try desk.run(row.ordinary, on: newer)
      #expect(result.code == 78, "\(name): \(result.errors)")
      #expect(problems(of: result, name) == [], "\(name): \(result.errors)")
    }
    for (path, code) in [(foreign, Int32(65)), ("/nowhere/x.sqlite", 66), ("/", 66)] {
      for name in ["today", "dose take", "inventory list", "check", "verify"] {
        let result = try desk.run(BadInputTable.rows[name]?.ordinary ?? [], on: path)
        #expect(result.code == code, "\(name) on \(path): \(result.errors)")
        #expect(problems(of: result, name) == [])
      }
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: newer)) == bytes)
  }

  @Test(arguments: [
    ["sig"], ["scan"], ["schedule", "next", "--case", "-"],
    ["inventory", "allocate", "--case", "-"],
    [
      "schedule", "preview", "--rule", "-", "--from", "2026-01-01T00:00", "--to",
      "2026-01-02T00:00",
    ],
  ])
  func `ten megabytes of one word, and bytes that are no text, are refused`(
    arguments: [String]
  ) throws {
    let noText = [UInt8](repeating: 0xFF, count: 1000) + [0, 0x1B, 0x0A]
    for input in [[UInt8](repeating: 0x78, count: 10_000_000), noText] {
      let result = try desk.program.run(arguments, input: input)
      #expect(result.code == 65, "\(result.errors.prefix(300))")
      #expect(problems(of: result, arguments[0]) == [], "\(result.errors.prefix(300))")
    }
  }

  /// The ordinary call with the value in the place of each positional.
  private func positionals(
    _ row: BadInputTable.Row,
    _ leaf: CommandTree.Leaf,
    _ value: String
  ) -> [[String]] {
    leaf.positionals.indices.map { index in
      var call = row.ordinary
      let place = leaf.depth + index
      if call.indices.contains(place), !call[place].hasPrefix("-") {
        call[place] = value
      } else {
        call.append(value)
      }
      return call
    }
  }

  /// The ordinary call with the value behind each option.
  private func options(
    _ row: BadInputTable.Row,
    _ leaf: CommandTree.Leaf,
    _ value: String
  ) -> [[String]] {
    leaf.options.map { option in
      Array(row.ordinary.prefix(leaf.depth))
        + row.ordinary.dropFirst(leaf.depth).prefix { $0 != "--" }
        + [option, value] + row.ordinary.dropFirst(leaf.depth).drop { $0 != "--" }
    }
  }

  /// What is wrong with an answer, whatever the question was.
  private func problems(of result: Program.Result, _ name: String) -> [String] {
    var problems: [String] = []
    let shown = result.output + result.errors
    if shown.unicodeScalars.contains(where: isControl) {
      problems.append("a control byte is shown")
    }
    if ![0, 1, 64, 65, 66, 69, 73, 74, 77, 78].contains(result.code) {
      problems.append("exit code \(result.code)")
    }
    guard result.code != 0 else { return problems }
    if !result.output.isEmpty, !Self.printing.contains(name) { problems.append("stdout speaks") }
    if result.errors.isEmpty, !Self.printing.contains(name) { problems.append("nothing is said") }
    let lines = result.errors.split(separator: "\n")
    // A usage error may add how the command is called.
    if result.code != 64, lines.count > 1 { problems.append("more than one sentence") }
    if let first = lines.first, first.count > 600 { problems.append("endless") }
    return problems
  }

  private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 && scalar != "\n" || (0x7F..<0xA0).contains(scalar.value)
      || (0x202A...0x202E).contains(scalar.value)
  }
}
