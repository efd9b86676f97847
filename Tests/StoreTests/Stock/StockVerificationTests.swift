import Domain
import TestSupport
import Testing

@testable import Store

@Suite struct StockVerificationTests {
  @Test func `what was received and moved holds`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    try shelf.perform(AdjustStock(lot: .id(lot), quantity: StockQuantity(-1), reason: .lost))
    #expect(try shelf.test.database.stockFaults() == [])
  }

  @Test func `a tablet that vanished past the program is named`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    try shelf.execute("UPDATE lots SET on_hand = on_hand - 1000")
    #expect(
      try shelf.test.database.stockFaults() == [
        .lot(id: lot, holds: StockQuantity(99), ledger: StockQuantity(100)),
        .product(id: 1, column: "on_hand", stored: 100_000, lots: 99_000),
        .product(id: 1, column: "usable", stored: 100_000, lots: 99_000),
        .product(id: 1, column: "free", stored: 100_000, lots: 99_000),
      ]
    )
  }

  @Test(arguments: [
    "quantity = 99000", "moved_by = 2", "kind = 'countGain'", "reason = 'lost'", "moved_at = 1",
    "reason = 'because'",
  ])
  func `a ledger row changed past the program is named`(change: String) throws {
    let shelf = try StockShelf()
    try shelf.receive()
    try shelf.execute("UPDATE stock_movements SET \(change)")
    #expect(try shelf.test.database.stockFaults().contains(.changedMovement(1)))
  }
}
