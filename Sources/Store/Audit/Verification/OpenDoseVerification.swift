import Domain
import GRDB

/// An entry of `open_doses` that is not the dose that waits for an answer.
package struct OpenDoseFault: Equatable, Sendable {
  package let schedule: Int
  /// The due time that is stored, on the schedule's own clock; nil when there is no entry.
  package let stored: LocalMinute?
  /// The due time of the dose that waits; nil when none does, or when only answers decide it.
  package let expected: LocalMinute?
  /// Whether the clock of the schedule counts in UTC.
  package let isUTC: Bool
}

/// Rebuilds the open dose of every schedule from its rule and its records, and compares.
struct OpenDoseVerification {
  let db: Database
  let environment: StoreEnvironment
  private let now: Instant

  /// How far back of the stored dose a dose without a record is looked for, in days.
  static let lookBackDays = 60

  init(db: Database, environment: StoreEnvironment) {
    self.db = db
    self.environment = environment
    now = environment.now()
  }

  func faults() throws -> [OpenDoseFault] {
    let profile = environment.inOwnZones
    var faults: [OpenDoseFault] = []
    let people = try Int.fetchAll(
      db,
      sql: "SELECT DISTINCT user_id FROM medication_schedules ORDER BY user_id"
    )
    for person in people where faults.count < Verification.mostFindings {
      let context = ReadContext(
        db: db,
        actor: CareDatabase.founder,
        subject: person,
        environment: profile,
        now: now
      )
      faults += try self.faults(of: context)
    }
    return Array(faults.prefix(Verification.mostFindings))
  }

  private func faults(of context: ReadContext) throws -> [OpenDoseFault] {
    let zone = try context.zoneInForce()
    let open = try OpenDoseRecords.all(context)
    let schedules = try ScheduleRecords(context: context, zone: zone).all()
    return try schedules.compactMap { schedule in
      let stored = open[schedule.id]
      if schedule.isActive, schedule.dependsOnRecords {
        return try fault(answered: schedule, stored, context.subject, zone)
      }
      return try fault(planned: schedule, stored, context.subject, zone)
    }
  }

  /// Of a plan the first dose without a record is open.
  private func fault(
    planned schedule: PlannedSchedule,
    _ stored: OpenDose?,
    _ user: Int,
    _ zone: ZoneRules
  ) throws -> OpenDoseFault? {
    var expected: Int?
    if schedule.isActive {
      let from = (stored?.dueMinute ?? now.minuteOfUTC) - Self.lookBackDays * 1440
      let found = try schedule.firstOpen(from: from, now: now, in: zone) { due in
        try DoseRow.find(db, user: user, dueMinute: due, schedule: schedule.id) != nil
      }
      expected = (found.closed.first ?? found.open)?.dueMinute
    }
    guard expected == stored?.dueMinute, isNear(stored, schedule, zone) else {
      return fault(schedule, stored: stored?.dueMinute, expected: expected)
    }
    return nil
  }

  /// Of a schedule whose next dose follows from answers: the open one has no record, and follows from
  /// one of the last answers, from the start, or from an answer that was taken back.
  private func fault(
    answered schedule: PlannedSchedule,
    _ stored: OpenDose?,
    _ user: Int,
    _ zone: ZoneRules
  ) throws -> OpenDoseFault? {
    let possible = try possibleDueMinutes(schedule, user, zone)
    guard let stored else {
      let isOver = schedule.rule.kind == .linked || possible.isEmpty
      return isOver ? nil : fault(schedule, stored: nil, expected: possible.max())
    }
    let record = try DoseRow.find(
      db,
      user: user,
      dueMinute: stored.dueMinute,
      schedule: schedule.id
    )
    guard record == nil, possible.contains(stored.dueMinute),
      stored.dueAt.minuteOfUTC == stored.dueMinute
    else { return fault(schedule, stored: stored.dueMinute, expected: possible.max()) }
    return nil
  }

  private func possibleDueMinutes(
    _ schedule: PlannedSchedule,
    _ user: Int,
    _ zone: ZoneRules
  ) throws -> Set<Int> {
    let parent = schedule.follows ?? schedule.id
    var due: [Instant?] = []
    let answers = try answers(of: parent, user)
    if schedule.rule.kind == .linked {
      due = answers.map { $0.takenAt.flatMap { schedule.nextDue(followingDoseAt: $0) } }
    } else {
      let count = try answerCount(of: schedule.id, user)
      due = answers.map { schedule.nextDue(afterAnswerAt: $0.at, answered: count, in: zone) }
      if answers.isEmpty {
        due.append(schedule.nextDue(afterAnswerAt: nil, answered: 0, in: zone))
      }
    }
    return Set(due.compactMap { $0?.minuteOfUTC }).union(try undone(schedule.id, user))
  }

  /// The last answers by the time of taking or, for those skipped, of recording.
  private func answers(
    of schedule: Int,
    _ user: Int
  ) throws -> [(at: Instant, takenAt: Instant?)] {
    let kind = try String.fetchOne(
      db,
      sql: "SELECT kind FROM medication_schedules WHERE schedule_id = ?",
      arguments: [schedule]
    )
    let isOnWallClock = ["times", "taper", "byReading"].contains(kind)
    return try Row.fetchAll(
      db,
      sql: """
        SELECT \(DoseRow.columns)
        FROM dose_events
        WHERE user_id = ? AND schedule_id = ? AND status IN (1, 2)
        ORDER BY due_minute DESC
        LIMIT 20
        """,
      arguments: [user, schedule]
    ).map { stored in
      let row = try DoseRow(stored)
      let due = row.dueAt(onWallClock: isOnWallClock)
      let takenAt = row.takenAfter.map { due + $0 }
      return (takenAt ?? due + row.recordedAfter, takenAt)
    }
  }

  private func answerCount(of schedule: Int, _ user: Int) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(*)
        FROM dose_events
        WHERE user_id = ? AND schedule_id = ? AND status IN (1, 2)
        """,
      arguments: [user, schedule]
    ) ?? 0
  }

  private func undone(_ schedule: Int, _ user: Int) throws -> Set<Int> {
    try Int.fetchSet(
      db,
      sql: """
        SELECT due_minute
        FROM dose_event_revisions
        WHERE user_id = ? AND schedule_id = ? AND change = 'undone'
        """,
      arguments: [user, schedule]
    )
  }

  /// Whether the stored instant can be that of the due minute in any zone of the world.
  private func isNear(_ stored: OpenDose?, _ schedule: PlannedSchedule, _ zone: ZoneRules) -> Bool {
    guard let stored, let dose = schedule.occurrence(due: stored.dueMinute, in: zone) else {
      return true
    }
    return abs(stored.dueAt - dose.instant) <= 26 * 3600
  }

  private func fault(_ schedule: PlannedSchedule, stored: Int?, expected: Int?) -> OpenDoseFault {
    OpenDoseFault(
      schedule: schedule.id,
      stored: stored.map { LocalMinute(minute: $0) },
      expected: expected.map { LocalMinute(minute: $0) },
      isUTC: !schedule.isOnWallClock
    )
  }
}
