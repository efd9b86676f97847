import CLinux
import Foundation

/// Puts the terminal back when the program crashes.
///
/// Without it a trap leaves raw mode behind and Swift's backtrace prompt waits for a key that
/// raw mode never delivers. This is the only file that may call the `cl_crash_…` functions.
enum CrashGuard {
  /// Remembers how the terminal at `terminal` is now, and catches ILL, TRAP, ABRT, SEGV, BUS
  /// and FPE: they write the reset sequence and what standard error held back, then end the
  /// process as they would have.
  static func begin(terminal: Int32, standardError: Int32, captured: Int32) {
    var modes = termios()
    guard tcgetattr(terminal, &modes) == 0 else { return }
    cl_crash_guard(terminal, &modes, TerminalReset.crash, standardError, captured)
  }

  /// Leaves crashes alone again.
  static func end() {
    cl_crash_guard_end()
  }
}
