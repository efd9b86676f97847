import Dispatch
import Foundation

/// Work in pieces that do not depend on each other, done on as many processors as there are.
enum Pieces {
  /// What `make` gives for 0 up to `count`, in that order.
  static func make<Value: Sendable>(_ count: Int, _ make: @Sendable (Int) -> Value) -> [Value] {
    let results = Results<Value>(count: count)
    DispatchQueue.concurrentPerform(iterations: count) { results.put(make($0), at: $0) }
    return results.all
  }

  /// Where each piece puts what it made, in its own place.
  private final class Results<Value: Sendable>: @unchecked Sendable {
    // Unchecked: `values` is guarded by `lock`.
    private let lock = NSLock()
    private var values: [Value?]

    init(count: Int) { values = Array(repeating: nil, count: count) }

    func put(_ value: Value, at index: Int) { lock.withLock { values[index] = value } }

    /// Every place is filled when all pieces are done.
    var all: [Value] { lock.withLock { values.compactMap { $0 } } }
  }
}
