import Domain
import GRDB

/// Lets an alert of a person rest that was thought of: two medicines that are meant together.
///
/// It speaks again when a medicine, an amount or the kidney function changes, or the day comes.
package struct AcceptSafetyAlert: NamedTransaction {
  package var medication: Int
  package var alertKey: String
  package var reason: String
  package var until: CalendarDate?

  package init(medication: Int, alertKey: String, reason: String, until: CalendarDate? = nil) {
    self.medication = medication
    self.alertKey = alertKey
    self.reason = reason
    self.until = until
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .verify }

  /// - Throws: ``StoreError/notFound(what:id:)`` when there is no such alert now.
  package func run(_ context: WriteContext) throws {
    let reason = try PlainText.checked(reason, of: "the reason", atMost: 500)
    guard reason.count >= SafetyOverride.shortestReason else {
      throw StoreError.invalid("the reason has fewer than 4 letters")
    }
    let check = try SafetyRecords(context: context.reading).check()
    guard let medicine = check.person.medicines.first(where: { $0.id == medication }),
      let alert = check.alerts(on: medicine).first(where: { $0.key == alertKey })
    else { throw StoreError.notFound(what: "alert", id: alertKey) }
    guard alert.stop != .cancerTreatment else {
      throw StoreError.safety(.cancerOnly([alert]))
    }
    try context.db.execute(
      sql: """
        INSERT INTO safety_acceptances (user_id, alert_key, basis, reason, accepted_until,
          accepted_at, accepted_by)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (user_id, alert_key) DO UPDATE SET
          basis = excluded.basis, reason = excluded.reason,
          accepted_until = excluded.accepted_until, accepted_at = excluded.accepted_at,
          accepted_by = excluded.accepted_by
        """,
      arguments: [
        context.subject, alert.key, check.basis(of: alert, on: medicine), reason,
        until?.description, context.now.milliseconds, context.actor.userID,
      ]
    )
    context.audit(
      AuditEntry(
        action: "safety.accept",
        table: "safety_acceptances",
        record: "\(medication)",
        subject: context.subject,
        risk: .high,
        detail: .object(["alert": .string(alert.key), "reason": .string(reason)])
      )
    )
    context.check(medication: medication)
  }
}
