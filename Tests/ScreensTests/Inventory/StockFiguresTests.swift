import Domain
import Store
import Terminal
import Testing

@testable import Screens

@MainActor @Suite struct StockFiguresTests {
  @Test(arguments: [
    (text: "0", unit: BillingUnit.each, width: 5, shown: "0"),
    (text: "1250", unit: .each, width: 5, shown: "1,250"),
    (text: "12345", unit: .each, width: 5, shown: "12345"),
    (text: "123456", unit: .each, width: 5, shown: "123k"),
    (text: "1 1/2", unit: .each, width: 5, shown: "1 1/2"),
    (text: "118.25", unit: .milliliter, width: 5, shown: "118+"),
    (text: "8.5", unit: .gram, width: 5, shown: "8.5"),
  ]) func `a number is rounded down rather than cut`(
    text: String,
    unit: BillingUnit,
    width: Int,
    shown: String
  ) throws {
    let quantity = try #require(StockQuantity(text: text))
    #expect(StockFigures.quantity(quantity, unit, width: width) == shown)
  }

  @Test(arguments: [
    ("2027-08-31", "2027-08-31"), ("08/2027", "2027-08-31"), ("2/2028", "2028-02-29"),
    ("2027-02", "2027-02-28"), ("08/31/2027", "2027-08-31"), ("8/31/27", "2027-08-31"),
    ("13/2027", nil), ("soon", nil), ("2027", nil), ("1/2/3/4", nil), ("08/x/2027", nil),
  ]) func `a date as it stands on packages`(text: String, date: String?) {
    #expect(StockFields.date(text)?.description == date)
  }

  @Test func `marks say class, cold and hazard, and show what they do not know`() {
    #expect(StockFigures.marks(.two, ["SAFE", "refrigerate"]) == "CII FRIDGE SAFE")
    #expect(StockFigures.marks(nil, ["hazardous", "lightproof"]) == "HAZ LIGHTP")
  }
}

@Suite struct ScanBurstTests {
  private func outcomes(_ keys: [(Key, Int)]) -> [ScanBurst.Outcome] {
    var burst = ScanBurst()
    return keys.map { burst.take(KeyPress($0.0, time: .milliseconds($0.1))) }
  }

  @Test func `five characters within 50 ms each and Enter are a scan`() {
    let keys = (0..<5).map { (Key.character(Character("\($0)")), $0 * 50) } + [(.enter, 250)]
    #expect(outcomes(keys).last == .scan("01234"))
  }

  @Test func `a pause makes it typing`() {
    let keys = (0..<5).map { (Key.character(Character("\($0)")), $0 * 50) } + [(.enter, 251)]
    #expect(outcomes(keys).last == .typing)
  }

  @Test func `four characters are typing`() {
    let keys = (0..<4).map { (Key.character(Character("\($0)")), $0) } + [(.tab, 5)]
    #expect(outcomes(keys).last == .typing)
  }

  @Test func `a separator belongs to the scan`() {
    let keys: [(Key, Int)] = [
      (.character("1"), 0), (.character("0"), 1), (.character("A"), 2), (.control("]"), 3),
      (.character("2"), 4), (.enter, 5),
    ]
    #expect(outcomes(keys)[3] == .swallowed)
    #expect(outcomes(keys).last == .scan("10A\u{1D}2"))
  }
}
