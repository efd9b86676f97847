import Domain
import TestSupport
import Testing

@testable import Screens
@testable import Store
@testable import Terminal

@MainActor @Suite struct StockFormTests {
  private func shop() throws -> StockShop {
    let shop = try StockShop()
    try shop.product(1, "oxyCODONE 5 mg tab", schedule: "II")
    try shop.product(2, "losartan 50 mg tab")
    try shop.receive(1, "O1", 300)
    try shop.receive(2, "A1", 250, bin: "R1")
    try shop.receive(2, "B1", 50)
    return shop
  }

  /// The lots of a product, the first one marked.
  private func lots(_ shop: StockShop, _ product: Int) throws -> Clerk {
    try Clerk(LotsScreen(shop.context(), product: product, name: "product \(product)"))
  }

  @Test func `less is there, after a question that Enter cancels`() throws {
    let shop = try shop()
    let clerk = try lots(shop, 2)
    clerk.press(.character("J"), .tab)
    clerk.type("d")
    clerk.press(.tab)
    clerk.type("10")
    clerk.press(.control("s"))
    clerk.expect("adjust-question")
    clerk.answer(.enter)
    #expect(try shop.lot("A1", 2).onHand == StockQuantity(250))
    clerk.press(.control("s"))
    clerk.answer(.character("y"))
    #expect(try shop.lot("A1", 2).onHand == StockQuantity(240))
    let entry = try #require(try shop.session.read(LedgerQuery(.product(.id(2)))).first)
    #expect(entry.kind == .waste)
    #expect(entry.reason == .damaged)
    #expect(clerk.line(22).hasPrefix(" Adjusted lot A1: movement "))
    #expect(clerk.line(6).contains("240"))
  }

  @Test func `more is there offers the reasons of that direction only`() throws {
    let shop = try shop()
    let clerk = try lots(shop, 2)
    clerk.press(.character("J"), .right)
    #expect(clerk.text.contains("found on the shelf"))
    clerk.press(.tab, .tab)
    clerk.type("5")
    clerk.press(.control("s"))
    clerk.answer(.character("y"))
    #expect(try shop.lot("A1", 2).onHand == StockQuantity(255))
  }

  @Test func `a controlled substance needs somebody else`() throws {
    let shop = try shop()
    let clerk = try lots(shop, 1)
    clerk.press(.character("J"), .tab, .tab)
    clerk.type("2")
    clerk.press(.control("s"))
    #expect(clerk.text.contains("! CII: a second person is needed."))
    clerk.type("ortiz")
    clerk.press(.control("s"))
    clerk.answer(.character("y"))
    #expect(clerk.text.contains("Not saved: the second person must be somebody else."))
    for _ in 0..<5 { clerk.press(.backspace) }
    clerk.type("nobody")
    clerk.press(.control("s"))
    #expect(clerk.text.contains("! Nobody here has that handle."))
    for _ in 0..<6 { clerk.press(.backspace) }
    clerk.type("lee")
    clerk.press(.control("s"))
    #expect(clerk.text.contains("Second person: Sam Lee."))
    clerk.answer(.character("y"))
    #expect(try shop.lot("O1", 1).onHand == StockQuantity(298))
  }

  @Test func `nothing leaves that is reserved`() throws {
    let shop = try shop()
    try shop.execute("UPDATE lots SET reserved = 245000 WHERE lot_number = 'A1'")
    let clerk = try lots(shop, 2)
    clerk.press(.character("J"), .tab, .tab)
    clerk.type("10")
    clerk.press(.control("s"))
    clerk.answer(.character("y"))
    #expect(
      clerk.text.contains("Not saved: lot A1 holds 250, 245 of it reserved; 10 cannot leave.")
    )
    #expect(try shop.lot("A1", 2).onHand == StockQuantity(250))
  }

  @Test func `a lot is held with a reason and released after a question`() throws {
    let shop = try shop()
    let clerk = try lots(shop, 2)
    clerk.press(.character("H"), .control("s"))
    #expect(clerk.text.contains("! A reason is needed."))
    clerk.type("torn seal")
    clerk.press(.control("s"))
    #expect(try shop.lot("A1", 2).status == .hold)
    #expect(clerk.line(6).contains("NO, HOLD: torn seal"))
    clerk.press(.character("H"), .tab)
    clerk.type("seal is whole")
    clerk.press(.control("s"))
    #expect(clerk.text.contains("Lot A1 of losartan 50 mg tab, now hold, may be given to"))
    clerk.answer(.character("y"))
    #expect(try shop.lot("A1", 2).status == .approved)
  }

  @Test func `a recalled lot is not released by one person`() throws {
    let shop = try shop()
    let lot = try shop.lot("A1", 2)
    _ = try shop.session.write(SetLotStatus(lot: .id(lot.id), status: .recalled, reason: "class I"))
    let clerk = try lots(shop, 2)
    clerk.press(.character("H"), .tab)
    clerk.type("ended")
    clerk.press(.control("s"))
    #expect(clerk.text.contains("! Releasing a recalled lot needs a second person."))
    clerk.type("lee")
    clerk.press(.control("s"))
    clerk.answer(.character("y"))
    #expect(try shop.lot("A1", 2).status == .approved)
  }

  @Test func `a count is blind, and what differs is counted twice`() throws {
    let shop = try shop()
    let clerk = try lots(shop, 2)
    clerk.press(.character("c"))
    clerk.expect("count-sheet")
    clerk.type("249")
    clerk.press(.tab)
    clerk.type("50")
    clerk.press(.control("s"))
    #expect(clerk.text.contains("Differs from the record: count lot A1 once more."))
    #expect(try shop.lot("A1", 2).onHand == StockQuantity(250))
    clerk.type("249")
    clerk.press(.control("s"))
    #expect(clerk.text.contains("counted twice: lot A1 249 instead of"))
    clerk.answer(.character("y"))
    #expect(try shop.lot("A1", 2).onHand == StockQuantity(249))
    #expect(clerk.line(22) == " Counted losartan 50 mg tab: 1 lot corrected.")
  }

  @Test func `a count that agrees asks nothing`() throws {
    let shop = try shop()
    let clerk = try lots(shop, 2)
    clerk.press(.character("c"))
    clerk.type("250")
    clerk.press(.tab)
    clerk.type("50")
    clerk.press(.control("s"))
    #expect(clerk.line(22) == " Counted losartan 50 mg tab: all as recorded.")
    #expect(try shop.count("SELECT count(*) FROM stock_movements") == 3)
  }

  @Test func `a movement is reversed once and stays in the ledger`() throws {
    let shop = try shop()
    let clerk = try lots(shop, 2)
    clerk.press(.down, .character("L"))
    #expect(clerk.line(5).contains("received"))
    clerk.press(.character("R"), .control("s"))
    #expect(clerk.text.contains("Lot B1 of losartan 50 mg tab gets 50 less"))
    clerk.answer(.character("y"))
    #expect(try shop.lot("B1", 2).onHand == .zero)
    clerk.expect("ledger-reversed")
    clerk.press(.down, .character("R"))
    #expect(clerk.line(22) == " It was reversed before.")
  }

  @Test func `a ledger of a thousand entries is read page by page`() throws {
    let shop = try shop()
    let lot = try shop.lot("A1", 2)
    try shop.execute(
      """
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 997)
      INSERT INTO stock_movements (movement_id, lot_id, product_id, kind, quantity, moved_at,
        moved_by, digest)
      SELECT n + 3, \(lot.id), 2, 'receipt', 1000, n, 1, randomblob(8)
      FROM numbers
      """
    )
    let screen = LedgerScreen(shop.context(), product: 2, name: "losartan 50 mg tab")
    let clerk = try Clerk(screen)
    #expect(clerk.text.contains("1 of at least 100"))
    for _ in 0..<12 { clerk.press(.end) }
    #expect(clerk.text.contains(" 999 of 999 "))
    #expect(screen.rows.heldRows <= 500)
    clerk.press(.home)
    #expect(screen.selected?.movement == 1000)
  }
}
