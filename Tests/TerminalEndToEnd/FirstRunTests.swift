import CLinux
import Domain
import Foundation
import Services
import Store
import TestSupport
import Testing

/// The program where there is no record yet.
@Suite(.serialized) struct FirstRunTests {
  /// A home without a record.
  private static func emptyHome() throws -> Household {
    let household = try Household()
    for name in try FileManager.default.contentsOfDirectory(atPath: household.dataFolder) {
      try FileManager.default.removeItem(atPath: household.dataFolder + "/" + name)
    }
    return household
  }

  @Test func `a newcomer types a few answers and sees the day`() throws {
    let household = try Self.emptyHome()
    let terminal = try household.openScreens()
    #expect(terminal.screen.text.contains("WELCOME"))
    #expect(terminal.screen.text.contains("America/New York"))
    terminal.press("Ada Berg", .enter, "March 4, 1955", .enter, "", .enter, "metformin", .enter)
    terminal.press("500 mg", .enter, "1 tablet twice daily with food")
    #expect(terminal.screen.text.contains("metformin 500 mg means: "))
    #expect(terminal.screen.text.contains("6:30 PM to 8:00 AM"))
    terminal.press(.enter)
    #expect(terminal.screen.text.contains("St. John's wort"))
    terminal.send(.control("s"))
    #expect(terminal.wait { $0.text.contains("NOTHING TO TAKE NOW, next") })
    #expect(terminal.screen.lines[0].contains("Ada Berg   born March 4, 1955"))
    terminal.waitUntilIdle()
    terminal.send("q")
    #expect(terminal.waitForExit() == .code(0))
    #expect(terminal.isInLineMode)
  }

  @Test func `what is wrong stands beside its field, and leaving leaves nothing behind`() throws {
    let household = try Self.emptyHome()
    let terminal = try household.openScreens()
    terminal.press("Ada", .enter, "1855-03-04", .enter)
    #expect(terminal.screen.text.contains("is no day"))
    terminal.press(.escape)
    #expect(terminal.screen.text.contains("Nothing of what you typed is kept"))
    terminal.waitUntilIdle()
    terminal.send("l")
    #expect(terminal.waitForExit() == .code(0))
    #expect(try FileManager.default.contentsOfDirectory(atPath: household.dataFolder).isEmpty)
  }

  @Test func `without a terminal one sentence names the way`() throws {
    let household = try Self.emptyHome()
    let end = try household.run()
    #expect(end.exit == .code(66))
    #expect(end.errors.contains("`prescripcare init` makes one"))
  }

  @Test func `an init that is killed half way leaves no record, and the next one succeeds`() throws
  {
    let household = try Self.emptyHome()
    for milliseconds in [20, 60, 120, 250, 400] {
      let child = try ChildProcess(
        Executables.program,
        ["init", "--name", "Ada", "--rehearsal"],
        environment: household.variables
      )
      let until = cl_monotonic_nanoseconds() + Int64(milliseconds) * 1_000_000
      while cl_monotonic_nanoseconds() < until {}
      child.kill()
      _ = child.wait()
      guard FileManager.default.fileExists(atPath: household.path) else { continue }
      // Done before it was killed: then it is whole.
      #expect(try household.run("verify").exit == .code(0))
      try FileManager.default.removeItem(atPath: household.path)
    }
    #expect(try household.run("init", "--name", "Ada", "--rehearsal").exit == .code(0))
    #expect(try household.run("verify").exit == .code(0))
    let left = try FileManager.default.contentsOfDirectory(atPath: household.dataFolder)
    #expect(!left.contains { $0.contains("unfinished") })
  }
}

extension Household {
  fileprivate var dataFolder: String { folder + "/data/prescripcare" }
}
