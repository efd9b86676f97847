import Domain
import GRDB

/// Changes whether a medication is taken: pause, resume, stop.
package struct SetMedicationStatus: NamedTransaction {
  package enum Change: Equatable, Sendable {
    /// Until a day, or until somebody resumes it.
    case pause(until: CalendarDate?)
    case resume
    case stop
  }

  package var medication: Int
  package var change: Change
  package var reason: String?

  package init(medication: Int, change: Change, reason: String? = nil) {
    self.medication = medication
    self.change = change
    self.reason = reason
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// False when the medication was in that state already.
  package func run(_ context: WriteContext) throws -> Bool {
    let status = try String.fetchOne(
      context.db,
      sql: "SELECT status FROM user_medications WHERE medication_id = ? AND user_id = ?",
      arguments: [medication, context.subject]
    )
    guard let status else { throw StoreError.notFound(what: "medication", id: "\(medication)") }
    let (target, until): (String, CalendarDate?) =
      switch change {
      case .pause(let until): ("paused", until)
      case .resume: ("active", nil)
      case .stop: ("stopped", nil)
      }
    guard status != target || until != nil else { return false }
    guard status == "active" || status == "paused" else {
      throw StoreError.invalid("the medication was stopped and is not taken up again: add it anew")
    }
    let zone = try context.reading.zoneInForce()
    let today = zone.local(of: context.now).0.date
    if let until, until <= today {
      throw StoreError.invalid("the pause would end before it begins")
    }
    try context.db.execute(
      sql: """
        UPDATE user_medications
        SET status = :status, paused_until = :until, status_reason = :reason,
          end_date = CASE WHEN :status = 'stopped' THEN :today ELSE end_date END,
          updated_at = :now, version = version + 1
        WHERE medication_id = :medication
        """,
      arguments: [
        "status": target, "until": until?.description,
        "reason": try PlainText.checked(optional: reason, of: "the reason", atMost: 200),
        "today": today.description, "now": context.now.milliseconds, "medication": medication,
      ]
    )
    try moveOpenDoses(context, from: status, to: target, zone: zone)
    context.supplyMoved(of: medication)
    context.check(medication: medication)
    context.audit(
      AuditEntry(
        action: "medication.\(target)",
        table: "user_medications",
        record: "\(medication)",
        subject: context.subject,
        risk: .medium
      )
    )
    return true
  }

  /// What fell into a pause is recorded as paused and never as missed; a stopped medication has no
  /// open dose.
  private func moveOpenDoses(
    _ context: WriteContext,
    from: String,
    to: String,
    zone: ZoneRules
  ) throws {
    let book = OpenDoseRecords(context: context, zone: zone)
    let schedules = try ScheduleRecords(context: context.reading, zone: zone)
      .all(medication: medication)
    for schedule in schedules {
      if to == "stopped" {
        try book.close(schedule.id)
      } else if from == "paused", to == "active", !schedule.dependsOnRecords {
        let open = try OpenDoseRecords.find(context.db, schedule: schedule.id)
        try book.recordPause(schedule, from: open?.dueMinute)
      }
    }
  }
}

/// Changes the rule of a schedule from a moment on; the past stays as it was.
package struct ChangeSchedule: NamedTransaction {
  package var schedule: Int
  package var rule: ScheduleRule
  /// From when on the schedule's own clock; after the last recorded or open occurrence when nil.
  package var from: LocalMinute?
  /// Who said so: a change of dose needs a name.
  package var toldBy: String?

  package init(
    schedule: Int,
    rule: ScheduleRule,
    from: LocalMinute? = nil,
    toldBy: String? = nil
  ) {
    self.schedule = schedule
    self.rule = rule
    self.from = from
    self.toldBy = toldBy
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// The minute of the schedule's own clock from which the new rule holds.
  package func run(_ context: WriteContext) throws -> Int {
    let zone = try context.reading.zoneInForce()
    let planned = try ScheduleRecords(context: context.reading, zone: zone).one(schedule)
    guard planned.isActive else { throw DoseRefusal.stopped }
    guard planned.rule.kind == rule.kind else {
      throw StoreError.invalid("a schedule keeps its kind: stop it and add another")
    }
    let minute = try startMinute(context, planned, zone)
    let writer = ScheduleWriter(context: context)
    try writer.addVersion(
      schedule,
      rule: rule,
      from: minute,
      home: zone.identifier,
      toldBy: toldBy
    )
    let open = try OpenDoseRecords.find(context.db, schedule: schedule)
    // The new rule may plan a dose before the one that is open by the old rule.
    if !planned.dependsOnRecords {
      try writer.open(schedule, from: open.map { min($0.dueMinute, minute) })
    }
    context.audit(
      AuditEntry(
        action: "schedule.change",
        table: "schedule_versions",
        record: "\(schedule)@\(minute)",
        subject: context.subject,
        risk: .medium
      )
    )
    return minute
  }

  private func startMinute(
    _ context: WriteContext,
    _ planned: PlannedSchedule,
    _ zone: ZoneRules
  ) throws -> Int {
    let last = try Int.fetchOne(
      context.db,
      sql: """
        SELECT due_minute
        FROM dose_events
        WHERE user_id = ? AND schedule_id = ?
        ORDER BY due_minute DESC
        LIMIT 1
        """,
      arguments: [context.subject, schedule]
    )
    let nowMinute =
      planned.isOnWallClock
      ? zone.local(of: context.now).0.minute : context.now.minuteOfUTC
    let earliest = max((last ?? Int.min) == Int.min ? Int.min : (last ?? 0) + 1, Int.min)
    guard let from else { return max(earliest, nowMinute) }
    let asked =
      planned.isOnWallClock ? from.minute : zone.resolve(from).instant.minuteOfUTC
    guard asked >= earliest else {
      throw StoreError.invalid("doses after that time are recorded already")
    }
    return asked
  }
}
