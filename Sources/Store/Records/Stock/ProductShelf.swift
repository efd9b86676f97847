import Domain
import GRDB

/// What the lots of a product amount to on a day.
struct ProductShelf: Equatable {
  var onHand = StockQuantity.zero
  /// Of every lot, usable or not.
  var reserved = StockQuantity.zero
  /// In lots that may be used that day, reserved or not.
  var usable = StockQuantity.zero
  /// The same less what is reserved there.
  var free = StockQuantity.zero
  var recalled = StockQuantity.zero
  var recalledLots = 0
  /// The earliest expiry of an approved lot on the shelf, past ones included.
  var nextExpiry: CalendarDate?
  /// The earliest expiry of a lot that may be used that day.
  var nextUsableExpiry: CalendarDate?

  /// Sums up lots in any order; those that hold nothing count for nothing.
  init(_ lots: [StockLot], on day: CalendarDate) {
    for lot in lots where lot.onHand > .zero {
      onHand += lot.onHand
      reserved += lot.reserved
      free += lot.free(on: day)
      if lot.status == .recalled {
        recalled += lot.onHand
        recalledLots += 1
      }
      if lot.status == .approved { nextExpiry = Self.earlier(nextExpiry, lot.expiresOn) }
      if lot.condition.usability(on: day) == .usable {
        usable += lot.onHand
        nextUsableExpiry = Self.earlier(nextUsableExpiry, lot.expiresOn)
      }
    }
  }

  /// The columns of `products AS p` and `suppliers AS s` that a position is made of.
  static let positionColumns = """
    p.owed, p.on_order, p.reorder_point, p.maximum_stock, p.daily_demand, p.abc_class,
    p.counted_on, s.lead_days
    """

  /// The product's position: its lots and what its own row says beside them.
  ///
  /// Stock that was never counted is due.
  func position(_ product: Row, on day: CalendarDate) throws -> StockPosition {
    guard let countClass = CountClass(rawValue: product["abc_class"]) else {
      throw StoreError.damaged(detail: "products.abc_class")
    }
    var position = StockPosition(usable: usable)
    position.reserved = usable - free
    position.recalled = recalled
    position.owed = product.quantity("owed")
    position.onOrder = product.quantity("on_order")
    position.reorderPoint = product.quantity("reorder_point")
    position.maximum = product.quantity("maximum_stock")
    position.demandPerDay = product.quantity("daily_demand").units
    position.leadTimeDays = (product["lead_days"] as Int?) ?? 0
    position.earliestExpiry = nextUsableExpiry
    let counted = try product.date("counted_on")
    position.countDueOn = counted.map { $0 + countClass.interval } ?? (onHand > .zero ? day : nil)
    return position
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
      once: """
        SELECT \(ProductShelf.positionColumns)
        FROM products AS p
        LEFT JOIN suppliers AS s ON s.supplier_id = p.supplier_id
        WHERE p.product_id = ?
        """,
      arguments: [product]
    )
    guard let row else { throw StoreError.notFound(what: "product", id: "\(product)") }
    let shelf = ProductShelf(try StockLot.shelf(of: product, in: db), on: day)
    let urgency = ProductUrgency(
      try shelf.position(row, on: day),
      shelfExpiry: shelf.nextExpiry,
      on: day
    )
    let update = try db.cachedStatement(
      sql: """
        UPDATE products
        SET on_hand = ?, reserved = ?, usable = ?, free = ?, next_expiry = ?, recalled_lots = ?,
          alerts = ?, urgency = ?, urgency_key = ?, assessed_on = ?, reassess_on = ?
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
