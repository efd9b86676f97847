import Dispatch
import Domain

/// A way that ends at a window of this program: the screen itself, and sequences that its terminal
/// turns into notifications.
///
/// Only the thread that draws may write to the terminal, so messages are handed to it; what it does
/// not answer in time has not been shown.
package struct ShownChannel: DeliveryChannel {
  /// Shows a message and says whether it was.
  package typealias Show =
    @Sendable (_ message: DeliveryMessage, _ shown: @escaping @Sendable (Bool) -> Void) -> Void

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
    let refused = DeliveryOutcome.failed(reason: "No window was open.", mayTryAgain: true)
    let milliseconds =
      Int(limit.components.seconds) * 1000
      + Int(limit.components.attoseconds / 1_000_000_000_000_000)
    queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { once.give(refused) }
    queue.async { show(message) { shown in once.give(shown ? .delivered : refused) } }
  }
}
