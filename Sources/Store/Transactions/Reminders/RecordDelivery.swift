import Domain
import GRDB

/// Puts on record what came of handing a message to its way.
///
/// What was taken or is given up moves to the history; what may be tried again waits for its next
/// try. What waits in a window to be seen stays taken on by it: should the window close before, the
/// next one shows it.
package struct RecordDelivery: NamedTransaction {
  package var message: ClaimedMessage
  package var outcome: DeliveryOutcome

  package init(_ message: ClaimedMessage, _ outcome: DeliveryOutcome) {
    self.message = message
    self.outcome = outcome
  }

  package var dataKind: DataKind { .doses }
  package var reach: AccessReach { .program }
  package var operation: AccessOperation { .record }

  /// When it is tried again; nil when it is not.
  package func run(_ context: WriteContext) throws -> Instant? {
    let failures = try Int.fetchOne(
      context.db,
      sql: "SELECT failures FROM notification_queue WHERE notification_id = ? AND event_id = ?",
      arguments: [message.message.notification, message.event]
    )
    guard let failures else { return nil }
    let next = try keep(context, failures: failures + 1)
    try context.db.execute(
      sql: """
        UPDATE alert_events
        SET sent_at = coalesce(sent_at, :now),
          heard_at = coalesce(heard_at, CASE WHEN :isHeard THEN :now END)
        WHERE event_id = :event
        """,
      arguments: [
        "now": context.now.milliseconds, "isHeard": endsWell, "event": message.event,
      ]
    )
    context.audit(
      AuditEntry(
        action: action,
        table: "notification_queue",
        record: "\(message.message.notification)",
        subject: message.user,
        detail: .object([
          "way": .string(message.method.rawValue), "again": .bool(next != nil),
        ])
      )
    )
    return next
  }

  /// Whether nobody has to hear of it any more.
  private var endsWell: Bool {
    switch outcome {
    case .delivered, .notNeeded: true
    case .waitsToBeSeen, .failed: false
    }
  }

  private var action: String {
    switch outcome {
    case .delivered: "reminder.delivered"
    case .waitsToBeSeen: "reminder.handedOver"
    case .notNeeded: "reminder.notNeeded"
    case .failed: "reminder.failed"
    }
  }

  private func keep(_ context: WriteContext, failures: Int) throws -> Instant? {
    let (status, reason): (String, String?)
    switch outcome {
    case .delivered: (status, reason) = (message.method == .screen ? "shown" : "delivered", nil)
    case .waitsToBeSeen: return nil
    case .notNeeded(let why): (status, reason) = ("cancelled", why)
    case .failed(let why, let mayTryAgain):
      (status, reason) = ("failed", String(why.prefix(200)))
      guard mayTryAgain, let next = DeliveryBackoff.next(after: failures, at: context.now) else {
        break
      }
      try context.db.execute(
        sql: """
          UPDATE notification_queue
          SET status = 'failed', failures = ?, scheduled_for = ?, claimed_by = NULL,
            claimed_at = NULL
          WHERE notification_id = ?
          """,
        arguments: [failures, next.milliseconds, message.message.notification]
      )
      return next
    }
    try AlertBook.moveToHistory(
      context,
      where: "notification_id = :id",
      arguments: ["id": message.message.notification],
      as: status,
      reason: reason
    )
    return nil
  }
}
