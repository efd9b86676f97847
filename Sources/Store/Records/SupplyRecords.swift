import Domain
import GRDB

/// What is left of a person's medication, as a signed balance that is never clamped.
struct SupplyRecords {
  let context: WriteContext

  /// The balance in dosing units; nil when the supply was never counted.
  static func balance(_ db: Database, medication: Int) throws -> Rational? {
    let text = try String.fetchOne(
      db,
      once: "SELECT quantity FROM supply_balances WHERE medication_id = ?",
      arguments: [medication]
    )
    guard let text else { return nil }
    guard let value = Rational(stored: text) else {
      throw StoreError.damaged(detail: "the supply of medication \(medication)")
    }
    return value
  }

  /// Adds to the balance; does nothing where the supply was never counted.
  ///
  /// - Returns: What was added, or nil.
  @discardableResult
  func add(_ change: Rational, to medication: Int) throws -> Rational? {
    guard let balance = try Self.balance(context.db, medication: medication) else { return nil }
    try context.db.execute(
      once: """
        UPDATE supply_balances SET quantity = ?, version = version + 1 WHERE medication_id = ?
        """,
      arguments: [(balance + change).stored, medication]
    )
    context.supplyMoved(of: medication)
    return change
  }

  /// Sets the balance to what was counted and puts the difference into the ledger.
  func count(_ quantity: Rational, of medication: Int, kind: String, note: String?) throws {
    let before = try Self.balance(context.db, medication: medication)
    try context.db.execute(
      once: """
        INSERT INTO supply_balances (medication_id, quantity, counted_at) VALUES (?, ?, ?)
        ON CONFLICT (medication_id) DO UPDATE SET
          quantity = excluded.quantity, counted_at = excluded.counted_at, version = version + 1
        """,
      arguments: [medication, quantity.stored, context.now.milliseconds]
    )
    try context.db.execute(
      once: """
        INSERT INTO supply_entries (medication_id, kind, change, entered_at, entered_by, note)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        medication, kind, (quantity - (before ?? .zero)).stored, context.now.milliseconds,
        context.actor.userID, note,
      ]
    )
    context.supplyMoved(of: medication)
  }
}

extension Rational {
  /// A fraction as it stands in the database: `3`, `-1/2`.
  package var stored: String { isWhole ? "\(numerator)" : "\(numerator)/\(denominator)" }

  init?(stored text: String) {
    let parts = text.split(separator: "/", maxSplits: 1).compactMap { Int($0) }
    switch parts.count {
    case 1 where !text.contains("/"): self.init(parts[0])
    case 2 where parts[1] > 0: self.init(parts[0], parts[1])
    default: return nil
    }
  }
}
