import Domain
import GRDB

/// Says that the clock is right after it jumped, so that doses are closed again; those that were closed
/// by a clock which ran ahead wait for an answer again.
package struct ConfirmClock: NamedTransaction {
  package init() {}

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  /// False when the clock was not in doubt.
  package func run(_ context: WriteContext) throws -> Bool {
    let clock = try ReminderClock.judged(context.reading)
    guard let jump = clock.jump else { return false }
    if case .back = jump { try ClockMending(context).run() }
    try ReminderClock.keep(ReminderClock(lookedAt: context.now, jump: nil), context)
    // What was held back until now is decided by whoever looks next.
    try context.db.execute(
      sql: "UPDATE open_doses SET next_action_at = :now WHERE due_at <= :now",
      arguments: ["now": context.now.milliseconds]
    )
    context.audit(
      AuditEntry(action: "clock.confirm", table: "reminder_clock", risk: .medium)
    )
    return true
  }
}

/// Answers whether the person has moved to the zone of the machine.
package struct AnswerZone: NamedTransaction {
  /// The zone that the machine shows.
  package var zone: String
  /// Whether it is to be in force from now on; otherwise home time stays, and is not asked about
  /// again for this zone.
  package var isAccepted: Bool

  package init(zone: String, isAccepted: Bool) {
    self.zone = zone
    self.isAccepted = isAccepted
  }

  package var dataKind: DataKind { .profile }
  package var operation: AccessOperation { .change }

  package func run(_ context: WriteContext) throws {
    let before = try context.reading.zoneInForce()
    let after = try context.environment.zone(zone)
    if isAccepted, before.identifier != after.identifier {
      try change(context, from: before, to: after)
    } else {
      try context.db.execute(
        sql: """
          INSERT INTO reminder_zones (user_id, kept_against) VALUES (?, ?)
          ON CONFLICT (user_id) DO UPDATE SET kept_against = excluded.kept_against
          """,
        arguments: [context.subject, zone]
      )
    }
    context.remindersMoved()
    context.audit(
      AuditEntry(
        action: isAccepted ? "zone.change" : "zone.keep",
        table: "user_profiles",
        record: "\(context.subject)",
        subject: context.subject,
        risk: .medium
      )
    )
  }

  /// The open doses keep their names; when they are due follows from the new zone.
  private func change(_ context: WriteContext, from: ZoneRules, to: ZoneRules) throws {
    try context.db.execute(
      sql: "UPDATE user_profiles SET timezone = ? WHERE user_id = ?",
      arguments: [to.identifier, context.subject]
    )
    try context.db.execute(
      sql: """
        INSERT INTO reminder_zones (user_id, changed_at, zone_before, zone_after)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (user_id) DO UPDATE SET
          changed_at = excluded.changed_at, zone_before = excluded.zone_before,
          zone_after = excluded.zone_after, kept_against = NULL
        """,
      arguments: [
        context.subject, context.now.milliseconds, from.identifier, to.identifier,
      ]
    )
    let book = OpenDoseRecords(context: context, zone: to)
    let schedules = try ScheduleRecords(context: context.reading, zone: to).all()
    let open = try OpenDoseRecords.all(context.reading)
    for schedule in schedules where schedule.isOnWallClock {
      guard let dose = open[schedule.id],
        let occurrence = schedule.occurrence(due: dose.dueMinute, in: to)
      else { continue }
      try book.put(schedule.id, dueMinute: dose.dueMinute, dueAt: occurrence.instant)
    }
  }
}
