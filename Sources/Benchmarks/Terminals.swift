import CLinux
import Foundation
import TestSupport

/// A program on a terminal, watched in the same way whichever it is: a picture is complete when the
/// expected text stands on it and nothing more has come for a while.
struct WatchedTerminal {
  /// Silence after which a picture counts as complete, in milliseconds.
  static let quiet = 60

  let terminal: PseudoTerminal
  private let startedAt: Int64

  init(_ path: String, _ arguments: [String], _ variables: [String: String]) throws {
    startedAt = cl_monotonic_nanoseconds()
    terminal = try PseudoTerminal(path, arguments, environment: variables)
  }

  /// The program on a household, at the clock of the household.
  static func program(_ household: Household, _ arguments: [String] = []) throws
    -> WatchedTerminal
  {
    try WatchedTerminal(Executables.program, household.arguments + arguments, household.variables)
  }

  /// calcurse on a folder.
  static func calcurse(_ folder: String) throws -> WatchedTerminal {
    let path = "/usr/bin/calcurse"
    guard FileManager.default.isExecutableFile(atPath: path) else {
      throw NotMeasured(reason: "calcurse is not installed; `make bench` does it")
    }
    return try WatchedTerminal(
      path,
      ["-q", "-D", folder],
      [
        "HOME": folder, "TERM": "xterm-256color", "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
        "TZ": Household.zone,
      ]
    )
  }

  /// Milliseconds from exec to the last byte of the first picture that shows all of `texts`.
  func untilShown(_ texts: [String]) throws -> Double {
    let end = startedAt + 60_000_000_000
    while cl_monotonic_nanoseconds() < end {
      terminal.waitUntilQuiet(milliseconds: Self.quiet)
      guard terminal.lastOutputAt > 0 else { continue }
      let text = terminal.screen.text
      if texts.allSatisfy({ text.contains($0) }) {
        return Double(terminal.lastOutputAt - startedAt) / 1e6
      }
    }
    throw NotMeasured(reason: "the screen never showed \(texts) but:\n\(terminal.screen.text)")
  }

  /// Bytes of the answer to a key, and milliseconds until the last of them.
  func press(_ key: TerminalKeys) -> (bytes: Double, milliseconds: Double) {
    let before = terminal.output.count
    let start = cl_monotonic_nanoseconds()
    terminal.send(key)
    terminal.waitUntilQuiet(milliseconds: Self.quiet)
    let answered = max(0, terminal.lastOutputAt - start)
    return (Double(terminal.output.count - before), Double(answered) / 1e6)
  }

  /// A line of `/proc/PID/status`, as a number.
  func status(_ name: String) -> Double {
    let path = "/proc/\(terminal.process)/status"
    // A program that has ended has no numbers left.
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
    return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap(Double.init).first
      ?? 0
  }

  /// Resident memory in megabytes.
  var residentMegabytes: Double { status("VmRSS") / 1000 }
}
