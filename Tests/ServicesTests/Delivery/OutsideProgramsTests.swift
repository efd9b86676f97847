import Foundation
import Testing

@testable import Services

/// Programs of the system: what they get, and that none of them can hold anything up.
@Suite struct OutsideProgramsTests {
  private let folder: ReceiverFolder

  init() throws { folder = try ReceiverFolder() }

  private func run(
    _ body: String,
    _ arguments: [String] = [],
    input: String = "",
    limit: Duration = .seconds(20),
    environment: [String: String] = [:]
  ) throws -> ProgramEnd {
    try folder.program("thing", body)
    let programs = OutsidePrograms(
      folders: folder.programs.folders,
      environment: environment
    )
    return programs.run(ProgramCall("thing", arguments, input: Array(input.utf8)), limit: limit)
  }

  private func said(_ end: ProgramEnd) -> String? {
    guard case .exited(0, let output) = end else { return nil }
    return String(decoding: output, as: UTF8.self)
  }

  @Test func `arguments arrive as they are, and no shell reads them`() throws {
    let wild = ["a b", "$(touch \(folder.path)/harm)", "`id`", "; rm -rf x", "", "ä\n*"]
    let end = try run(#"for word in "$@"; do printf '<%s>' "$word"; done"#, wild)
    #expect(said(end) == wild.map { "<\($0)>" }.joined())
    #expect(!folder.exists("harm"))
  }

  @Test func `a megabyte of input arrives whole`() throws {
    let end = try run("wc -c", input: String(repeating: "x", count: 1 << 20))
    #expect(said(end)?.trimmingCharacters(in: .whitespacesAndNewlines) == "1048576")
  }

  @Test func `a program that reads nothing is not waited for`() throws {
    #expect(
      try run("exit 3", input: String(repeating: "x", count: 1 << 20))
        == .exited(code: 3, output: [])
    )
  }

  @Test func `of the environment it gets what is named and nothing else`() throws {
    setenv("PRESCRIPCARE_SECRET", "ruth", 1)
    let end = try run("env | sort", environment: ["HOME": "/nowhere"])
    let names = said(end)?.split(separator: "\n").map { $0.prefix { $0 != "=" } } ?? []
    #expect(Set(names).isSubset(of: ["HOME", "PATH", "PWD", "_", "SHLVL", "OLDPWD"]))
    #expect(names.contains("HOME"))
  }

  @Test func `no file that is open here is open there`() throws {
    let secret = open("/etc/passwd", O_RDONLY)  // Not closed on exec.
    defer { close(secret) }
    let end = try run("ls /proc/self/fd | wc -l")
    // Its input, its two outputs, and the folder that ls itself reads.
    #expect(said(end)?.trimmingCharacters(in: .whitespacesAndNewlines) == "4")
  }

  @Test func `it leads a session of its own and has no terminal`() throws {
    let end = try run(
      #"""
      set -- $(cat /proc/$$/stat); [ "$5" = "$$" ] && [ "$6" = "$$" ] && [ "$7" = 0 ] && pwd
      """#
    )
    #expect(said(end) == "/\n")
  }

  @Test func `one that hangs is ended in time, with all that it started`() throws {
    let end = try run(
      "sleep 1000 & echo $! >$here/child; while :; do sleep 1; done",
      limit: .milliseconds(1500)
    )
    #expect(end == .tookTooLong)
    let child = try #require(
      pid_t(try folder.text("child").trimmingCharacters(in: .whitespacesAndNewlines))
    )
    // The process is gone, or waits as a dead one for init; on a busy machine not at once.
    var isGone = false
    for _ in 0..<1000 where !isGone {
      let stat = try? String(contentsOfFile: "/proc/\(child)/stat", encoding: .utf8)
      isGone = stat.map { $0.contains(") Z ") } ?? true
      if !isGone { poll(nil, 0, 10) }
    }
    #expect(isGone)
  }

  @Test func `one that writes without end is ended, and little of it is kept`() throws {
    #expect(try run("yes", limit: .milliseconds(1500)) == .tookTooLong)
    let end = try run("head -c 300000 /dev/zero | tr '\\0' x")
    #expect(said(end) == String(repeating: "x", count: OutsidePrograms.mostOutput))
  }

  @Test func `one that leaves something behind is not waited for`() throws {
    #expect(said(try run("sleep 5 & echo done")) == "done\n")
  }

  @Test func `one that vanishes by a signal is told apart`() throws {
    #expect(try run("kill -9 $$") == .killed(signal: 9))
  }

  @Test func `one that is missing, or is no program, is said so`() throws {
    let programs = folder.programs
    #expect(programs.run(ProgramCall("no-such-thing"), limit: .seconds(1)) == .notFound)
    #expect(programs.run(ProgramCall(""), limit: .seconds(1)) == .notFound)
    #expect(programs.run(ProgramCall("../thing"), limit: .seconds(1)) == .notFound)
    let file = try folder.program("broken", "")
    try "no program".write(toFile: file, atomically: false, encoding: .utf8)
    #expect(
      programs.run(ProgramCall("broken"), limit: .seconds(1)) == .couldNotStart(code: ENOEXEC)
    )
  }
}
