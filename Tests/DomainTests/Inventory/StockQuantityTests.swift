import Testing

@testable import Domain

@Suite struct StockQuantityTests {
  @Test(
    arguments: [
      ("30", 30_000), ("2.5", 2500), ("1 1/2", 1500), ("1,000", 1_000_000), ("8.125", 8125),
      ("0", 0), ("1/8", 125),
    ]) func `what people write for a quantity is kept in thousandths`(text: String, expected: Int)
  {
    #expect(StockQuantity(text: text) == StockQuantity(thousandths: expected))
  }

  @Test(arguments: ["1/3", "-1", "0.0001", "", "two", "1e3", "99999999"])
  func `a third of a tablet and what is no quantity are refused`(text: String) {
    #expect(StockQuantity(text: text) == nil)
  }

  @Test func `tablets are written in fractions and milliliters in decimals`() {
    let quantity = StockQuantity(thousandths: 1500)
    #expect(quantity.text(in: .each) == "1 1/2")
    #expect(quantity.text(in: .milliliter) == "1.5")
    #expect(quantity.text(in: .gram) == "1.5")
    #expect((-quantity).text(in: .each) == "-1 1/2")
  }

  @Test func `what is written is read back`() {
    for thousandths in stride(from: 0, through: 20_000, by: 125) {
      let quantity = StockQuantity(thousandths: thousandths)
      #expect(StockQuantity(text: quantity.description) == quantity)
      for unit in BillingUnit.allCases {
        #expect(StockQuantity(text: quantity.text(in: unit)) == quantity)
      }
    }
  }

  @Test func `three halves are one and a half`() {
    let half = StockQuantity(thousandths: 500)
    #expect(half + half + half == StockQuantity(text: "1 1/2"))
    #expect(half * 3 - half == StockQuantity(1))
  }
}
