import Domain
import TestSupport
import Testing

@testable import Store

@Suite struct CountStockTests {
  private func count(_ lot: Int, _ units: Int, expected: Int? = nil) -> CountStock {
    CountStock(
      product: .id(1),
      lines: [
        .init(
          lot: .id(lot),
          counted: StockQuantity(units),
          expected: expected.map { StockQuantity($0) }
        )
      ]
    )
  }

  @Test func `a difference becomes a gain or a loss and the product is counted`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    #expect(try shelf.session.write(count(lot, 97)).variances == [StockQuantity(-3)])
    #expect(try shelf.session.write(count(lot, 98)).variances == [StockQuantity(1)])
    #expect(try shelf.session.write(count(lot, 98)).variances == [.zero])
    let ledger = try shelf.session.read(LedgerQuery(.lot(.id(lot))))
    #expect(ledger.map(\.kind) == [.countGain, .countLoss, .receipt])
    #expect(
      try shelf.count("SELECT count(*) FROM products WHERE counted_on = '2026-11-24'") == 1
    )
  }

  @Test func `a count of one lot of two does not count the product`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    try shelf.receive(1, "A2")
    try shelf.perform(count(lot, 100))
    #expect(
      try shelf.count("SELECT count(*) FROM products WHERE counted_on = '2026-11-24'") == 0
    )
  }

  @Test func `a movement during the count refuses it`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    try shelf.perform(AdjustStock(lot: .id(lot), quantity: StockQuantity(-1), reason: .lost))
    #expect(
      shelf.fault(count(lot, 100, expected: 100)) == .changedMeanwhile(what: "lot", id: "A1")
    )
  }

  @Test func `a count below what is reserved is refused`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    try shelf.perform(ReserveStock(product: 1, need: StockQuantity(50)))
    #expect(
      shelf.fault(count(lot, 49))
        == .stock(
          .countBelowReserved(lot: "A1", reserved: StockQuantity(50), counted: StockQuantity(49))
        )
    )
  }

  @Test func `a controlled substance is counted by two even when nothing differs`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive(StockShelf.oxycodone)
    var count = CountStock(
      product: .id(StockShelf.oxycodone),
      lines: [.init(lot: .id(lot), counted: StockQuantity(100))]
    )
    #expect(
      shelf.fault(count) == .stock(.needsSecondPerson(product: "oxyCODONE 5 mg tab"))
    )
    count.witness = StockShelf.technician
    #expect(shelf.fault(count) == nil)
  }

  @Test func `a retry is one count`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    var count = count(lot, 90)
    count.id = try StockShelf.operation(4)
    let first = try shelf.session.write(count)
    try shelf.receive(1, "A1", 5)
    let second = try shelf.session.write(count)
    #expect(first.isNew && !second.isNew)
    #expect(second.variances == [StockQuantity(-10)])
    #expect(try shelf.lot().onHand == StockQuantity(95))
  }
}
