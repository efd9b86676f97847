import Domain
import TestSupport
import Testing

@testable import Store

@Suite struct ReceiveStockTests {
  private func line(
    _ quantity: Int = 100,
    product: ProductReference = .id(StockShelf.metformin),
    lot: String = "A1",
    expires: String = "2028-01-31",
    serial: String? = nil
  ) -> ReceivedLine {
    ReceivedLine(
      product: product,
      lotNumber: lot,
      expiresOn: CalendarDate(text: expires),
      quantity: StockQuantity(quantity),
      supplier: 1,
      serialNumber: serial,
      reference: "INV 7"
    )
  }

  @Test func `a received bottle stands on the shelf, in the ledger, in the audit and in the trace`()
    throws
  {
    let shelf = try StockShelf()
    let receipt = try shelf.session.write(ReceiveStock(lines: [line()]))
    #expect(receipt == StockReceipt(movements: [1]))
    #expect(try shelf.lot().onHand == StockQuantity(100))
    #expect(try shelf.row().position.free == StockQuantity(100))
    let ledger = try shelf.session.read(LedgerQuery(.product(.id(StockShelf.metformin))))
    #expect(ledger.map(\.quantity) == [StockQuantity(100)])
    #expect(ledger.map(\.by) == ["ortiz"])
    #expect(
      try shelf.count("SELECT count(*) FROM audit_logs WHERE action_type = 'stock.receipt'") == 1
    )
    #expect(
      try shelf.count("SELECT count(*) FROM traceability WHERE trading_partner = 'Northern'") == 1
    )
  }

  @Test func `the same receipt sent twice is received once`() throws {
    let shelf = try StockShelf()
    let receive = ReceiveStock(lines: [line(), line(lot: "A2")], id: try StockShelf.operation(7))
    let first = try shelf.session.write(receive)
    let second = try shelf.session.write(receive)
    #expect(first == StockReceipt(movements: [1, 2]))
    #expect(second == StockReceipt(movements: [1, 2], isNew: false))
    #expect(try shelf.row().onHand == StockQuantity(200))
  }

  @Test func `one operation with other content is refused`() throws {
    let shelf = try StockShelf()
    let id = try StockShelf.operation(7)
    try shelf.perform(ReceiveStock(lines: [line()], id: id))
    #expect(shelf.fault(ReceiveStock(lines: [line(200)], id: id)) == .stock(.operationReused))
    let other = ReceiveStock(lines: [line(lot: "A2")], id: id)
    #expect(shelf.fault(other) == .stock(.operationReused))
  }

  @Test func `a lot with the same number and another expiry is refused`() throws {
    let shelf = try StockShelf()
    try shelf.receive()
    #expect(
      shelf.fault(ReceiveStock(lines: [line(lot: "B"), line(expires: "2028-02-29")]))
        == .stock(
          .otherExpiry(
            lot: "A1",
            known: CalendarDate(text: "2028-01-31"),
            given: CalendarDate(text: "2028-02-29")
          )
        )
    )
    #expect(try shelf.row().onHand == StockQuantity(100))
  }

  @Test func `three pens of a package of five are refused`() throws {
    let shelf = try StockShelf()
    let pens = line(3, product: .id(StockShelf.insulin))
    #expect(
      shelf.fault(ReceiveStock(lines: [pens]))
        == .stock(.splitsPackage(product: "insulin glargine pen", sizes: [StockQuantity(5)]))
    )
  }

  @Test func `a package with a known serial number is not received again`() throws {
    let shelf = try StockShelf()
    try shelf.perform(ReceiveStock(lines: [line(serial: "S1")]))
    #expect(
      shelf.fault(ReceiveStock(lines: [line(serial: "S1")]))
        == .stock(.serialReceived(gtin: nil, serial: "S1"))
    )
    try shelf.perform(ReverseMovement(movement: 1, reason: .enteredTwice))
    try shelf.perform(ReceiveStock(lines: [line(serial: "S1")]))
    #expect(try shelf.lot().onHand == StockQuantity(100))
  }

  @Test func `a lot under an open recall is recalled from the start`() throws {
    let shelf = try StockShelf()
    try shelf.execute(
      """
      INSERT INTO recalls (product_id, lot_numbers, recall_class, reason, announced_on,
        entered_at, entered_by)
      VALUES (1, '["A1"]', 'II', 'impurity', '2026-11-23', 0, 1)
      """
    )
    try shelf.receive()
    #expect(try shelf.lot().status == .recalled)
    #expect(try shelf.row().alerts.first == .recall)
    #expect(try shelf.row().position.free == .zero)
  }

  @Test(arguments: ["0093-1048-01", "00093104801", "1", "metformin 500 mg tab", "metf 500"])
  func `a product is found by what people type`(text: String) throws {
    let shelf = try StockShelf()
    #expect(try shelf.session.read(ProductQuery(.text(text))).id == StockShelf.metformin)
  }

  @Test func `a text that fits several products is not guessed`() throws {
    let shelf = try StockShelf()
    #expect(throws: StoreError.stock(.ambiguousProduct(text: "mg tab"))) {
      try shelf.session.read(ProductQuery(.text("mg tab")))
    }
  }
}
