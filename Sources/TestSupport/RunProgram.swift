import CLinux
import Foundation
import Services

/// Runs the real program as a user does: arguments, stdin, and an environment of its own.
///
/// Home and all folders lie in a temporary folder that goes away with this object; nothing of the
/// environment of the tests is passed on.
package final class Program: Sendable {
  /// What came of one run.
  package struct Result: Equatable, Sendable {
    package let code: Int32
    package let output: String
    package let errors: String

    package init(code: Int32, output: String, errors: String) {
      self.code = code
      self.output = output
      self.errors = errors
    }
  }

  /// The folder that is the home of the program.
  package let home: String
  private let executable: String

  /// - Throws: ``ProgramError``, ``TemporaryFolder/NotMade``
  package init() throws {
    executable = try Self.find()
    home = try TemporaryFolder.make("run")
  }

  deinit {
    try? FileManager.default.removeItem(atPath: home)  // The folder is of no use to anybody.
  }

  /// The path of a file in the home folder.
  package func path(_ name: String) -> String { home + "/" + name }

  /// Runs the program to its end.
  package func callAsFunction(
    _ arguments: String...,
    input: String = "",
    environment: [String: String] = [:]
  ) throws -> Result {
    try run(arguments, input: Array(input.utf8), environment: environment)
  }

  /// What no call of a test takes: one that is still running then would never end.
  private static let limit = Duration.seconds(600)

  /// Runs the program to its end; stdin, stdout and stderr are files, so that nothing can block.
  ///
  /// - Throws: ``TerminalStartError``, ``ProgramError/tookTooLong(_:)``
  package func run(
    _ arguments: [String],
    input: [UInt8] = [],
    environment: [String: String] = [:]
  ) throws -> Result {
    let output = MemoryFile()
    let errors = MemoryFile()
    let process = try StartedProcess(
      executable,
      arguments,
      environment: [
        "HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "xterm",
      ].merging(environment) { _, given in given },
      input: MemoryFile(input),
      output: output.descriptor,
      errors: errors.descriptor
    )
    let code: Int32 =
      switch process.wait(limit: Self.limit) {
      case .code(let code), .signal(let code): code
      case nil: throw ProgramError.tookTooLong(arguments.map { String($0.prefix(60)) })
      }
    return Result(code: code, output: output.text, errors: errors.text)
  }

  /// The program stands beside the bundle of the tests.
  private static func find() throws(ProgramError) -> String {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    for argument in CommandLine.arguments where argument.hasSuffix(".xctest") {
      folder = URL(fileURLWithPath: argument).resolvingSymlinksInPath()
    }
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      for name in ["prescripcare", ".build/debug/prescripcare"] {
        let path = folder.appendingPathComponent(name).path
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue
        {
          return path
        }
      }
    }
    throw .notBuilt
  }
}

/// Why the program cannot be run.
package enum ProgramError: Error, Equatable {
  case notBuilt
  case tookTooLong([String])
}
