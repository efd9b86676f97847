import Testing

@testable import Domain

@Suite struct DoseStateTests {
  /// The state of a dose due at 08:00 that closes at 14:00, at a time of that day.
  static func state(
    at time: String,
    record: DoseRecord.Status? = nil,
    snoozedUntil: String? = nil,
    isPaused: Bool = false
  ) throws -> DoseState {
    func instant(_ time: String) throws -> Instant {
      try #require(Instant(text: "2026-03-02T\(time)Z"))
    }
    let due = try local("2026-03-02T08:00")
    return DoseState(
      of: Occurrence(
        wall: due,
        clocks: RuleClocks(zone: .utc),
        mode: .local,
        amount: nil,
        number: nil
      ),
      record: record.map { DoseRecord(dueMinute: due.minute, status: $0) },
      snoozedUntil: try snoozedUntil.map { try instant($0) },
      isPaused: isPaused,
      onTime: OnTimeWindow(minutes: 60),
      closesAt: try instant("14:00"),
      now: try instant(time)
    )
  }

  @Test(arguments: [
    ("07:59", DoseState.later), ("08:00", .due), ("09:00", .due), ("09:01", .late),
    ("13:59", .late), ("14:00", .notRecorded), ("23:00", .notRecorded),
  ]) func `the clock moves a dose on`(time: String, state: DoseState) throws {
    #expect(try Self.state(at: time) == state)
  }

  @Test(arguments: [
    ("08:05", DoseState.snoozed), ("08:10", .due), ("07:00", .later), ("15:00", .notRecorded),
  ]) func `a snooze holds until its end`(time: String, state: DoseState) throws {
    #expect(try Self.state(at: time, snoozedUntil: time == "15:00" ? "16:00" : "08:10") == state)
  }

  @Test(arguments: [
    (DoseRecord.Status.taken, DoseState.taken), (.skipped, .skipped), (.missed, .notRecorded),
    (.paused, .paused),
  ]) func `a record decides before everything else`(
    status: DoseRecord.Status,
    state: DoseState
  ) throws {
    for time in ["07:00", "08:00", "20:00"] {
      #expect(try Self.state(at: time, record: status, isPaused: true) == state)
    }
  }

  @Test(arguments: ["07:00", "08:00", "20:00"])
  func `a paused dose is never late`(time: String) throws {
    #expect(try Self.state(at: time, isPaused: true) == .paused)
  }
}
