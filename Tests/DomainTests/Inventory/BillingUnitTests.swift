import Testing

@testable import Domain

@Suite struct BillingUnitTests {
  @Test(
    arguments: [
      ("EA", BillingUnit.each), ("ML", .milliliter), ("mL", .milliliter), ("GM", .gram),
      ("g", .gram),
    ]) func `billing units are read in any spelling`(text: String, unit: BillingUnit)
  {
    #expect(BillingUnit(text: text) == unit)
  }

  @Test func `a box is not a billing unit`() { #expect(BillingUnit(text: "BX") == nil) }

  @Test func `an inhaler leaves the shelf whole`() throws {
    let size = try #require(StockQuantity(text: "8.5"))
    let inhaler = try #require(StockForm(unit: .gram, packSize: size, isBreakable: false))
    #expect(inhaler.accepts(size * 2))
    #expect(!inhaler.accepts(StockQuantity(10)))
    #expect(!inhaler.accepts(-size))
    #expect(inhaler.packs(covering: StockQuantity(10)) == 2)
    #expect(inhaler.packs(covering: size) == 1)
    #expect(inhaler.packs(covering: .zero) == 0)
  }

  @Test func `half a tablet leaves a bottle that may be opened`() throws {
    let bottle = try #require(
      StockForm(unit: .each, packSize: StockQuantity(100), isBreakable: true)
    )
    #expect(bottle.accepts(StockQuantity(thousandths: 500)))
  }

  @Test func `a package that holds nothing is refused`() {
    #expect(StockForm(unit: .each, packSize: .zero, isBreakable: true) == nil)
  }
}
