import Domain
import Foundation
import GRDB
import Store
import TestSupport
import Testing

/// Eight processes remind one household for a week, and are killed at any moment.
@Suite struct ManyRemindersTests {
  private static let days = 7
  private static let times = ["08:00", "13:00", "18:00", "22:30"]

  @Test func `each dose of a week rings once, whoever is killed`() throws {
    let household = try Household(medications: [
      .tablet("metformin", strength: "500 mg", at: Self.times),
      .tablet("lisinopril", strength: "10 mg", at: ["08:00"]),
    ])
    try quiet(household)
    var random = TestRandom(seed: 7)
    var rings: [String] = []
    var kills = 0
    var running = try (0..<8).map { try start(household, $0) }
    // One is killed once it has rung a number of alerts; what it had taken on then is left behind.
    for round in 0..<12 {
      let index = Int.random(in: 0..<running.count, using: &random)
      running[index].waitForLines(Int.random(in: 0...2, using: &random))
      running[index].kill()
      kills += 1
      rings += lines(running[index].wait().output)
      running[index] = try start(household, 8 + round)
    }
    for child in running {
      let end = child.wait()
      #expect(end.exit == .code(0), "\(end.errors.prefix(300))")
      rings += lines(end.output)
    }
    let moments = Dictionary(grouping: rings.compactMap { $0.split(separator: " ").last }) { $0 }
    let expected = try expectedMinutes(household)
    // Doses of the same minute are one alert.
    #expect(Set(moments.keys.map(String.init)) == expected)
    #expect(rings.count >= expected.count)
    #expect(rings.count <= expected.count + kills)
    try checkNothingIsLeft(household)
  }

  private func start(_ household: Household, _ number: Int) throws -> ChildProcess {
    try ChildProcess(
      Executables.benchmarks,
      ["--role", "remind", household.folder, "\(number)", "\(Self.days)"],
      environment: household.variables
    )
  }

  /// Whole lines: a kill may leave half a one.
  private func lines(_ output: String) -> [String] {
    output.split(separator: "\n", omittingEmptySubsequences: true)
      .map(String.init).filter { $0.split(separator: " ").count == 2 }
  }

  /// Nobody is told twice of the same dose by choice.
  private func quiet(_ household: Household) throws {
    try DatabaseQueue(path: household.path).write { db in
      try db.execute(sql: "UPDATE notification_preferences SET repeat_at_most = 0")
    }
  }

  /// The minutes at which something is due in these days, the one that is due at the start included.
  private func expectedMinutes(_ household: Household) throws -> Set<String> {
    let zone = try household.environment.zone(Household.zone)
    let start = try #require(Instant(text: Household.now))
    let first = zone.local(of: start).0.date
    var minutes: Set<String> = []
    for day in 0...Self.days {
      for time in Self.times {
        let time = try #require(TimeOfDay(text: time))
        let due = zone.resolve((first + day).at(time)).instant
        guard due >= start - 600, due < start + Self.days * 86_400 else { continue }
        minutes.insert("\(max(due, start).minuteOfUTC)")
      }
    }
    return minutes
  }

  private func checkNothingIsLeft(_ household: Household) throws {
    try DatabaseQueue(path: household.path).read { db in
      let queued = try Int.fetchOne(db, sql: "SELECT count(*) FROM notification_queue")
      let unsent = try Int.fetchOne(
        db,
        sql: "SELECT count(*) FROM alert_events WHERE sent_at IS NULL"
      )
      let integrity = try String.fetchOne(db, sql: "PRAGMA integrity_check")
      #expect(queued == 0)
      #expect(unsent == 0)
      #expect(integrity == "ok")
    }
  }
}
