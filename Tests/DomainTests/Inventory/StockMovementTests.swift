import Testing

@testable import Domain

@Suite struct StockMovementTests {
  @Test func `every kind but a reversal moves one way`() {
    let inward = MovementKind.allCases.filter { $0.direction == .inward }
    let outward = MovementKind.allCases.filter { $0.direction == .outward }
    #expect(inward == [.receipt, .returnToStock, .adjustmentIn, .countGain, .transferIn])
    #expect(
      outward == [
        .dispense, .adjustmentOut, .countLoss, .transferOut, .waste, .supplierReturn, .recall,
      ]
    )
    #expect(MovementKind.reversal.direction == nil)
  }

  @Test func `a reason belongs to a direction`() {
    for reason in MovementReason.allCases {
      #expect(!reason.kinds.isEmpty)
      #expect(Set(reason.kinds.map(\.direction)).count == 1)
    }
    let inward = MovementKind.adjustmentIn.allowedReasons
    #expect(Set(inward).isDisjoint(with: MovementKind.adjustmentOut.allowedReasons))
  }

  @Test func `adjustments, waste, supplier returns and reversals need a reason`() {
    #expect(
      MovementKind.allCases.filter(\.requiresReason)
        == [.adjustmentIn, .adjustmentOut, .waste, .supplierReturn, .reversal]
    )
  }

  @Test func `a dispense takes something away`() {
    #expect(MovementKind.dispense.accepts(change: StockQuantity(-30)))
    #expect(!MovementKind.dispense.accepts(change: StockQuantity(30)))
    #expect(!MovementKind.dispense.accepts(change: .zero))
    #expect(MovementKind.reversal.accepts(change: StockQuantity(30)))
    #expect(!MovementKind.reversal.accepts(change: .zero))
    #expect(StockDirection.outward.sign == -1)
    #expect(StockDirection.inward.sign == 1)
  }

  @Test func `counting, wasting and correcting a controlled substance takes two people`() {
    #expect(
      MovementKind.allCases.filter(\.needsSecondPersonWhenControlled)
        == [.adjustmentIn, .adjustmentOut, .countGain, .countLoss, .waste, .reversal]
    )
  }
}
