import Domain
import GRDB

/// What waits to be told to the person, and what was told last.
package struct ReminderListQuery: NamedQuery {
  /// A dose about which something will be told.
  package struct Coming: Sendable {
    package let schedule: Int
    package let title: String
    package let due: Occurrence
    /// When the engine looks at it next; nil when only an answer moves it.
    package let nextAt: Instant?
    /// Whether it does not ring then, but closes if nobody has answered.
    package let closes: Bool
  }

  /// A message in the queue or in the history.
  package struct Message: Sendable {
    package let type: String
    package let title: String
    /// Nil before it stands on a way.
    package let method: String?
    package let status: String
    /// When it was to be told first.
    package let at: Instant
    /// When it was tried last, or is tried next.
    package let lastAt: Instant
    /// Nil for one that was told before texts were kept.
    package let text: String?
    package let reason: String?
  }

  package struct Answer: Sendable {
    package let zone: ZoneRules
    package let standing: ReminderStanding
    package let coming: [Coming]
    package let queued: [Message]
    package let history: [Message]
  }

  /// How many messages of the history.
  package var limit: Int

  package init(limit: Int = 20) { self.limit = limit }

  package var dataKind: DataKind { .doses }

  package func fetch(_ context: ReadContext) throws -> Answer {
    let zone = try context.zoneInForce()
    let schedules = try ScheduleRecords(context: context, zone: zone).all()
    let labels = try MedicationLabel.all(context)
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT schedule_id, due_minute, next_action_at
        FROM open_doses
        WHERE user_id = ?
        ORDER BY next_action_at, schedule_id
        """,
      arguments: [context.subject]
    )
    let coming = rows.compactMap { row -> Coming? in
      let id: Int = row["schedule_id"]
      guard let schedule = schedules.first(where: { $0.id == id }),
        labels[schedule.medication]?.status != "paused"
      else { return nil }
      let at = Instant(milliseconds: row["next_action_at"])
      let due = schedule.occurrence(named: row["due_minute"], in: zone)
      return Coming(
        schedule: id,
        title: labels[schedule.medication]?.title ?? "",
        due: due,
        nextAt: at >= AlertBook.never ? nil : at,
        closes: schedule.closesAt(due, in: zone) == at
      )
    }
    return Answer(
      zone: zone,
      standing: try ReminderStanding.fetch(context),
      coming: coming,
      queued: (try queued(context) + deferred(context)).sorted { $0.at < $1.at },
      history: try history(context)
    )
  }

  /// What quiet hours put off.
  private func deferred(_ context: ReadContext) throws -> [Message] {
    let records = try ReminderStateRecords(context)
    let state = try records.state(clock: try ReminderClock.judged(context))
    return ReminderBoardQuery.deferred(state, records).map { waiting in
      Message(
        type: "doseDue",
        title: waiting.title,
        method: nil,
        status: waiting.status.rawValue,
        at: waiting.scheduledFor,
        lastAt: waiting.scheduledFor,
        text: nil,
        reason: nil
      )
    }
  }

  private func queued(_ context: ReadContext) throws -> [Message] {
    try Row.fetchAll(
      context.db,
      sql: """
        SELECT notification_type, title, message, delivery_method, status,
          scheduled_for AS at, scheduled_for AS last_at, NULL AS reason
        FROM notification_queue
        WHERE user_id = ?
        ORDER BY scheduled_for, notification_id
        LIMIT ?
        """,
      arguments: [context.subject, limit]
    ).map(Self.message)
  }

  private func history(_ context: ReadContext) throws -> [Message] {
    try Row.fetchAll(
      context.db,
      sql: """
        SELECT notification_type, title, message, delivery_method, delivery_status AS status,
          coalesce(queued_at, scheduled_for) AS at, scheduled_for AS last_at, reason
        FROM notification_history
        WHERE user_id = ?
        ORDER BY scheduled_for DESC, history_id DESC
        LIMIT ?
        """,
      arguments: [context.subject, limit]
    ).map(Self.message)
  }

  private static func message(_ row: Row) -> Message {
    Message(
      type: row["notification_type"],
      title: row["title"],
      method: row["delivery_method"],
      status: row["status"],
      at: Instant(milliseconds: row["at"]),
      lastAt: Instant(milliseconds: row["last_at"]),
      text: row["message"],
      reason: row["reason"]
    )
  }
}
