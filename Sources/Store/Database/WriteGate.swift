import CLinux
import Foundation

/// The one gate through which every write transaction and every checkpoint of a database goes,
/// whatever process it runs in.
///
/// It is an advisory lock on a file beside the database. Waiting happens in the kernel, on a thread
/// of its own, since polling lets the luckiest process win; a wait that takes too long is given up
/// and the lock, should it still come, is let go at once. The same file carries the change counter.
///
/// SQLite before 3.51.3 may lose a commit when a passive checkpoint races it; with all writers and
/// checkpoints behind one lock that race cannot happen.
final class WriteGate: @unchecked Sendable {
  // Unchecked: every mutable member is guarded by `condition`.
  private let descriptor: Int32
  /// Whether the file can at most be read: it stands in a place where nothing may be written, and
  /// nobody of this system writes the database then.
  let isReadOnly: Bool
  private let timeout: TimeInterval
  private let condition = MonotonicCondition()
  private var wanted = false
  private var outcome: Outcome = .none
  private var isClosing = false
  private var hasThread = false

  private enum Outcome {
    case none
    case locked
    case failed(Int32)
  }

  /// Opens or creates the gate file with mode 0600.
  ///
  /// Where nothing may be written, the gate is never entered and stands for reading the counter at
  /// most: a database on a medium that is write-protected can still be looked at.
  ///
  /// - Throws: ``StoreError/unreachable(path:errno:)``
  init(path: String, timeout: TimeInterval) throws(StoreError) {
    var opened = pc_open(path, O_RDWR, 0)
    if opened < 0, errno == ENOENT {
      opened = pc_open(path, O_RDWR | O_CREAT, 0o600)
      // The umask may have taken rights of the owner, too.
      if opened >= 0 { fchmod(opened, 0o600) }
    }
    isReadOnly = opened < 0 && [EACCES, EPERM, EROFS].contains(errno)
    if isReadOnly { opened = pc_open(path, O_RDONLY, 0) }
    guard opened >= 0 || isReadOnly else { throw .unreachable(path: path, errno: errno) }
    descriptor = opened
    self.timeout = timeout
  }

  deinit {
    condition.lock()
    isClosing = true
    condition.broadcast()
    condition.unlock()
    // A helper thread holds a strong reference while it waits, so no wait is in progress here.
    if descriptor >= 0 { close(descriptor) }
  }

  /// Takes the gate, waiting for others to leave it.
  ///
  /// - Throws: ``StoreError/busy(seconds:)`` when it stayed taken for the time allowed,
  ///   ``StoreError/readOnly(_:)`` where nothing may be written.
  func enter() throws(StoreError) {
    guard !isReadOnly else { throw .readOnly(.fileMode) }
    condition.lock()
    defer { condition.unlock() }
    // While a wait that was given up is still in the kernel, its lock is the only one to wait for:
    // a second attempt on the same descriptor would succeed with it, and be let go by it.
    if !hasThread, pc_lock_file(descriptor, 0) == 0 { return }
    wanted = true
    outcome = .none
    startWaiting()
    let deadline = MonotonicCondition.deadline(after: timeout)
    while case .none = outcome {
      if condition.wait(until: deadline) { continue }
      // The lock may have come while the time ran out.
      guard case .none = outcome else { break }
      wanted = false
      throw .busy(seconds: Int(timeout))
    }
    wanted = false
    if case .failed(let code) = outcome { throw .inputOutput(code: Int(code)) }
  }

  /// Leaves the gate.
  func leave() { _ = pc_unlock_file(descriptor) }

  /// Adds one to the change counter; only to be called inside the gate.
  func countChange() {
    var counter = changeCount &+ 1
    _ = withUnsafeBytes(of: &counter) { pwrite(descriptor, $0.baseAddress, 8, 0) }
  }

  /// How many transactions were committed so far by all processes.
  var changeCount: UInt64 {
    var counter: UInt64 = 0
    _ = withUnsafeMutableBytes(of: &counter) { pread(descriptor, $0.baseAddress, 8, 0) }
    return counter
  }

  /// Starts the thread that waits in the kernel; it ends when the lock came.
  private func startWaiting() {
    guard !hasThread else { return }
    hasThread = true
    let thread = Thread { [self] in
      let result = pc_lock_file(descriptor, 1)
      let code = errno
      condition.lock()
      hasThread = false
      if result != 0 {
        outcome = .failed(code)
      } else if wanted {
        outcome = .locked
      } else {
        _ = pc_unlock_file(descriptor)
      }
      condition.broadcast()
      condition.unlock()
    }
    thread.stackSize = 128 * 1024
    thread.start()
  }
}
