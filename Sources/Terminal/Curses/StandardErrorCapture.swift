import CLinux
import Foundation

/// Holds back standard error while curses has the screen, where a stray line would stand in the
/// middle of a picture.
///
/// It goes to a file without a name, in memory: nothing of it stays on disk.
struct StandardErrorCapture {
  /// Where standard error went before.
  let original: Int32
  /// The file that takes it meanwhile.
  let file: Int32

  /// Bytes shown afterwards; a runaway message must not flood the shell.
  private static let limit = 65_536

  /// Starts to hold back.
  init() throws(TerminalError) {
    original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
    guard original >= 0 else { throw .system(call: "dup", code: errno) }
    file = cl_memory_file("stderr")
    guard file >= 0 else { throw .system(call: "memfd_create", code: errno) }
    dup2(file, STDERR_FILENO)
  }

  /// Puts standard error back and shows what came.
  func finish() {
    fflush(nil)
    dup2(original, STDERR_FILENO)
    var buffer = [UInt8](repeating: 0, count: Self.limit)
    let count = pread(file, &buffer, buffer.count, 0)
    if count > 0 { _ = write(STDERR_FILENO, buffer, count) }
    close(original)
    close(file)
  }
}
