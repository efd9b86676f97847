/// How many threads use something that is to be closed when none does any more.
///
/// A connection closed under a query that still runs takes the program down.
final class UseCount: @unchecked Sendable {
  // Unchecked: both values are guarded by `condition`.
  private let condition = MonotonicCondition()
  private var uses = 0
  private var isClosed = false

  /// Runs `body` before the closing, or throws `StoreError.closed`.
  func use<Value>(_ body: () throws -> Value) throws -> Value {
    try enter()
    defer { leave() }
    return try body()
  }

  /// Lets nobody in any more; true for the first who asks.
  func beginClosing() -> Bool {
    condition.lock()
    defer { condition.unlock() }
    defer { isClosed = true }
    return !isClosed
  }

  /// Waits until everybody who was let in has left.
  func waitUntilUnused() {
    condition.lock()
    defer { condition.unlock() }
    while uses > 0 { _ = condition.wait(until: MonotonicCondition.deadline(after: 60)) }
  }

  private func enter() throws {
    condition.lock()
    defer { condition.unlock() }
    guard !isClosed else { throw StoreError.closed }
    uses += 1
  }

  private func leave() {
    condition.lock()
    defer { condition.unlock() }
    uses -= 1
    if uses == 0 { condition.broadcast() }
  }
}
