import Domain
import GRDB

/// One row of the stock ledger, as it is written and as its digest covers it.
package struct StockMovementRow: Equatable, Sendable {
  package var id: Int
  package var lotID: Int
  package var productID: Int
  package var kind: MovementKind
  /// Into the lot above zero, out of it below.
  package var quantity: StockQuantity
  package var reason: MovementReason?
  /// What the movement belongs to: an invoice, a fill, a count.
  package var reference: String?
  package var operation: StockOperation?
  /// The place among the movements of one operation, from 0.
  package var operationLine: Int
  /// The movement that this one undoes.
  package var reverses: Int?
  package var movedAt: Instant
  package var movedBy: Int
  package var witnessedBy: Int?

  package init(
    id: Int,
    lotID: Int,
    productID: Int,
    kind: MovementKind,
    quantity: StockQuantity,
    reason: MovementReason?,
    reference: String?,
    operation: StockOperation?,
    operationLine: Int,
    reverses: Int?,
    movedAt: Instant,
    movedBy: Int,
    witnessedBy: Int?
  ) {
    self.id = id
    self.lotID = lotID
    self.productID = productID
    self.kind = kind
    self.quantity = quantity
    self.reason = reason
    self.reference = reference
    self.operation = operation
    self.operationLine = operationLine
    self.reverses = reverses
    self.movedAt = movedAt
    self.movedBy = movedBy
    self.witnessedBy = witnessedBy
  }

  static let columns = """
    movement_id, lot_id, product_id, kind, quantity, reason, reference, operation_id,
    operation_line, reverses_id, moved_at, moved_by, witnessed_by, digest
    """

  /// What the digest is computed over: every column but the digest.
  var bytes: [UInt8] {
    var out = CanonicalBytes()
    append(to: &out)
    return out.bytes
  }

  /// Appends what the digest is computed over: every column but the digest.
  func append(to out: inout CanonicalBytes) {
    out.append(id)
    out.append(lotID)
    out.append(productID)
    out.append(kind.rawValue)
    out.append(quantity.thousandths)
    out.append(reason?.rawValue)
    out.append(reference)
    out.append(operation?.bytes)
    out.append(operationLine)
    out.append(reverses)
    out.append(movedAt.milliseconds)
    out.append(movedBy)
    out.append(witnessedBy)
  }

  /// Writes the row with its digest, says so to the ledger, and returns the digest.
  func insert(_ context: WriteContext) throws -> [UInt8] {
    let proof = context.key.proof(of: bytes)
    let insert = try context.db.cachedStatement(
      sql: """
        INSERT INTO stock_movements (\(Self.columns))
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    )
    try insert.execute(arguments: [
      id, lotID, productID, kind.rawValue, quantity.thousandths, reason?.rawValue, reference,
      operation.map { DatabaseBytes($0.bytes) }, operationLine, reverses, movedAt.milliseconds,
      movedBy, witnessedBy, DatabaseBytes(proof.digest),
    ])
    context.ledgers.addMovement(proof.term)
    return proof.digest
  }

  /// The number that the next row gets; rows are never deleted while they are in the file.
  static func nextID(in db: Database) throws -> Int {
    (try Int.fetchOne(db, once: "SELECT max(movement_id) FROM stock_movements") ?? 0) + 1
  }

  /// The movements recorded under an operation, in their order.
  static func recorded(
    under operation: StockOperation,
    in db: Database
  ) throws -> [StockMovementRow] {
    try Row.fetchAll(
      db,
      once: """
        SELECT \(columns) FROM stock_movements WHERE operation_id = ? ORDER BY operation_line
        """,
      arguments: [DatabaseBytes(operation.bytes)]
    ).map { try StockMovementRow($0) }
  }

  static func find(_ id: Int, in db: Database) throws -> (row: StockMovementRow, digest: [UInt8])? {
    try Row.fetchOne(
      db,
      once: "SELECT \(columns) FROM stock_movements WHERE movement_id = ?",
      arguments: [id]
    ).map { (try StockMovementRow($0), ($0["digest"] as DatabaseBytes).bytes) }
  }
}

extension StockMovementRow {
  /// A row as stored.
  ///
  /// - Throws: ``StoreError/damaged(detail:)`` for a kind or reason that does not exist.
  init(_ row: Row) throws {
    let id: Int = row["movement_id"]
    let reasonText: String? = row["reason"]
    guard
      let kind = MovementKind(rawValue: row["kind"]),
      let reason = Self.reason(reasonText)
    else { throw StoreError.damaged(detail: "stock_movements \(id)") }
    let operation: DatabaseBytes? = row["operation_id"]
    self.init(
      id: id,
      lotID: row["lot_id"],
      productID: row["product_id"],
      kind: kind,
      quantity: row.quantity("quantity"),
      reason: reason,
      reference: row["reference"],
      operation: operation.flatMap { StockOperation(bytes: $0.bytes) },
      operationLine: row["operation_line"],
      reverses: row["reverses_id"],
      movedAt: Instant(milliseconds: row["moved_at"]),
      movedBy: row["moved_by"],
      witnessedBy: row["witnessed_by"]
    )
  }

  /// The reason of a text: nil inside for no text, nil outside for one that is no reason.
  private static func reason(_ text: String?) -> MovementReason?? {
    guard let text else { return .some(nil) }
    return MovementReason(rawValue: text).map { .some($0) }
  }
}
