import Domain
import GRDB

/// Which products the inventory lists.
package struct InventoryFilter: Equatable, Sendable {
  /// Beginnings of words of names and codes; empty for all.
  package var text: String
  /// Only products of this concern, whether or not it is their first.
  package var concern: StockConcern?

  package init(text: String = "", concern: StockConcern? = nil) {
    self.text = text
    self.concern = concern
  }
}

/// In which order the inventory lists products.
package enum InventoryOrder: String, CaseIterable, Sendable {
  /// What needs somebody first.
  case urgency
  case name
  /// The earliest expiry first; products without any are not listed.
  case expiry
}

/// A window of the inventory.
///
/// Each order and each concern has an index, so that the first page costs the same for any number of
/// products.
package struct InventoryQuery: NamedQuery {
  package var filter: InventoryFilter
  package var order: InventoryOrder
  /// The most rows of the answer.
  package var limit: Int
  /// Rows to pass over.
  package var offset: Int
  package var zone: String?

  package var dataKind: DataKind { .stock }

  package init(
    filter: InventoryFilter = InventoryFilter(),
    order: InventoryOrder = .urgency,
    limit: Int = 50,
    offset: Int = 0,
    zone: String? = nil
  ) {
    self.filter = filter
    self.order = order
    self.limit = limit
    self.offset = offset
    self.zone = zone
  }

  package func fetch(_ context: ReadContext) throws -> [InventoryRow] {
    let day = try context.counterDay(in: zone)
    guard let source = InventorySource(filter) else { return [] }
    let rows = try Row.fetchAll(
      context.db,
      sql: Self.sql(source, order),
      arguments: source.arguments + ["limit": limit, "offset": offset]
    )
    return try rows.map { try InventoryRow($0, on: day, in: context.db) }
  }

  static func sql(_ source: InventorySource, _ order: InventoryOrder) -> String {
    let ordering =
      switch order {
      case .urgency: "p.urgency, p.urgency_key, p.product_id"
      case .name: "p.product_name, p.product_id"
      case .expiry: "p.next_expiry, p.product_id"
      }
    return """
      SELECT \(InventoryRow.columns)
      \(source.sql)\(order == .expiry ? " AND p.next_expiry IS NOT NULL" : "")
      ORDER BY \(ordering)
      LIMIT :limit OFFSET :offset
      """
  }
}

/// How many products a filter lists.
///
/// A text costs what it finds and a concern what it concerns; everything is counted in an index.
package struct InventoryCountQuery: NamedQuery {
  package var filter: InventoryFilter

  package var dataKind: DataKind { .stock }

  package init(filter: InventoryFilter = InventoryFilter()) { self.filter = filter }

  package func fetch(_ context: ReadContext) throws -> Int {
    guard let source = InventorySource(filter) else { return 0 }
    return try Int.fetchOne(
      context.db,
      sql: "SELECT count(*)\n\(source.sql)",
      arguments: source.arguments
    ) ?? 0
  }
}

/// Where the rows of a filter come from, made of constant clauses only.
struct InventorySource {
  let sql: String
  let arguments: StatementArguments

  /// A source, or nil for a text without a single word, which finds nothing.
  init?(_ filter: InventoryFilter) {
    var clauses = ["p.is_active = 1"]
    if let concern = filter.concern { clauses.append(Self.clause(concern)) }
    let condition = clauses.joined(separator: " AND ")
    guard !filter.text.isEmpty else {
      sql = "FROM products AS p\nWHERE \(condition)"
      arguments = StatementArguments()
      return
    }
    guard let pattern = FTS5Pattern(matchingAllPrefixesIn: filter.text) else { return nil }
    sql = """
      FROM product_search AS s
      JOIN products AS p ON p.product_id = s.rowid
      WHERE product_search MATCH :pattern AND \(condition)
      """
    arguments = ["pattern": pattern]
  }

  /// The condition of the partial index of a concern, word for word.
  static func clause(_ concern: StockConcern) -> String {
    switch concern {
    case .recall: "p.concerns & 1"
    case .short: "p.concerns & 2"
    case .out: "p.concerns & 4"
    case .low: "p.concerns & 8"
    case .expiry: "p.concerns & 16"
    case .count: "p.concerns & 32"
    }
  }
}
