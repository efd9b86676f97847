import Domain
import GRDB

/// Gives back what processes took on that died before they had told it.
struct DeadClaims {
  let context: WriteContext
  let isAlive: @Sendable (String) -> Bool

  init(_ context: WriteContext, isAlive: @escaping @Sendable (String) -> Bool) {
    self.context = context
    self.isAlive = isAlive
  }

  /// How many events and messages were given back.
  ///
  /// What was taken on and not told is decided anew, by what is right now and not by what was right
  /// then: a second ring is better than silence, but not a dose offered hours too late. A question
  /// about a dose that is closed already waits to be asked.
  func release() throws -> Int {
    let rows = try Row.fetchAll(
      context.db,
      sql: "SELECT event_id, claimed_by FROM alert_events WHERE sent_at IS NULL"
    )
    var count = 0
    for row in rows where !isAlive(row["claimed_by"]) {
      try release(event: row["event_id"])
      count += 1
    }
    let claimants = try String.fetchAll(
      context.db,
      sql: """
        SELECT DISTINCT claimed_by
        FROM notification_queue
        WHERE status IN ('queued', 'claimed', 'deferred', 'failed') AND status = 'claimed'
          AND event_id IS NOT NULL AND claimed_by IS NOT NULL
        """
    )
    for claimant in claimants where !isAlive(claimant) {
      try context.db.execute(
        sql: """
          UPDATE notification_queue
          SET status = 'queued', claimed_by = NULL, claimed_at = NULL
          WHERE status = 'claimed' AND claimed_by = ?
          """,
        arguments: [claimant]
      )
      count += context.db.changesCount
    }
    return count
  }

  private func release(event: Int) throws { try context.releaseAlert(event) }
}

/// Gives back what nobody could be told of: every way failed, or no window was open in time.
///
/// It counts as told by then. The next window says it, as what waited, while its doses may still be
/// taken; a process without one has no way that did not fail.
struct UnheardAlerts {
  let context: WriteContext

  init(_ context: WriteContext) { self.context = context }

  /// Events of open doses, and questions about closed ones, of which no message is under way any more
  /// and none arrived, nor any other about the same dose.
  private static let condition = """
    e.heard_at IS NULL AND e.sent_at IS NOT NULL AND e.style <> 'escalation'
      AND NOT EXISTS (SELECT 1 FROM notification_queue AS q WHERE q.event_id = e.event_id)
      AND EXISTS (
        SELECT 1 FROM alert_claims AS c
        WHERE c.event_id = e.event_id AND (
          EXISTS (
            SELECT 1 FROM open_doses AS o
            WHERE o.schedule_id = c.schedule_id AND o.due_minute = c.due_minute)
          OR c.kind = 'digest' AND EXISTS (
            SELECT 1 FROM dose_events AS d
            WHERE d.user_id = c.user_id AND d.due_minute = c.due_minute
              AND d.schedule_id = c.schedule_id AND d.nth = c.nth
              AND d.status = 3 AND d.recorded_via = 3))
        AND NOT EXISTS (
          SELECT 1 FROM alert_claims AS c2
          JOIN alert_events AS e2 ON e2.event_id = c2.event_id
          WHERE c2.schedule_id = c.schedule_id AND c2.due_minute = c.due_minute
            AND e2.heard_at IS NOT NULL))
      AND coalesce((
        SELECT is_on FROM notification_channels AS n
        WHERE n.user_id = e.user_id AND n.method = 'screen'), 1) = 1
    """

  /// The moment of the earliest of them; nil without any.
  static func first(_ db: Database, scope: ReminderScope) throws -> Instant? {
    try Int.fetchOne(
      db,
      sql:
        "SELECT min(claimed_at) FROM alert_events AS e WHERE \(condition) AND \(scope.condition)",
      arguments: scope.arguments
    ).map { Instant(milliseconds: $0) }
  }

  /// How many were given back, of those whom a window of this process can tell.
  func release(_ scope: ReminderScope, hasWindow: (_ user: Int) -> Bool) throws -> Int {
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT e.event_id, e.user_id FROM alert_events AS e
        WHERE \(Self.condition) AND \(scope.condition)
        """,
      arguments: scope.arguments
    )
    let own = rows.filter { hasWindow($0["user_id"]) }
    for row in own {
      try context.db.execute(
        sql: """
          UPDATE open_doses
          SET told_at = NULL
          WHERE (schedule_id, due_minute) IN (
            SELECT schedule_id, due_minute FROM alert_claims WHERE event_id = ?)
          """,
        arguments: [row["event_id"] as Int]
      )
      try context.releaseAlert(row["event_id"])
    }
    return own.count
  }
}

extension WriteContext {
  /// Lets what an event told be decided anew, and forgets the event.
  func releaseAlert(_ event: Int) throws {
    try db.execute(
      sql: """
        UPDATE open_doses
        SET next_action_at = min(next_action_at, :now)
        WHERE schedule_id IN (SELECT schedule_id FROM alert_claims WHERE event_id = :event)
        """,
      arguments: ["now": now.milliseconds, "event": event]
    )
    try db.execute(
      sql: """
        UPDATE alert_claims
        SET event_id = NULL, told_at = NULL, waits_until = :now
        WHERE event_id = :event AND kind = 'digest'
        """,
      arguments: ["now": now.milliseconds, "event": event]
    )
    try db.execute(
      sql: "UPDATE daily_looks SET next_at = ?, looked_on = NULL WHERE event_id = ?",
      arguments: [now.milliseconds, event]
    )
    // Its remaining claims and its messages go with it.
    try db.execute(sql: "DELETE FROM alert_events WHERE event_id = ?", arguments: [event])
  }
}
