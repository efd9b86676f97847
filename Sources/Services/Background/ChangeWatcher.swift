import CLinux
import Dispatch
import Foundation
import Store

/// Tells when any process has committed something to a database.
///
/// The kernel wakes it when the file with the change counter is written; the counter then says
/// whether anything was committed since, so that no commit is missed and none is told twice.
package final class ChangeWatcher: @unchecked Sendable {
  // Unchecked: `seen` is touched on `queue` only; the rest never changes.
  private let queue = DispatchQueue(label: "prescripcare.changes")
  private let source: any DispatchSourceRead
  private let database: CareDatabase
  private let told: @Sendable () -> Void
  private var seen: UInt64

  /// Starts to watch; nil when the kernel has no watch to give, in which case screens still read
  /// again every minute.
  package init?(_ database: CareDatabase, told: @escaping @Sendable () -> Void) {
    let descriptor = cl_watch_descriptor()
    guard descriptor >= 0 else { return nil }
    guard inotify_add_watch(descriptor, database.changeFile, UInt32(IN_MODIFY)) >= 0 else {
      Glibc.close(descriptor)
      return nil
    }
    self.database = database
    self.told = told
    seen = database.changeCount
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    source.setCancelHandler { @Sendable in Glibc.close(descriptor) }
    source.setEventHandler { @Sendable [weak self] in
      var buffer = [UInt8](repeating: 0, count: 4096)
      while read(descriptor, &buffer, buffer.count) > 0 {}
      self?.look()
    }
    source.activate()
  }

  deinit { source.cancel() }

  private func look() {
    let count = database.changeCount
    guard count != seen else { return }
    seen = count
    told()
  }
}
