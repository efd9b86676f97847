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
      guard try isOfUse(event: row["event_id"]) else {
        try AlertBook.moveToHistory(
          context,
          where: "notification_id = :id",
          arguments: ["id": id],
          as: "cancelled",
          reason: "It was answered before."
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

  /// Whether a dose of the event still waits for an answer and was not put off.
  private func isOfUse(event: Int) throws -> Bool {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT count(*) AS doses,
          coalesce(sum(NOT \(AlertBook.isAnswered) AND NOT EXISTS (
            SELECT 1 FROM open_doses AS o
            WHERE o.schedule_id = alert_claims.schedule_id
              AND o.due_minute = alert_claims.due_minute AND o.snoozed_until > :now)), 0) AS left
        FROM alert_claims
        WHERE event_id = :event
        """,
      arguments: ["event": event, "now": context.now.milliseconds]
    )
    guard let row else { return false }
    let (doses, left): (Int, Int) = (row["doses"], row["left"])
    return doses == 0 || left > 0
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
