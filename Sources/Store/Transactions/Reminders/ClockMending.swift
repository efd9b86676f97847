import Domain
import GRDB

/// Undoes what the program did of its own accord while the clock of the machine ran ahead.
///
/// Doses that it closed at a time which has not come wait for an answer again, and what it told or
/// put off then is decided anew: a second ring is better than silence. What a person entered stays
/// as it is.
struct ClockMending {
  let context: WriteContext

  init(_ context: WriteContext) { self.context = context }

  /// Days in which a dose may have been due that was closed by a clock running ahead.
  private static let lookBackDays = 62

  /// Mends what was done for everybody, and takes the clock for right from now on.
  ///
  /// - Returns: How many doses wait for an answer again.
  @discardableResult
  func run() throws -> Int {
    var reopened = 0
    for person in try people() {
      let own = context.inPerson(person)
      reopened += try reopen(own)
      try context.take(own)
    }
    try forgetAlerts()
    try bringForward()
    try bringDaysBack()
    try ReminderClock.keep(ReminderClock(lookedAt: context.now, jump: nil), context)
    context.audit(
      AuditEntry(
        action: "clock.mend",
        table: "reminder_clock",
        risk: .medium,
        detail: .object(["reopened": .integer(reopened)])
      )
    )
    return reopened
  }

  private func people() throws -> [Int] {
    try Int.fetchAll(
      context.db,
      sql: "SELECT DISTINCT user_id FROM medication_schedules WHERE is_active = 1 ORDER BY user_id"
    )
  }

  /// Takes back the closings of one person that lie ahead, and opens the first of these doses.
  private func reopen(_ own: WriteContext) throws -> Int {
    let minute = own.now.minuteOfUTC
    let rows = try Row.fetchAll(
      own.db,
      sql: """
        SELECT \(DoseRow.columns)
        FROM dose_events
        WHERE user_id = ? AND due_minute >= ? AND status IN (?, ?) AND recorded_via = ?
        ORDER BY due_minute, schedule_id, nth
        """,
      arguments: [
        own.subject, minute - Self.lookBackDays * 1440, DoseRow.Status.missed.rawValue,
        DoseRow.Status.notReached.rawValue, RecordedVia.timer.rawValue,
      ]
    ).map(DoseRow.init)
    guard !rows.isEmpty else { return 0 }
    let zone = try own.reading.inOwnZone.zoneInForce()
    let schedules = try ScheduleRecords(context: own.reading, zone: zone).all()
    let book = OpenDoseRecords(context: own, zone: zone)
    var count = 0
    for schedule in schedules {
      let ahead = rows.filter {
        let due = $0.dueAt(onWallClock: schedule.isOnWallClock)
        return $0.schedule == schedule.id && due + $0.recordedAfter > own.now
      }
      for row in ahead { try row.retire(own, change: "corrected", reason: "the clock was wrong") }
      count += ahead.count
      guard !ahead.isEmpty, schedule.isActive else { continue }
      own.supplyMoved(of: schedule.medication)
      try open(ahead, of: schedule, book)
    }
    return count
  }

  /// Opens the earliest of some doses, unless an earlier one is open already.
  private func open(
    _ rows: [DoseRow],
    of schedule: PlannedSchedule,
    _ book: OpenDoseRecords
  ) throws {
    let doses = rows.map { row in
      let due = schedule.occurrence(due: row.dueMinute, in: book.zone)?.instant
      return (row.dueMinute, due ?? row.dueAt(onWallClock: schedule.isOnWallClock))
    }
    guard let (minute, at) = doses.min(by: { $0.1 < $1.1 }) else { return }
    let open = try OpenDoseRecords.find(book.context.db, schedule: schedule.id)
    if let open, open.dueAt <= at { return }
    try book.put(schedule.id, dueMinute: minute, dueAt: at)
  }

  /// Forgets what was told at a time that has not come, and what waits for doses that were reopened
  /// or are still to come.
  private func forgetAlerts() throws {
    let now = context.now.milliseconds
    try context.db.execute(
      sql: """
        DELETE FROM alert_events
        WHERE claimed_at > :now AND (style IN ('refill', 'stock')
          OR EXISTS (SELECT 1 FROM alert_claims AS c WHERE c.event_id = alert_events.event_id))
        """,
      arguments: ["now": now]
    )
    // What remains tells of what a person did.
    try context.db.execute(
      sql: "UPDATE alert_events SET claimed_at = :now WHERE claimed_at > :now",
      arguments: ["now": now]
    )
    try context.db.execute(
      sql: """
        UPDATE notification_queue SET scheduled_for = :now
        WHERE status IN ('queued', 'claimed', 'deferred', 'failed') AND scheduled_for > :now
          AND event_id IS NOT NULL
        """,
      arguments: ["now": now]
    )
    try context.db.execute(
      sql: """
        DELETE FROM alert_claims
        WHERE told_at IS NULL AND EXISTS (
          SELECT 1 FROM open_doses AS o
          WHERE o.schedule_id = alert_claims.schedule_id
            AND o.due_minute <= alert_claims.due_minute)
        """
    )
    try context.db.execute(
      sql: "UPDATE alert_claims SET waits_until = :now WHERE waits_until > :now",
      arguments: ["now": now]
    )
  }

  /// Has every open dose decided anew; a snooze that was counted from the wrong clock ends as soon as
  /// one from now would.
  private func bringForward() throws {
    try context.db.execute(
      sql: """
        UPDATE open_doses
        SET told_at = CASE WHEN told_at <= :now THEN told_at END,
          snoozed_until = min(snoozed_until, :snooze),
          next_action_at = min(next_action_at, :now)
        """,
      arguments: [
        "now": context.now.milliseconds,
        "snooze": (context.now + SnoozeDose.defaultSeconds).milliseconds,
      ]
    )
  }

  /// Has supplies looked at as on a day that has not been looked at.
  private func bringDaysBack() throws {
    try context.db.execute(
      sql: "UPDATE daily_looks SET next_at = :now WHERE next_at > :now",
      arguments: ["now": context.now.milliseconds]
    )
    // No zone is a day ahead of this one.
    let rows = try Row.fetchAll(
      context.db,
      sql:
        "SELECT user_id, looked_on FROM daily_looks WHERE looked_on >= date(?, 'unixepoch', '-1 day')",
      arguments: [context.now.seconds]
    )
    for row in rows {
      let person: Int = row["user_id"]
      let today = try context.inPerson(person).reading.inOwnZone.zoneInForce()
        .local(of: context.now).0.date
      let lookedOn: String = row["looked_on"]
      guard lookedOn > today.description else { continue }
      try context.db.execute(
        sql: "UPDATE daily_looks SET looked_on = NULL, event_id = NULL WHERE user_id = ?",
        arguments: [person]
      )
    }
  }
}
