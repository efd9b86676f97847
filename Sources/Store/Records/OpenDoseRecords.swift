import Domain
import GRDB

/// Keeps `open_doses` true: for each active schedule the one occurrence that waits for an answer.
struct OpenDoseRecords {
  let context: WriteContext
  let zone: ZoneRules

  /// The open doses of a person, by schedule.
  static func all(_ context: ReadContext) throws -> [Int: OpenDose] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT schedule_id, due_minute, due_at, snoozed_until, snoozes, snooze_rings
        FROM open_doses
        WHERE user_id = ?
        """,
      arguments: [context.subject]
    )
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let open = OpenDose(row)
        return (open.schedule, open)
      }
    )
  }

  static func find(_ db: Database, schedule: Int) throws -> OpenDose? {
    try Row.fetchOne(
      db,
      once: """
        SELECT schedule_id, due_minute, due_at, snoozed_until, snoozes, snooze_rings
        FROM open_doses
        WHERE schedule_id = ?
        """,
      arguments: [schedule]
    ).map(OpenDose.init)
  }

  /// Moves the open dose of a schedule on plan to where it belongs, and records as missed what closed
  /// without an answer on the way.
  ///
  /// `from` is the due minute at which to look first, nil for the first day of the schedule.
  func refresh(_ schedule: PlannedSchedule, from minute: Int?) throws {
    guard schedule.isActive, !schedule.dependsOnRecords else { return try close(schedule.id) }
    let found = try schedule.firstOpen(from: minute, now: context.now, in: zone) { due in
      try DoseRow.find(
        context.db,
        user: context.subject,
        dueMinute: due,
        schedule: schedule.id
      ) != nil
    }
    if let first = found.closed.first {
      if try ReminderClock.judged(context.reading).jump != nil {
        return try put(schedule.id, dueMinute: first.dueMinute, dueAt: first.instant)
      }
      try ReminderClock.keepClosing(context)
      let change = try ZoneRecord.fetch(context.reading).change
      let pause = try pauseStart(schedule)
      for closed in found.closed {
        if let pause, schedule.closesAt(closed, in: zone).map({ $0 > pause }) ?? true {
          // What falls into a pause is settled when the pause ends.
          return try put(schedule.id, dueMinute: closed.dueMinute, dueAt: closed.instant)
        }
        let isSkipped = change?.passesOver(closed, of: schedule) ?? false
        try settle(closed, of: schedule, as: isSkipped ? .notReached : .missed)
      }
    }
    guard let open = found.open else { return try close(schedule.id) }
    try put(schedule.id, dueMinute: open.dueMinute, dueAt: open.instant)
  }

  /// Since when a pause holds, of the medicine or of the person; nil without one.
  private func pauseStart(_ schedule: PlannedSchedule) throws -> Instant? {
    let status = try String.fetchOne(
      context.db,
      once: "SELECT status FROM user_medications WHERE medication_id = ?",
      arguments: [schedule.medication]
    )
    if status == "paused" { return Instant(milliseconds: 0) }
    return try PersonHeader.fetch(context.reading).pausedSince
  }

  /// Sets the open dose of a schedule, keeping a snooze of the same dose.
  func put(_ schedule: Int, dueMinute: Int, dueAt: Instant) throws {
    context.dosesMoved(of: schedule)
    try context.db.execute(
      once: """
        INSERT INTO open_doses (schedule_id, user_id, due_minute, due_at, next_action_at)
        VALUES (:schedule, :user, :due, :at, :at)
        ON CONFLICT (schedule_id) DO UPDATE SET
          told_at = CASE WHEN due_minute = excluded.due_minute THEN told_at END,
          snoozed_until = CASE WHEN due_minute = excluded.due_minute THEN snoozed_until END,
          snoozes = CASE WHEN due_minute = excluded.due_minute THEN snoozes ELSE 0 END,
          snooze_rings = CASE WHEN due_minute = excluded.due_minute THEN snooze_rings ELSE 0 END,
          next_action_at = CASE WHEN due_minute = excluded.due_minute
            THEN next_action_at ELSE excluded.next_action_at END,
          due_minute = excluded.due_minute,
          due_at = excluded.due_at
        """,
      arguments: [
        "schedule": schedule, "user": context.subject, "due": dueMinute,
        "at": dueAt.milliseconds,
      ]
    )
  }

  /// Leaves a schedule without an open dose.
  func close(_ schedule: Int) throws {
    context.dosesMoved(of: schedule)
    try context.db.execute(
      once: "DELETE FROM open_doses WHERE schedule_id = ?",
      arguments: [schedule]
    )
  }

  /// Closes a dose without its having been taken or left out: because nobody answered for it, unless
  /// `via` and `reason` say otherwise.
  @discardableResult
  func settle(
    _ missed: Occurrence,
    of schedule: PlannedSchedule,
    as status: DoseRow.Status,
    via: RecordedVia = .timer,
    reason: String? = nil
  ) throws -> DoseRow {
    let row = DoseRow(
      user: context.subject,
      dueMinute: missed.dueMinute,
      schedule: schedule.id,
      nth: 0,
      utcOffset: missed.storedOffset(onWallClock: schedule.isOnWallClock),
      status: status,
      takenAfter: nil,
      recordedAfter: context.now - missed.instant,
      amount: nil,
      deducted: nil,
      withFood: nil,
      reason: reason,
      via: via,
      operation: nil,
      version: try DoseRow.nextVersion(
        context.db,
        user: context.subject,
        dueMinute: missed.dueMinute,
        schedule: schedule.id,
        nth: 0
      )
    )
    try row.insert(context)
    return row
  }
}

extension OpenDose {
  fileprivate init(_ row: Row) {
    let snoozed: Int? = row["snoozed_until"]
    self.init(
      schedule: row["schedule_id"],
      dueMinute: row["due_minute"],
      dueAt: Instant(milliseconds: row["due_at"]),
      snoozedUntil: snoozed.map { Instant(milliseconds: $0) },
      snoozes: row["snoozes"],
      snoozeRings: row["snooze_rings"]
    )
  }
}

extension Occurrence {
  /// What `dose_events.utc_offset` holds for this occurrence.
  func storedOffset(onWallClock: Bool) -> Int {
    onWallClock ? dueMinute * 60 - instant.seconds : utcOffset
  }
}

extension OpenDoseRecords {
  /// Records as paused what fell due during a pause that ends now, and opens the next dose.
  func recordPause(_ schedule: PlannedSchedule, from minute: Int?) throws {
    for occurrence in schedule.occurrences(fromDue: minute ?? Int.min / 2, in: zone) {
      guard occurrence.instant <= context.now else { break }
      let isRecorded =
        try DoseRow.find(
          context.db,
          user: context.subject,
          dueMinute: occurrence.dueMinute,
          schedule: schedule.id
        ) != nil
      if isRecorded { continue }
      if let closes = schedule.closesAt(occurrence, in: zone), closes > context.now { break }
      try settle(occurrence, of: schedule, as: .paused)
    }
    try refresh(schedule, from: minute)
  }
}
