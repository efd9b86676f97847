/// What ended a wait for a program on a pseudo-terminal.
package enum TerminalWait: Equatable, Sendable {
  /// The program waits, having read everything that was sent.
  case idle
  /// The program has ended.
  case ended
  /// Nothing happened for too long.
  case timedOut
}

/// How a program ended.
package enum TerminalExit: Equatable, Sendable {
  case code(Int32)
  case signal(Int32)
}

/// Why a program could not be started on a pseudo-terminal.
package enum TerminalStartError: Error, Equatable, Sendable {
  case noTerminal(code: Int32)
  case notStarted(path: String, code: Int32)
}
