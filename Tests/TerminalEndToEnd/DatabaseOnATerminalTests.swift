import Foundation
import GRDB
import Store
import TestSupport
import Testing

/// Databases that cannot be used as usual.
@Suite(.serialized) struct DatabaseOnATerminalTests {
  @Test func `a list that cannot be read never looks like an empty day`() throws {
    let household = try Ruth.household()
    try Damage(household).overwriteRoot(of: "medication_schedules")
    let terminal = try household.openScreens()
    #expect(terminal.screen.text.contains("CANNOT READ"))
    #expect(!terminal.screen.text.contains("NOTHING TO TAKE"))
    terminal.press(.enter, " ", "u")
    #expect(terminal.screen.text.contains("CANNOT READ"))
    terminal.send("q")
    #expect(terminal.waitForExit() == .code(0))
  }

  @Test func `a file that is no database is refused in one sentence`() throws {
    let household = try Ruth.household()
    let text = Data(String(repeating: "This is a letter to my pharmacist. ", count: 200).utf8)
    try text.write(to: URL(fileURLWithPath: household.path))
    let terminal = try household.openScreens()
    #expect(terminal.waitForExit() == .code(65))
    #expect(terminal.screen.text.contains("nothing was changed"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: household.path)) == text)
  }

  @Test func `a database of a newer program is refused and keeps every byte`() throws {
    let household = try Ruth.household()
    try Damage(household).execute("PRAGMA user_version = 9999")
    let before = try Data(contentsOf: URL(fileURLWithPath: household.path))
    let terminal = try household.openScreens()
    #expect(terminal.waitForExit() == .code(78))
    #expect(terminal.screen.text.contains("newer program"))
    let end = try household.run("dose", "log", "ibuprofen")
    #expect(end.exit == .code(78))
    #expect(end.output.isEmpty)
    #expect(try Data(contentsOf: URL(fileURLWithPath: household.path)) == before)
  }

  @Test func `read-only shows everything and records nothing`() throws {
    let household = try Ruth.household()
    let terminal = try household.openToday(["--read-only"])
    #expect(terminal.screen.lines[0].contains("READ ONLY"))
    terminal.press(.enter)
    #expect(terminal.screen.text.contains("TAKE NOW"))
    #expect(!terminal.screen.text.contains("Recorded"))
    #expect(try household.record() == untouched)
  }

  @Test func `a rehearsal clock records nothing on a real record`() throws {
    let household = try Household(
      info: NewDatabase(),
      medications: [.tablet("metformin", strength: "500 mg", at: ["08:00"], onHand: 60)]
    )
    let terminal = try household.openToday()
    #expect(terminal.screen.lines[0].contains("REHEARSAL"))
    terminal.press(.enter)
    #expect(try household.record() == ["metformin left 60"])
  }
}

/// Changes a database file behind the program's back.
struct Damage {
  private let path: String

  init(_ household: Household) { path = household.path }

  /// Runs SQL on a connection of its own and leaves no log behind.
  func execute(_ sql: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: sql)
      try db.checkpoint(.truncate)
    }
    try queue.close()
  }

  /// Overwrites the first page of a table with bytes that no page has.
  func overwriteRoot(of table: String) throws {
    let queue = try DatabaseQueue(path: path)
    let (page, size) = try queue.read { db in
      (
        try Int.fetchOne(
          db,
          sql: "SELECT rootpage FROM sqlite_schema WHERE name = ?",
          arguments: [table]
        ),
        try Int.fetchOne(db, sql: "PRAGMA page_size")
      )
    }
    try queue.close()
    let root = try #require(page)
    let bytes = try #require(size)
    try write(Data(repeating: 0xA5, count: bytes), at: (root - 1) * bytes)
  }

  /// Changes one bit in each place where `bytes` stand in the file; how many there were.
  func flipBit(in bytes: [UInt8]) throws -> Int {
    let file = try Data(contentsOf: URL(fileURLWithPath: path))
    var count = 0
    var from = file.startIndex
    while let range = file.range(of: Data(bytes), in: from..<file.endIndex) {
      try write(Data([file[range.lowerBound] ^ 1]), at: range.lowerBound)
      count += 1
      from = range.upperBound
    }
    return count
  }

  private func write(_ data: Data, at offset: Int) throws {
    let handle = try #require(FileHandle(forUpdatingAtPath: path))
    try handle.seek(toOffset: UInt64(offset))
    try handle.write(contentsOf: data)
    try handle.close()
  }
}
