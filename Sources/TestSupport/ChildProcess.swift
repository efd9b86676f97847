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

  private let process = Process()
  private let outputs = Pipe()
  private let errors = Pipe()
  private var read = Data()

  /// Starts a program; `environment` is all the environment it gets.
  package init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = outputs
    process.standardError = errors
    try process.run()
  }

  /// Kills it as the kernel kills: nothing in it runs any more.
  package func kill() { _ = Glibc.kill(process.processIdentifier, SIGKILL) }

  package var identifier: pid_t { process.processIdentifier }

  /// Reads until it has said so many lines, or has ended.
  package func waitForLines(_ count: Int) {
    while read.count(where: { $0 == UInt8(ascii: "\n") }) < count {
      let more = outputs.fileHandleForReading.availableData
      guard !more.isEmpty else { return }
      read += more
    }
  }

  /// Reads all it says and waits for its end.
  package func wait() -> End {
    let output = read + outputs.fileHandleForReading.readDataToEndOfFile()
    let errors = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let status = process.terminationStatus
    return End(
      exit: process.terminationReason == .exit ? .code(status) : .signal(status),
      output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors, as: UTF8.self)
    )
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
