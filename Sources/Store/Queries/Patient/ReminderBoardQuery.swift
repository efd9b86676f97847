import Domain
import GRDB

/// How a person is reminded: what decides it, what waits to be told, and what was told.
package struct ReminderBoard: Sendable {
  package let now: Instant
  package let zone: ZoneRules
  /// Everything that decides what rings, as it stands now.
  package let state: ReminderState
  package let labels: [Int: MedicationLabel]
  /// Soonest first.
  package let waiting: [WaitingMessage]
  /// Newest first.
  package let past: [ToldMessage]
  package let channels: [ChannelRecord]
  /// The days that have other quiet hours than the rest.
  package let otherDays: QuietDays

  /// The quiet hours of every day that has no others.
  package var dailyWindow: QuietWindow? {
    Weekday.allCases.first { otherDays.windows[$0] == nil }
      .flatMap { state.preferences.quietHours[$0] }
  }

  package var today: CalendarDate { zone.local(of: now).0.date }
}

/// A message that is still to be told, or is being tried again.
package struct WaitingMessage: Hashable, Sendable {
  package enum Status: String, Sendable {
    case queued, claimed, sent, failed, cancelled, deferred
  }

  package let id: Int
  package let title: String
  /// All that it says beside the title.
  package let body: String
  /// Nil before it stands on a way.
  package let method: DeliveryMethod?
  package let status: Status
  /// For one that failed: when it is tried again.
  package let scheduledFor: Instant
}

/// A message that was told, or given up.
package struct ToldMessage: Hashable, Sendable {
  package enum Status: String, Sendable {
    case delivered, shown, failed, cancelled, inDigest
  }

  package let id: Int
  package let title: String
  /// Its text; nil for one that was told before texts were kept.
  package let body: String?
  package let method: DeliveryMethod
  package let status: Status
  /// When it was to be told first.
  package let firstFor: Instant
  /// When it was tried last.
  package let lastFor: Instant
  package let deliveredAt: Instant?
  package let openedAt: Instant?
  package let clickedAt: Instant?
  /// What the person did because of it.
  package let action: String?
  /// Why it failed or was left out.
  package let reason: String?
}

/// Asks how a person is reminded.
package struct ReminderBoardQuery: NamedQuery {
  /// Messages of the past at most.
  package var pastLimit: Int

  package init(pastLimit: Int = 200) { self.pastLimit = pastLimit }

  package var dataKind: DataKind { .doses }

  package func fetch(_ context: ReadContext) throws -> ReminderBoard {
    let records = try ReminderStateRecords(context)
    let state = try records.state(clock: try ReminderClock.judged(context))
    return ReminderBoard(
      now: context.now,
      zone: records.zone,
      state: state,
      labels: records.labels,
      waiting: (try waiting(context) + Self.deferred(state, records)).sorted {
        ($0.scheduledFor, $0.id) < ($1.scheduledFor, $1.id)
      },
      past: try past(context),
      channels: try ChannelRecord.all(context.db, user: context.subject),
      otherDays: QuietDays(try QuietHours.otherDays(context))
    )
  }

  /// What quiet hours put off, one for each dose: it stands on no way yet.
  static func deferred(
    _ state: ReminderState,
    _ records: ReminderStateRecords
  ) -> [WaitingMessage] {
    var seen: Set<[Int]> = []
    return state.alerts.sorted { $0.key < $1.key }.compactMap { key, status -> WaitingMessage? in
      guard case .waiting(let until) = status, seen.insert([key.schedule, key.dueMinute]).inserted,
        let schedule = state.schedules.first(where: { $0.id == key.schedule })
      else { return nil }
      let due = schedule.occurrence(named: key.dueMinute, in: state.zone).local
      let today = state.zone.local(of: until).0.date
      return WaitingMessage(
        id: 0,
        title: "\(records.labels[schedule.medication]?.title ?? "a medicine"), due "
          + Display.moment(due, today: today),
        body: "",
        method: nil,
        status: .deferred,
        scheduledFor: until
      )
    }
  }

  private func waiting(_ context: ReadContext) throws -> [WaitingMessage] {
    try Row.fetchAll(
      context.db,
      sql: """
        SELECT notification_id, title, message, delivery_method, status, scheduled_for
        FROM notification_queue
        WHERE user_id = ? AND status IN ('queued', 'claimed', 'failed', 'deferred')
        ORDER BY scheduled_for, notification_id
        LIMIT 500
        """,
      arguments: [context.subject]
    ).compactMap { row -> WaitingMessage? in
      // Ways of a newer program are not shown by this one.
      guard let method = DeliveryMethod(rawValue: row["delivery_method"]),
        let status = WaitingMessage.Status(rawValue: row["status"])
      else { return nil }
      return WaitingMessage(
        id: row["notification_id"],
        title: row["title"],
        body: row["message"],
        method: method,
        status: status,
        scheduledFor: Instant(milliseconds: row["scheduled_for"])
      )
    }
  }

  private func past(_ context: ReadContext) throws -> [ToldMessage] {
    try Row.fetchAll(
      context.db,
      sql: """
        SELECT history_id, title, message, delivery_method, delivery_status, scheduled_for,
          queued_at, delivered_at, opened_at, clicked_at, action_taken, reason
        FROM notification_history
        WHERE user_id = ?
        ORDER BY scheduled_for DESC, history_id DESC
        LIMIT ?
        """,
      arguments: [context.subject, pastLimit]
    ).compactMap(Self.told)
  }

  private static func told(_ row: Row) -> ToldMessage? {
    guard let method = DeliveryMethod(rawValue: row["delivery_method"]),
      let status = ToldMessage.Status(rawValue: row["delivery_status"])
    else { return nil }
    func instant(_ column: String) -> Instant? {
      let value: Int? = row[column]
      return value.map { Instant(milliseconds: $0) }
    }
    return ToldMessage(
      id: row["history_id"],
      title: row["title"],
      body: row["message"],
      method: method,
      status: status,
      firstFor: instant("queued_at") ?? Instant(milliseconds: row["scheduled_for"]),
      lastFor: Instant(milliseconds: row["scheduled_for"]),
      deliveredAt: instant("delivered_at"),
      openedAt: instant("opened_at"),
      clickedAt: instant("clicked_at"),
      action: row["action_taken"],
      reason: row["reason"]
    )
  }
}
