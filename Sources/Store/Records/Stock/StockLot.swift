import Domain
import GRDB

/// A lot as it stands on the shelf.
package struct StockLot: Equatable, Sendable {
  package let id: Int
  package let productID: Int
  package let lotNumber: String
  package let expiresOn: CalendarDate?
  package let status: LotStatus
  package let statusReason: String?
  package let bin: String?
  package let receivedOn: CalendarDate?
  package let onHand: StockQuantity
  package let reserved: StockQuantity

  package var condition: LotCondition { LotCondition(status: status, expiresOn: expiresOn) }

  /// What nobody has reserved, usable or not.
  package var unreserved: StockQuantity { onHand - reserved }

  /// What may be promised today: nothing of a lot that may not be used.
  package func free(on day: CalendarDate) -> StockQuantity {
    condition.usability(on: day) == .usable ? unreserved : .zero
  }
}

/// Which lot is meant.
package enum LotReference: Hashable, Sendable {
  case id(Int)
  case number(String, of: ProductReference)
}

extension StockLot {
  static let columns = """
    lot_id, product_id, lot_number, expires_on, status, status_reason, bin, received_on, on_hand,
    reserved
    """

  /// The lots of a product that hold anything, along their index; ``shelf(of:in:)`` puts those
  /// without an expiry last.
  static let shelfSQL = """
    SELECT \(columns)
    FROM lots
    WHERE product_id = ? AND on_hand > 0
    ORDER BY expires_on, lot_id
    """

  /// Every lot that a product ever had, the earliest expiry first and none last.
  static let allSQL = """
    SELECT \(columns)
    FROM lots
    WHERE product_id = ?
    ORDER BY expires_on IS NULL, expires_on, lot_id
    """

  init(_ row: Row) throws {
    guard let status = LotStatus(rawValue: row["status"]) else {
      throw StoreError.damaged(detail: "lots.status")
    }
    id = row["lot_id"]
    productID = row["product_id"]
    lotNumber = row["lot_number"]
    expiresOn = try row.date("expires_on")
    self.status = status
    statusReason = row["status_reason"]
    bin = row["bin"]
    receivedOn = try row.date("received_on")
    onHand = row.quantity("on_hand")
    reserved = row.quantity("reserved")
  }

  static func shelf(of product: Int, in db: Database) throws -> [StockLot] {
    let statement = try db.cachedStatement(sql: shelfSQL)
    let lots = try Row.fetchAll(statement, arguments: [product]).map { try StockLot($0) }
    return lots.filter { $0.expiresOn != nil } + lots.filter { $0.expiresOn == nil }
  }

  static func all(of product: Int, in db: Database) throws -> [StockLot] {
    let statement = try db.cachedStatement(sql: allSQL)
    return try Row.fetchAll(statement, arguments: [product]).map { try StockLot($0) }
  }

  static func find(_ number: String, of product: Int, in db: Database) throws -> StockLot? {
    try Row.fetchOne(
      db,
      once: "SELECT \(columns) FROM lots WHERE product_id = ? AND lot_number = ?",
      arguments: [product, number]
    ).map { try StockLot($0) }
  }

  /// The lot that is meant.
  ///
  /// - Throws: ``StoreError/notFound(what:id:)`` and what finding the product throws.
  static func fetch(_ reference: LotReference, in db: Database) throws -> StockLot {
    switch reference {
    case .id(let id):
      let row = try Row.fetchOne(
        db,
        once: "SELECT \(columns) FROM lots WHERE lot_id = ?",
        arguments: [id]
      )
      guard let row else { throw StoreError.notFound(what: "lot", id: "\(id)") }
      return try StockLot(row)
    case .number(let number, let product):
      let product = try StockProduct.fetch(product, in: db)
      guard let lot = try find(number, of: product.id, in: db) else {
        throw StoreError.notFound(what: "lot", id: number)
      }
      return lot
    }
  }
}

extension Row {
  func quantity(_ column: String) -> StockQuantity { StockQuantity(thousandths: self[column]) }

  /// A day of the calendar from its text; nil for NULL.
  func date(_ column: String) throws -> CalendarDate? {
    guard let text: String = self[column] else { return nil }
    guard let date = CalendarDate(text: text) else { throw StoreError.damaged(detail: column) }
    return date
  }
}
