import Domain
import GRDB

/// The alerts of a person that a pharmacist has accepted with a reason.
struct SafetyAcceptances {
  private struct Acceptance {
    let basis: String
    let until: CalendarDate?
    let reason: String
  }

  private let byKey: [String: Acceptance]

  init(_ context: ReadContext, subject: Int) throws {
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT alert_key, basis, accepted_until, reason
        FROM safety_acceptances
        WHERE user_id = ?
        """,
      arguments: [subject]
    )
    byKey = try Dictionary(
      uniqueKeysWithValues: rows.map { row -> (String, Acceptance) in
        (
          row["alert_key"],
          Acceptance(
            basis: row["basis"],
            until: try row.date("accepted_until"),
            reason: row["reason"]
          )
        )
      }
    )
  }

  /// Whether an alert stays quiet: it was accepted, the time has not run out, and medicines,
  /// amounts and kidney function are what they were.
  func holds(_ alert: SafetyAlert, _ medicine: CheckedMedicine, _ check: SafetyCheck) -> Bool {
    reason(alert, medicine, check) != nil
  }

  /// The reason for which it stays quiet; nil when it speaks.
  func reason(
    _ alert: SafetyAlert,
    _ medicine: CheckedMedicine,
    _ check: SafetyCheck
  ) -> String? {
    guard let acceptance = byKey[alert.key],
      acceptance.until.map({ check.today <= $0 }) ?? true,
      acceptance.basis == check.basis(of: alert, on: medicine)
    else { return nil }
    return acceptance.reason
  }
}
