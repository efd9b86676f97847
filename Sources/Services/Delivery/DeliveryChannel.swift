import Domain

/// One way on which messages leave the engine.
///
/// Each has a queue of its own, so that none that hangs or fails holds up another.
package protocol DeliveryChannel: Sendable {
  var method: DeliveryMethod { get }

  /// Sends a message and calls `answer` with what came of it, once and from any thread; before that
  /// it may say once that the message waits to be seen.
  ///
  /// It returns at once, and gives up by itself after a limited time.
  func deliver(
    _ message: DeliveryMessage,
    answer: @escaping @Sendable (DeliveryOutcome) -> Void
  )
}
