import Foundation
import TestSupport
import Testing

/// The files themselves: who may read them, where links lead, what damage does.
@Suite(.serialized) struct FileTests {
  @Test(arguments: ["000", "022", "077", "777"])
  func `everything is private whatever the umask`(umask: String) throws {
    let household = try Ruth.household()
    let home = household.folder + "/fresh"
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    let variables = ["HOME": home, "PATH": "/usr/bin:/bin", "TZ": "UTC", "TERM": "xterm"]
    let end = try ChildProcess.run(
      "/bin/sh",
      ["-c", #"umask "$0"; exec "$@""#, umask, Executables.program, "init", "--name", "Ruth"],
      environment: variables
    )
    #expect(end.exit == .code(0))
    let names = try FileManager.default.subpathsOfDirectory(atPath: home)
    #expect(names.contains(".local/share/prescripcare/prescripcare.sqlite"))
    #expect(names.contains { $0.hasSuffix(".key") })
    for name in names {
      let attributes = try FileManager.default.attributesOfItem(atPath: home + "/" + name)
      let mode = attributes[.posixPermissions] as? Int
      if attributes[.type] as? FileAttributeType == .typeRegular {
        #expect(mode == 0o600, "\(name)")
      } else if name.hasSuffix("prescripcare") || name.hasSuffix("keys") {
        #expect(mode == 0o700, "\(name)")
      }
    }
  }

  @Test func `while it is open the log is private too`() throws {
    let household = try Ruth.household()
    let terminal = try household.openToday()
    terminal.press(.enter)
    for suffix in ["-wal", "-shm", "-gate"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: household.path + suffix)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
    }
  }

  @Test func `a link leads to one database with one gate`() throws {
    let household = try Ruth.household()
    let link = household.folder + "/link.sqlite"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: household.path)
    let terminal = try household.openScreens()
    let end = try household.run(
      "dose",
      "take",
      "1",
      "--due",
      "2026-11-24T08:00",
      "--db",
      link
    )
    #expect(end.exit == .code(0))
    #expect(terminal.wait { $0.text.contains("do not take again") })
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: household.folder).sorted()
        == ["data", "link.sqlite", "state"]
    )
  }

  @Test func `a database is not made where a link leads`() throws {
    let household = try Ruth.household()
    let target = household.folder + "/elsewhere.sqlite"
    let link = household.folder + "/link.sqlite"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    #expect(try household.run("init", "--db", link).exit == .code(73))
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test func `one changed bit in a recorded dose is found and named`() throws {
    let household = try Ruth.household()
    let reason = "stayed with my sister"
    let end = try household.run(
      "dose",
      "skip",
      "1",
      "--due",
      "2026-11-24T08:00",
      "--reason",
      reason
    )
    #expect(end.exit == .code(0))
    #expect(try household.run("verify").exit == .code(0))
    #expect(try Damage(household).flipBit(in: Array(reason.utf8)) == 1)
    let found = try household.run("verify")
    #expect(found.exit == .code(1))
    #expect(found.errors.contains("schedule 1 due 2026-11-24T08:00"))
  }

  @Test func `half a file is refused and not touched`() throws {
    let household = try Ruth.household()
    let file = URL(fileURLWithPath: household.path)
    let half = try Data(contentsOf: file).prefix(200_000)
    try half.write(to: file)
    let end = try household.run("dose", "log", "ibuprofen")
    #expect(end.exit == .code(74))
    #expect(end.output.isEmpty)
    #expect(try Data(contentsOf: file) == half)
  }

  @Test func `a file that may not be written is shown and not written`() throws {
    let household = try Ruth.household()
    let user = try OrdinaryUser(household)
    let end = try user.run(["dose", "take", "1", "--due", "2026-11-24T08:00"])
    #expect(end.exit == .code(77))
    #expect(end.errors == "The database file may not be written by you.\n")
    #expect(try user.run(["today"]).output.contains("metformin 500 mg"))
    #expect(try household.record() == untouched)
  }

  @Test(arguments: [true, false])
  func `a database in a folder where nothing can be written is shown, and verified`(
    withGate: Bool
  ) throws {
    let household = try Ruth.household()
    if !withGate { try FileManager.default.removeItem(atPath: household.path + "-gate") }
    let user = try OrdinaryUser(household)
    try user.protectFolder()
    defer { try? user.unprotectFolder() }  // The folder is removed by whoever may.
    let before = try user.files()
    #expect(try user.run(["today"]).output.contains("metformin 500 mg"))
    #expect(try user.run(["verify"]).exit == .code(0))
    let end = try user.run(["dose", "take", "1", "--due", "2026-11-24T08:00"])
    #expect(end.exit == .code(77))
    #expect(end.errors == "The database file may not be written by you.\n")
    #expect(try user.files() == before)
  }

  @Test func `the title of the screens says that nothing can be written`() throws {
    let household = try Ruth.household()
    let user = try OrdinaryUser(household)
    try user.protectFolder()
    defer { try? user.unprotectFolder() }  // The folder is removed by whoever may.
    let terminal = try user.openScreens()
    #expect(
      terminal.wait(seconds: 20) {
        $0.lines[0].contains("READ ONLY") && $0.text.contains("metformin")
      }
    )
    terminal.send("q")
    #expect(terminal.waitForExit() == .code(0))
  }
}

/// Somebody who may read the household's database and not write it, who is not root even when the
/// tests are.
private struct OrdinaryUser {
  private let household: Household

  init(_ household: Household) throws {
    self.household = household
    let database = household.path
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: database)
    guard geteuid() == 0 else { return }
    let end = try ChildProcess.run("/bin/chown", ["-R", "65534:65534", household.folder])
    try #require(end.exit == .code(0))
  }

  private var folder: String { (household.path as NSString).deletingLastPathComponent }

  /// Lets nothing be made or removed beside the database, and nothing be written to what is there.
  func protectFolder() throws {
    for file in try files() {
      let path = folder + "/" + file
      try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: path)
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
  }

  func unprotectFolder() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
  }

  func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  /// The command that runs the program as an ordinary user.
  private func command(_ arguments: [String]) -> (path: String, arguments: [String]) {
    let whole = [Executables.program] + arguments + household.arguments
    guard geteuid() == 0 else { return (whole[0], Array(whole.dropFirst())) }
    let user = ["--reuid=65534", "--regid=65534", "--clear-groups"]
    return ("/usr/bin/setpriv", user + whole)
  }

  func run(_ arguments: [String]) throws -> ChildProcess.End {
    let command = command(arguments)
    return try ChildProcess.run(
      command.path,
      command.arguments,
      environment: household.variables
    )
  }

  func openScreens() throws -> PseudoTerminal {
    let command = command([])
    return try PseudoTerminal(
      command.path,
      command.arguments,
      environment: household.variables
    )
  }
}
