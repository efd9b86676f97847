import Domain
import GRDB

/// Judges anew the products whose day has come, since expiry and counts move with the calendar.
///
/// One call does one batch, so that nobody waits long for the gate; it is to be called until it
/// answers zero, when the program starts and after every midnight.
package struct RefreshUrgency: NamedTransaction {
  /// The most products of one batch.
  package var limit: Int

  package var dataKind: DataKind { .stock }
  package var operation: AccessOperation { .record }

  package init(limit: Int = 500) {
    self.limit = limit
  }

  static let sql = """
    SELECT product_id
    FROM products
    WHERE reassess_on <= ?
    ORDER BY reassess_on
    LIMIT ?
    """

  /// Returns how many products were judged; less than the limit means that none is left.
  package func run(_ context: WriteContext) throws -> Int {
    let day = try context.reading.counterDay()
    let due = try Int.fetchAll(context.db, sql: Self.sql, arguments: [day.description, limit])
    guard !due.isEmpty else { return 0 }
    for product in due { try context.assess(product: product, on: day) }
    context.audit(
      AuditEntry(
        action: "stock.reassess",
        table: "products",
        detail: .object(["products": .integer(due.count)])
      )
    )
    return due.count
  }
}
