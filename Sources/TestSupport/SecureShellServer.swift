import CLinux
import Foundation
import Services

/// A real `sshd` on a loopback port, with keys of its own, gone with this object.
package final class SecureShellServer {
  /// Where Debian puts the server.
  private static let server = "/usr/sbin/sshd"
  private static let client = "/usr/bin/ssh"

  /// Whether this machine has a server and a client.
  package static var isInstalled: Bool {
    [server, client].allSatisfy { (path: String) in access(path, X_OK) == 0 }
  }

  private let folder: String
  /// Where what a visitor starts keeps its files; nobody else's are here.
  package let temporary: String
  private let port: Int
  private let process: StartedProcess
  /// What the server says; the pipe holds the few lines that come after those that are read.
  private let said: Int32

  /// Starts a server whose visitors are given `lines` of configuration.
  package init(_ lines: [String]) throws {
    folder = try TemporaryFolder.make("ssh")
    temporary = folder + "/tmp"
    try FileManager.default.createDirectory(
      atPath: temporary,
      withIntermediateDirectories: false
    )
    port = try Self.freePort()
    for name in ["host", "visitor"] {
      let end = try ChildProcess.run(
        "/usr/bin/ssh-keygen",
        ["-q", "-t", "ed25519", "-N", "", "-f", "\(folder)/\(name)"]
      )
      guard end.exit == .code(0) else { throw SecureShellError.notStarted(end.errors) }
    }
    // The system's own service makes this folder; a server of a test cannot rely on that.
    try? FileManager.default.createDirectory(atPath: "/run/sshd", withIntermediateDirectories: true)
    let configuration =
      [
        "Port \(port)", "ListenAddress 127.0.0.1", "HostKey \(folder)/host", "PidFile none",
        "AuthorizedKeysFile \(folder)/visitor.pub", "StrictModes no", "UsePAM no",
        "PasswordAuthentication no", "PermitRootLogin yes", "SetEnv TMPDIR=\(temporary)",
      ] + lines
    try Data((configuration.joined(separator: "\n") + "\n").utf8)
      .write(to: URL(fileURLWithPath: folder + "/config"))
    var ends: [Int32] = [-1, -1]
    guard cl_blocking_pipe(&ends) == 0 else { throw SecureShellError.notStarted("no pipe") }
    defer { close(ends[1]) }
    said = ends[0]
    process = try StartedProcess(
      Self.server,
      ["-D", "-e", "-f", folder + "/config"],
      environment: ["PATH": "/usr/bin:/bin"],
      input: MemoryFile(),
      output: ends[1],
      errors: ends[1]
    )
    var text = ""
    while !text.contains("listening on 127.0.0.1") {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = read(said, &buffer, buffer.count)
      guard count > 0 else { throw SecureShellError.notStarted(text) }
      text += String(decoding: buffer.prefix(count), as: UTF8.self)
    }
  }

  deinit {
    process.stop()
    close(said)
    try? FileManager.default.removeItem(atPath: folder)  // It is of no use to anybody.
  }

  /// A visitor at a terminal, who asks for `command`, or for a shell with nil.
  package func visit(_ command: String? = nil) throws -> PseudoTerminal {
    try PseudoTerminal(
      Self.client,
      [
        "-F", "none", "-tt", "-p", "\(port)", "-i", folder + "/visitor",
        "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=\(folder)/known",
        "-o", "LogLevel=ERROR", "127.0.0.1",
      ] + (command.map { [$0] } ?? []),
      environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": folder]
    )
  }

  private static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let problem = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        bind(descriptor, raw, length) != 0 || getsockname(descriptor, raw, &length) != 0
      }
    }
    guard !problem else { throw SecureShellError.notStarted("no port") }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}

/// Why there is no server.
package enum SecureShellError: Error {
  case notStarted(String)
}
