import Domain
import GRDB

/// A movement of a lot that is about to be recorded.
struct StockMovement {
  var lot: StockLot
  var product: StockProduct
  var kind: MovementKind
  /// Into the lot above zero, out of it below.
  var quantity: StockQuantity
  var reason: MovementReason?
  var reference: String?
  var operation: StockOperation?
  var operationLine = 0
  var reverses: Int?
  /// The second person.
  var witness: Int?
}

extension WriteContext {
  /// Records a movement: the lot's number, the ledger row with its digest and the audit entry.
  ///
  /// This is the only place that changes what a lot holds. What is dispensed leaves together with
  /// its reservation; everything else leaves what is reserved untouched. The caller assesses the
  /// product when it has recorded all its movements.
  ///
  /// - Returns: the number of the movement.
  /// - Throws: ``StoreError/stock(_:)``
  @discardableResult
  func post(_ movement: StockMovement) throws -> Int {
    guard movement.kind.accepts(change: movement.quantity) else {
      throw StoreError.stock(.badQuantity(movement.quantity))
    }
    let reasons = movement.kind.allowedReasons
    guard movement.reason.map({ reasons.contains($0) }) ?? reasons.isEmpty else {
      throw StoreError.stock(.wrongReason(movement.reason, kind: movement.kind))
    }
    try confirm(
      movement.witness,
      isNeeded: movement.product.isControlled && movement.kind.needsSecondPersonWhenControlled,
      for: movement.product
    )
    try change(movement)
    let row = StockMovementRow(
      id: try StockMovementRow.nextID(in: db),
      lotID: movement.lot.id,
      productID: movement.lot.productID,
      kind: movement.kind,
      quantity: movement.quantity,
      reason: movement.reason,
      reference: movement.reference,
      operation: movement.operation,
      operationLine: movement.operationLine,
      reverses: movement.reverses,
      movedAt: now,
      movedBy: actor.userID,
      witnessedBy: movement.witness
    )
    let digest = try row.insert(self)
    audit(
      AuditEntry(
        action: "stock.\(movement.kind.rawValue)",
        table: "stock_movements",
        record: "\(row.id)",
        risk: movement.product.isControlled ? .high : .medium,
        after: digest,
        detail: .object([
          "lot": .integer(row.lotID), "thousandths": .integer(row.quantity.thousandths),
          "witness": .number(row.witnessedBy),
        ])
      )
    )
    return row.id
  }

  /// Changes the lot's number, provided that it still holds enough.
  private func change(_ movement: StockMovement) throws {
    let sql =
      switch movement.kind {
      case .dispense:
        """
        UPDATE lots
        SET on_hand = on_hand + :q, reserved = reserved + :q, version = version + 1
        WHERE lot_id = :lot AND reserved + :q >= 0
        """
      default:
        """
        UPDATE lots
        SET on_hand = on_hand + :q, version = version + 1
        WHERE lot_id = :lot AND on_hand + :q >= reserved
        """
      }
    try db.execute(
      sql: sql,
      arguments: ["q": movement.quantity.thousandths, "lot": movement.lot.id]
    )
    guard db.changesCount == 1 else {
      let lot = try StockLot.fetch(.id(movement.lot.id), in: db)
      if movement.kind == .dispense {
        throw StoreError.stock(
          .notReserved(lot: lot.lotNumber, reserved: lot.reserved, asked: -movement.quantity)
        )
      }
      throw StoreError.stock(
        .notEnough(
          lot: lot.lotNumber,
          onHand: lot.onHand,
          reserved: lot.reserved,
          asked: -movement.quantity
        )
      )
    }
  }

  /// Whether the second person may stand beside the acting one.
  ///
  /// Given though not needed, the person is checked all the same.
  func confirm(_ person: Int?, isNeeded: Bool, for product: StockProduct) throws {
    guard let person else {
      if isNeeded { throw StoreError.stock(.needsSecondPerson(product: product.name)) }
      return
    }
    guard person != actor.userID else { throw StoreError.stock(.samePerson) }
    let isStaff = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1
          FROM users AS u
          JOIN user_roles AS r ON r.user_id = u.user_id
          WHERE u.user_id = ? AND u.account_status = 'active'
            AND r.role IN ('technician', 'pharmacist', 'manager')
        )
        """,
      arguments: [person]
    )
    guard isStaff == true else { throw StoreError.stock(.unknownPerson(person)) }
  }

  /// What was recorded under an operation before, or nothing for a first attempt.
  ///
  /// - Throws: ``StockFault/operationReused`` when what was recorded is not what `matches` expects.
  func recorded(
    under operation: StockOperation?,
    matching matches: ([StockMovementRow]) throws -> Bool
  ) throws -> [StockMovementRow] {
    guard let operation else { return [] }
    let rows = try StockMovementRow.recorded(under: operation, in: db)
    guard try rows.isEmpty || matches(rows) else { throw StoreError.stock(.operationReused) }
    return rows
  }
}

/// What a recorded change of stock left behind.
package struct StockReceipt: Equatable, Sendable {
  /// The numbers of the movements, in the order of the lines.
  package let movements: [Int]
  /// Whether this call recorded them; false when the same operation was recorded before.
  package let isNew: Bool

  init(movements: [Int], isNew: Bool = true) {
    self.movements = movements
    self.isNew = isNew
  }
}
