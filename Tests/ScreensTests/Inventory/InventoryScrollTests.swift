import Domain
import TestSupport
import Testing

@testable import Screens
@testable import Store
@testable import Terminal

@MainActor @Suite struct InventoryScrollTests {
  static let products = 20_000

  private func shop() throws -> StockShop {
    let shop = try StockShop()
    try shop.execute(
      """
      WITH RECURSIVE numbers (n) AS (
        SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < \(Self.products)
      )
      INSERT INTO products (product_id, public_id, product_name, display_name, strength,
        dosage_form, billing_unit, is_breakable, reassess_on)
      SELECT n, randomblob(16), printf('product %05d', n), printf('product %05d', n), '', 'tablet',
        'EA', 1, NULL
      FROM numbers
      """
    )
    return shop
  }

  @Test func `twenty thousand products are walked through with a few pages held`() throws {
    let shop = try shop()
    let screen = InventoryScreen(shop.context())
    let clerk = try Clerk(screen)
    #expect(clerk.text.contains(" 1 of 20,000 "))
    var held = 0
    for key: Key in [.end, .pageUp, .home] + Array(repeating: .pageDown, count: 80) {
      clerk.clock.advance(by: .milliseconds(100))
      clerk.shell.press(key)
      // At most the page on either side and the lots of the marked product.
      #expect(clerk.shell.effectsInFlight <= 4)
      clerk.shell.settle()
      held = max(held, screen.rows.heldRows)
      _ = clerk.picture
    }
    #expect(held <= 500)
    #expect(screen.list.selected == 800)
    #expect(clerk.text.contains("product 00801"))
    clerk.press(.end)
    #expect(clerk.text.contains("▌       product 20000"))
  }

  @Test func `keys held down before any answer leave the right rows in sight`() throws {
    let shop = try shop()
    let screen = InventoryScreen(shop.context())
    let clerk = try Clerk(screen)
    for _ in 0..<300 { clerk.shell.press(.pageDown) }
    clerk.shell.settle()
    _ = clerk.picture
    clerk.shell.settle()
    let place = screen.list.selected + 1
    #expect(screen.selected?.product == place)
    #expect(screen.rows.heldRows <= 500)
    #expect(screen.selectedShelf?.lots.product.id == place)
  }
}

@Suite struct PageWindowTests {
  @Test func `a page is asked for once and an answer to an earlier reading is dropped`() {
    var window = PageWindow<Int>(pageRows: 10, limit: 2)
    #expect(window.missing(in: 5..<15) == [0, 1])
    #expect(window.missing(in: 5..<15) == [])
    window.put(Array(0..<10), page: 0, of: 0, near: 5)
    #expect(window[7] == 7)
    #expect(window[12] == nil)
    window.restart(keepsRows: true)
    #expect(window[7] == 7)
    window.put(Array(10..<20), page: 1, of: 0, near: 5)
    #expect(window[12] == nil)
    #expect(window.missing(in: 5..<15) == [0, 1])
  }

  @Test func `the farthest pages make room`() {
    var window = PageWindow<Int>(pageRows: 10, limit: 2)
    for page in 0..<6 {
      _ = window.missing(in: page * 10..<page * 10 + 1)
      window.put(Array(page * 10..<page * 10 + 10), page: page, of: 0, near: page * 10)
    }
    #expect(window.heldRows == 20)
    #expect(window[55] == 55)
    #expect(window[45] == 45)
    #expect(window[35] == nil)
  }

  @Test func `a page that failed may be asked for again`() {
    var window = PageWindow<Int>(pageRows: 10)
    #expect(window.missing(in: 0..<1) == [0])
    window.failed(page: 0, of: 0)
    #expect(window.missing(in: 0..<1) == [0])
  }
}
