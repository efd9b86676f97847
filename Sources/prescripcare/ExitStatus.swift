/// The exit codes of every command, after sysexits.h.
enum ExitStatus: Int32 {
  case done = 0
  case checkFailed = 1
  case usage = 64
  case badData = 65
  case missingInput = 66
  case unavailable = 69
  case internalError = 70
  case cannotCreate = 73
  case inputOutput = 74
  case tryAgain = 75
  case notPermitted = 77
  case configuration = 78
}

/// A command that ended without doing what was asked: one plain sentence and a code.
struct CommandFailure: Error, Equatable {
  let status: ExitStatus
  let sentence: String

  init(_ status: ExitStatus, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }
}
