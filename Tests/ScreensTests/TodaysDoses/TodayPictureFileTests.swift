import Domain
import GRDB
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

/// Whole pictures of Today in its seven states, kept in files that can be read like the screen.
@MainActor @Suite struct TodayPictureFileTests {
  @Test func `the normal morning`() throws {
    let house = try TestHousehold.usual()
    try house.open()
    Self.expect(house, "today")
    Self.expect(house, "today-wide", Size(rows: 40, columns: 120))
    Self.expect(house, "today-small", Size(rows: 12, columns: 40))
    house.press(.enter)
    Self.expect(house, "today-recorded")
  }

  @Test func `in ASCII`() throws {
    let house = try TestHousehold.usual()
    try house.open(glyphs: .ascii)
    Self.expect(house, "today-ascii")
  }

  @Test func `a late critical dose`() throws {
    let house = try TestHousehold.usual()
    try house.open(at: "2026-11-24T11:40:00-05:00")
    Self.expect(house, "today-late")
  }

  @Test func `a day without a dose`() throws {
    let house = try TestHousehold()
    try house.add(
      "alendronate",
      "70 mg",
      for: "the bones",
      special: "with a full glass of plain water, 30 minutes before breakfast",
      #"{"kind":"times","times":[{"at":"07:00","amount":"1 tablet"}],"weekdays":["wed"],"#
        + #""start":"2026-11-20"}"#
    )
    try house.open(at: "2026-11-24T09:15:00-05:00")
    Self.expect(house, "today-empty-day")
  }

  @Test func `everything taken`() throws {
    let house = try TestHousehold()
    try house.add("lisinopril", "10 mg", for: "blood pressure", TestHousehold.daily("08:00"))
    try house.takeAll(before: TestHousehold.morning)
    try house.open(at: TestHousehold.morning)
    Self.expect(house, "today-all-taken")
  }

  @Test func `a list that cannot be read`() throws {
    let house = try TestHousehold.usual()
    let shell = try house.open()
    house.home.database.close()
    shell.refresh(.minute)
    shell.settle()
    Self.expect(house, "today-cannot-read")
  }

  @Test func `a stay in hospital`() throws {
    let house = try TestHousehold.usual()
    let queue = try DatabaseQueue(path: house.home.database.path)
    try queue.write { db in
      try db.execute(
        sql: "UPDATE user_profiles SET paused_since = ?, pause_reason = 'in hospital'",
        arguments: [Instant(text: "2026-11-21T09:00:00-05:00")?.milliseconds]
      )
    }
    try queue.close()
    try house.open()
    Self.expect(house, "today-paused")
  }

  @Test func `situations that ask their own question`() throws {
    let house = try TestHousehold()
    try house.add(
      "warfarin",
      "5 mg",
      for: "preventing clots",
      looks: "peach, round",
      #"{"kind":"times","times":[{"at":"08:00","amounts":{"mon":"5 mg","tue":"2.5 mg","#
        + #""wed":"5 mg","thu":"2.5 mg","fri":"5 mg","sat":"2.5 mg","sun":"5 mg"}}],"#
        + #""start":"2026-11-20"}"#
    )
    try house.add(
      "prednisone",
      "10 mg",
      for: "the lungs",
      looks: "white, round",
      #"{"kind":"taper","steps":[{"days":5,"times":[{"at":"08:00","amount":"4 tablets"}]},"#
        + #"{"days":7,"times":[{"at":"08:00","amount":"3 tablets"}]}],"start":"2026-11-23"}"#
    )
    try house.takeAll(before: "2026-11-24T00:00:00-05:00")
    try house.open(at: TestHousehold.morning)
    Self.expect(house, "today-situations")
  }

  private static func expect(
    _ house: TestHousehold,
    _ name: String,
    _ size: Size = .standard,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    guard let canvas = house.shell?.draw(size) else { return }
    let isSame = KeptPicture.isSame(name, canvas)
    #expect(isSame, "\(name) is now\n\(canvas.text)", sourceLocation: sourceLocation)
    #expect(canvas.lines.allSatisfy { $0.count <= canvas.columns }, sourceLocation: sourceLocation)
    #expect(ForbiddenSigns.violations(in: canvas.text).isEmpty, sourceLocation: sourceLocation)
  }
}
