import Domain
import GRDB

/// What should be ordered: products that are short, out or low, the most urgent first.
package struct StockOrderQuery: NamedQuery {
  package var limit: Int
  package var offset: Int

  package var dataKind: DataKind { .stock }

  package init(limit: Int = 50, offset: Int = 0) {
    self.limit = limit
    self.offset = offset
  }

  static let sql = """
    SELECT \(InventoryRow.columns), s.name AS supplier_name,
      (SELECT max(package_size) FROM packages AS k
        WHERE k.product_id = p.product_id AND k.package_size <= max(p.maximum_stock, 1))
        AS package_size,
      (SELECT min(package_size) FROM packages AS k WHERE k.product_id = p.product_id)
        AS smallest_package
    FROM products AS p
    LEFT JOIN suppliers AS s ON s.supplier_id = p.supplier_id
    WHERE p.is_active = 1 AND p.alerts & 14
    ORDER BY p.urgency, p.urgency_key, p.product_id
    LIMIT :limit OFFSET :offset
    """

  package func fetch(_ context: ReadContext) throws -> [StockOrderRow] {
    let day = try context.counterDay()
    return try Row.fetchAll(
      context.db,
      sql: Self.sql,
      arguments: ["limit": limit, "offset": offset]
    ).map { try StockOrderRow($0, on: day, in: context.db) }
  }
}

/// How many products should be ordered.
package struct StockOrderCountQuery: NamedQuery {
  package var dataKind: DataKind { .stock }

  package init() {}

  package func fetch(_ context: ReadContext) throws -> Int {
    try Int.fetchOne(
      context.db,
      sql: """
        SELECT count(*)
        FROM products AS p
        WHERE p.is_active = 1 AND p.alerts & 14
        """
    ) ?? 0
  }
}

/// One product that should be ordered.
package struct StockOrderRow: Equatable, Sendable {
  package let stock: InventoryRow
  /// The day on which the free stock is gone at the usual demand; nil when that is unknown.
  package let outOn: CalendarDate?
  /// Days from order to arrival; nil without a supplier.
  package let leadDays: Int?
  package let supplier: String?
  /// Up to the maximum in whole packages; zero when enough is on order.
  package let suggested: StockQuantity
  /// Billing units in the package to order; nil when no package is on record.
  package let packageSize: StockQuantity?

  /// Whether the order needs DEA Form 222 or its electronic equivalent (21 CFR 1305.03).
  package var needsForm222: Bool { stock.controlSchedule == .two }

  /// Whether the stock is gone before an order placed today arrives.
  package var runsOutBeforeArrival: Bool {
    guard let days = stock.position.daysLeft, let leadDays else { return true }
    return days < leadDays
  }
}

extension StockOrderRow {
  init(_ row: Row, on day: CalendarDate, in db: Database) throws {
    let stock = try InventoryRow(row, on: day, in: db)
    let size: Int? = row["package_size"] ?? row["smallest_package"]
    var position = stock.position
    if let size { position.packSize = StockQuantity(thousandths: size) }
    self.stock = stock
    outOn = position.daysLeft.map { day + $0 }
    leadDays = row["lead_days"]
    supplier = row["supplier_name"]
    packageSize = size.map { StockQuantity(thousandths: $0) }
    suggested = position.suggestedOrder
  }
}
