import CLinux

/// A clock that nobody can set, for waits and for keys that follow each other too soon.
///
/// Tests pass one that stands still until told otherwise.
package struct MonotonicClock: Sendable {
  /// Time since some fixed moment.
  package let now: @Sendable () -> Duration

  package init(now: @escaping @Sendable () -> Duration) {
    self.now = now
  }

  /// The clock of the system.
  package static let system = MonotonicClock { .nanoseconds(cl_monotonic_nanoseconds()) }
}

/// A clock that tests move by hand.
package final class ManualClock: @unchecked Sendable {
  // Unchecked: tests move it on the thread that reads it.
  private var time: Duration = .zero

  package init() {}

  /// The clock to pass on.
  package var clock: MonotonicClock { MonotonicClock { self.time } }

  /// Lets time pass.
  package func advance(by duration: Duration) {
    time += duration
  }
}
