import Domain
import GRDB

/// How many products there are with each alert, a product counted under all of its own.
package struct InventorySummary: Equatable, Sendable {
  package let recall: Int
  package let short: Int
  package let out: Int
  package let low: Int
  /// Expired on the shelf or expiring within 90 days.
  package let expiry: Int
  package let countsDue: Int
}

/// The line of counts above the inventory, as of the last judgement of each product.
package struct InventorySummaryQuery: NamedQuery {
  package var dataKind: DataKind { .stock }

  package init() {}

  package func fetch(_ context: ReadContext) throws -> InventorySummary {
    func count(_ alert: StockAlert) throws -> Int {
      try InventoryCountQuery(filter: InventoryFilter(alert: alert)).fetch(context)
    }
    return InventorySummary(
      recall: try count(.recall),
      short: try count(.short),
      out: try count(.out),
      low: try count(.low),
      expiry: try count(.expiry),
      countsDue: try count(.count)
    )
  }
}
