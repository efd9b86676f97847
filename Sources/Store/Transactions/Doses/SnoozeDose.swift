import Domain
import GRDB

/// Puts the reminder of an open dose off, at most three times and never past the moment from which
/// it is no longer to be taken.
package struct SnoozeDose: NamedTransaction {
  package var schedule: Int
  package var due: DueTime
  /// Until when; ten minutes from now when nil.
  package var until: Instant?
  /// Whether it rings at its end although it is quiet then; otherwise such an end is refused, since
  /// nothing would ring before the quiet hours are over.
  package var ringsInQuietHours: Bool

  package init(
    schedule: Int,
    due: DueTime,
    until: Instant? = nil,
    ringsInQuietHours: Bool = false
  ) {
    self.schedule = schedule
    self.due = due
    self.until = until
    self.ringsInQuietHours = ringsInQuietHours
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
    // Another time for a snooze that is still running takes its place.
    let isRunning = open.snoozedUntil.map { $0 > context.now } ?? false
    guard isRunning || open.snoozes < Self.mostSnoozes else { throw DoseRefusal.snoozedTooOften }
    if let closes = dose.schedule.closesAt(dose.occurrence, in: dose.zone), end >= closes {
      throw DoseRefusal.snoozeTooLong(until: dose.zone.local(of: closes).0)
    }
    let quietEnd = try quietEnd(of: dose, at: end, context)
    if let quietEnd, !ringsInQuietHours {
      throw DoseRefusal.snoozeIntoQuiet(until: dose.zone.local(of: quietEnd).0)
    }
    try context.db.execute(
      sql: """
        UPDATE open_doses
        SET snoozed_until = :until, next_action_at = :until, snoozes = snoozes + :more,
          snooze_rings = :rings
        WHERE schedule_id = :schedule
        """,
      arguments: [
        "until": end.milliseconds, "schedule": schedule, "more": isRunning ? 0 : 1,
        "rings": quietEnd != nil,
      ]
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

  /// When the quiet hours end in which the end of the snooze would not ring; nil when it rings.
  private func quietEnd(
    of dose: DoseInHand,
    at end: Instant,
    _ context: WriteContext
  ) throws -> Instant? {
    guard !dose.schedule.isCritical else { return nil }
    let hours = try ReminderPreferences.fetch(context.reading).quietHours
    guard let quietEnd = hours.end(after: end, in: dose.zone) else { return nil }
    let choice = try String.fetchOne(
      context.db,
      sql: "SELECT quiet_choice FROM medication_schedules WHERE schedule_id = ?",
      arguments: [schedule]
    )
    // Shown without a sound at its time, as was chosen for this medicine.
    return choice == QuietChoice.ringQuietly.rawValue ? nil : quietEnd
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
