import Testing

@testable import Domain

/// What a journey does to doses whose time the traveller's clock never shows.
@Suite struct TravelTests {
  private static let home = "America/New_York"
  private static let away = "Europe/Berlin"

  /// Somebody who left New York at eight in the evening of March 1: two in the morning in Berlin.
  private func scene(
    _ rules: [String],
    from: String = "2026-03-01T20:00"
  ) throws -> ReminderScene {
    var scene = try ReminderScene(rules, zone: Self.away, from: from)
    scene.state.zoneChange = ZoneChange(
      at: try scene.instant("2026-03-02T02:00"),
      from: try SystemZones.rules(Self.home),
      to: try SystemZones.rules(Self.away)
    )
    return scene
  }

  @Test func `a dose whose time the clock never showed does not ring after a flight east`() throws {
    let scene = try scene([daily("00:30")])
    #expect(try scene.told(at: "2026-03-02T02:05") == [])
    #expect(try scene.decided(at: "2026-03-02T02:05") == ["03-02T02:05 1@00:30 settle"])
  }

  @Test func `a dose that was due before the flight still waits`() throws {
    // 7:30 PM in New York.
    let hours = #"{"kind":"interval","everyHours":6,"start":"2026-03-02T01:30"}"#
    let scene = try scene([hours], from: "2026-03-02T01:00")
    #expect(try scene.told(at: "2026-03-02T02:05").count == 1)
  }

  @Test func `one for a week is not lost to a flight`() throws {
    let weekly =
      #"{"kind":"times","times":[{"at":"00:30","amount":"1 tablet"}],"weekdays":["mon"],"#
      + #""start":"2026-01-01"}"#
    let scene = try scene([weekly])
    #expect(try scene.told(at: "2026-03-02T02:05").count == 1)
  }

  @Test func `the preview passes such a dose over, and says by how much the gap grows`() throws {
    let scene = try scene([daily("00:30")])
    let schedule = scene.state.schedules[0]
    let open = try #require(scene.state.open[1])
    let move = try #require(scene.state.zoneChange)
    let preview = ZonePreview(schedule, open: open, move: move, lastTaken: nil)
    #expect(preview.ending == .passedOver)
    #expect(preview.moving?.local.description == "2026-03-03T00:30")
    #expect(preview.longerBy == 18 * 60)
  }

  @Test func `a flight west lengthens the gap by the hours between the clocks`() throws {
    var scene = try ReminderScene([daily("08:00")], zone: Self.away, from: "2026-03-01T20:00")
    let move = ZoneChange(
      at: try scene.instant("2026-03-01T20:00"),
      from: try SystemZones.rules(Self.away),
      to: try SystemZones.rules(Self.home)
    )
    scene.state.zoneChange = move
    let open = try #require(scene.state.open[1])
    let west = ZonePreview(scene.state.schedules[0], open: open, move: move, lastTaken: nil)
    #expect(west.longerBy == 6 * 60)
    #expect(west.ending == nil)
  }
}
