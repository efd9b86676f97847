import Domain
import GRDB

/// Decides about a lot: holds it, sets it aside, or releases it.
///
/// What is reserved of a lot stays reserved, and is refused when it is to be dispensed. A recalled
/// lot is released only with a second person.
package struct SetLotStatus: NamedTransaction {
  package var lot: LotReference
  package var status: LotStatus
  /// In words, 1 to 300 characters.
  package var reason: String
  package var witness: Int?

  package var dataKind: DataKind { .stock }
  package var operation: AccessOperation { .change }

  package init(
    lot: LotReference,
    status: LotStatus,
    reason: String,
    witness: Int? = nil
  ) {
    self.lot = lot
    self.status = status
    self.reason = reason
    self.witness = witness
  }

  /// Changes the lot and returns it as it stands now.
  package func run(_ context: WriteContext) throws -> StockLot {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw StoreError.stock(.reasonMissing)
    }
    let reason = try PlainText.checked(reason, of: "the reason", atMost: 300)
    let lot = try StockLot.fetch(lot, in: context.db)
    if lot.status == status, lot.statusReason == reason { return lot }
    let product = try StockProduct.fetch(.id(lot.productID), in: context.db)
    if lot.status == .recalled, status != .recalled, witness == nil {
      throw StoreError.stock(.recalled(lot: lot.lotNumber))
    }
    try context.confirm(witness, isNeeded: false, for: product)
    try context.db.execute(
      sql: """
        UPDATE lots
        SET status = ?, status_reason = ?, version = version + 1
        WHERE lot_id = ?
        """,
      arguments: [status.rawValue, reason, lot.id]
    )
    context.audit(
      AuditEntry(
        action: "stock.status",
        table: "lots",
        record: "\(lot.id)",
        risk: .high,
        detail: .object([
          "from": .string(lot.status.rawValue), "to": .string(status.rawValue),
          "reason": .string(reason), "witness": .number(witness),
        ])
      )
    )
    try context.assess(product: product.id, on: try context.reading.counterDay())
    return try StockLot.fetch(.id(lot.id), in: context.db)
  }
}
