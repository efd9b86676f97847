/// How the screens are to be shown, gathered from arguments and environment by the executable.
package struct TerminalOptions: Sendable {
  /// The value of `TERM`.
  package var terminalName: String
  /// Whether `NO_COLOR` is set to something.
  package var hasNoColor: Bool
  /// Whether only ASCII may be shown even though the locale could show more.
  package var isASCIIOnly: Bool
  /// Whether one thing stands below the other in words, for a screen reader.
  package var isLinear: Bool
  /// Whether `^Z` may give the shell back; not in a demo over SSH.
  package var allowsSuspending: Bool
  /// How long nobody may press a key before the program ends; nil for ever.
  package var idleLimit: Duration?
  /// A descriptor that gets a byte each time the loop is idle, for tests.
  ///
  /// The byte is the count of input bytes read so far, modulo 256, so that a test can tell
  /// whether its keys are among them.
  package var idleDescriptor: Int32?

  package init(
    terminalName: String,
    hasNoColor: Bool = false,
    isASCIIOnly: Bool = false,
    isLinear: Bool = false,
    allowsSuspending: Bool = true,
    idleLimit: Duration? = nil,
    idleDescriptor: Int32? = nil
  ) {
    self.terminalName = terminalName
    self.hasNoColor = hasNoColor
    self.isASCIIOnly = isASCIIOnly
    self.isLinear = isLinear
    self.allowsSuspending = allowsSuspending
    self.idleLimit = idleLimit
    self.idleDescriptor = idleDescriptor
  }

  /// The options that an environment asks for.
  package init(environment: [String: String]) {
    self.init(
      terminalName: environment["TERM"] ?? "",
      hasNoColor: !(environment["NO_COLOR"] ?? "").isEmpty
    )
  }
}
