import Domain
import GRDB

/// Records what was counted on the shelf; what differs becomes a gain or a loss.
///
/// The product counts as counted when every lot that holds anything was.
package struct CountStock: NamedTransaction {
  /// What was counted of one lot.
  package struct Line: Equatable, Sendable {
    package var lot: LotReference
    package var counted: StockQuantity
    /// What the lot held when the count began; another number meanwhile refuses the count.
    package var expected: StockQuantity?

    package init(lot: LotReference, counted: StockQuantity, expected: StockQuantity? = nil) {
      self.lot = lot
      self.counted = counted
      self.expected = expected
    }
  }

  package var product: ProductReference
  package var lines: [Line]
  /// The second person, needed for a controlled substance.
  package var witness: Int?
  /// The same for a retry, so that it is one count.
  package var id: StockOperation?

  package var dataKind: DataKind { .stock }
  package var operation: AccessOperation { .record }

  package init(
    product: ProductReference,
    lines: [Line],
    witness: Int? = nil,
    id: StockOperation? = nil
  ) {
    self.product = product
    self.lines = lines
    self.witness = witness
    self.id = id
  }

  package func run(_ context: WriteContext) throws -> StockCountResult {
    guard !lines.isEmpty else { throw StoreError.stock(.nothingGiven) }
    let product = try StockProduct.fetch(product, in: context.db)
    if let id, let known = try StockCountResult.recorded(under: id, in: context.db) {
      guard known.isOf(product: product.id, counted: lines.map(\.counted)) else {
        throw StoreError.stock(.operationReused)
      }
      return known.result
    }
    try context.confirm(witness, isNeeded: product.isControlled, for: product)
    let day = try context.reading.counterDay()
    let count = try open(product, context)
    var seen: Set<Int> = []
    var variances: [StockQuantity] = []
    for (position, line) in lines.enumerated() {
      let lot = try StockLot.fetch(line.lot, in: context.db)
      guard lot.productID == product.id, seen.insert(lot.id).inserted else {
        throw StoreError.notFound(what: "lot", id: lot.lotNumber)
      }
      variances.append(
        try record(line, position, of: lot, product: product, count: count, context)
      )
    }
    let shelf = try StockLot.shelf(of: product.id, in: context.db)
    let isComplete = shelf.allSatisfy { seen.contains($0.id) }
    if isComplete {
      try context.db.execute(
        sql: "UPDATE products SET counted_on = ? WHERE product_id = ?",
        arguments: [day.description, product.id]
      )
    }
    try context.assess(product: product.id, on: day)
    auditCount(count, product, variances, context)
    return StockCountResult(count: count, variances: variances, isNew: true)
  }

  private func open(_ product: StockProduct, _ context: WriteContext) throws -> Int {
    let now = context.now.milliseconds
    try context.db.execute(
      sql: """
        INSERT INTO stock_counts (product_id, operation_id, status, opened_at, opened_by,
          counted_by, approved_by, approved_at)
        VALUES (?, ?, 'approved', ?, ?, ?, ?, ?)
        """,
      arguments: [
        product.id, id.map { DatabaseBytes($0.bytes) }, now, context.actor.userID,
        context.actor.userID, witness, now,
      ]
    )
    return Int(context.db.lastInsertedRowID)
  }

  /// Records one lot's count and returns its variance.
  private func record(
    _ line: Line,
    _ position: Int,
    of lot: StockLot,
    product: StockProduct,
    count: Int,
    _ context: WriteContext
  ) throws -> StockQuantity {
    guard !line.counted.isNegative else {
      throw StoreError.stock(.badQuantity(line.counted))
    }
    if let expected = line.expected, expected != lot.onHand {
      throw StoreError.changedMeanwhile(what: "lot", id: lot.lotNumber)
    }
    guard line.counted >= lot.reserved else {
      throw StoreError.stock(
        .countBelowReserved(lot: lot.lotNumber, reserved: lot.reserved, counted: line.counted)
      )
    }
    let variance = line.counted - lot.onHand
    var movement: Int?
    if variance != .zero {
      movement = try context.post(
        StockMovement(
          lot: lot,
          product: product,
          kind: variance.isNegative ? .countLoss : .countGain,
          quantity: variance,
          reference: "count \(count)",
          operation: id,
          operationLine: position,
          witness: witness
        )
      )
    }
    try context.db.execute(
      sql: """
        INSERT INTO stock_count_lines (count_id, lot_id, expected, counted, movement_id)
        VALUES (?, ?, ?, ?, ?)
        """,
      arguments: [
        count, lot.id, lot.onHand.thousandths, line.counted.thousandths, movement,
      ]
    )
    return variance
  }

  private func auditCount(
    _ count: Int,
    _ product: StockProduct,
    _ variances: [StockQuantity],
    _ context: WriteContext
  ) {
    context.audit(
      AuditEntry(
        action: "stock.count",
        table: "stock_counts",
        record: "\(count)",
        risk: product.isControlled ? .high : .medium,
        detail: .object([
          "lots": .integer(variances.count),
          "differing": .integer(variances.count { $0 != .zero }),
          "witness": .number(witness),
        ])
      )
    )
  }
}

/// What a count found.
package struct StockCountResult: Equatable, Sendable {
  /// The number of the count.
  package let count: Int
  /// What was counted less what was expected, in the order of the lines.
  package let variances: [StockQuantity]
  /// Whether this call recorded it; false when the same operation was recorded before.
  package let isNew: Bool
}

extension StockCountResult {
  /// A count that was recorded before, with what tells it from another.
  struct Recorded {
    let product: Int
    let counted: Set<StockQuantity>
    let result: StockCountResult

    func isOf(product: Int, counted: [StockQuantity]) -> Bool {
      self.product == product && self.counted == Set(counted)
    }
  }

  static func recorded(under id: StockOperation, in db: Database) throws -> Recorded? {
    let row = try Row.fetchOne(
      db,
      sql: "SELECT count_id, product_id FROM stock_counts WHERE operation_id = ?",
      arguments: [DatabaseBytes(id.bytes)]
    )
    guard let row else { return nil }
    let lines = try Row.fetchAll(
      db,
      sql: """
        SELECT expected, counted FROM stock_count_lines WHERE count_id = ? ORDER BY lot_id
        """,
      arguments: [row["count_id"] as Int]
    )
    return Recorded(
      product: row["product_id"],
      counted: Set(lines.map { $0.quantity("counted") }),
      result: StockCountResult(
        count: row["count_id"],
        variances: lines.map { $0.quantity("counted") - $0.quantity("expected") },
        isNew: false
      )
    )
  }
}
