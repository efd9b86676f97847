import Testing

@testable import Domain

/// Walking through time without writing.
@Suite struct ReminderSimulationTests {
  @Test func `each dose rings once, at its instant, in every zone`() throws {
    let rules = [
      daily("00:00", "02:15", "02:30", "23:59"), daily("01:30", "03:30"),
      #"{"kind":"interval","everyHours":7,"start":"2026-01-01T06:00"}"#,
      #"{"kind":"times","times":[{"at":"02:00"}],"everyDays":3,"start":"2026-01-01"}"#,
    ]
    for name in try SystemZones.sample(12, seed: 77) {
      let scene = try ReminderScene(rules, zone: name, from: "2026-02-15T00:00")
      let from = try scene.instant("2026-02-15T00:00")
      for start in [from, try scene.instant("2026-10-01T00:00")] {
        var state = scene.state
        state.stand(at: start)
        let end = start + 45 * 86_400
        let rung = ReminderSimulation(of: state, from: start, to: end).evaluations
          .flatMap { evaluation in
            evaluation.alerts.flatMap(\.items).map { "\(evaluation.at.seconds) \($0.key)" }
          }
        let planned = state.schedules.flatMap { schedule in
          schedule.occurrences(fromDue: start.minuteOfUTC - 3 * 1440, in: scene.zone)
            .prefix { $0.instant < end + 86_400 }
            .filter { $0.instant >= start && $0.instant < end }
            .map { "\($0.instant.seconds) \(schedule.id)@\($0.dueMinute) due" }
        }
        #expect(planned.count > 300, "\(name)")
        #expect(rung.sorted() == planned.sorted(), "\(name)")
      }
    }
  }

  @Test func `the day that Apia lost is told once`() throws {
    let rule = #"{"kind":"times","times":[{"at":"08:00"},{"at":"20:00"}],"start":"2011-12-01"}"#
    let scene = try ReminderScene([rule], zone: "Pacific/Apia", from: "2011-12-29T12:00")
    #expect(
      try scene.told(from: "2011-12-29T12:00", to: "2012-01-01T00:00") == [
        "12-29T20:00 doses: 1@20:00 due", "12-31T08:00 doses: 1@08:00 due, 1@08:00 due",
        "12-31T20:00 doses: 1@20:00 due, 1@20:00 due",
      ]
    )
  }

  @Test func `the same walk gives the same answer, and changes nothing`() throws {
    let scene = try ReminderScene(
      [daily("08:00", "23:00")],
      from: "2026-03-01T07:00",
      preferences: ReminderPreferences(quietHours: try quiet("22:00", "07:00"))
    )
    let first = try scene.decided(from: "2026-03-01T07:00", to: "2026-03-05T07:00")
    #expect(first == (try scene.decided(from: "2026-03-01T07:00", to: "2026-03-05T07:00")))
    #expect(scene.state.alerts.isEmpty)
  }
}
