import Domain
import GRDB

/// Takes messages from the queue that wait for a way which this process has: those that another
/// process could not serve, and those whose next try has come.
struct WaitingMessages {
  let context: WriteContext
  let claimant: String
  let offers: @Sendable (Int, DeliveryMethod) -> Bool

  /// Seconds after which a message about doses that wait is of no use any more: later the reminders
  /// themselves say what is right by then.
  static let usefulFor = 3600
  /// The same for what somebody else must hear about a dose that waits for nothing.
  static let usefulForTheDay = 12 * 3600

  init(
    _ context: WriteContext,
    claimant: String,
    offers: @escaping @Sendable (Int, DeliveryMethod) -> Bool
  ) {
    self.context = context
    self.claimant = claimant
    self.offers = offers
  }

  func take(_ scope: ReminderScope) throws -> (messages: [ClaimedMessage], changed: Int) {
    var changed = try giveUpOld()
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT q.notification_id, q.event_id, q.user_id, q.delivery_method, q.title, q.message,
          q.notification_type, q.priority, e.is_silent
        FROM notification_queue AS q
        JOIN alert_events AS e ON e.event_id = q.event_id
        WHERE q.status IN ('queued', 'claimed', 'deferred', 'failed')
          AND q.status IN ('queued', 'failed') AND q.scheduled_for <= :now
          AND q.notification_id IN (
            SELECT notification_id FROM notification_queue WHERE \(scope.condition))
        ORDER BY q.scheduled_for, q.notification_id
        LIMIT 500
        """,
      arguments: scope.arguments + ["now": context.now.milliseconds]
    )
    var messages: [ClaimedMessage] = []
    for row in rows {
      guard let method = DeliveryMethod(rawValue: row["delivery_method"]),
        let priority = DeliveryPriority(rawValue: row["priority"]), offers(row["user_id"], method)
      else { continue }
      let id: Int = row["notification_id"]
      changed += 1
      if let reason = try reasonAgainst(event: row["event_id"]) {
        try AlertBook.moveToHistory(
          context,
          where: "notification_id = :id",
          arguments: ["id": id],
          as: "cancelled",
          reason: reason
        )
        continue
      }
      try context.db.execute(
        sql: """
          UPDATE notification_queue
          SET status = 'claimed', claimed_by = ?, claimed_at = ?
          WHERE notification_id = ?
          """,
        arguments: [claimant, context.now.milliseconds, id]
      )
      messages.append(
        ClaimedMessage(
          event: row["event_id"],
          user: row["user_id"],
          method: method,
          message: DeliveryMessage(
            notification: id,
            title: row["title"],
            body: row["message"],
            priority: priority,
            isSilent: row["is_silent"],
            topic: DeliveryTopic(stored: row["notification_type"])
          )
        )
      )
    }
    return (messages, changed)
  }

  /// Why nobody has to hear of an event any more: every dose of it was answered, put off, or closed
  /// after it was told; nil while it is of use.
  ///
  /// A question about a dose that had closed before, and what a caregiver is asked, are of use until
  /// somebody answers.
  private func reasonAgainst(event: Int) throws -> String? {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT count(*) AS doses, coalesce(sum(is_closed), 0) AS closed,
          coalesce(sum(NOT is_answered AND NOT is_closed AND NOT is_snoozed), 0) AS left
        FROM (
          SELECT \(AlertBook.isAnswered) AS is_answered,
            kind <> 'escalation' AND EXISTS (
              SELECT 1 FROM dose_events AS d
              JOIN medication_schedules AS s ON s.schedule_id = d.schedule_id
              JOIN alert_events AS e ON e.event_id = alert_claims.event_id
              WHERE d.user_id = alert_claims.user_id AND d.due_minute = alert_claims.due_minute
                AND d.schedule_id = alert_claims.schedule_id AND d.nth = alert_claims.nth
                AND d.status NOT IN (1, 2) AND (
                  alert_claims.kind <> 'digest' OR e.claimed_at < 1000 * (
                    d.due_minute * 60 + d.recorded_after_seconds
                    - CASE WHEN s.kind IN ('times', 'taper', 'byReading')
                      THEN d.utc_offset ELSE 0 END))) AS is_closed,
            EXISTS (
              SELECT 1 FROM open_doses AS o
              WHERE o.schedule_id = alert_claims.schedule_id
                AND o.due_minute = alert_claims.due_minute AND o.snoozed_until > :now)
              AS is_snoozed
          FROM alert_claims
          WHERE event_id = :event)
        """,
      arguments: ["event": event, "now": context.now.milliseconds]
    )
    guard let row else { return nil }
    let (doses, closed, left): (Int, Int, Int) = (row["doses"], row["closed"], row["left"])
    guard doses > 0, left == 0 else { return nil }
    return closed > 0 ? "Its time was past before it could be told." : "It was answered before."
  }

  private func giveUpOld() throws -> Int {
    let before = context.db.totalChangesCount
    try AlertBook.moveToHistory(
      context,
      where: """
        status IN ('queued', 'failed') AND event_id IN (
          SELECT event_id FROM alert_events AS e
          WHERE claimed_at < :before AND (claimed_at < :dayBefore OR style <> 'escalation'
            OR EXISTS (SELECT 1 FROM alert_claims AS c WHERE c.event_id = e.event_id)))
        """,
      arguments: [
        "before": (context.now - Self.usefulFor).milliseconds,
        "dayBefore": (context.now - Self.usefulForTheDay).milliseconds,
      ],
      as: "failed",
      reason: "Nobody could be told in time."
    )
    return context.db.totalChangesCount - before
  }
}
