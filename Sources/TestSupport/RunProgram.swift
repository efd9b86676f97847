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

  /// Runs the program to its end; stdin, stdout and stderr are files, so that nothing can block.
  package func run(
    _ arguments: [String],
    input: [UInt8] = [],
    environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = [
      "HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "TERM": "xterm",
    ].merging(environment) { _, given in given }
    let names = try ["in", "out", "err"].map { try file($0, input: $0 == "in" ? input : []) }
    let files = try names.map { name in
      guard let handle = FileHandle(forUpdatingAtPath: name) else {
        throw ProgramError.noFile(errno: errno)
      }
      return handle
    }
    process.standardInput = files[0]
    process.standardOutput = files[1]
    process.standardError = files[2]
    try process.run()
    process.waitUntilExit()
    let texts = try names.dropFirst().map { name in
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: name)), as: UTF8.self)
    }
    for (file, name) in zip(files, names) {
      try file.close()
      try FileManager.default.removeItem(atPath: name)
    }
    return Result(code: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  private func file(_ kind: String, input: [UInt8]) throws -> String {
    let name = path(".\(kind)-\(UUID().uuidString)")
    try Data(input).write(to: URL(fileURLWithPath: name))
    return name
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
  case noFile(errno: Int32)
}
