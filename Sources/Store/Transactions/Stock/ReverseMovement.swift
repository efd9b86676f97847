import Domain
import GRDB

/// Undoes an entry of the ledger by its opposite; the entry itself stays.
///
/// What was dispensed is not undone here: before pickup the fill is returned to stock, and what left
/// the pharmacy never comes back to the shelf.
package struct ReverseMovement: NamedTransaction {
  package var movement: Int
  package var reason: MovementReason
  package var witness: Int?
  /// The same for a retry, so that it is one reversal.
  package var id: StockOperation?

  package var dataKind: DataKind { .stock }
  package var operation: AccessOperation { .change }

  package init(
    movement: Int,
    reason: MovementReason,
    witness: Int? = nil,
    id: StockOperation? = nil
  ) {
    self.movement = movement
    self.reason = reason
    self.witness = witness
    self.id = id
  }

  package func run(_ context: WriteContext) throws -> StockReceipt {
    let before = try context.recorded(under: id) { $0.map(\.reverses) == [movement] }
    guard before.isEmpty else { return StockReceipt(movements: before.map(\.id), isNew: false) }
    let found = try reversible(context)
    let product = try StockProduct.fetch(.id(found.productID), in: context.db)
    let reversal = try context.post(
      StockMovement(
        lot: try StockLot.fetch(.id(found.lotID), in: context.db),
        product: product,
        kind: .reversal,
        quantity: -found.quantity,
        reason: reason,
        reference: found.reference,
        operation: id,
        reverses: found.id,
        witness: witness
      )
    )
    try context.assess(product: product.id, on: try context.reading.counterDay())
    return StockReceipt(movements: [reversal])
  }

  private func reversible(_ context: WriteContext) throws -> StockMovementRow {
    guard let (row, digest) = try StockMovementRow.find(movement, in: context.db) else {
      throw StoreError.notFound(what: "movement", id: "\(movement)")
    }
    guard context.key.rowDigest(row.bytes) == digest else {
      throw StoreError.damaged(detail: "stock_movements \(movement)")
    }
    switch row.kind {
    case .dispense, .returnToStock, .reversal:
      throw StoreError.stock(.notReversible(movement: movement, kind: row.kind))
    case .receipt, .adjustmentIn, .adjustmentOut, .countGain, .countLoss, .transferIn, .transferOut,
      .waste, .supplierReturn, .recall:
      break
    }
    let isReversed = try Bool.fetchOne(
      context.db,
      sql: "SELECT EXISTS (SELECT 1 FROM stock_movements WHERE reverses_id = ?)",
      arguments: [movement]
    )
    if isReversed == true { throw StoreError.stock(.alreadyReversed(movement: movement)) }
    return row
  }
}
