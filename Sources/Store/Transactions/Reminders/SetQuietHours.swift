import Domain
import GRDB

extension ReminderPreferences {
  /// What a person has chosen; the usual where nothing was.
  ///
  /// - Throws: ``StoreError/damaged(detail:)``
  static func fetch(_ context: ReadContext) throws -> ReminderPreferences {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT medication_reminders, reminder_advance_minutes, quiet_hours_start, quiet_hours_end
        FROM notification_preferences
        WHERE user_id = ?
        """,
      arguments: [context.subject]
    )
    guard let row else { return ReminderPreferences() }
    var preferences = ReminderPreferences(
      isOn: row["medication_reminders"],
      advanceMinutes: row["reminder_advance_minutes"]
    )
    let from: String? = row["quiet_hours_start"]
    let to: String? = row["quiet_hours_end"]
    if let from, let to {
      guard let start = TimeOfDay(text: from), let end = TimeOfDay(text: to),
        let window = try? QuietWindow(from: start, to: end)  // Without length it is damage too.
      else { throw StoreError.damaged(detail: "the quiet hours") }
      preferences.quietHours = QuietHours(daily: window)
    }
    return preferences
  }
}

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
