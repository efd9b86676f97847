import Foundation
import TestSupport
import Testing

/// System calls that fail, one after the other.
@Suite(
  .serialized,
  .enabled(if: Tracing.isPossible, "strace is not installed or may not trace")
)
struct FailingSystemTests {
  /// Every sync and every write in turn, until one more makes no difference.
  @Test(arguments: ["fdatasync,fsync", "pwrite64", "ftruncate"])
  func `a dose is acknowledged only when it is on disk`(calls: String) throws {
    var failures = 0
    for turn in 1...8 {
      let household = try Ruth.household()
      let end = try take(household, failing: calls, from: turn)
      let record = try household.record()
      if end.exit == .code(0) {
        #expect(record.first == "metformin 08:00", "failing \(calls) from \(turn)")
      } else {
        failures += 1
        #expect(end.output.isEmpty)
        #expect(end.errors.hasSuffix(".\n"), "failing \(calls) from \(turn)")
        #expect(record == untouched, "failing \(calls) from \(turn)")
      }
      #expect(try household.findings() == [], "failing \(calls) from \(turn)")
    }
    // Truncating only gives room back; nothing depends on it.
    #expect(failures > 0 || calls == "ftruncate")
  }

  @Test func `a dose that could not be synced says so, and can be recorded again`() throws {
    let household = try Ruth.household()
    let end = try take(household, failing: "fdatasync,fsync", from: 1)
    #expect(end.exit == .code(74))
    #expect(end.errors.hasPrefix("Not saved: "))
    let again = try household.run("dose", "take", "1", "--due", "2026-11-24T08:00")
    #expect(again.exit == .code(0))
    #expect(try household.record().first == "metformin 08:00")
  }

  private func take(
    _ household: Household,
    failing calls: String,
    from turn: Int
  ) throws -> ChildProcess.End {
    try ChildProcess.run(
      "/usr/bin/strace",
      [
        "-f", "-qq", "-o", "/dev/null", "-e", "trace=\(calls)", "-e",
        "inject=\(calls):error=EIO:when=\(turn)+", Executables.program, "dose", "take", "1",
        "--due", "2026-11-24T08:00", "--json",
      ] + household.arguments,
      environment: household.variables
    )
  }
}

/// Whether system calls can be made to fail here.
private enum Tracing {
  static var isPossible: Bool {
    let end = try? ChildProcess.run("/usr/bin/strace", ["-o", "/dev/null", "/bin/true"])
    return end?.exit == .code(0)
  }
}
