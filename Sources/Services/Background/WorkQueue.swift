import Dispatch

/// A queue on which work is done one after the other, away from the thread that draws.
package final class WorkQueue: Sendable {
  private let queue: DispatchQueue

  package init(_ label: String) { queue = DispatchQueue(label: label, qos: .userInitiated) }

  /// Does something later, in the order of the calls.
  package func run(_ body: @escaping @Sendable () -> Void) { queue.async(execute: body) }

  /// Waits until everything asked for so far is done, then does `body` while nothing else runs.
  package func whileIdle(_ body: () -> Void) { queue.sync(execute: body) }
}
