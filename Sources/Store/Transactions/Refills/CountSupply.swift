import Domain
import GRDB

/// Sets what is left of a medication to what was counted.
///
/// The difference stands in the supply's ledger; what was on record before is never lost.
package struct CountSupply: NamedTransaction {
  package var medication: Int
  /// Dosing units in the bottle, zero or more.
  package var quantity: Rational
  package var note: String?

  package init(medication: Int, quantity: Rational, note: String? = nil) {
    self.medication = medication
    self.quantity = quantity
    self.note = note
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .record }

  package struct Answer: Equatable, Sendable {
    /// What was on record; nil when it was never counted, below zero when more was taken than was
    /// there.
    package let before: Rational?
    package let after: Rational
    /// `tablet`, `mL`, `puff`.
    package let unit: String
  }

  package func run(_ context: WriteContext) throws -> Answer {
    guard quantity >= .zero, quantity <= Rational(Rational.parseLimit) else {
      throw StoreError.invalid("a count is a number from zero up")
    }
    let unit = try String.fetchOne(
      context.db,
      sql: """
        SELECT dosing_unit
        FROM user_medications
        WHERE medication_id = ? AND user_id = ? AND status IN ('active', 'paused')
        """,
      arguments: [medication, context.subject]
    )
    guard let unit else { throw StoreError.notFound(what: "medication", id: "\(medication)") }
    let before = try SupplyRecords.balance(context.db, medication: medication)
    try SupplyRecords(context: context).count(
      quantity,
      of: medication,
      kind: "count",
      note: try PlainText.checked(optional: note, of: "the note", atMost: 200)
    )
    context.audit(
      AuditEntry(
        action: "supply.count",
        table: "supply_balances",
        record: "\(medication)",
        subject: context.subject
      )
    )
    return Answer(before: before, after: quantity, unit: unit)
  }
}
