import Foundation

/// Lets the first caller through, from whatever thread.
final class Once: Sendable {
  private let lock = NSLock()
  private nonisolated(unsafe) var isUsed = false  // Only touched under `lock`.

  func isFirst() -> Bool {
    lock.withLock {
      defer { isUsed = true }
      return !isUsed
    }
  }
}
