import Domain
import TestSupport
import Testing

@testable import Screens
@testable import Store
@testable import Terminal

@MainActor @Suite struct ReceiveScreenTests {
  private static let gtin = "00399999112857"

  private func shop() throws -> StockShop {
    let shop = try StockShop()
    try shop.product(1, "abacavir 300 mg tab", ndc: "99999-0112-85", gtin: Self.gtin, package: 60)
    try shop.product(2, "losartan 50 mg tab")
    return shop
  }

  private func opened(_ shop: StockShop) throws -> Clerk {
    let clerk = try Clerk(InventoryScreen(shop.context()))
    clerk.press(.character("r"))
    return clerk
  }

  /// A barcode with lot and expiry and, when given, a serial number.
  private func code(_ lot: String, _ serial: String? = nil) -> String {
    let tail = serial.map { "\u{1D}21\($0)" } ?? ""
    return "]d201\(Self.gtin)1727083110\(lot)\(tail)"
  }

  @Test func `thirty scanned packages take no key between them and one to post`() throws {
    let shop = try shop()
    let clerk = try opened(shop)
    for number in 1...30 { clerk.scan(code(number % 2 == 0 ? "A1" : "B1")) }
    clerk.expect("receive-scanned")
    clerk.press(.control("s"))
    #expect(clerk.line(22) == " Received: 2 lines, 1 product.")
    #expect(try shop.lot("A1", 1).onHand == StockQuantity(900))
    #expect(try shop.lot("B1", 1).expiresOn == CalendarDate(text: "2027-08-31"))
    #expect(try shop.count("SELECT count(*) FROM stock_movements") == 2)
  }

  @Test func `typed by name, with the month of expiry alone`() throws {
    let shop = try shop()
    let clerk = try opened(shop)
    clerk.type("losar")
    clerk.press(.enter)
    #expect(clerk.line(2) == " Found losartan 50 mg tab.")
    clerk.type("A1178")
    clerk.press(.enter)
    clerk.type("08/2027")
    clerk.press(.enter)
    clerk.type("100")
    clerk.press(.enter)
    clerk.type("R1")
    clerk.press(.enter)
    clerk.type("n")
    clerk.press(.right, .enter)
    clerk.type("INV 7")
    clerk.press(.enter)
    clerk.expect("receive-typed")
    clerk.press(.control("s"))
    let lot = try shop.lot("A1178", 2)
    #expect(lot.onHand == StockQuantity(100))
    #expect(lot.bin == "R1")
    #expect(lot.expiresOn == CalendarDate(text: "2027-08-31"))
    let entry = try #require(try shop.session.read(LedgerQuery(.lot(.id(lot.id)))).first)
    #expect(entry.reference == "INV 7")
  }

  @Test func `a serial number needs a supplier, and the same package comes in once`() throws {
    let shop = try shop()
    let clerk = try opened(shop)
    clerk.scan(code("A1", "S1"))
    #expect(clerk.line(2).hasPrefix(" Choose the supplier: a package with a serial number"))
    clerk.type("n")
    clerk.press(.right, .tab, .enter)
    #expect(clerk.line(2).hasPrefix(" Added abacavir 300 mg tab, lot A1."))
    clerk.scan(code("A1", "S1"))
    #expect(clerk.line(2) == " That package is in the list already. Nothing was added.")
    clerk.scan(code("A1", "S2"))
    clerk.press(.control("s"))
    #expect(clerk.line(22) == " Received: 2 lines, 1 product.")
    #expect(try shop.count("SELECT count(*) FROM traceability WHERE gtin IS NOT NULL") == 2)
    clerk.press(.character("r"))
    clerk.scan(code("A1", "S2"))
    clerk.type("n")
    clerk.press(.right, .tab, .enter, .control("s"))
    #expect(clerk.text.contains("the package with serial number S2 was received before."))
    #expect(try shop.lot("A1", 1).onHand == StockQuantity(120))
  }

  @Test func `an unknown code fills what it says and asks for the product`() throws {
    let shop = try shop()
    let clerk = try opened(shop)
    clerk.scan("]d20150399999112852" + "17270831" + "10C9")
    #expect(
      clerk.line(2)
        == " A case not in the catalogue: type the product and how many units it holds."
    )
    #expect(clerk.text.contains("C9"))
    #expect(clerk.text.contains("2027-08-31"))
  }

  @Test func `a scan that comes while something is typed does not mix with it`() throws {
    let shop = try shop()
    let clerk = try opened(shop)
    clerk.type("los")
    clerk.scan(code("A1"))
    #expect(clerk.text.contains("A1"))
    #expect(!clerk.text.contains("los]d2"))
  }

  @Test func `a scan that is no barcode adds nothing`() throws {
    let shop = try shop()
    let clerk = try opened(shop)
    clerk.scan("]d201\(Self.gtin.dropLast())9" + "10A1")
    #expect(clerk.text.contains("Nothing in the list yet"))
    #expect(clerk.line(2).contains("names no product"))
  }

  @Test func `words that come fast are words`() throws {
    let shop = try shop()
    let clerk = try opened(shop)
    clerk.scan("losartan")
    #expect(clerk.line(2) == " Found losartan 50 mg tab.")
  }

  @Test func `the expiry of a known lot must be the same`() throws {
    let shop = try shop()
    try shop.receive(1, "A1", 60, expires: "2027-09-30")
    let clerk = try opened(shop)
    clerk.scan(code("A1"))
    clerk.press(.control("s"))
    #expect(clerk.text.contains("lot A1 is known with expiry September 30, 2027"))
    #expect(clerk.text.contains("To be posted: 1 line, 1 product"))
    #expect(try shop.lot("A1", 1).onHand == StockQuantity(60))
  }

  @Test func `what was not posted is not lost by Escape`() throws {
    let shop = try shop()
    let clerk = try opened(shop)
    clerk.scan(code("A1"))
    clerk.press(.escape)
    #expect(clerk.text.contains("1 line and what you typed have not been posted."))
    clerk.answer(.escape)
    #expect(clerk.text.contains("To be posted: 1 line"))
    clerk.press(.control("k"))
    #expect(clerk.text.contains("Nothing in the list yet"))
    clerk.press(.escape)
    #expect(clerk.line(0).hasPrefix(" INVENTORY"))
  }
}
