import CLinux
import Foundation

/// A program without a terminal, in a session of its own, that has its input, its two outputs and
/// no other open descriptor.
///
/// Foundation's `Process` learns of the end of a program by a descriptor that is closed then, and
/// everything that is started at the same moment inherits it: it waits for programs of other tests,
/// which may wait for a thread it keeps.
final class StartedProcess {
  let identifier: pid_t
  private var end: TerminalExit?

  /// Starts a program; `environment` is all the environment it gets.
  ///
  /// - Throws: ``TerminalStartError``
  init(
    _ path: String,
    _ arguments: [String],
    environment: [String: String],
    input: borrowing MemoryFile,
    output: Int32,
    errors: Int32
  ) throws(TerminalStartError) {
    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process: pid_t = 0
    let problem = cl_spawn_alone(
      &process,
      path,
      &argv,
      &envp,
      input.descriptor,
      output,
      errors,
      nil
    )
    guard problem == 0 else { throw .notStarted(path: path, code: problem) }
    identifier = process
  }

  deinit { stop() }

  /// Waits for its end; one that is still running after `limit` is killed, and the answer is nil.
  func wait(limit: Duration) -> TerminalExit? {
    if let end { return end }
    let ended = cl_process_descriptor(identifier)
    defer { close(ended) }
    var watched = pollfd(fd: ended, events: Int16(POLLIN), revents: 0)
    let deadline = ContinuousClock.now + limit
    while ContinuousClock.now < deadline {
      let ready = poll(&watched, 1, 1000)
      if ready > 0 { return reap() }
      guard ready == 0 || errno == EINTR else { break }
    }
    stop()
    return nil
  }

  /// Kills it with all it has started, as the kernel kills.
  func stop() {
    guard end == nil else { return }
    kill(-identifier, SIGKILL)
    _ = reap()
  }

  private func reap() -> TerminalExit {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    let end: TerminalExit =
      cl_exited(status) != 0
      ? .code(cl_exit_code(status)) : .signal(cl_ending_signal(status))
    self.end = end
    return end
  }
}

/// A file that has no name and goes away with this value.
struct MemoryFile: ~Copyable {
  let descriptor: Int32

  /// A file that holds `bytes` and is read from its beginning.
  init(_ bytes: [UInt8] = []) {
    descriptor = cl_memory_file("test")
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { break }
      sent += count
    }
    lseek(descriptor, 0, SEEK_SET)
  }

  deinit { close(descriptor) }

  /// All that was written to it.
  var text: String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = pread(descriptor, &buffer, buffer.count, off_t(bytes.count))
      guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
      bytes += buffer.prefix(count)
    }
  }
}
