import Domain
import TestSupport
import Testing

@testable import Store

@Suite struct AdjustStockTests {
  @Test func `more than what is not reserved cannot be taken, and the error says what is there`()
    throws
  {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    try shelf.perform(ReserveStock(product: 1, need: StockQuantity(40)))
    #expect(
      shelf.fault(AdjustStock(lot: .id(lot), quantity: StockQuantity(-61), reason: .lost))
        == .stock(
          .notEnough(
            lot: "A1",
            onHand: StockQuantity(100),
            reserved: StockQuantity(40),
            asked: StockQuantity(61)
          )
        )
    )
    try shelf.perform(
      AdjustStock(lot: .id(lot), quantity: StockQuantity(-60), reason: .lost)
    )
    #expect(try shelf.lot().onHand == StockQuantity(40))
    #expect(try shelf.row().position.free == .zero)
  }

  @Test(arguments: [
    (10, MovementReason.lost), (-10, .foundOnShelf), (10, .wrongLotEntered),
  ])
  func `a reason that belongs to the other direction is refused`(
    units: Int,
    reason: MovementReason
  ) throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    let adjust = AdjustStock(lot: .id(lot), quantity: StockQuantity(units), reason: reason)
    #expect(shelf.fault(adjust) == .stock(.wrongReason(reason, kind: adjust.kind)))
    #expect(try shelf.lot().onHand == StockQuantity(100))
  }

  @Test(arguments: [
    (MovementReason.spilled, MovementKind.waste), (.shortDated, .supplierReturn),
    (.theft, .adjustmentOut), (.expired, .waste),
  ])
  func `what is gone is named by its reason`(reason: MovementReason, kind: MovementKind) {
    #expect(AdjustStock(lot: .id(1), quantity: StockQuantity(-1), reason: reason).kind == kind)
  }

  @Test func `a controlled substance needs a second person who is another and exists`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive(StockShelf.oxycodone)
    func adjust(_ witness: Int?) -> AdjustStock {
      AdjustStock(
        lot: .id(lot),
        quantity: StockQuantity(-1),
        reason: .spilled,
        witness: witness
      )
    }
    #expect(
      shelf.fault(adjust(nil)) == .stock(.needsSecondPerson(product: "oxyCODONE 5 mg tab"))
    )
    #expect(shelf.fault(adjust(StockShelf.pharmacist)) == .stock(.samePerson))
    #expect(shelf.fault(adjust(99)) == .stock(.unknownPerson(99)))
    #expect(shelf.fault(adjust(StockShelf.technician)) == nil)
    #expect(try shelf.lot("A1", StockShelf.oxycodone).onHand == StockQuantity(99))
  }

  @Test func `a retry is one adjustment`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    let adjust = AdjustStock(
      lot: .id(lot),
      quantity: StockQuantity(-5),
      reason: .lost,
      id: try StockShelf.operation(3)
    )
    #expect(try shelf.session.write(adjust).isNew)
    #expect(try shelf.session.write(adjust) == StockReceipt(movements: [2], isNew: false))
    #expect(try shelf.lot().onHand == StockQuantity(95))
  }

  @Test func `an entry is reversed once and stays in the ledger`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    try shelf.perform(AdjustStock(lot: .id(lot), quantity: StockQuantity(-5), reason: .lost))
    try shelf.perform(ReverseMovement(movement: 2, reason: .wrongQuantityEntered))
    #expect(try shelf.lot().onHand == StockQuantity(100))
    #expect(
      shelf.fault(ReverseMovement(movement: 2, reason: .wrongQuantityEntered))
        == .stock(.alreadyReversed(movement: 2))
    )
    #expect(
      shelf.fault(ReverseMovement(movement: 3, reason: .enteredTwice))
        == .stock(.notReversible(movement: 3, kind: .reversal))
    )
    let ledger = try shelf.session.read(LedgerQuery(.lot(.id(lot))))
    #expect(ledger.map(\.movement) == [3, 2, 1])
    #expect(ledger.map(\.reverses) == [2, nil, nil])
    #expect(ledger.map(\.reversedBy) == [nil, 3, nil])
  }
}
