import Domain
import GRDB

/// A window of the stock ledger, the newest entry first.
package struct LedgerQuery: NamedQuery {
  /// Whose movements are wanted.
  package enum Scope: Hashable, Sendable {
    case product(ProductReference)
    case lot(LotReference)
  }

  package var scope: Scope
  /// Only entries older than the one with this number: the last of the window before.
  package var before: Int?
  package var limit: Int

  package var dataKind: DataKind { .stock }

  package init(_ scope: Scope, before: Int? = nil, limit: Int = 50) {
    self.scope = scope
    self.before = before
    self.limit = limit
  }

  package func fetch(_ context: ReadContext) throws -> [LedgerEntry] {
    let (sql, key) =
      switch scope {
      case .product(let product):
        (Self.productSQL, try StockProduct.fetch(product, in: context.db).id)
      case .lot(let lot): (Self.lotSQL, try StockLot.fetch(lot, in: context.db).id)
      }
    return try Row.fetchAll(
      context.db,
      sql: sql,
      arguments: ["key": key, "before": before ?? Int.max, "limit": limit]
    ).map { try LedgerEntry($0) }
  }

  private static let selection = """
    SELECT m.*, l.lot_number, u.handle AS mover, w.handle AS witness, r.movement_id AS reversed_by
    FROM stock_movements AS m
    JOIN lots AS l ON l.lot_id = m.lot_id
    LEFT JOIN users AS u ON u.user_id = m.moved_by
    LEFT JOIN users AS w ON w.user_id = m.witnessed_by
    LEFT JOIN stock_movements AS r ON r.reverses_id = m.movement_id
    """

  static let productSQL = """
    \(selection)
    WHERE m.product_id = :key AND m.movement_id < :before
    ORDER BY m.movement_id DESC
    LIMIT :limit
    """

  static let lotSQL = """
    \(selection)
    WHERE m.lot_id = :key AND m.movement_id < :before
    ORDER BY m.movement_id DESC
    LIMIT :limit
    """
}

/// One entry of the stock ledger.
package struct LedgerEntry: Equatable, Sendable {
  package let movement: Int
  package let lot: Int
  package let lotNumber: String
  package let kind: MovementKind
  /// Into the lot above zero, out of it below.
  package let quantity: StockQuantity
  package let reason: MovementReason?
  package let reference: String?
  package let at: Instant
  /// The handle of who did it; nil when that person is no longer known.
  package let by: String?
  /// The handle of the second person.
  package let witness: String?
  /// The movement that this one undoes.
  package let reverses: Int?
  /// The movement that undoes this one.
  package let reversedBy: Int?

  init(_ row: Row) throws {
    let movement = try StockMovementRow(row)
    self.movement = movement.id
    lot = movement.lotID
    lotNumber = row["lot_number"]
    kind = movement.kind
    quantity = movement.quantity
    reason = movement.reason
    reference = movement.reference
    at = movement.movedAt
    by = row["mover"]
    witness = row["witness"]
    reverses = movement.reverses
    reversedBy = row["reversed_by"]
  }
}
