import Domain
import Foundation

/// Passes on the first last word and none after it.
///
/// That something waits to be seen is no last word: it is passed on, and the last one may follow as
/// late as it likes.
final class OneAnswer: @unchecked Sendable {
  // Unchecked: `answer` and `waits` are guarded by `lock`.
  private let lock = NSLock()
  private var answer: (@Sendable (DeliveryOutcome) -> Void)?
  private var waits = false

  init(_ answer: @escaping @Sendable (DeliveryOutcome) -> Void) { self.answer = answer }

  func give(_ outcome: DeliveryOutcome) {
    let first = lock.withLock {
      if outcome == .waitsToBeSeen { waits = true }
      defer { if outcome != .waitsToBeSeen { answer = nil } }
      return answer
    }
    first?(outcome)
  }

  /// The last word after too long a silence.
  func giveUp(_ outcome: DeliveryOutcome) {
    guard lock.withLock({ !waits }) else { return }
    give(outcome)
  }
}
