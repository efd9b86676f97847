import Dispatch

/// Holds a resource on a thread of its own from one call until another.
package final class DispatchGate: Sendable {
  private let held = DispatchSemaphore(value: 0)
  private let released = DispatchSemaphore(value: 0)

  package init() {}

  /// Returns once `acquire` has called what it was given; that call lasts until ``release()``.
  package func hold(_ acquire: @escaping @Sendable (() -> Void) -> Void) {
    let (held, released) = (held, released)
    DispatchQueue.global(qos: .userInitiated).async {
      acquire {
        held.signal()
        released.wait()
      }
    }
    held.wait()
  }

  package func release() { released.signal() }
}
