import Domain
import GRDB

/// Takes what was set aside off the shelf.
///
/// A lot that was held, recalled or has expired since it was reserved is refused, and nothing is
/// taken.
package struct DispenseStock: NamedTransaction {
  package var takings: [ShelfReservation.Taking]
  package var recipient: DispenseRecipient
  /// What it is for, such as the number of the fill.
  package var reference: String
  /// The same for a retry, so that it is dispensed once.
  package var id: StockOperation?

  package var dataKind: DataKind { .stock }
  package var operation: AccessOperation { .record }

  package init(
    takings: [ShelfReservation.Taking],
    to recipient: DispenseRecipient,
    reference: String,
    id: StockOperation? = nil
  ) {
    self.recipient = recipient
    self.takings = takings
    self.reference = reference
    self.id = id
  }

  package func run(_ context: WriteContext) throws -> StockReceipt {
    try context.dispense(
      takings,
      to: recipient,
      reference: reference,
      id: id,
      on: try context.reading.counterDay()
    )
  }
}

/// For whom something leaves the shelf.
package enum DispenseRecipient: Equatable, Sendable {
  /// The person of a prescription: the checks look at her whole record first.
  case prescription(Int)
  /// No person, as when a ward is stocked.
  case nobody
}

extension WriteContext {
  /// Takes what was set aside off the shelf; a part of every transaction that fills something.
  func dispense(
    _ takings: [ShelfReservation.Taking],
    to recipient: DispenseRecipient,
    reference: String,
    id: StockOperation?,
    on day: CalendarDate
  ) throws -> StockReceipt {
    guard !takings.isEmpty else { throw StoreError.stock(.nothingGiven) }
    if case .prescription(let id) = recipient { check(prescription: id) }
    let before = try recorded(under: id) { rows in
      rows.map(\.lotID) == takings.map(\.lot)
        && rows.map(\.quantity) == takings.map { -$0.quantity }
        && rows.allSatisfy { $0.kind == .dispense }
    }
    guard before.isEmpty else { return StockReceipt(movements: before.map(\.id), isNew: false) }
    var products: [Int: StockProduct] = [:]
    var movements: [Int] = []
    for (position, taking) in takings.enumerated() {
      let lot = try StockLot.fetch(.id(taking.lot), in: db)
      try requireUsable(lot, on: day)
      let product =
        try products[lot.productID] ?? StockProduct.fetch(.id(lot.productID), in: db)
      products[lot.productID] = product
      try product.requireStep(for: taking.quantity)
      movements.append(
        try post(
          StockMovement(
            lot: lot,
            product: product,
            kind: .dispense,
            quantity: -taking.quantity,
            reference: reference,
            operation: id,
            operationLine: position
          )
        )
      )
    }
    for product in products.keys.sorted() { try assess(product: product, on: day) }
    return StockReceipt(movements: movements)
  }
}
