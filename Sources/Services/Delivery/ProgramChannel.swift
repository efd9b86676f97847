import Domain

/// A way that hands messages to a program of the system.
///
/// Its queue is its own and takes one message after the other: a program that hangs holds up the
/// messages on its own way until it is killed, and no others.
package struct ProgramChannel: DeliveryChannel {
  package let method: DeliveryMethod
  private let programs: OutsidePrograms
  private let limit: Duration
  private let call: @Sendable (DeliveryMessage) -> ProgramCall
  private let outcome: @Sendable (ProgramEnd) -> DeliveryOutcome
  private let queue: WorkQueue

  /// Seconds that any of them gets.
  package static let usualLimit = Duration.seconds(20)

  init(
    _ method: DeliveryMethod,
    programs: OutsidePrograms,
    limit: Duration,
    call: @escaping @Sendable (DeliveryMessage) -> ProgramCall,
    outcome: @escaping @Sendable (ProgramEnd) -> DeliveryOutcome
  ) {
    self.method = method
    self.programs = programs
    self.limit = limit
    self.call = call
    self.outcome = outcome
    queue = WorkQueue("prescripcare.delivery.\(method.rawValue)")
  }

  package func deliver(
    _ message: DeliveryMessage,
    answer: @escaping @Sendable (DeliveryOutcome) -> Void
  ) {
    queue.run { answer(outcome(programs.run(call(message), limit: limit))) }
  }
}

extension ProgramEnd {
  /// What an end means for a message, where exit codes are those of `sysexits.h`.
  ///
  /// `name` is what the person knows the program by.
  func outcome(of name: String) -> DeliveryOutcome {
    switch self {
    case .exited(0, _): .delivered
    case .exited(let code, _):
      .failed(
        reason: "\(name) refused it (exit code \(code)).",
        mayTryAgain: !Self.finalCodes.contains(code)
      )
    case .killed(let signal):
      .failed(reason: "\(name) was ended by signal \(signal).", mayTryAgain: true)
    case .tookTooLong: .failed(reason: "\(name) took too long and was ended.", mayTryAgain: true)
    case .notFound: .failed(reason: "\(name) was not found on this machine.", mayTryAgain: false)
    case .couldNotStart(let code):
      .failed(reason: "\(name) could not be started (error \(code)).", mayTryAgain: true)
    }
  }

  /// Usage, bad data, no such person or host, no permission, wrong configuration; not executable.
  private static let finalCodes: Set<Int32> = [64, 65, 66, 67, 68, 77, 78, 126, 127]
}
