import CLinux
import Foundation

/// A real program on a terminal of its own, whose screen a test can read.
///
/// ```swift
/// let terminal = try PseudoTerminal(path, ["--idle-fd", "9"], environment: ["TERM": "xterm"])
/// #expect(terminal.waitUntilIdle() == .idle)
/// let bytes = terminal.press(.down)
/// #expect(terminal.screen.lines[3].contains("metformin"))
/// ```
/// The program writes to descriptor 9 each time it waits: the count of bytes it has read, modulo
/// 256. So a test waits for exactly the keys it sent, and never sleeps.
package final class PseudoTerminal {
  /// The descriptor that the program is given to report that it waits.
  package static let idleDescriptor: Int32 = 9

  /// What the program shows.
  package let screen: TerminalScreen
  /// The process.
  package private(set) var process: pid_t = 0
  /// Everything the program sent, for looking at control sequences.
  package private(set) var output: [UInt8] = []
  /// When the last of it came, in nanoseconds of the monotonic clock; 0 before the first.
  package private(set) var lastOutputAt: Int64 = 0

  private let side: Int32
  private let idle: Int32
  private var sent = 0
  private var exit: TerminalExit?
  private var isClosed = false
  private var reportsNothing = false

  /// Starts a program; `environment` is all the environment it gets.
  package init(
    _ path: String,
    _ arguments: [String] = [],
    environment: [String: String] = [:],
    rows: Int = 24,
    columns: Int = 80
  ) throws {
    screen = TerminalScreen(rows: rows, columns: columns)
    var name = [CChar](repeating: 0, count: 128)
    side = cl_open_terminal(&name, name.count)
    guard side >= 0 else { throw TerminalStartError.noTerminal(code: errno) }
    cl_set_window_size(side, Int32(rows), Int32(columns))
    var ends: [Int32] = [-1, -1]
    guard cl_pipe(&ends) == 0 else { throw TerminalStartError.noTerminal(code: errno) }
    idle = ends[0]
    var argv = ([path] + arguments).map { strdup($0) } + [nil]
    var envp = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    let problem = cl_spawn_on_terminal(
      &process,
      path,
      &argv,
      &envp,
      name,
      ends[1],
      Self.idleDescriptor
    )
    for pointer in argv + envp { free(pointer) }
    close(ends[1])
    guard problem == 0 else {
      process = 0
      throw TerminalStartError.notStarted(path: path, code: problem)
    }
  }

  deinit {
    // Zero would mean this process and all it belongs to.
    if exit == nil, process > 0 {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    hangUp()
    close(idle)
  }

  /// Sends keys, waits until they have been answered, and returns the bytes of the answer.
  @discardableResult
  package func press(_ keys: TerminalKeys...) -> Int {
    let before = output.count
    for key in keys {
      send(key)
      waitUntilIdle()
    }
    return output.count - before
  }

  /// Sends keys without waiting.
  package func send(_ keys: TerminalKeys) {
    drainIdle()
    var rest = keys.bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(side, $0.baseAddress, $0.count) }
      if count > 0 {
        sent += count
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        _ = watch(milliseconds: 100)
      } else {
        return
      }
    }
  }

  /// Changes the size of the window, as a user does with the mouse.
  package func resize(rows: Int, columns: Int) {
    drainIdle()
    screen.resize(rows: rows, columns: columns)
    cl_set_window_size(side, Int32(rows), Int32(columns))
  }

  /// Sends a signal to the program.
  package func signal(_ number: Int32) {
    drainIdle()
    kill(process, number)
  }

  /// Takes the terminal away, as a lost connection does.
  package func hangUp() {
    guard !isClosed else { return }
    isClosed = true
    close(side)
  }

  /// Waits until the program has read all keys and waits for more.
  @discardableResult
  package func waitUntilIdle(seconds: Double = 30) -> TerminalWait {
    wait(seconds: seconds) { $0.contains(UInt8(truncatingIfNeeded: sent)) }
  }

  /// Waits until a program that does not report has sent nothing for so long.
  package func waitUntilQuiet(milliseconds: Int, seconds: Double = 30) {
    let start = cl_monotonic_nanoseconds()
    let end = start + Int64(seconds * 1e9)
    while true {
      drainIdle()
      let now = cl_monotonic_nanoseconds()
      let rest = max(start, lastOutputAt) + Int64(milliseconds) * 1_000_000 - now
      guard rest > 0, now < end else { return }
      _ = watch(milliseconds: Int32(rest / 1_000_000 + 1))
    }
  }

  /// Waits until the screen shows something; whether it came to that.
  package func wait(seconds: Double = 30, until isShown: (TerminalScreen) -> Bool) -> Bool {
    let end = cl_monotonic_nanoseconds() + Int64(seconds * 1e9)
    while !isShown(screen) {
      guard cl_monotonic_nanoseconds() < end, watch(milliseconds: 200) else {
        while !isClosed, readOutput() {}
        return isShown(screen)
      }
    }
    return true
  }

  /// Waits for the end of the program.
  package func waitForExit(seconds: Double = 30) -> TerminalExit? {
    let end = cl_monotonic_nanoseconds() + Int64(seconds * 1e9)
    while exit == nil, cl_monotonic_nanoseconds() < end {
      _ = watch(milliseconds: 5)
      reap()
    }
    while !isClosed, readOutput() {}
    return exit
  }

  /// Whether the terminal is in the state a shell expects: lines, echo, signals.
  package var isInLineMode: Bool {
    var modes = termios()
    guard tcgetattr(side, &modes) == 0 else { return false }
    let wanted = tcflag_t(ICANON | ECHO | ISIG)
    return modes.c_lflag & wanted == wanted
  }

  private func wait(seconds: Double, _ isDone: ([UInt8]) -> Bool) -> TerminalWait {
    let end = cl_monotonic_nanoseconds() + Int64(seconds * 1e9)
    while cl_monotonic_nanoseconds() < end {
      var buffer = [UInt8](repeating: 0, count: 64)
      let count = read(idle, &buffer, buffer.count)
      if count == 0 {
        while !isClosed, readOutput() {}
        return .ended
      }
      if count > 0, isDone(Array(buffer[..<count])) {
        while !isClosed, readOutput() {}
        return .idle
      }
      if count < 0 { _ = watch(milliseconds: 200) }
    }
    return .timedOut
  }

  /// Waits for output or an idle report; false when neither can come any more.
  ///
  /// A program that closes what it was not told of, as `ssh` does, reports nothing and yet shows
  /// something.
  private func watch(milliseconds: Int32) -> Bool {
    var watched = [
      pollfd(fd: isClosed ? -1 : side, events: Int16(POLLIN), revents: 0),
      pollfd(fd: reportsNothing ? -1 : idle, events: Int16(POLLIN), revents: 0),
    ]
    poll(&watched, 2, milliseconds)
    if watched[0].revents & Int16(POLLIN) != 0 { while readOutput() {} }
    if watched[1].revents & Int16(POLLHUP) != 0 { reportsNothing = true }
    let showsNothing = isClosed || watched[0].revents & Int16(POLLHUP) != 0
    return !(reportsNothing && showsNothing)
  }

  private func readOutput() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(side, &buffer, buffer.count)
    guard count > 0 else { return false }
    lastOutputAt = cl_monotonic_nanoseconds()
    output.append(contentsOf: buffer[..<count])
    screen.feed(Array(buffer[..<count]))
    return true
  }

  private func drainIdle() {
    var buffer = [UInt8](repeating: 0, count: 256)
    while read(idle, &buffer, buffer.count) > 0 {}
  }

  private func reap() {
    var status: Int32 = 0
    guard exit == nil, waitpid(process, &status, WNOHANG) == process else { return }
    if cl_exited(status) != 0 { exit = .code(cl_exit_code(status)) }
    if cl_ended_by_signal(status) != 0 { exit = .signal(cl_ending_signal(status)) }
  }
}
