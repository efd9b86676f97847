import Domain
import GRDB

/// Keeps the alerts of one person, and the moments at which she is to be thought of, as they follow
/// from what is on record.
struct AlertBook {
  let context: WriteContext

  init(_ context: WriteContext) { self.context = context }

  /// What stands in `next_action_at` of a dose that only an answer can move: the end of 9999.
  static let never = Instant(seconds: 253_402_300_799)

  /// Brings alerts and moments up to date after a transaction that moved doses, whichever it was.
  func rewriteMoved() throws {
    guard
      context.areRemindersMoved || !context.movedSchedules.isEmpty
        || !context.movedSupplies.isEmpty
    else { return }
    try DailyLooks(context).rewriteMoved()
    for schedule in context.movedSchedules { try withdraw(schedule) }
    let isOpen = try Bool.fetchOne(
      context.db,
      sql: "SELECT EXISTS (SELECT 1 FROM open_doses WHERE user_id = ?)",
      arguments: [context.subject]
    )
    guard isOpen == true else { return }
    let clock = try ReminderClock.judged(context.reading)
    let state = try ReminderStateRecords(context.reading.inOwnZone).state(clock: clock)
    let evaluation = state.evaluation(at: context.now)
    let busy = evaluation.decisions.filter {
      switch $0.verdict {
      case .settle, .deferToDigest: true
      default: $0.verdict.tells
      }
    }
    try keepMoments(of: state, busy: Set(busy.map(\.key.schedule)))
  }

  /// Writes for each open dose when something is to be done about it next.
  func keepMoments(of state: ReminderState, busy: Set<Int> = []) throws {
    let next = state.nextInstants(after: context.now)
    for schedule in state.open.keys.sorted() {
      let moment = busy.contains(schedule) ? context.now : next[schedule] ?? Self.never
      try context.db.execute(
        sql: """
          UPDATE open_doses
          SET next_action_at = :at
          WHERE schedule_id = :schedule AND next_action_at <> :at
          """,
        arguments: ["at": moment.milliseconds, "schedule": schedule]
      )
    }
  }

  /// Takes back what waits to be told about doses of a schedule that were answered.
  private func withdraw(_ schedule: Int) throws {
    try context.db.execute(
      sql: """
        UPDATE alert_claims
        SET waits_until = NULL
        WHERE schedule_id = ? AND waits_until IS NOT NULL AND \(Self.isAnswered)
        """,
      arguments: [schedule]
    )
    let condition = """
      status IN ('queued', 'failed')
        AND event_id IN (SELECT event_id FROM alert_claims WHERE schedule_id = :schedule)
        AND NOT EXISTS (
          SELECT 1 FROM alert_claims
          WHERE alert_claims.event_id = notification_queue.event_id AND NOT \(Self.isAnswered))
      """
    try Self.moveToHistory(
      context,
      where: condition,
      arguments: ["schedule": schedule],
      as: "cancelled",
      reason: "It was answered before."
    )
  }

  /// Whether the dose of a row of `alert_claims` was taken or skipped.
  static let isAnswered = """
    EXISTS (
      SELECT 1 FROM dose_events AS d
      WHERE d.user_id = alert_claims.user_id AND d.due_minute = alert_claims.due_minute
        AND d.schedule_id = alert_claims.schedule_id AND d.nth = alert_claims.nth
        AND d.status IN (1, 2))
    """

  /// Moves messages from the queue to the history.
  static func moveToHistory(
    _ context: WriteContext,
    where condition: String,
    arguments: StatementArguments,
    as status: String,
    reason: String?
  ) throws {
    var all = arguments
    all += ["status": status, "reason": reason, "now": context.now.milliseconds]
    try context.db.execute(
      sql: """
        INSERT INTO notification_history (notification_id, user_id, notification_type, title,
          delivery_method, delivery_status, scheduled_for, delivered_at, reason, queued_at, message)
        SELECT notification_id, user_id, notification_type, title, delivery_method, :status,
          scheduled_for, CASE WHEN :status IN ('delivered', 'shown') THEN :now END, :reason,
          queued_at, message
        FROM notification_queue
        WHERE \(condition)
        """,
      arguments: all
    )
    try context.db.execute(
      sql: "DELETE FROM notification_queue WHERE \(condition)",
      arguments: arguments
    )
  }
}
