import CLinux
import Foundation

/// Whether reminders of a database ring also while no window is open.
///
/// A process that reminds without a screen holds a lock on a file beside the database for as long as
/// it lives; the kernel lets go of it however the process ends.
package final class ReminderPresence: Sendable {
  private let descriptor: Int32

  /// Says that this process reminds until the object goes; nil when that cannot be said.
  package init?(of database: String) {
    descriptor = Self.open(database, create: true)
    guard descriptor >= 0 else { return nil }
    guard cl_try_shared_lock(descriptor) == 0 else {
      close(descriptor)
      return nil
    }
  }

  deinit { close(descriptor) }

  /// Whether some process reminds without a screen.
  package static func isKnown(of database: String) -> Bool {
    let descriptor = open(database, create: false)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    guard cl_try_lock(descriptor) == 0 else { return errno == EWOULDBLOCK }
    return false
  }

  private static func open(_ database: String, create: Bool) -> Int32 {
    let path = URL(fileURLWithPath: database).resolvingSymlinksInPath().path + "-reminders"
    return pc_open(path, O_RDWR | (create ? O_CREAT : 0), 0o600)
  }
}
