import Dispatch
import Domain

/// A way that ends at a window of this program: the screen itself, and sequences that its terminal
/// turns into notifications.
///
/// Only the thread that draws may write to the terminal, so messages are handed to it; what it does
/// not answer in time has not been shown. A message that it keeps behind others is handed over, and
/// shown only when it was in sight.
package struct ShownChannel: DeliveryChannel {
  /// Shows a message and says what came of it.
  package typealias Show =
    @Sendable (
      _ message: DeliveryMessage, _ answer: @escaping @Sendable (DeliveryOutcome) -> Void
    ) -> Void

  /// What is said of a message that no window took.
  package static let refused = DeliveryOutcome.failed(
    reason: "No window was open.",
    mayTryAgain: true
  )

  package let method: DeliveryMethod
  private let limit: Duration
  private let show: Show
  private let queue: DispatchQueue

  package init(_ method: DeliveryMethod, limit: Duration = .seconds(5), show: @escaping Show) {
    self.method = method
    self.limit = limit
    self.show = show
    queue = DispatchQueue(label: "prescripcare.delivery.\(method.rawValue)")
  }

  package func deliver(
    _ message: DeliveryMessage,
    answer: @escaping @Sendable (DeliveryOutcome) -> Void
  ) {
    let once = OneAnswer(answer)
    let milliseconds =
      Int(limit.components.seconds) * 1000
      + Int(limit.components.attoseconds / 1_000_000_000_000_000)
    queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { once.giveUp(Self.refused) }
    queue.async { show(message) { once.give($0) } }
  }
}
