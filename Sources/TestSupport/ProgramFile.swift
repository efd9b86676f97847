/// Programs that a test writes and then has started.
package enum ProgramFile {
  /// Writes a shell program that can be run at once.
  ///
  /// Another process writes it. If this one did, a program that some other test starts at that moment
  /// would hold the file open for writing until it has begun itself, and until then the kernel does
  /// not run the file (`ETXTBSY`).
  package static func write(_ path: String, _ body: String) throws {
    let end = try ChildProcess.run(
      "/bin/sh",
      [
        "-c", #"printf '%s' "$2" >"$1" && chmod 755 "$1""#, "sh", path,
        "#!/bin/sh\n\(body)\n",
      ]
    )
    guard end.exit == .code(0) else { throw ProgramFileError.notWritten(path) }
  }
}

/// Why a program could not be written.
package enum ProgramFileError: Error, Equatable {
  case notWritten(String)
}
