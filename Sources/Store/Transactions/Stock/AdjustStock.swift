import Domain
import GRDB

/// Puts a lot's number right, up or down, with a reason.
package struct AdjustStock: NamedTransaction {
  package var lot: LotReference
  /// Above zero what was found, below what is gone.
  package var quantity: StockQuantity
  package var kind: MovementKind
  package var reason: MovementReason?
  package var reference: String?
  /// The second person, needed for a controlled substance.
  package var witness: Int?
  /// The same for a retry, so that it is one adjustment.
  package var id: StockOperation?

  package var dataKind: DataKind { .stock }
  package var operation: AccessOperation { .change }

  /// The kinds of movement that are adjustments.
  package static let kinds: [MovementKind] = [
    .adjustmentIn, .adjustmentOut, .waste, .supplierReturn, .transferIn, .transferOut, .recall,
  ]

  /// An adjustment.
  ///
  /// Without a kind, the one that the direction and the reason name: what is gone is waste where
  /// the reason allows it, then a return to the supplier, then an adjustment.
  package init(
    lot: LotReference,
    quantity: StockQuantity,
    kind: MovementKind? = nil,
    reason: MovementReason?,
    reference: String? = nil,
    witness: Int? = nil,
    id: StockOperation? = nil
  ) {
    self.lot = lot
    self.quantity = quantity
    self.kind = kind ?? Self.kind(of: quantity, reason: reason)
    self.reason = reason
    self.reference = reference
    self.witness = witness
    self.id = id
  }

  package func run(_ context: WriteContext) throws -> StockReceipt {
    guard Self.kinds.contains(kind) else {
      throw StoreError.stock(.wrongReason(reason, kind: kind))
    }
    let reference = try PlainText.checked(optional: reference, of: "the reference", atMost: 200)
    let lot = try StockLot.fetch(lot, in: context.db)
    let before = try context.recorded(under: id) { rows in
      rows.map(\.lotID) == [lot.id] && rows.map(\.quantity) == [quantity]
        && rows.map(\.kind) == [kind]
    }
    guard before.isEmpty else { return StockReceipt(movements: before.map(\.id), isNew: false) }
    let product = try StockProduct.fetch(.id(lot.productID), in: context.db)
    try product.requireStep(for: quantity)
    let movement = try context.post(
      StockMovement(
        lot: lot,
        product: product,
        kind: kind,
        quantity: quantity,
        reason: reason,
        reference: reference,
        operation: id,
        witness: witness
      )
    )
    try context.assess(product: product.id, on: try context.reading.counterDay())
    return StockReceipt(movements: [movement])
  }

  private static func kind(of quantity: StockQuantity, reason: MovementReason?) -> MovementKind {
    guard quantity.isNegative, let reason else {
      return quantity.isNegative ? .adjustmentOut : .adjustmentIn
    }
    return [.waste, .supplierReturn].first { reason.kinds.contains($0) } ?? .adjustmentOut
  }
}
