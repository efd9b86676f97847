import Foundation

/// Keeps tests that open curses in this process apart: curses has one screen for a process.
package enum CursesLock {
  private static let lock = NSLock()

  /// Runs `body` while no other test has curses.
  package static func holding<Result>(_ body: () throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body()
  }
}
