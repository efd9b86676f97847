import CLinux
import Dispatch
import Foundation

/// Tells when somebody sets the clock of the machine, or the machine wakes from sleep with another
/// one.
final class ClockWatcher: @unchecked Sendable {
  // Unchecked: nothing changes; a source may be cancelled from any thread.
  private let source: any DispatchSourceRead

  /// Starts to watch; nil when the kernel has no timer to give.
  init?(on queue: DispatchQueue, told: @escaping @Sendable () -> Void) {
    let descriptor = cl_wall_clock_timer()
    guard descriptor >= 0 else { return nil }
    // The end of time: only a clock that is set ends the wait.
    guard cl_timer_set_wall(descriptor, Self.farAway, 0) == 0 else {
      close(descriptor)
      return nil
    }
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setCancelHandler { @Sendable in close(descriptor) }
    source.setEventHandler { @Sendable in
      _ = cl_timer_read(descriptor)
      _ = cl_timer_set_wall(descriptor, Self.farAway, 0)
      told()
    }
    source.activate()
  }

  deinit { source.cancel() }

  /// 2200-01-01, in seconds.
  private static let farAway: Int64 = 7_258_118_400
}
