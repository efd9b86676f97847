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
