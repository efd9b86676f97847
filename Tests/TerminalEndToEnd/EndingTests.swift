import CLinux
import Foundation
import TestSupport
import Testing

/// However the program ends, the terminal is left as a shell expects it, and soon.
@Suite(.serialized) struct EndingTests {
  @Test(arguments: [SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE])
  func `a crash gives the terminal back`(signal: Int32) throws {
    let terminal = try Ruth.household().openScreens()
    #expect(!terminal.isInLineMode)
    let started = cl_monotonic_nanoseconds()
    terminal.signal(signal)
    #expect(terminal.waitForExit() == .signal(signal))
    #expect(cl_monotonic_nanoseconds() - started < 1_000_000_000)
    #expect(terminal.isInLineMode)
    #expect(terminal.leftAlternateScreen)
  }

  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func `a signal to end gives the terminal back within a second`(signal: Int32) throws {
    let terminal = try Ruth.household().openScreens()
    let started = cl_monotonic_nanoseconds()
    terminal.signal(signal)
    #expect(terminal.waitForExit() == .code(0))
    #expect(cl_monotonic_nanoseconds() - started < 1_000_000_000)
    #expect(terminal.isInLineMode)
    #expect(terminal.leftAlternateScreen)
  }

  @Test func `a lost connection ends the program within a second`() throws {
    let terminal = try Ruth.household().openScreens()
    let started = cl_monotonic_nanoseconds()
    terminal.hangUp()
    #expect(terminal.waitForExit() == .code(0))
    #expect(cl_monotonic_nanoseconds() - started < 1_000_000_000)
  }

  @Test func `a dose recorded as the connection goes is whole or not there`() throws {
    let household = try Ruth.household()
    let terminal = try household.openToday()
    terminal.send(.enter)
    terminal.hangUp()
    #expect(terminal.waitForExit() != nil)
    let record = try household.record()
    #expect(
      record == untouched
        || record.suffix(2) == ["lisinopril left 29", "metformin left 59"]
    )
  }

  @Test func `after a stop and fg the picture is back and keys are answered`() throws {
    let household = try Ruth.household()
    let shell = try PseudoTerminal(
      "/bin/bash",
      ["--norc", "--noprofile", "--noediting", "-i"],
      environment: household.variables.merging(["PS1": "ready> "]) { $1 }
    )
    #expect(shell.wait { $0.text.contains("ready>") })
    let command = ([Executables.program] + household.arguments).joined(separator: " ")
    shell.send(TerminalKeys(bytes: Array("\(command)\n".utf8)))
    #expect(shell.wait { $0.text.contains("TAKE NOW") })
    shell.send(.control("z"))
    #expect(shell.wait { $0.text.contains("Stopped") })
    #expect(shell.isInLineMode)
    shell.send("fg\n")
    #expect(shell.wait { $0.text.contains("TAKE NOW") && !$0.text.contains("Stopped") })
    // The moment for reading first may not be over, and the shell's terminal does not report it.
    for _ in 0..<20 where !shell.screen.text.contains("do not take again") {
      shell.send(.enter)
      _ = shell.wait(seconds: 1) { $0.text.contains("do not take again") }
    }
    #expect(shell.screen.text.contains("do not take again"))
    shell.send("q")
    #expect(shell.wait { $0.text.contains("ready>") })
    #expect(try household.record().suffix(2) == ["lisinopril left 29", "metformin left 59"])
  }
}

extension PseudoTerminal {
  /// Whether the ordinary screen was asked for last.
  var leftAlternateScreen: Bool {
    let text = String(decoding: output, as: UTF8.self)
    guard let left = text.range(of: "\u{1B}[?1049l", options: .backwards) else { return false }
    return !text[left.upperBound...].contains("\u{1B}[?1049h")
  }
}
