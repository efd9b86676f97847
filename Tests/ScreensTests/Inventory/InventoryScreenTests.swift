import Domain
import GRDB
import TestSupport
import Testing

@testable import Screens
@testable import Store
@testable import Terminal

@MainActor @Suite struct InventoryScreenTests {
  @Test func `what may not be touched stands first, then what fails today`() throws {
    let shop = try StockShop.picture()
    let clerk = try Clerk(InventoryScreen(shop.context()))
    clerk.expect("inventory")
    clerk.press(.down)
    clerk.expect("inventory-short")
  }

  @Test func `without anything but ASCII`() throws {
    let shop = try StockShop.picture()
    let clerk = try Clerk(InventoryScreen(shop.context()), glyphs: .ascii)
    clerk.expect("inventory-ascii")
    #expect(clerk.text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `a wide terminal shows the lots beside the list`() throws {
    let shop = try StockShop.picture()
    let clerk = try Clerk(InventoryScreen(shop.context()))
    clerk.size = Size(rows: 30, columns: 140)
    clerk.press(.end)
    clerk.expect("inventory-wide")
  }

  @Test func `in a narrow terminal columns give way and numbers stay`() throws {
    let shop = try StockShop.picture()
    let clerk = try Clerk(InventoryScreen(shop.context()))
    clerk.size = Size(rows: 18, columns: 60)
    clerk.expect("inventory-narrow")
  }

  @Test func `only what is low, and all of it again`() throws {
    let shop = try StockShop.picture()
    let clerk = try Clerk(InventoryScreen(shop.context()))
    clerk.press(.character("f"))
    clerk.type("l")
    clerk.press(.control("s"))
    #expect(clerk.line(3).hasPrefix("── only LOW; A shows all ─"))
    #expect(clerk.line(5).hasPrefix("▌LOW    metFORMIN 500 mg tab"))
    #expect(clerk.line(6) == "")
    clerk.press(.character("a"))
    #expect(clerk.line(5).hasPrefix("▌RECALL losartan"))
  }

  @Test(arguments: [
    (field: 1, letters: "a", found: "oxyCODONE 5 mg tab"),
    (field: 1, letters: "CCCC", found: nil),
    (field: 2, letters: "f", found: "insulin glargine pen"),
    (field: 2, letters: "h", found: "methotrexate 2.5 mg tab"),
  ]) func `a filter by control class or storage`(field: Int, letters: String, found: String?) throws
  {
    let shop = try StockShop.picture()
    let clerk = try Clerk(InventoryScreen(shop.context()))
    clerk.press(.character("f"))
    for _ in 0..<field { clerk.press(.tab) }
    clerk.type(letters)
    clerk.press(.control("s"))
    if let found {
      #expect(clerk.line(5).contains(found))
    } else {
      #expect(clerk.line(6).hasPrefix(" No product fits CV. A shows all products."))
    }
    #expect(!clerk.line(6).contains("tab"))
  }

  @Test func `beginnings of words find a product, and so does its barcode`() throws {
    let shop = try StockShop.picture()
    try shop.product(9, "amlodipine 5 mg tab", ndc: "99999-0112-85", gtin: "00399999112857")
    let clerk = try Clerk(InventoryScreen(shop.context()))
    clerk.press(.character("/"))
    clerk.type("oxy 5")
    clerk.press(.enter)
    #expect(clerk.line(5).contains("oxyCODONE 5 mg tab"))
    #expect(clerk.line(6) == "")
    clerk.scan("]d20100399999112857172708311" + "0B7\u{1D}21S1")
    #expect(clerk.line(0).hasPrefix(" LOTS"))
    #expect(clerk.line(2) == " amlodipine 5 mg tab")
  }

  @Test func `sorting by name and by expiry says so`() throws {
    let shop = try StockShop.picture()
    let clerk = try Clerk(InventoryScreen(shop.context()))
    clerk.press(.character("s"))
    #expect(clerk.line(3).hasPrefix("── by name ─"))
    #expect(clerk.line(5).contains("apixaban"))
    clerk.press(.character("s"))
    #expect(clerk.line(3).hasPrefix("── by expiry ─"))
    #expect(clerk.line(5).contains("methotrexate"))
    #expect(clerk.text.contains(" 1 of 4 "))
    #expect(!clerk.text.contains("oxyCODONE"))
  }

  @Test func `an empty shelf says what to do`() throws {
    let clerk = try Clerk(InventoryScreen(try StockShop().context()))
    clerk.expect("inventory-empty")
    clerk.press(.enter)
    #expect(clerk.line(22) == " No product is marked.")
  }

  @Test func `who may not see the stock is told so and sees nothing of it`() throws {
    let shop = try StockShop.picture()
    try shop.execute("UPDATE user_roles SET role = 'patient' WHERE user_id = 2")
    let patient = try #require(try shop.test.database.person(handle: "lee"))
    let clerk = try Clerk(InventoryScreen(shop.context(as: patient)))
    #expect(clerk.line(3).hasPrefix(" You may not see the stock here."))
    #expect(!clerk.text.contains("losartan"))
  }

  @Test func `a technician is told who adjusts`() throws {
    let shop = try StockShop.picture()
    let clerk = try Clerk(InventoryScreen(shop.context(as: shop.lee)))
    clerk.press(.character("J"))
    #expect(clerk.line(22) == " A pharmacist or manager does that; you may receive and count.")
  }

  @Test func `the mark stays on its product when the list is read again`() throws {
    let shop = try StockShop.picture()
    let clerk = try Clerk(InventoryScreen(shop.context()))
    clerk.press(.end)
    #expect(clerk.text.contains("▌       lisinopril"))
    let lot = try shop.lot("M7", 5)
    _ = try shop.session.write(SetLotStatus(lot: .id(lot.id), status: .recalled, reason: "class I"))
    clerk.shell.refresh(.dataChanged)
    clerk.shell.settle()
    #expect(clerk.text.contains("▌       lisinopril"))
    #expect(clerk.line(2).hasPrefix(" RECALL 2"))
  }

  @Test func `hostile and long names break no line, and marks are never cut`() throws {
    let shop = try StockShop()
    let name = "Take 5 mg\rTake 50 mg \u{202E}gm 005\u{1B}[31m " + String(repeating: "名", count: 60)
    try shop.product(1, name, schedule: "II", storage: #"["FRIDGE","HAZ"]"#)
    try shop.receive(1, "L1", 1_234_567)
    // No screen and no command takes such a number; a file from elsewhere may hold one.
    try shop.execute("UPDATE lots SET lot_number = ?", ["L\u{202E}\r1"])
    try shop.execute("UPDATE user_profiles SET last_name = ?", [String(repeating: "W", count: 90)])
    let ortiz = try #require(try shop.test.database.person(handle: "ortiz"))
    let clerk = try Clerk(InventoryScreen(shop.context(as: ortiz)))
    let row = clerk.line(5)
    #expect(row.contains("CII FRIDGE HAZ 1234k 1234k"))
    #expect(clerk.text.unicodeScalars.allSatisfy { $0 == "\n" || !$0.properties.isBidiControl })
    #expect(clerk.text.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 0x20 })
    #expect(clerk.line(0).hasPrefix(" INVENTORY  Elm"))
    clerk.press(.enter, .character("L"))
    #expect(clerk.line(0).hasPrefix(" LEDGER"))
    #expect(clerk.picture.lines.count == 24)
  }
}
