import Domain
import GRDB

/// Puts the reminder of an open dose off, at most three times and never past the moment from which
/// it is no longer to be taken.
package struct SnoozeDose: NamedTransaction {
  package var schedule: Int
  package var due: DueTime
  /// Until when; ten minutes from now when nil.
  package var until: Instant?

  package init(schedule: Int, due: DueTime, until: Instant? = nil) {
    self.schedule = schedule
    self.due = due
    self.until = until
  }

  package static let defaultSeconds = 600
  package static let mostSnoozes = 3

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  package func run(_ context: WriteContext) throws -> DoseAnswer {
    let dose = try DoseInHand(schedule: schedule, due: due, context: context)
    let open = try OpenDoseRecords.find(context.db, schedule: schedule)
    guard let open, open.dueMinute == dose.occurrence.dueMinute, open.dueAt <= context.now else {
      throw DoseRefusal.notOpen
    }
    let end = until ?? context.now + Self.defaultSeconds
    guard end > context.now else { throw DoseRefusal.inTheFuture }
    if until != nil, open.snoozedUntil == end { return answer(dose, until: end, isNew: false) }
    guard open.snoozes < Self.mostSnoozes else { throw DoseRefusal.snoozedTooOften }
    if let closes = dose.schedule.closesAt(dose.occurrence, in: dose.zone), end >= closes {
      throw DoseRefusal.snoozeTooLong(until: dose.zone.local(of: closes).0)
    }
    try context.db.execute(
      sql: """
        UPDATE open_doses
        SET snoozed_until = :until, next_action_at = :until, snoozes = snoozes + 1
        WHERE schedule_id = :schedule
        """,
      arguments: ["until": end.milliseconds, "schedule": schedule]
    )
    context.audit(
      AuditEntry(
        action: "dose.snooze",
        table: "open_doses",
        record: dose.recordName,
        subject: context.subject
      )
    )
    return answer(dose, until: end, isNew: true)
  }

  private func answer(_ dose: DoseInHand, until: Instant, isNew: Bool) -> DoseAnswer {
    DoseAnswer(
      isNew: isNew,
      schedule: schedule,
      due: dose.occurrence.local,
      fold: dose.occurrence.fold,
      status: "snoozed",
      takenAt: nil,
      utcOffset: dose.occurrence.utcOffset,
      amount: nil
    )
  }
}
