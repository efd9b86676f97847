/// When a message that was not taken is tried again.
///
/// A reminder that arrives a day late is worse than one that is known not to have arrived: after the
/// last attempt the failure stands in the history, where the person sees it.
package enum DeliveryBackoff {
  /// Seconds after each failed attempt.
  package static let pauses = [30, 120, 300, 900, 1800]

  /// Attempts altogether.
  package static var mostAttempts: Int { pauses.count + 1 }

  /// When to try again after so many failed attempts, from 1; nil when it is given up.
  package static func next(after failures: Int, at now: Instant) -> Instant? {
    pauses.indices.contains(failures - 1) ? now + pauses[failures - 1] : nil
  }
}
