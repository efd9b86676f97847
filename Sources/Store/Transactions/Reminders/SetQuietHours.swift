import Domain
import GRDB

/// Sets whether anything rings, the quiet hours of every day, and how long before a dose it is
/// announced.
package struct SetQuietHours: NamedTransaction {
  package let isOn: Bool
  /// Nil for none.
  package let window: QuietWindow?
  /// 0 to 720; 0 for never.
  package let advanceMinutes: Int

  package init(isOn: Bool, window: QuietWindow?, advanceMinutes: Int) {
    self.isOn = isOn
    self.window = window
    self.advanceMinutes = advanceMinutes
  }

  package var dataKind: DataKind { .profile }
  package var operation: AccessOperation { .change }

  package func run(_ context: WriteContext) throws {
    guard (0...720).contains(advanceMinutes) else {
      throw StoreError.invalid("an announcement comes 0 to 720 minutes before")
    }
    try context.db.execute(
      sql: """
        INSERT INTO notification_preferences
          (user_id, medication_reminders, reminder_advance_minutes, quiet_hours_start,
          quiet_hours_end)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (user_id) DO UPDATE SET
          medication_reminders = excluded.medication_reminders,
          reminder_advance_minutes = excluded.reminder_advance_minutes,
          quiet_hours_start = excluded.quiet_hours_start,
          quiet_hours_end = excluded.quiet_hours_end, version = version + 1
        """,
      arguments: [
        context.subject, isOn, advanceMinutes, window?.from.description, window?.to.description,
      ]
    )
    context.remindersMoved()
    context.audit(
      AuditEntry(
        action: "reminders.set",
        table: "notification_preferences",
        record: "\(context.subject)",
        subject: context.subject,
        // Whoever switches reminders off may have been somebody else.
        risk: isOn ? .low : .high,
        detail: .object(["on": .bool(isOn), "quiet": .bool(window != nil)])
      )
    )
  }
}
