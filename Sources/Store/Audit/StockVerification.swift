import Domain
import GRDB

/// Proves the stock: what lots hold is what the ledger says, what products hold is what their lots
/// hold, and no row of the ledger was changed.
package struct StockVerification {
  /// One thing that does not hold.
  package enum Fault: Equatable, Sendable {
    /// A row of the ledger does not have the content that it was written with.
    case changedMovement(Int)
    /// A lot holds another number than its movements add up to.
    case lot(id: Int, holds: StockQuantity, ledger: StockQuantity)
    /// A movement names another product than its lot.
    case strayMovement(Int)
    /// A product's stored number is not the sum over its lots.
    case product(id: Int, column: String, stored: Int, lots: Int)
  }

  /// The most faults that are returned; one is enough to stop work, a hundred to see a pattern.
  package static let mostFaults = 100

  /// The ledger, whose movements were scanned.
  let scan: LedgerScan

  /// Everything that does not hold, in the order of lots, ledger and products.
  func faults() throws -> [Fault] {
    var faults = try lotFaults(in: scan.db)
    faults += try movementFaults(in: scan.db)
    faults += try productFaults(in: scan.db)
    return Array(faults.prefix(Self.mostFaults))
  }

  private func lotFaults(in db: Database) throws -> [Fault] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT l.lot_id, l.on_hand, coalesce(m.total, 0) AS ledger
        FROM lots AS l
        LEFT JOIN (
          SELECT lot_id, sum(quantity) AS total FROM stock_movements GROUP BY lot_id
        ) AS m ON m.lot_id = l.lot_id
        WHERE l.on_hand <> coalesce(m.total, 0)
        ORDER BY l.lot_id
        LIMIT ?
        """,
      arguments: [Self.mostFaults]
    ).map {
      .lot(id: $0["lot_id"], holds: $0.quantity("on_hand"), ledger: $0.quantity("ledger"))
    }
  }

  private func movementFaults(in db: Database) throws -> [Fault] {
    let stray = try Int.fetchAll(
      db,
      sql: """
        SELECT m.movement_id
        FROM stock_movements AS m
        JOIN lots AS l ON l.lot_id = m.lot_id
        WHERE m.product_id <> l.product_id
        ORDER BY m.movement_id
        LIMIT ?
        """,
      arguments: [Self.mostFaults]
    )
    return stray.map(Fault.strayMovement) + scan.changedMovements.map(Fault.changedMovement)
  }

  private func productFaults(in db: Database) throws -> [Fault] {
    var faults: [Fault] = []
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT product_id, on_hand, reserved, usable, free, recalled_lots, assessed_on
        FROM products
        ORDER BY product_id
        """
    )
    while faults.count < Self.mostFaults, let row = try rows.next() {
      // A product that was never judged waits for its first day.
      guard let day = try row.date("assessed_on") else { continue }
      let id: Int = row["product_id"]
      let shelf = ProductShelf(try StockLot.shelf(of: id, in: db), on: day)
      let expected = [
        ("on_hand", shelf.onHand.thousandths), ("reserved", shelf.reserved.thousandths),
        ("usable", shelf.usable.thousandths), ("free", shelf.free.thousandths),
        ("recalled_lots", shelf.recalledLots),
      ]
      for (column, sum) in expected {
        let stored: Int = row[column]
        if stored != sum {
          faults.append(.product(id: id, column: column, stored: stored, lots: sum))
        }
      }
    }
    return faults
  }
}

extension CareDatabase {
  /// What is wrong with the stock; nothing when all of it holds.
  ///
  /// - Throws: ``StoreError/keyMissing(fingerprint:folder:)`` and what reading throws.
  package func stockFaults() throws -> [StockVerification.Fault] {
    let key = try DatabaseKey.load(fingerprint: info.keyFingerprint, from: environment)
    return try read { db, _ in
      var scan = LedgerScan(key: key, db: db)
      try scan.scanMovements()
      return try StockVerification(scan: scan).faults()
    }
  }
}
