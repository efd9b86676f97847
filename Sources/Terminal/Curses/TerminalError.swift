/// Why the screens cannot be shown, or no longer.
package enum TerminalError: Error, Equatable, Sendable {
  /// Input or output is not a terminal.
  case notATerminal
  /// The terminal cannot place a cursor (`TERM=dumb`): only the commands work there.
  case dumbTerminal(name: String)
  /// Neither the terminal's description nor the one of `xterm-256color` is installed.
  case unknownTerminal(name: String)
  /// A system call failed with an `errno`.
  case system(call: String, code: Int32)
  /// The curses screen is open already; there is one for a process.
  case alreadyOpen
}

/// Why the screens ended.
package enum LeaveReason: Hashable, Sendable {
  /// The user left.
  case quit
  /// The connection or the window is gone.
  case hangUp
  /// The system or somebody else asked the program to end.
  case terminated
  /// Nobody pressed a key for as long as was allowed.
  case idle
}
