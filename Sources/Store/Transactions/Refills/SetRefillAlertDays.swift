import Domain
import GRDB

/// Sets how many days before a run-out a person is told.
package struct SetRefillAlertDays: NamedTransaction {
  /// The medication with a number of its own; nil for all that have none.
  package var medication: Int?
  /// 0 to 90; nil takes a medication's own number away.
  package var days: Int?

  package init(medication: Int?, days: Int?) {
    self.medication = medication
    self.days = days
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// What was set before.
  package func run(_ context: WriteContext) throws -> Int? {
    if let days, !(0...90).contains(days) {
      throw StoreError.invalid("days are a number from 0 to 90")
    }
    context.remindersMoved()
    return try medication.map { try setOwn($0, context) } ?? setUsual(context)
  }

  private func setOwn(_ medication: Int, _ context: WriteContext) throws -> Int? {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT refill_alert_days FROM user_medications WHERE medication_id = ? AND user_id = ?
        """,
      arguments: [medication, context.subject]
    )
    guard let row else { throw StoreError.notFound(what: "medication", id: "\(medication)") }
    try context.db.execute(
      sql: """
        UPDATE user_medications
        SET refill_alert_days = ?, updated_at = ?, version = version + 1
        WHERE medication_id = ?
        """,
      arguments: [days, context.now.milliseconds, medication]
    )
    audit(context, table: "user_medications", record: medication)
    return row["refill_alert_days"]
  }

  private func setUsual(_ context: WriteContext) throws -> Int? {
    guard let days else { throw StoreError.invalid("the number of days is missing") }
    let before = try RefillRecord.usualAlertDays(context.reading)
    try context.db.execute(
      sql: """
        INSERT INTO notification_preferences (user_id, refill_alert_days) VALUES (?, ?)
        ON CONFLICT (user_id) DO UPDATE SET
          refill_alert_days = excluded.refill_alert_days, version = version + 1
        """,
      arguments: [context.subject, days]
    )
    audit(context, table: "notification_preferences", record: context.subject)
    return before
  }

  private func audit(_ context: WriteContext, table: String, record: Int) {
    context.audit(
      AuditEntry(
        action: "refill.alertDays",
        table: table,
        record: "\(record)",
        subject: context.subject,
        detail: .object(["days": .number(days)])
      )
    )
  }
}
