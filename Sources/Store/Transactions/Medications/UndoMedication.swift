import Domain
import GRDB

/// Takes back a change to the list of medications that was just made.
///
/// Only what nothing rests on yet: for ten minutes, and as long as no dose was recorded by it.
package struct UndoMedicationChange: NamedTransaction {
  /// What is taken back.
  package enum Change: Equatable, Sendable {
    /// The medication leaves the list again.
    case added(medication: Int)
    /// The rule before holds again, and what stood beside the doses; `from` is the minute that the
    /// change answered with.
    case changed(
      schedule: Int,
      from: Int,
      manner: ChangeSchedule.Manner? = nil,
      later: [LaterRule] = []
    )
    /// The directions before hold again, by all schedules that ended.
    case replaced(medication: Int, ReplaceDirections.Answer)
    /// The medication is taken again, or rests again as it did before and for the reason it had.
    case stopped(
      medication: Int,
      endDate: CalendarDate?,
      pausedUntil: CalendarDate?,
      wasPaused: Bool,
      reason: String? = nil
    )
  }

  /// How long after a change it can be taken back, in seconds.
  package static let window = 600

  package var change: Change

  package init(_ change: Change) { self.change = change }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// - Throws: ``StoreError/invalid(_:)`` when it is too late or doses were recorded,
  ///   ``StoreError/notFound(what:id:)``
  package func run(_ context: WriteContext) throws {
    switch change {
    case .added(let medication): try remove(medication, context)
    case .changed(let schedule, let from, let manner, let later):
      try dropVersions(schedule, from: from, restoring: later, context)
      try manner?.write(to: schedule, context)
    case .replaced(let medication, let answer):
      for schedule in answer.begun { try removeSchedule(schedule, context) }
      for (schedule, end) in answer.ended.sorted(by: { $0.key < $1.key }) {
        try dropVersions(schedule, from: end.from, restoring: end.later, context)
      }
      try writeBack(answer.instructions, to: medication, context)
    case .stopped(let medication, let endDate, let pausedUntil, let wasPaused, let reason):
      let status = wasPaused ? "paused" : "active"
      try takeUp(medication, endDate, status, pausedUntil, reason, context)
    }
  }

  private func remove(_ medication: Int, _ context: WriteContext) throws {
    let created = try instant("created_at", of: medication, context)
    try requireRecent(created, context)
    let doses = try Int.fetchOne(
      context.db,
      sql: """
        SELECT count(*)
        FROM dose_events
        WHERE user_id = :user AND due_minute >= :first AND schedule_id IN (
          SELECT schedule_id FROM medication_schedules WHERE medication_id = :medication)
        """,
      arguments: [
        "user": context.subject, "medication": medication,
        // Nothing of a medication can be recorded as due long before it was on the list.
        "first": created.minuteOfUTC - 3 * 1440,
      ]
    )
    guard doses == 0 else {
      throw StoreError.invalid("a dose of this medicine was recorded: stop it instead")
    }
    try context.db.execute(
      sql: "DELETE FROM user_medications WHERE medication_id = ? AND user_id = ?",
      arguments: [medication, context.subject]
    )
    audit("medication.addUndone", "user_medications", "\(medication)", context)
  }

  /// Removes a schedule that began with other directions, as long as nothing rests on it.
  private func removeSchedule(_ schedule: Int, _ context: WriteContext) throws {
    let zone = try context.reading.zoneInForce()
    let planned = try ScheduleRecords(context: context.reading, zone: zone).one(schedule)
    try requireRecent(planned.knownAt ?? context.now, context)
    let doses = try Int.fetchOne(
      context.db,
      sql: "SELECT count(*) FROM dose_events WHERE user_id = ? AND schedule_id = ?",
      arguments: [context.subject, schedule]
    )
    guard doses == 0 else {
      throw StoreError.invalid("a dose was recorded by the new directions: change them instead")
    }
    context.dosesMoved(of: schedule)
    try context.db.execute(
      sql: "DELETE FROM medication_schedules WHERE schedule_id = ? AND user_id = ?",
      arguments: [schedule, context.subject]
    )
  }

  private func writeBack(
    _ instructions: String?,
    to medication: Int,
    _ context: WriteContext
  ) throws {
    try ReplaceDirections.write(instructions, to: medication, context)
    context.supplyMoved(of: medication)
    context.check(medication: medication)
    audit("medication.directionsUndone", "user_medications", "\(medication)", context)
  }

  private func dropVersions(
    _ schedule: Int,
    from minute: Int,
    restoring later: [LaterRule],
    _ context: WriteContext
  ) throws {
    let zone = try context.reading.zoneInForce()
    let planned = try ScheduleRecords(context: context.reading, zone: zone).one(schedule)
    guard planned.isActive else { throw DoseRefusal.stopped }
    let entered = try Int.fetchAll(
      context.db,
      sql: """
        SELECT entered_at
        FROM schedule_versions
        WHERE schedule_id = ? AND from_minute >= ?
        ORDER BY from_minute
        """,
      arguments: [schedule, minute]
    )
    // One change writes one version, or two where the first dose waits for one that was taken.
    guard let first = entered.first, entered.allSatisfy({ $0 == first }),
      planned.versions.count > entered.count,
      planned.versions.contains(where: { $0.fromMinute == minute })
    else { throw StoreError.changedMeanwhile(what: "schedule", id: "\(schedule)") }
    try requireRecent(Instant(milliseconds: first), context)
    let doses = try Int.fetchOne(
      context.db,
      sql: """
        SELECT count(*)
        FROM dose_events
        WHERE user_id = ? AND due_minute >= ? AND schedule_id = ?
        """,
      arguments: [context.subject, minute, schedule]
    )
    guard doses == 0 else {
      throw StoreError.invalid("a dose was recorded by the new times: change them instead")
    }
    try context.db.execute(
      sql: "DELETE FROM schedule_versions WHERE schedule_id = ? AND from_minute >= ?",
      arguments: [schedule, minute]
    )
    try ScheduleWriter(context: context).restore(later, of: schedule)
    try reopen([schedule], zone, context)
    try NewDirections.takenBack(for: planned.medication, context)
    try context.check(schedule: schedule)
    audit("schedule.changeUndone", "schedule_versions", "\(schedule)@\(minute)", context)
  }

  private func takeUp(
    _ medication: Int,
    _ endDate: CalendarDate?,
    _ status: String,
    _ pausedUntil: CalendarDate?,
    _ reason: String?,
    _ context: WriteContext
  ) throws {
    try requireRecent(try instant("updated_at", of: medication, context), context)
    try context.db.execute(
      sql: """
        UPDATE user_medications
        SET status = ?, end_date = ?, paused_until = ?, status_reason = ?, updated_at = ?,
          version = version + 1
        WHERE medication_id = ? AND user_id = ? AND status = 'stopped'
        """,
      arguments: [
        status, endDate?.description, pausedUntil?.description, reason, context.now.milliseconds,
        medication, context.subject,
      ]
    )
    guard context.db.changesCount == 1 else {
      throw StoreError.changedMeanwhile(what: "medication", id: "\(medication)")
    }
    let zone = try context.reading.zoneInForce()
    let schedules = try ScheduleRecords(context: context.reading, zone: zone)
      .all(medication: medication).filter(\.isActive).map(\.id)
    try reopen(schedules, zone, context)
    context.check(medication: medication)
    audit("medication.stopUndone", "user_medications", "\(medication)", context)
  }

  private func instant(
    _ column: String,
    of medication: Int,
    _ context: WriteContext
  ) throws -> Instant {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT created_at, updated_at
        FROM user_medications
        WHERE medication_id = ? AND user_id = ?
        """,
      arguments: [medication, context.subject]
    )
    guard let row else { throw StoreError.notFound(what: "medication", id: "\(medication)") }
    return Instant(milliseconds: row[column])
  }

  private func requireRecent(_ instant: Instant, _ context: WriteContext) throws {
    guard context.now - instant <= Self.window else {
      throw StoreError.invalid("that was more than 10 minutes ago")
    }
  }

  private func audit(
    _ action: String,
    _ table: String,
    _ record: String,
    _ context: WriteContext
  ) {
    context.audit(
      AuditEntry(
        action: action,
        table: table,
        record: record,
        subject: context.subject,
        risk: .medium
      )
    )
  }

  /// Opens the next dose of schedules again.
  private func reopen(_ ids: [Int], _ zone: ZoneRules, _ context: WriteContext) throws {
    let book = OpenDoseRecords(context: context, zone: zone)
    for id in ids {
      let schedule = try ScheduleRecords(context: context.reading, zone: zone).one(id)
      if schedule.dependsOnRecords {
        try reopen(schedule, zone, book, context)
      } else {
        try book.refresh(
          schedule,
          from: try DoseRow.lastDueMinute(context.db, user: context.subject, schedule: id).map {
            $0 + 1
          }
        )
      }
    }
  }

  private func reopen(
    _ schedule: PlannedSchedule,
    _ zone: ZoneRules,
    _ book: OpenDoseRecords,
    _ context: WriteContext
  ) throws {
    let (last, count) = try answers(schedule.id, context)
    var due = schedule.nextDue(afterAnswerAt: last, answered: count, in: zone)
    if let leader = schedule.follows, let taken = try answers(leader, context).last {
      let following = schedule.nextDue(followingDoseAt: taken)
      due = following.flatMap { next in last.map { $0 < next } ?? true ? next : nil }
    }
    guard let due else { return try book.close(schedule.id) }
    try book.put(schedule.id, dueMinute: due.minuteOfUTC, dueAt: due)
  }

  /// When a schedule was answered last, and how often.
  private func answers(
    _ schedule: Int,
    _ context: WriteContext
  ) throws -> (last: Instant?, count: Int) {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT max(due_minute) AS due, count(*) AS answers
        FROM dose_events
        WHERE user_id = ? AND schedule_id = ? AND status IN (1, 2)
        """,
      arguments: [context.subject, schedule]
    )
    guard let row, let due: Int = row["due"] else { return (nil, 0) }
    let zone = try context.reading.zoneInForce()
    let planned = try ScheduleRecords(context: context.reading, zone: zone).one(schedule)
    let record = try DoseRow.find(
      context.db,
      user: context.subject,
      dueMinute: due,
      schedule: schedule
    )?.record(onWallClock: planned.isOnWallClock)
    return (record?.takenAt ?? Instant(seconds: due * 60), row["answers"])
  }
}
