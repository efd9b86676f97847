import CLinux
import Foundation

/// The executables that were built together with what runs now.
package enum Executables {
  /// The program itself.
  package static var program: String { folder + "/prescripcare" }
  /// The measurements, which lend tests a process that writes without end.
  package static var benchmarks: String { folder + "/Benchmarks" }

  private static var folder: String {
    let executable = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    // Without /proc there is the name that the process was started by.
    return ((executable ?? CommandLine.arguments[0]) as NSString).deletingLastPathComponent
  }
}

/// A program without a terminal, whose output is read and which can be killed at any moment.
package final class ChildProcess {
  /// How it ended and what it said.
  package struct End: Equatable, Sendable {
    package let exit: TerminalExit
    package let output: String
    package let errors: String
  }

  /// What nothing that is started here takes, measurements included.
  private static let limit = Duration.seconds(3600)

  private let process: StartedProcess
  private let outputs: Int32
  private let errors = MemoryFile()
  private var read: [UInt8] = []

  /// Starts a program; `environment` is all the environment it gets.
  ///
  /// - Throws: ``TerminalStartError``
  package init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
    var ends: [Int32] = [-1, -1]
    guard cl_blocking_pipe(&ends) == 0 else {
      throw TerminalStartError.notStarted(path: path, code: errno)
    }
    defer { close(ends[1]) }
    outputs = ends[0]
    process = try StartedProcess(
      path,
      arguments,
      environment: environment,
      input: MemoryFile(),
      output: ends[1],
      errors: errors.descriptor
    )
  }

  deinit { close(outputs) }

  /// Kills it as the kernel kills: nothing in it runs any more.
  package func kill() { _ = Glibc.kill(process.identifier, SIGKILL) }

  package var identifier: pid_t { process.identifier }

  /// Reads until it has said so many lines, or has ended.
  package func waitForLines(_ count: Int) {
    while read.count(where: { $0 == UInt8(ascii: "\n") }) < count, readMore() {}
  }

  /// Reads all it says and waits for its end.
  package func wait() -> End {
    while readMore() {}
    let exit = process.wait(limit: Self.limit) ?? .signal(SIGKILL)
    return End(exit: exit, output: String(decoding: read, as: UTF8.self), errors: errors.text)
  }

  /// Waits for more of its output; whether any came.
  private func readMore() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(outputs, &buffer, buffer.count)
    read += buffer.prefix(max(0, count))
    return count > 0 || count < 0 && errno == EINTR
  }

  /// Runs a program to its end.
  package static func run(
    _ path: String,
    _ arguments: [String],
    environment: [String: String] = ["PATH": "/usr/bin:/bin"]
  ) throws -> End {
    try ChildProcess(path, arguments, environment: environment).wait()
  }
}
