import Foundation
import TestSupport
import Testing

@Suite struct ImportCommandTests {
  private let program: Program
  private static let corpus =
    #filePath.components(separatedBy: "/Tests/")[0] + "/Tests/ExchangeTests/Corpus"

  init() throws {
    program = try Program()
    let made = try program("init", "--rehearsal", "--name", "Marie Curie", "--home", "UTC")
    try #require(made.code == 0)
  }

  @Test func `the document says what was taken, and the second time that all is unchanged`() throws
  {
    let file = Self.corpus + "/rxnorm/RXNCONSO.RRF"
    let first = try program("import", "rxnorm", file, "--json")
    #expect(first.code == 0)
    #expect(
      first.output == """
        {"source":"RxNorm, RXNCONSO.RRF","taken":{"RXNCONSO":5},"unchanged":{},\
        "skipped":[{"type":"RXNCONSO","count":1,\
        "reason":"names of other vocabularies are not kept"}],\
        "rejected":[],"rejectedCount":0,"rejectedList":null}

        """
    )
    let second = try program("import", "rxnorm", file, "--json")
    #expect(second.output.contains(#""taken":{},"unchanged":{"RXNCONSO":5}"#))
  }

  @Test func `rejected lines end in 65 and stand in a file with their numbers and reasons`() throws
  {
    let lines = try String(contentsOfFile: Self.corpus + "/ndc/package.txt", encoding: .utf8)
    let path = program.path("package.txt")
    try (lines + "too\tfew\n").write(toFile: path, atomically: true, encoding: .utf8)
    let list = program.path("rejected.txt")
    let result = try program("import", "ndc", path, "--rejected", list, "--json")
    #expect(result.code == 65)
    #expect(result.errors == "1 line could not be taken.\n")
    #expect(
      result.output.contains(#""rejected":[{"where":"line 6","reason":"2 fields instead of 8"}]"#)
    )
    #expect(
      try String(contentsOfFile: list, encoding: .utf8)
        == "package.txt\t6\t2 fields instead of 8\n"
    )
  }

  @Test func `a file of another kind is refused as a whole`() throws {
    let result = try program(
      "import",
      "ndc",
      Self.corpus + "/rxnorm/RXNREL.RRF",
      "--json"
    )
    #expect(result.code == 65)
    #expect(result.output.contains(#""rejected":[{"where":"line 1","reason":"the file does not"#))
    #expect(try program("import", "ndc", "/nowhere/product.txt").code == 66)
    #expect(try program("import", "ndc").code == 64)
    #expect(try program("import", "ndc", program.home).code == 66)
  }

  @Test func `the list of bad lines is never written over the file itself`() throws {
    let text = try String(contentsOfFile: Self.corpus + "/ndc/package.txt", encoding: .utf8)
    let path = program.path("package.txt")
    try (text + "bad\n").write(toFile: path, atomically: true, encoding: .utf8)
    let other = program.path("link.txt")
    try FileManager.default.createSymbolicLink(atPath: other, withDestinationPath: path)
    for list in [path, other] {
      #expect(try program("import", "ndc", path, "--rejected", list).code == 64)
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text + "bad\n")
    }
  }

  @Test func `files of one run share a list, and what was taken is said when the next is missing`()
    throws
  {
    let text = try String(contentsOfFile: Self.corpus + "/ndc/package.txt", encoding: .utf8)
    let paths = ["one.txt", "two.txt"].map { program.path($0) }
    for path in paths {
      try (text + "bad\n").write(toFile: path, atomically: true, encoding: .utf8)
    }
    let both = try program("import", "ndc", paths[0], paths[1], "--json")
    #expect(both.code == 65)
    #expect(both.output.contains(#""taken":{"package":4},"unchanged":{"package":4}"#))
    #expect(both.output.contains(#"{"where":"two.txt, line 6","reason":"1 field instead of 8"#))
    let list = program.path(".local/share/prescripcare/prescripcare.sqlite.rejected")
    #expect(
      try String(contentsOfFile: list, encoding: .utf8)
        == ["one", "two"].map { "\($0).txt\t6\t1 field instead of 8\n" }.joined()
    )
    let good = Self.corpus + "/ndc/product.txt"
    let half = try program("import", "ndc", good, "/nowhere/package.txt", "--json")
    #expect(half.code == 66)
    #expect(half.output.contains(#""taken":{"product":5}"#))
    #expect(half.errors == "There is no file /nowhere/package.txt.\n")
    // Nothing was rejected this time.
    #expect(!FileManager.default.fileExists(atPath: list))
  }

  @Test func `the number of a barcode is read with the hyphens that the directory knows`() throws {
    // The number of 9001-0101-30, whose zeros hide where the hyphens stand.
    let before = try program("scan", "00390010101300", "--json")
    #expect(before.output.contains(#""ndc":null"#))
    _ = try program("import", "ndc", Self.corpus + "/ndc/package.txt")
    let after = try program("scan", "00390010101300", "--json")
    #expect(after.output.contains(#""ndc":"9001-0101-30""#), "\(after.output)")
  }

  @Test(.timeLimit(.minutes(5)))
  func `what is stopped or killed leaves nothing, and the same command finishes it`() throws {
    let path = program.path("RXNCONSO.RRF")
    var text = ""
    for index in 1...60_000 {
      let number = "\(index)|\(index)|\(index)"
      text += "\(index)|ENG||||||\(number)||RXNORM|SCD|\(index)|name \(index)||N|4096|\n"
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let environment = ["HOME": program.home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"]
    for signal in [SIGINT, SIGKILL] {
      let child = try ChildProcess(
        Executables.program,
        ["import", "rxnorm", path],
        environment: environment
      )
      // The log has grown: some rows are on disk.
      let log = program.path(".local/share/prescripcare/prescripcare.sqlite")
      let size = try Self.size(log)
      while kill(child.identifier, 0) == 0, try Self.size(log) < size + 500_000 { sched_yield() }
      kill(child.identifier, signal)
      let end = child.wait()
      if signal == SIGINT {
        #expect(end.exit == .code(75))
        #expect(end.errors.hasPrefix("Stopped. Nothing of RXNCONSO.RRF is in the catalogue"))
      }
    }
    let last = try program("import", "rxnorm", path, "--json")
    #expect(last.code == 0)
    #expect(last.output.contains(#""taken":{"RXNCONSO":60000},"unchanged":{}"#))
    #expect(try program("verify").code == 0)
  }

  private static func size(_ path: String) throws -> Int {
    let sizes = try ["", "-wal"].map { ending -> Int in
      guard FileManager.default.fileExists(atPath: path + ending) else { return 0 }
      return try FileManager.default.attributesOfItem(atPath: path + ending)[.size] as? Int ?? 0
    }
    return sizes.reduce(0, +)
  }
}
