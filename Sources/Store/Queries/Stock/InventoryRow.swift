import Domain
import GRDB

/// One product as the inventory lists it, exact for the day it is read.
package struct InventoryRow: Equatable, Sendable {
  package let product: Int
  /// Name and strength as they are displayed, look-alike letters included.
  package let name: String
  package let unit: BillingUnit
  /// Nil for a product that is not controlled.
  package let controlSchedule: ControlledSchedule?
  /// Flags of storage and handling, such as `refrigerate` and `hazardous`.
  package let storage: [String]
  package let onHand: StockQuantity
  /// What the alerts and the bar are made of: owed, on order, reorder point, days left.
  package let position: StockPosition
  /// The earliest expiry of an approved lot on the shelf, past ones included; nil for none.
  package let nextExpiry: CalendarDate?
  package let recalledLots: Int
  /// Everything that applies, the most urgent first.
  package let alerts: [StockAlert]
  /// When the next open order is expected; nil when unknown.
  package let arrivesOn: CalendarDate?

  /// Why it is where it is in the list; nil for a product that needs nothing.
  package var why: StockAlert? { alerts.first }
}

extension InventoryRow {
  static let columns = """
    p.product_id, p.display_name, p.billing_unit, p.control_schedule, p.storage,
    \(ProductShelf.positionColumns)
    """

  static let arrivalSQL = """
    SELECT min(o.expected_on)
    FROM purchase_order_lines AS l
    JOIN purchase_orders AS o ON o.order_id = l.order_id
    WHERE l.product_id = ? AND l.received < l.quantity AND o.status IN ('sent', 'partlyReceived')
    """

  /// A row with ``columns``, its quantities summed from its lots as of `day`.
  ///
  /// The stored sums only sort the list: they may be of an earlier day.
  init(_ row: Row, on day: CalendarDate, in db: Database) throws {
    guard let unit = BillingUnit(rawValue: row["billing_unit"]) else {
      throw StoreError.damaged(detail: "products.billing_unit")
    }
    let id: Int = row["product_id"]
    let shelf = ProductShelf(try StockLot.shelf(of: id, in: db), on: day)
    let position = try shelf.position(row, on: day)
    product = id
    name = row["display_name"]
    self.unit = unit
    controlSchedule = try ControlledSchedule.stored(row)
    storage = try Self.flags(row["storage"])
    onHand = shelf.onHand
    self.position = position
    nextExpiry = shelf.nextExpiry
    recalledLots = shelf.recalledLots
    alerts = ProductUrgency(position, shelfExpiry: shelf.nextExpiry, on: day).alerts
    arrivesOn = position.onOrder > .zero ? try Self.arrival(of: id, in: db) : nil
  }

  private static func flags(_ text: String) throws -> [String] {
    guard case .array(let values)? = try? JSON(text: text) else {  // Thrown as damage below.
      throw StoreError.damaged(detail: "products.storage")
    }
    return values.compactMap { value in
      if case .string(let flag) = value { flag } else { nil }
    }
  }

  private static func arrival(of product: Int, in db: Database) throws -> CalendarDate? {
    let statement = try db.cachedStatement(sql: arrivalSQL)
    guard let text = try String.fetchOne(statement, arguments: [product]) else { return nil }
    return CalendarDate(text: text)
  }
}
