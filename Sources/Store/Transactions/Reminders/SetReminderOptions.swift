import Domain
import GRDB

/// How a person is reminded beyond the quiet hours of every day.
package struct ReminderOptions: Hashable, Sendable {
  package var repeats: RepeatPlan
  /// Whether supplies that end, and a counter's stock, are told.
  package var tellsRefills: Bool
  /// Who is told when nobody answers, and after how many minutes, 5 to 1440; nil for nobody.
  package var caregiver: Caregiver?
  package var otherDays: QuietDays

  package struct Caregiver: Hashable, Sendable {
    package var handle: String
    package var afterMinutes: Int

    package init(handle: String, afterMinutes: Int) {
      self.handle = handle
      self.afterMinutes = afterMinutes
    }
  }

  package init(
    repeats: RepeatPlan = RepeatPlan(everyMinutes: 30, atMost: 2),
    tellsRefills: Bool = true,
    caregiver: Caregiver? = nil,
    otherDays: QuietDays = QuietDays()
  ) {
    self.repeats = repeats
    self.tellsRefills = tellsRefills
    self.caregiver = caregiver
    self.otherDays = otherDays
  }
}

/// Asks how the person whose record is open is reminded.
package struct ReminderOptionsQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .profile }

  package func fetch(_ context: ReadContext) throws -> ReminderOptions {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT p.repeat_every_minutes, p.repeat_at_most, p.refill_reminders,
          p.escalate_after_minutes, u.handle
        FROM notification_preferences AS p
        LEFT JOIN users AS u ON u.user_id = p.caregiver_id
        WHERE p.user_id = ?
        """,
      arguments: [context.subject]
    )
    guard let row else { return ReminderOptions() }
    let (handle, after): (String?, Int?) = (row["handle"], row["escalate_after_minutes"])
    return ReminderOptions(
      repeats: RepeatPlan(everyMinutes: row["repeat_every_minutes"], atMost: row["repeat_at_most"]),
      tellsRefills: row["refill_reminders"],
      caregiver: handle.flatMap { handle in
        after.map { .init(handle: handle, afterMinutes: $0) }
      },
      otherDays: QuietDays(try QuietHours.otherDays(context))
    )
  }
}

/// Sets repetitions, refills, who is told when nobody answers, and days with other quiet hours.
package struct SetReminderOptions: NamedTransaction {
  package let options: ReminderOptions

  package init(_ options: ReminderOptions) { self.options = options }

  package var dataKind: DataKind { .profile }
  package var operation: AccessOperation { .change }

  package func run(_ context: WriteContext) throws {
    guard (1...720).contains(options.repeats.everyMinutes),
      (0...99).contains(options.repeats.atMost)
    else {
      throw StoreError.invalid("reminders come again after 1 to 720 minutes, 0 to 99 times")
    }
    let caregiver = try options.caregiver.map { try user($0, context) }
    try context.db.execute(
      sql: """
        INSERT INTO notification_preferences (user_id, repeat_every_minutes, repeat_at_most,
          refill_reminders, caregiver_id, escalate_after_minutes)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (user_id) DO UPDATE SET
          repeat_every_minutes = excluded.repeat_every_minutes,
          repeat_at_most = excluded.repeat_at_most, refill_reminders = excluded.refill_reminders,
          caregiver_id = excluded.caregiver_id,
          escalate_after_minutes = excluded.escalate_after_minutes, version = version + 1
        """,
      arguments: [
        context.subject, options.repeats.everyMinutes, options.repeats.atMost,
        options.tellsRefills, caregiver, options.caregiver?.afterMinutes,
      ]
    )
    try writeDays(context)
    context.remindersMoved()
    context.audit(
      AuditEntry(
        action: "reminders.options",
        table: "notification_preferences",
        record: "\(context.subject)",
        subject: context.subject,
        // Somebody else may learn of every dose from now on.
        risk: caregiver == nil ? .low : .medium,
        detail: .object([
          "repeats": .integer(options.repeats.atMost), "refills": .bool(options.tellsRefills),
          "caregiver": .number(caregiver),
        ])
      )
    )
  }

  /// Whoever is told belongs to the household or looks after the person.
  private func user(_ caregiver: ReminderOptions.Caregiver, _ context: WriteContext) throws -> Int {
    guard (5...1440).contains(caregiver.afterMinutes) else {
      throw StoreError.invalid("somebody else is told after 5 to 1440 minutes")
    }
    let found = try Int.fetchOne(
      context.db,
      sql: """
        SELECT u.user_id
        FROM users AS u
        WHERE u.handle = :handle AND u.user_id <> :user
          AND (u.household = (SELECT household FROM users WHERE user_id = :user)
            OR EXISTS (SELECT 1 FROM caregiver_links AS c
              WHERE c.caregiver_id = u.user_id AND c.patient_id = :user))
        """,
      arguments: ["handle": caregiver.handle.lowercased(), "user": context.subject]
    )
    guard let found else {
      throw StoreError.invalid(
        "nobody of the household, and nobody who looks after you, has the handle "
          + "“\(caregiver.handle.prefix(40))”"
      )
    }
    return found
  }

  private func writeDays(_ context: WriteContext) throws {
    try context.db.execute(
      sql: "DELETE FROM quiet_hours_days WHERE user_id = ?",
      arguments: [context.subject]
    )
    for (day, window) in options.otherDays.windows.sorted(by: { $0.key < $1.key }) {
      try context.db.execute(
        sql: "INSERT INTO quiet_hours_days VALUES (?, ?, ?, ?)",
        arguments: [
          context.subject, day.rawValue, window?.from.description, window?.to.description,
        ]
      )
    }
  }
}
