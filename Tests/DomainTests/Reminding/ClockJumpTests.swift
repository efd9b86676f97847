import Testing

@testable import Domain

/// A clock that moved further than time can have passed.
@Suite struct ClockJumpTests {
  static let last = Instant(seconds: 1_800_000_000)

  @Test(arguments: [
    (-86_400, nil), (-86_401, ClockJump.back(from: last, to: last - 86_401)), (3600, nil),
    (31 * 86_400, nil),
    (31 * 86_400 + 1, ClockJump.forward(from: last, to: last + 31 * 86_400 + 1)),
  ])
  func `a day back and a month forward are the limits`(seconds: Int, jump: ClockJump?) {
    #expect(ClockJump(from: Self.last, to: Self.last + seconds) == jump)
  }

  @Test func `while the clock is in doubt nothing closes`() throws {
    var scene = try ReminderScene([daily("08:00")], from: "2026-03-01T07:00")
    try scene.pass("2026-03-01T08:00")
    let held = try scene.decided(at: "2026-04-05T09:00")
    #expect(held.count == 36)
    #expect(held.first == "04-05T09:00 1@08:00 hold")
    #expect(held.last == "04-05T09:00 1@08:00 digest")
    #expect(!held.contains { $0.hasSuffix("settle") })
  }

  @Test func `a jump stays until it is confirmed`() throws {
    var scene = try ReminderScene([daily("08:00")], from: "2026-03-01T07:00")
    try scene.pass("2026-03-10T08:00")
    try scene.pass("2026-03-01T07:30")
    let jump = ClockJump.back(
      from: try scene.instant("2026-03-10T08:00"),
      to: try scene.instant("2026-03-01T07:30")
    )
    #expect(scene.state.clockJump == jump)
    #expect(scene.state.evaluation(at: try scene.instant("2026-03-10T09:00")).clockJump == jump)
    scene.state.clockJump = nil
    #expect(scene.state.evaluation(at: try scene.instant("2026-03-10T09:00")).clockJump == nil)
  }

  @Test func `an hour back rings nothing twice`() throws {
    var scene = try ReminderScene([daily("08:00")], from: "2026-03-01T07:00")
    try scene.pass("2026-03-01T08:00")
    #expect(try scene.decided(at: "2026-03-01T07:10") == [])
    #expect(try scene.decided(at: "2026-03-01T08:00") == [])
  }
}
