import Domain
import GRDB

/// Puts received packages on the shelf: all lines or none.
///
/// A line makes its lot or adds to it. A lot that an open recall names is recalled from the start.
package struct ReceiveStock: NamedTransaction {
  package var lines: [ReceivedLine]
  /// The same for a retry, so that it is one receipt.
  package var id: StockOperation?

  package var dataKind: DataKind { .stock }
  package var operation: AccessOperation { .record }

  package init(lines: [ReceivedLine], id: StockOperation? = nil) {
    self.lines = lines
    self.id = id
  }

  package func run(_ context: WriteContext) throws -> StockReceipt {
    try context.receive(lines, id: id, on: try context.reading.counterDay())
  }
}

/// What came in of one lot.
package struct ReceivedLine: Equatable, Sendable {
  package var product: ProductReference
  /// As printed, 1 to 40 characters.
  package var lotNumber: String
  /// As printed; nil for stock without an expiry.
  package var expiresOn: CalendarDate?
  /// Above zero; whole packages of a product that may not be opened.
  package var quantity: StockQuantity
  package var bin: String?
  package var supplier: Int?
  package var serialNumber: String?
  /// From whom it came, for tracing; the supplier's name when not given.
  package var tradingPartner: String?
  /// The invoice or the transaction, for the ledger and for tracing.
  package var reference: String?

  package init(
    product: ProductReference,
    lotNumber: String,
    expiresOn: CalendarDate?,
    quantity: StockQuantity,
    bin: String? = nil,
    supplier: Int? = nil,
    serialNumber: String? = nil,
    tradingPartner: String? = nil,
    reference: String? = nil
  ) {
    self.product = product
    self.lotNumber = lotNumber
    self.expiresOn = expiresOn
    self.quantity = quantity
    self.bin = bin
    self.supplier = supplier
    self.serialNumber = serialNumber
    self.tradingPartner = tradingPartner
    self.reference = reference
  }

  /// The line with its texts as they may enter the database.
  fileprivate func checked() throws(StoreError) -> ReceivedLine {
    var line = self
    line.lotNumber = try PlainText.checked(lotNumber, of: "the lot number", atMost: 40)
    line.bin = try PlainText.checked(optional: bin, of: "the bin", atMost: 40)
    line.serialNumber = try PlainText.checked(
      optional: serialNumber,
      of: "the serial number",
      atMost: 40
    )
    line.tradingPartner = try PlainText.checked(
      optional: tradingPartner,
      of: "the trading partner",
      atMost: 200
    )
    line.reference = try PlainText.checked(optional: reference, of: "the reference", atMost: 200)
    return line
  }
}

extension WriteContext {
  /// Records received lines; for receipts with and without an order.
  func receive(
    _ lines: [ReceivedLine],
    id: StockOperation?,
    on day: CalendarDate
  ) throws -> StockReceipt {
    guard !lines.isEmpty else { throw StoreError.stock(.nothingGiven) }
    let lines = try lines.map { try $0.checked() }
    let before = try recorded(under: id) { rows in
      try rows.count == lines.count && zip(rows, lines).allSatisfy { try isSame($0, $1) }
    }
    guard before.isEmpty else { return StockReceipt(movements: before.map(\.id), isNew: false) }
    var touched: Set<Int> = []
    var movements: [Int] = []
    for (position, line) in lines.enumerated() {
      let product = try StockProduct.fetch(line.product, in: db)
      try requireReceivable(line, of: product)
      let lot = try lot(for: line, of: product, on: day)
      let movement = try post(
        StockMovement(
          lot: lot,
          product: product,
          kind: .receipt,
          quantity: line.quantity,
          reference: line.reference,
          operation: id,
          operationLine: position
        )
      )
      try trace(line, of: product, movement: movement)
      touched.insert(product.id)
      movements.append(movement)
    }
    for product in touched.sorted() { try assess(product: product, on: day) }
    return StockReceipt(movements: movements)
  }

  /// Whether a movement is the receipt of this line.
  private func isSame(_ movement: StockMovementRow, _ line: ReceivedLine) throws -> Bool {
    guard movement.kind == .receipt, movement.quantity == line.quantity else { return false }
    let lot = try StockLot.fetch(.id(movement.lotID), in: db)
    return try lot.lotNumber == line.lotNumber
      && lot.productID == StockProduct.fetch(line.product, in: db).id
  }

  private func requireReceivable(_ line: ReceivedLine, of product: StockProduct) throws {
    guard line.quantity > .zero else { throw StoreError.stock(.badQuantity(line.quantity)) }
    try product.requireStep(for: line.quantity)
    guard let serial = line.serialNumber else { return }
    let gtin = product.scanned?.gtin
    let isKnown = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1
          FROM traceability AS t
          JOIN stock_movements AS m ON m.movement_id = t.movement_id
          WHERE t.gtin IS ? AND t.serial_number = ? AND m.product_id = ?
            AND NOT EXISTS (
              SELECT 1 FROM stock_movements AS r WHERE r.reverses_id = m.movement_id
            )
        )
        """,
      arguments: [gtin, serial, product.id]
    )
    if isKnown == true { throw StoreError.stock(.serialReceived(gtin: gtin, serial: serial)) }
  }

  /// The lot of a line, made when it is new.
  private func lot(
    for line: ReceivedLine,
    of product: StockProduct,
    on day: CalendarDate
  ) throws -> StockLot {
    if let known = try StockLot.find(line.lotNumber, of: product.id, in: db) {
      guard known.expiresOn == line.expiresOn else {
        throw StoreError.stock(
          .otherExpiry(lot: known.lotNumber, known: known.expiresOn, given: line.expiresOn)
        )
      }
      if let bin = line.bin {
        try db.execute(
          sql: "UPDATE lots SET bin = ?, version = version + 1 WHERE lot_id = ?",
          arguments: [bin, known.id]
        )
      }
      return known
    }
    let recallClass = try openRecall(of: line.lotNumber, product: product.id)
    try db.execute(
      sql: """
        INSERT INTO lots (product_id, lot_number, expires_on, status, status_reason, bin,
          serial_number, supplier_id, received_on)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        product.id, line.lotNumber, line.expiresOn?.description,
        (recallClass == nil ? LotStatus.approved : .recalled).rawValue,
        recallClass.map { "recall, class \($0)" }, line.bin, line.serialNumber, line.supplier,
        day.description,
      ]
    )
    return try StockLot.fetch(.id(Int(db.lastInsertedRowID)), in: db)
  }

  private func openRecall(of lotNumber: String, product: Int) throws -> String? {
    try String.fetchOne(
      db,
      sql: """
        SELECT recall_class
        FROM recalls
        WHERE product_id = ? AND closed_at IS NULL
          AND EXISTS (SELECT 1 FROM json_each(lot_numbers) WHERE value = ?)
        ORDER BY recall_class
        LIMIT 1
        """,
      arguments: [product, lotNumber]
    )
  }

  /// Keeps who sent the package (DSCSA); nothing when no partner is known.
  private func trace(_ line: ReceivedLine, of product: StockProduct, movement: Int) throws {
    let supplierName = try line.supplier.flatMap { supplier in
      try String.fetchOne(
        db,
        sql: "SELECT name FROM suppliers WHERE supplier_id = ?",
        arguments: [supplier]
      )
    }
    guard let partner = line.tradingPartner ?? supplierName else {
      if line.serialNumber != nil { throw StoreError.invalid("trading partner") }
      return
    }
    try db.execute(
      sql: """
        INSERT INTO traceability (movement_id, gtin, serial_number, lot_number, expires_on,
          trading_partner, transaction_reference)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        movement, product.scanned?.gtin, line.serialNumber, line.lotNumber,
        line.expiresOn?.description, partner, line.reference,
      ]
    )
  }
}
