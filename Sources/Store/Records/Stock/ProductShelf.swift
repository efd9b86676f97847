import Domain
import GRDB

/// What the lots of a product amount to on a day.
struct ProductShelf: Equatable {
  var onHand = StockQuantity.zero
  var reserved = StockQuantity.zero
  /// In lots that may be used that day, reserved or not.
  var usable = StockQuantity.zero
  /// The same less what is reserved there.
  var free = StockQuantity.zero
  /// The earliest expiry of an approved lot on the shelf, past ones included.
  var nextExpiry: CalendarDate?
  /// The earliest expiry of a lot that may be used that day.
  var nextUsableExpiry: CalendarDate?
  var recalledLots = 0

  /// Sums up lots in any order; those that hold nothing count for nothing.
  init(_ lots: [StockLot], on day: CalendarDate) {
    for lot in lots where lot.onHand > .zero {
      onHand += lot.onHand
      reserved += lot.reserved
      free += lot.free(on: day)
      if lot.status == .recalled { recalledLots += 1 }
      if lot.status == .approved { nextExpiry = Self.earlier(nextExpiry, lot.expiresOn) }
      if lot.condition.usability(on: day) == .usable {
        usable += lot.onHand
        nextUsableExpiry = Self.earlier(nextUsableExpiry, lot.expiresOn)
      }
    }
  }

  /// The product's state: its lots and what its own row says beside them.
  func state(_ product: Row) throws -> ProductState {
    guard let countClass = CountClass(rawValue: product["abc_class"]) else {
      throw StoreError.damaged(detail: "products.abc_class")
    }
    return ProductState(
      usable: usable,
      free: free,
      owed: product.quantity("owed"),
      onOrder: product.quantity("on_order"),
      reorderPoint: product.quantity("reorder_point"),
      dailyDemand: product.quantity("daily_demand"),
      nextExpiry: nextExpiry,
      nextUsableExpiry: nextUsableExpiry,
      recalledLots: recalledLots,
      countClass: countClass,
      countedOn: try product.date("counted_on")
    )
  }

  private static func earlier(_ first: CalendarDate?, _ second: CalendarDate?) -> CalendarDate? {
    [first, second].compactMap { $0 }.min()
  }
}

extension WriteContext {
  /// Brings a product's own row up to its lots and judges how urgent it is.
  ///
  /// To be called by every transaction that changes a lot, or what is owed, on order, demanded or
  /// counted of a product.
  func assess(product: Int, on day: CalendarDate) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT owed, on_order, reorder_point, daily_demand, abc_class, counted_on
        FROM products
        WHERE product_id = ?
        """,
      arguments: [product]
    )
    guard let row else { throw StoreError.notFound(what: "product", id: "\(product)") }
    let shelf = ProductShelf(try StockLot.shelf(of: product, in: db), on: day)
    let urgency = ProductUrgency(of: try shelf.state(row), on: day)
    let update = try db.cachedStatement(
      sql: """
        UPDATE products
        SET on_hand = ?, reserved = ?, usable = ?, free = ?, next_expiry = ?, recalled_lots = ?,
          concerns = ?, urgency = ?, urgency_key = ?, assessed_on = ?, reassess_on = ?
        WHERE product_id = ?
        """
    )
    try update.execute(arguments: [
      shelf.onHand.thousandths, shelf.reserved.thousandths, shelf.usable.thousandths,
      shelf.free.thousandths, shelf.nextExpiry?.description, shelf.recalledLots, urgency.mask,
      urgency.rank, urgency.order, day.description, urgency.reassessOn?.description, product,
    ])
  }
}
