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
  /// Whether somebody said that a medicine marked as changed in hospital is taken as before.
  package var oldDirectionsHold: Bool

  package init(
    medication: Int,
    change: Change,
    reason: String? = nil,
    oldDirectionsHold: Bool = false
  ) {
    self.medication = medication
    self.change = change
    self.reason = reason
    self.oldDirectionsHold = oldDirectionsHold
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// False when the medication was in that state already.
  package func run(_ context: WriteContext) throws -> Bool {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT status, status_reason
        FROM user_medications
        WHERE medication_id = ? AND user_id = ?
        """,
      arguments: [medication, context.subject]
    )
    guard let row else { throw StoreError.notFound(what: "medication", id: "\(medication)") }
    let status: String = row["status"]
    let known: String? = row["status_reason"]
    let isWaiting = NewDirections.areNeeded(status: status, reason: known)
    let (target, until): (String, CalendarDate?) =
      switch change {
      case .pause(let until): ("paused", until)
      case .resume: ("active", nil)
      case .stop: ("stopped", nil)
      }
    let isMarked = target == "paused" && reason == EndStay.changedReason && !isWaiting
    guard status != target || until != nil || isMarked else { return false }
    guard !isWaiting || target != "active" || oldDirectionsHold else {
      throw StoreError.invalid(
        "it was changed in hospital and its new directions are not entered yet: enter them, or "
          + "say that you were told to take it as before"
      )
    }
    // A pause with a day does not answer what the directions are now.
    let why = isWaiting && target == "paused" ? known : reason
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
        "reason": try PlainText.checked(optional: why, of: "the reason", atMost: 200),
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
  /// Whether somebody said anew how it is taken, and not only in units of another bottle.
  var isNewDirections = true

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
    if isNewDirections { try endWaiting(planned, from: minute, context, zone) }
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

  /// The first dose of today that waits for an answer and is another amount by the new rule: it is
  /// taken by the new one.
  private func waitingDose(
    _ planned: PlannedSchedule,
    after earliest: Int,
    _ context: WriteContext,
    _ zone: ZoneRules
  ) throws -> Int? {
    guard planned.isOnWallClock,
      let open = try OpenDoseRecords.find(context.db, schedule: planned.id)
    else { return nil }
    let since = planned.versions.map(\.fromMinute).max() ?? Int.min
    let now = zone.local(of: context.now).0
    let home = planned.versions[planned.versions.count - 1].home
    return planned.occurrences(from: now.date.midnight, to: now, in: zone).first { occurrence in
      occurrence.dueMinute >= max(earliest, open.dueMinute) && occurrence.dueMinute > since
        && planned.closesAt(occurrence, in: zone).map { $0 > context.now } ?? true
        && rule.occurrence(
          due: occurrence.dueMinute,
          on: RuleClocks(zone: zone, home: home)
        )?.amount != occurrence.amount
        && rule.occurrence(due: occurrence.dueMinute, on: RuleClocks(zone: zone, home: home))
          != nil
    }?.dueMinute
  }

  /// A medicine that was changed in hospital is taken again by what was entered now.
  private func endWaiting(
    _ planned: PlannedSchedule,
    from minute: Int,
    _ context: WriteContext,
    _ zone: ZoneRules
  ) throws {
    let others = try ScheduleRecords(context: context.reading, zone: zone)
      .all(medication: planned.medication)
      .filter { $0.isActive && $0.id != planned.id && $0.rule.kind != .unscheduled }
    let now = zone.local(of: context.now).0
    let start =
      planned.isOnWallClock
      ? LocalMinute(minute: minute) : zone.local(of: Instant(seconds: minute * 60)).0
    let isAhead =
      start > now && !planned.occurrences(from: now + 1, to: start, in: zone).isEmpty
    try NewDirections.entered(
      for: planned.medication,
      from: isAhead ? start : nil,
      isWhole: others.isEmpty,
      context
    )
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
    guard let from else {
      let waiting = try waitingDose(planned, after: earliest, context, zone)
      return max(earliest, waiting ?? nowMinute)
    }
    let asked =
      planned.isOnWallClock ? from.minute : zone.resolve(from).instant.minuteOfUTC
    guard asked >= earliest else {
      throw StoreError.invalid("doses after that time are recorded already")
    }
    return asked
  }
}
