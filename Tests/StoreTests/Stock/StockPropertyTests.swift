import Domain
import TestSupport
import Testing

@testable import Store

@Suite struct StockPropertyTests {
  @Test(arguments: [UInt64(1), 2, 3])
  func `whatever is done to the shelf, it adds up and nothing unusable leaves it`(seed: UInt64)
    throws
  {
    let shelf = try StockShelf()
    var random = TestRandom(seed: seed)
    var reservations: [ShelfReservation] = []
    var movements = 0
    for _ in 0..<120 {
      let step = Int.random(in: 0..<8, using: &random)
      let units = Int.random(in: 1...40, using: &random)
      let lot = "L\(Int.random(in: 1...4, using: &random))"
      let reference = LotReference.number(lot, of: .id(1))
      switch step {
      case 0, 1:
        // Lots expire while the test's days go by.
        let day = ["L1": "2026-12-01", "L2": "2026-12-10", "L3": "2027-06-30"][lot]
        try shelf.receive(1, lot, units, expires: day)
      case 2:
        _ = shelf.fault(
          AdjustStock(lot: reference, quantity: StockQuantity(-units), reason: .lost)
        )
      case 3, 4:
        let wish = ReserveStock(
          product: 1,
          need: StockQuantity(units),
          shortage: .takeWhatThereIs
        )
        let reservation = try shelf.session.write(wish)
        try expectUsable(reservation, shelf)
        if !reservation.takings.isEmpty { reservations.append(reservation) }
      case 5:
        guard let next = reservations.popLast() else { continue }
        let isDispensed =
          shelf.fault(DispenseStock(takings: next.takings, to: .nobody, reference: "fill")) == nil
        if !isDispensed { try shelf.perform(ReleaseReservation(takings: next.takings)) }
      case 6:
        movements = try shelf.count("SELECT coalesce(max(movement_id), 0) FROM stock_movements")
        let movement = Int.random(in: 1...(movements + 1), using: &random)
        _ = shelf.fault(ReverseMovement(movement: movement, reason: .wrongQuantityEntered))
      default:
        let status = LotStatus.allCases.randomElement(using: &random) ?? .hold
        _ = shelf.fault(
          SetLotStatus(
            lot: reference,
            status: status,
            reason: "drawn",
            witness: StockShelf.technician
          )
        )
        shelf.test.clock.advance(seconds: 6 * 3600)
      }
      let sums = try shelf.count(
        """
        SELECT (SELECT coalesce(sum(on_hand), 0) FROM lots)
          - (SELECT coalesce(sum(quantity), 0) FROM stock_movements)
        """
      )
      #expect(sums == 0)
    }
    #expect(movements > 0)
    #expect(try shelf.test.database.stockFaults() == [])
    let reserved = reservations.flatMap(\.takings).reduce(0) { $0 + $1.quantity.thousandths }
    #expect(try shelf.count("SELECT coalesce(sum(reserved), 0) FROM lots") == reserved)
  }

  private func expectUsable(_ reservation: ShelfReservation, _ shelf: StockShelf) throws {
    let lots = try shelf.session.read(LotsQuery(product: .id(1)))
    for taking in reservation.takings {
      let lot = try #require(lots.lots.first { $0.id == taking.lot })
      #expect(lots.usability(of: lot) == .usable)
    }
  }
}
