import CLinux
import Foundation
import TestSupport
import Testing

/// A stranger tries the program over a real SSH server that is set up as README says.
@Suite(
  .serialized,
  .enabled(if: SecureShellServer.isInstalled, "openssh-server is not installed here")
) struct VisitorTests {
  private func server() throws -> SecureShellServer {
    try SecureShellServer([
      "ForceCommand \(Executables.program) demo", "PermitTTY yes", "AllowTcpForwarding no",
      "X11Forwarding no",
    ])
  }

  private func demos(on server: SecureShellServer) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: server.temporary)
      .filter { $0.hasPrefix("prescripcare-demo-") }
  }

  @Test func `a visitor sees Today, marked as a demo, and it is gone when she leaves`() throws {
    let server = try server()
    let visitor = try server.visit()
    #expect(visitor.wait(seconds: 60) { $0.lines[0].contains("DEMO  Ruth Alvarez") })
    #expect(try demos(on: server).count == 1)
    visitor.send("q")
    #expect(visitor.waitForExit() == .code(0))
    #expect(try demos(on: server) == [])
  }

  @Test(arguments: ["/bin/sh", "sh -c 'echo a way out'", "prescripcare paths"])
  func `whatever command she asks for, she gets the demo`(command: String) throws {
    let server = try server()
    let visitor = try server.visit(command)
    #expect(visitor.wait(seconds: 60) { $0.lines[0].contains("DEMO  Ruth Alvarez") })
    #expect(!visitor.screen.text.contains("a way out"))
    // There is no shell behind it to stop for.
    visitor.send(.control("z"))
    visitor.send("2")
    #expect(visitor.wait { $0.text.contains("THIS WEEK") })
    withExtendedLifetime(server) {}
  }

  @Test func `the kernel lets the demo start no other program and gain no rights`() throws {
    let demo = try PseudoTerminal(
      Executables.program,
      ["demo", "--idle-fd", "\(PseudoTerminal.idleDescriptor)"],
      environment: ["TERM": "xterm-256color", "HOME": NSTemporaryDirectory()]
    )
    #expect(demo.waitUntilIdle(seconds: 60) == .idle)
    let status = try String(contentsOfFile: "/proc/\(demo.process)/status", encoding: .utf8)
    #expect(status.contains("\nSeccomp:\t2\n"))
    #expect(status.contains("\nNoNewPrivs:\t1\n"))
    demo.send("q")
    #expect(demo.waitForExit() == .code(0))
  }

  @Test func `a connection that is cut leaves nothing behind`() throws {
    let server = try server()
    let visitor = try server.visit()
    #expect(visitor.wait(seconds: 60) { $0.lines[0].contains("DEMO") })
    #expect(try demos(on: server).count == 1)
    visitor.signal(SIGKILL)
    #expect(visitor.waitForExit() == .signal(SIGKILL))
    try waitForChange(in: server.temporary) { try demos(on: server) == [] }
    #expect(try demos(on: server) == [])
  }

  /// Waits until something holds that only a folder can tell, at most 30 seconds.
  private func waitForChange(in folder: String, until isSo: () throws -> Bool) throws {
    let descriptor = cl_watch_descriptor()
    defer { close(descriptor) }
    try #require(cl_watch_folder(descriptor, folder) >= 0)
    let end = cl_monotonic_nanoseconds() + 30_000_000_000
    var buffer = [UInt8](repeating: 0, count: 4096)
    while try !isSo(), cl_monotonic_nanoseconds() < end {
      var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      poll(&watched, 1, 1000)
      while read(descriptor, &buffer, buffer.count) > 0 {}
    }
  }
}
