import CLinux
import Foundation

/// Where other threads leave work for the thread that owns the screen.
///
/// `DispatchQueue.main` never runs while the loop waits; this is the only way in. A message
/// wakes the loop within a fraction of a millisecond, runs there, and one redraw follows.
package final class Mailbox: Sendable {
  /// Work for the screen's thread.
  package typealias Message = @MainActor @Sendable (Shell) -> Void

  private let lock = NSLock()
  private nonisolated(unsafe) var messages: [Message] = []  // Only touched under `lock`.
  private let readEnd: Int32
  private let writeEnd: Int32

  /// A mailbox without messages; throws when the process has no descriptors left.
  package init() throws(TerminalError) {
    var ends: [Int32] = [-1, -1]
    guard cl_pipe(&ends) == 0 else { throw .system(call: "pipe2", code: errno) }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// The descriptor that becomes readable when a message waits.
  var descriptor: Int32 { readEnd }

  /// Leaves a message, from any thread.
  package func post(_ message: @escaping Message) {
    lock.withLock { messages.append(message) }
    var byte: UInt8 = 1
    // A full pipe has bytes enough to wake the loop, so a refused write loses nothing.
    _ = write(writeEnd, &byte, 1)
  }

  /// Whether a message waits.
  package var isEmpty: Bool { lock.withLock { messages.isEmpty } }

  /// Takes out all messages, in the order they came.
  func takeAll() -> [Message] {
    var drain = [UInt8](repeating: 0, count: 256)
    while read(readEnd, &drain, drain.count) > 0 {}
    return lock.withLock {
      let taken = messages
      messages = []
      return taken
    }
  }

  /// Waits until a message is there; returns whether one came within `milliseconds`.
  func wait(milliseconds: Int32) -> Bool {
    var watched = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    return poll(&watched, 1, milliseconds) > 0
  }
}
