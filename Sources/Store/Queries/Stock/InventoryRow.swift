import Domain
import GRDB

/// One product as the inventory lists it, exact for the day it is read.
package struct InventoryRow: Equatable, Sendable {
  package let product: Int
  /// Name and strength as they are displayed, look-alike letters included.
  package let name: String
  package let unit: BillingUnit
  /// `II` to `V`, or nil for a product that is not controlled.
  package let controlSchedule: String?
  /// Flags of storage and handling, such as `refrigerate` and `hazardous`.
  package let storage: [String]
  package let onHand: StockQuantity
  /// What may be promised: usable lots less what is reserved of them.
  package let free: StockQuantity
  package let owed: StockQuantity
  package let onOrder: StockQuantity
  package let reorderPoint: StockQuantity
  package let maximumStock: StockQuantity
  /// Whole days that the free stock lasts; nil when the demand is unknown.
  package let daysLeft: Int?
  /// The earliest expiry of an approved lot on the shelf; nil when there is none.
  package let nextExpiry: CalendarDate?
  package let recalledLots: Int
  /// Everything that applies, the most urgent first.
  package let concerns: [StockConcern]
  /// When the next open order is expected; nil when unknown.
  package let arrivesOn: CalendarDate?

  /// Why it is where it is in the list; nil for a product that needs nothing.
  package var why: StockConcern? { concerns.first }
}

extension InventoryRow {
  static let columns = """
    p.product_id, p.display_name, p.billing_unit, p.control_schedule, p.storage, p.owed,
    p.on_order, p.reorder_point, p.maximum_stock, p.daily_demand, p.abc_class, p.counted_on
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
    let state = try shelf.state(row)
    product = id
    name = row["display_name"]
    self.unit = unit
    controlSchedule = row["control_schedule"]
    storage = try Self.flags(row["storage"])
    onHand = shelf.onHand
    free = shelf.free
    owed = state.owed
    onOrder = state.onOrder
    reorderPoint = state.reorderPoint
    maximumStock = row.quantity("maximum_stock")
    daysLeft = state.daysLeft
    nextExpiry = shelf.nextExpiry
    recalledLots = shelf.recalledLots
    concerns = ProductUrgency(of: state, on: day).concerns
    arrivesOn = state.onOrder > .zero ? try Self.arrival(of: id, in: db) : nil
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
