import Domain
import TestSupport
import Testing

@testable import Store

@Suite struct DispenseStockTests {
  @Test func `the earliest expiry is reserved first, whatever came first`() throws {
    let shelf = try StockShelf()
    let late = try shelf.receive(1, "LATE", 100, expires: "2028-06-30")
    let early = try shelf.receive(1, "EARLY", 30, expires: "2027-06-30")
    let reservation = try shelf.session.write(ReserveStock(product: 1, need: StockQuantity(50)))
    #expect(
      reservation.takings == [
        .init(lot: early, quantity: StockQuantity(30)),
        .init(lot: late, quantity: StockQuantity(20)),
      ]
    )
  }

  @Test(arguments: [LotStatus.recalled, .hold, .quarantine, .damaged, .expired])
  func `a lot that was set aside is never reserved`(status: LotStatus) throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    try shelf.perform(SetLotStatus(lot: .id(lot), status: status, reason: "test"))
    #expect(
      shelf.fault(ReserveStock(product: 1, need: StockQuantity(1)))
        == .stock(
          .short(product: "metFORMIN 500 mg tab", free: .zero, asked: StockQuantity(1))
        )
    )
  }

  @Test func `a lot is good through its last day in New York and not on the next`() throws {
    let shelf = try StockShelf()
    try shelf.receive(1, "A1", 10, expires: "2026-11-24")
    shelf.test.clock.advance(seconds: 8 * 3600)  // 6:12 PM in New York, past 11 PM in UTC.
    let taken = try shelf.session.write(ReserveStock(product: 1, need: StockQuantity(1)))
    shelf.test.clock.advance(seconds: 6 * 3600)
    #expect(
      shelf.fault(ReserveStock(product: 1, need: StockQuantity(1)))
        == .stock(.short(product: "metFORMIN 500 mg tab", free: .zero, asked: StockQuantity(1)))
    )
    #expect(
      shelf.fault(DispenseStock(takings: taken.takings, to: .nobody, reference: "fill 1"))
        == .stock(.unusable(lot: "A1", reason: .expired))
    )
  }

  @Test func `a lot recalled after it was reserved is not dispensed`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    let taken = try shelf.session.write(ReserveStock(product: 1, need: StockQuantity(10)))
    try shelf.perform(SetLotStatus(lot: .id(lot), status: .recalled, reason: "class I"))
    #expect(
      shelf.fault(DispenseStock(takings: taken.takings, to: .nobody, reference: "fill 1"))
        == .stock(.unusable(lot: "A1", reason: .recalled))
    )
    #expect(
      shelf.fault(SetLotStatus(lot: .id(lot), status: .approved, reason: "oops"))
        == .stock(.recalled(lot: "A1"))
    )
  }

  @Test func `what is short is owed only when asked so`() throws {
    let shelf = try StockShelf()
    try shelf.receive(1, "A1", 30)
    let wish = ReserveStock(product: 1, need: StockQuantity(50), shortage: .takeWhatThereIs)
    #expect(try shelf.session.write(wish).short == StockQuantity(20))
    #expect(try shelf.lot().reserved == StockQuantity(30))
  }

  @Test func `dispensing twice under one operation takes the tablets once`() throws {
    let shelf = try StockShelf()
    try shelf.receive()
    let taken = try shelf.session.write(ReserveStock(product: 1, need: StockQuantity(60)))
    let dispense = DispenseStock(
      takings: taken.takings,
      to: .nobody,
      reference: "fill 1",
      id: try StockShelf.operation(1)
    )
    #expect(try shelf.session.write(dispense).isNew)
    #expect(try !shelf.session.write(dispense).isNew)
    #expect(try shelf.lot().onHand == StockQuantity(40))
    #expect(try shelf.lot().reserved == .zero)
  }

  @Test func `what was never reserved is not dispensed`() throws {
    let shelf = try StockShelf()
    let lot = try shelf.receive()
    let takings = [ShelfReservation.Taking(lot: lot, quantity: StockQuantity(1))]
    #expect(
      shelf.fault(DispenseStock(takings: takings, to: .nobody, reference: "fill 1"))
        == .stock(.notReserved(lot: "A1", reserved: .zero, asked: StockQuantity(1)))
    )
  }

  @Test func `half a package of pens is not reserved`() throws {
    let shelf = try StockShelf()
    try shelf.receive(StockShelf.insulin, "P1", 10)
    #expect(
      shelf.fault(ReserveStock(product: StockShelf.insulin, need: StockQuantity(7)))
        == .stock(.splitsPackage(product: "insulin glargine pen", sizes: [StockQuantity(5)]))
    )
  }

  @Test func `of two terminals that want the last tablet one gets it`() async throws {
    let shelf = try StockShelf()
    try shelf.receive(1, "A1", 1)
    let other = try shelf.test.reopened()
    let sessions = [shelf.session, other.acting(as: shelf.session.actor, for: 1)]
    let won = await withTaskGroup(of: Bool.self) { group in
      for session in sessions {
        group.addTask {
          (try? session.write(ReserveStock(product: 1, need: StockQuantity(1)))) != nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(won == 1)
    #expect(try shelf.lot().reserved == StockQuantity(1))
    other.close()
  }
}
