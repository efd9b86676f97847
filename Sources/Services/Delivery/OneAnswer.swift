import Domain
import Foundation

/// Passes on the first answer and no other.
final class OneAnswer: @unchecked Sendable {
  // Unchecked: `answer` is guarded by `lock`.
  private let lock = NSLock()
  private var answer: (@Sendable (DeliveryOutcome) -> Void)?

  init(_ answer: @escaping @Sendable (DeliveryOutcome) -> Void) { self.answer = answer }

  func give(_ outcome: DeliveryOutcome) {
    let first = lock.withLock {
      defer { answer = nil }
      return answer
    }
    first?(outcome)
  }
}
