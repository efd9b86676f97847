import CLinux
import Foundation

/// How a program that was started ended.
package enum ProgramEnd: Hashable, Sendable {
  /// By itself, with the beginning of what it said.
  case exited(code: Int32, output: [UInt8])
  case killed(signal: Int32)
  /// It was still running after the time given, and was killed with all it had started.
  case tookTooLong
  case notFound
  case couldNotStart(code: Int32)
}

/// One call of a program: what stands in its argument list is readable by every user of the
/// machine, what it reads is not.
package struct ProgramCall: Hashable, Sendable {
  /// A name, looked for in fixed folders, or an absolute path.
  package let program: String
  package let arguments: [String]
  package let input: [UInt8]

  package init(_ program: String, _ arguments: [String] = [], input: [UInt8] = []) {
    self.program = program
    self.arguments = arguments
    self.input = input
  }
}

/// The programs of the system, started without a shell.
///
/// Each gets a session and a process group of its own, no open file but its input and its output,
/// and only the environment that is named here: nothing of this program's own leaks into it.
package struct OutsidePrograms: Sendable {
  /// Where programs are looked for, in this order; `PATH` is not asked, whoever set it.
  package let folders: [String]
  /// All the environment they get, beside `PATH`.
  package let environment: [String: String]

  package init(
    folders: [String] = OutsidePrograms.usualFolders,
    environment: [String: String] = [:]
  ) {
    self.folders = folders
    self.environment = environment
  }

  package static let usualFolders = [
    "/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/lib",
  ]

  /// What a desktop's programs need to find the desktop, and others their home and language.
  package static let passedVariables = [
    "HOME", "LANG", "LC_ALL", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "DISPLAY",
    "WAYLAND_DISPLAY", "XAUTHORITY",
  ]

  /// Bytes of output that are kept; the rest is read and thrown away.
  package static let mostOutput = 4096

  /// Bytes of output after which nothing more is read: a program that goes on writing waits until it
  /// is ended.
  static let endlessOutput = 1 << 20

  /// The file of a program; nil when there is none that can be run.
  package func path(of program: String) -> String? {
    if program.hasPrefix("/") { return access(program, X_OK) == 0 ? program : nil }
    guard !program.isEmpty, !program.contains("/") else { return nil }
    return folders.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }

  /// Runs a program to its end, but no longer than `limit`.
  package func run(_ call: ProgramCall, limit: Duration) -> ProgramEnd {
    guard let path = path(of: call.program) else { return .notFound }
    let input = cl_memory_file("message")
    guard input >= 0 else { return .couldNotStart(code: errno) }
    defer { close(input) }
    guard fill(input, with: call.input) else { return .couldNotStart(code: EIO) }
    var ends: [Int32] = [-1, -1]
    guard cl_blocking_pipe(&ends) == 0 else { return .couldNotStart(code: errno) }
    defer { close(ends[0]) }
    var process: pid_t = 0
    let problem = spawn(path, call.arguments, input: input, output: ends[1], into: &process)
    close(ends[1])
    guard problem == 0 else { return .couldNotStart(code: problem) }
    return wait(for: process, reading: ends[0], limit: limit)
  }

  private func spawn(
    _ path: String,
    _ arguments: [String],
    input: Int32,
    output: Int32,
    into process: inout pid_t
  ) -> Int32 {
    var variables = environment
    variables["PATH"] = folders.joined(separator: ":")
    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var envp = variables.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    return cl_spawn_alone(&process, path, &argv, &envp, input, output, output, "/")
  }

  /// Puts the whole input into a file in memory: a program that does not read it, or ends too soon,
  /// holds up nobody.
  private func fill(_ descriptor: Int32, with bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return false }
      sent += count
    }
    return lseek(descriptor, 0, SEEK_SET) == 0
  }

  private func wait(for process: pid_t, reading output: Int32, limit: Duration) -> ProgramEnd {
    let ended = cl_process_descriptor(process)
    guard ended >= 0 else { return kill(process, answering: .couldNotStart(code: errno)) }
    defer { close(ended) }
    let deadline = cl_monotonic_nanoseconds() + limit.nanoseconds
    var said = Output()
    var watched = [
      pollfd(fd: ended, events: Int16(POLLIN), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
    ]
    while true {
      let rest = deadline - cl_monotonic_nanoseconds()
      guard rest > 0 else { return kill(process, answering: .tookTooLong) }
      let ready = poll(&watched, 2, Int32(clamping: rest / 1_000_000 + 1))
      if ready < 0, errno != EINTR {
        return kill(process, answering: .couldNotStart(code: errno))
      }
      guard ready > 0 else { continue }
      let hasOutput = watched[1].revents != 0
      if hasOutput, !said.readMore(from: output) { watched[1].fd = -1 }
      // What it said before it ended is read first.
      if watched[0].revents != 0, !hasOutput || said.isFull {
        return end(of: process, output: said.kept)
      }
    }
  }

  /// What a program has said so far.
  private struct Output {
    private(set) var kept: [UInt8] = []
    private var count = 0

    var isFull: Bool { kept.count >= mostOutput }

    /// Reads once; whether more is to be read.
    mutating func readMore(from descriptor: Int32) -> Bool {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let got = read(descriptor, &buffer, buffer.count)
      guard got > 0 else { return got < 0 && errno == EINTR }
      kept += buffer.prefix(min(got, mostOutput - kept.count))
      count += got
      return count < endlessOutput
    }
  }

  private func end(of process: pid_t, output: [UInt8]) -> ProgramEnd {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard cl_exited(status) != 0 else { return .killed(signal: cl_ending_signal(status)) }
    return .exited(code: cl_exit_code(status), output: output)
  }

  private func kill(_ process: pid_t, answering answer: ProgramEnd) -> ProgramEnd {
    _ = Glibc.kill(-process, SIGKILL)
    _ = Glibc.kill(process, SIGKILL)
    _ = end(of: process, output: [])
    return answer
  }
}

extension Duration {
  /// Whole nanoseconds, for clocks of the system.
  fileprivate var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
