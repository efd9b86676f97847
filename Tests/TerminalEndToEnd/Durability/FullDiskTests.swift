import CLinux
import Foundation
import Services
import TestSupport
import Testing

/// Disks that take no more.
@Suite(.serialized) struct FullDiskTests {
  @Test(.enabled(if: SmallDisk.canMount, "mounting a small disk needs root"))
  func `on a full disk nothing is acknowledged, and with room it goes on`() throws {
    let disk = try SmallDisk(megabytes: 8)
    let household = try Ruth.household(in: disk.path)
    try disk.fill(leaving: 80_000)
    let end = try writer(household)
    #expect(end.exit == .code(1))
    #expect(end.errors.contains("full"))
    let said = end.output.split(separator: "\n").count
    #expect(try RecordedDoses(household).all.count == said)
    try disk.empty()
    #expect(
      try writer(household, from: said, count: 3).output == "\(said)\n\(said + 1)\n\(said + 2)\n"
    )
    #expect(try RecordedDoses(household).all.count == said + 3)
    #expect(try household.findings() == [])
  }

  @Test(.enabled(if: SmallDisk.canMount, "mounting a small disk needs root"))
  func `the screen says that a dose was not saved, and why`() throws {
    let disk = try SmallDisk(megabytes: 8)
    let household = try Ruth.household(in: disk.path)
    let terminal = try household.openToday()
    try disk.fill(leaving: 0)
    terminal.press(.enter)
    #expect(terminal.screen.text.contains("Not saved: the disk is full."))
    #expect(terminal.screen.text.contains("TAKE NOW"))
    try disk.empty()
    // Without a key between them two returns are one that is held down.
    terminal.press(.down, .enter)
    #expect(terminal.screen.text.contains("do not take again"))
    #expect(try household.record().suffix(2) == ["lisinopril left 29", "metformin left 59"])
  }

  @Test func `a limit on the size of files loses nothing that was acknowledged`() throws {
    let household = try Ruth.household()
    let size = try FileManager.default.attributesOfItem(atPath: household.path)[.size] as? Int
    let blocks = try #require(size) / 1024 + 16
    let end = try ChildProcess.run(
      "/bin/bash",
      [
        "-c", #"trap "" XFSZ; ulimit -f "$0"; exec "$@""#, "\(blocks)", Executables.benchmarks,
        "--role", "record", household.folder, "0", "0",
      ],
      environment: household.variables
    )
    #expect(end.exit == .code(1))
    let said = end.output.split(separator: "\n").count
    #expect(said > 0)
    #expect(try RecordedDoses(household).all.count == said)
    #expect(try household.findings() == [])
  }

  private func writer(
    _ household: Household,
    from dose: Int = 0,
    count: Int = 100_000
  ) throws -> ChildProcess.End {
    try ChildProcess.run(
      Executables.benchmarks,
      ["--role", "record", household.folder, "0", "\(dose)", "\(count)"],
      environment: household.variables
    )
  }
}

/// A disk in memory with little room, taken away with its owner.
private final class SmallDisk {
  let path: String

  /// Whether this process may mount one.
  static var canMount: Bool { (try? SmallDisk(megabytes: 1)) != nil }

  init(megabytes: Int) throws {
    path = try TemporaryFolder.make("disk")
    let end = try ChildProcess.run(
      "/bin/mount",
      ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path]
    )
    guard end.exit == .code(0) else {
      rmdir(path)
      throw CannotMount()
    }
  }

  deinit {
    _ = try? ChildProcess.run("/bin/umount", ["--lazy", path])
    rmdir(path)
  }

  /// Fills it up to so many bytes.
  func fill(leaving bytes: Int) throws {
    let attributes = try FileManager.default.attributesOfFileSystem(forPath: path)
    let free = try #require(attributes[.systemFreeSize] as? Int)
    try Data(count: free - bytes / 4096 * 4096).write(to: URL(fileURLWithPath: path + "/filler"))
  }

  func empty() throws { try FileManager.default.removeItem(atPath: path + "/filler") }

  private struct CannotMount: Error {}
}
