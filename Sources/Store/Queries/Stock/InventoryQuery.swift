import Domain
import GRDB

/// Which products the inventory lists.
package struct InventoryFilter: Equatable, Sendable {
  /// Beginnings of words of names and codes; empty for all.
  package var text: String
  /// Only products with this alert, whether or not it is their first.
  package var alert: StockAlert?
  /// Only controlled substances, all or those of one schedule.
  package var control: ControlFilter?
  /// Only products with one of these flags of storage and handling; empty for all.
  package var storage: [String]

  package init(
    text: String = "",
    alert: StockAlert? = nil,
    control: ControlFilter? = nil,
    storage: [String] = []
  ) {
    self.text = text
    self.alert = alert
    self.control = control
    self.storage = storage
  }

  /// Which controlled substances are wanted.
  package enum ControlFilter: Hashable, Sendable {
    case anyControlled
    case schedule(ControlledSchedule)
  }
}

/// In which order the inventory lists products.
package enum InventoryOrder: String, CaseIterable, Sendable {
  /// What needs somebody first.
  case urgency
  case name
  /// The earliest expiry first; products without any are not listed.
  case expiry

  /// What the order asks of a product beside the filter.
  var condition: String { self == .expiry ? " AND p.next_expiry IS NOT NULL" : "" }

  /// The columns of its index, the last of which is unique.
  var keys: String {
    switch self {
    case .urgency: "p.urgency, p.urgency_key, p.product_id"
    case .name: "p.product_name, p.product_id"
    case .expiry: "p.next_expiry, p.product_id"
    }
  }
}

/// A window of the inventory.
///
/// Each order and each alert has an index, so that the first page costs the same for any number of
/// products.
package struct InventoryQuery: NamedQuery {
  package var filter: InventoryFilter
  package var order: InventoryOrder
  /// The most rows of the answer.
  package var limit: Int
  /// Rows to pass over.
  package var offset: Int

  package var dataKind: DataKind { .stock }

  package init(
    filter: InventoryFilter = InventoryFilter(),
    order: InventoryOrder = .urgency,
    limit: Int = 50,
    offset: Int = 0
  ) {
    self.filter = filter
    self.order = order
    self.limit = limit
    self.offset = offset
  }

  package func fetch(_ context: ReadContext) throws -> [InventoryRow] {
    let day = try context.counterDay()
    guard let source = InventorySource(filter) else { return [] }
    let rows = try Row.fetchAll(
      context.db,
      sql: Self.sql(source, order),
      arguments: source.arguments + ["limit": limit, "offset": offset]
    )
    return try rows.map { try InventoryRow($0, on: day, in: context.db) }
  }

  /// Without a text the rows to pass over are counted in the index alone: the first row of the
  /// window is found there by its keys, and nothing before it is read from the table.
  static func sql(_ source: InventorySource, _ order: InventoryOrder) -> String {
    let list = """
      SELECT \(InventoryRow.columns)
      \(source.sql)\(order.condition)
      """
    guard !source.isSearch else {
      return """
        \(list)
        ORDER BY \(order.keys)
        LIMIT :limit OFFSET :offset
        """
    }
    return """
      \(list) AND (\(order.keys)) >= (
        SELECT \(order.keys)
        FROM products AS p
        WHERE \(source.condition)\(order.condition)
        ORDER BY \(order.keys)
        LIMIT 1 OFFSET :offset
      )
      ORDER BY \(order.keys)
      LIMIT :limit
      """
  }
}

/// How many products a filter lists.
///
/// A text costs what it finds and an alert what it concerns; everything is counted in an index.
package struct InventoryCountQuery: NamedQuery {
  package var filter: InventoryFilter
  /// The order in which they are to be listed, since one of them leaves products out.
  package var order: InventoryOrder

  package var dataKind: DataKind { .stock }

  package init(filter: InventoryFilter = InventoryFilter(), order: InventoryOrder = .urgency) {
    self.filter = filter
    self.order = order
  }

  package func fetch(_ context: ReadContext) throws -> Int {
    guard let source = InventorySource(filter) else { return 0 }
    return try Int.fetchOne(
      context.db,
      sql: "SELECT count(*)\n\(source.sql)\(order.condition)",
      arguments: source.arguments
    ) ?? 0
  }
}

/// Where the rows of a filter come from, made of constant clauses only.
struct InventorySource {
  let sql: String
  /// What it asks of `products AS p`.
  let condition: String
  /// Whether it finds its rows through a text.
  let isSearch: Bool
  let arguments: StatementArguments

  /// A source, or nil for a text without a single word, which finds nothing.
  init?(_ filter: InventoryFilter) {
    var clauses = ["p.is_active = 1"]
    if let alert = filter.alert { clauses.append(Self.clause(alert)) }
    if let control = filter.control { clauses.append(Self.clause(control)) }
    var arguments = StatementArguments()
    if !filter.storage.isEmpty {
      clauses.append(Self.storageClause)
      arguments += ["storage": JSON.array(filter.storage.map(JSON.string)).text]
    }
    condition = clauses.joined(separator: " AND ")
    isSearch = !filter.text.isEmpty
    guard !filter.text.isEmpty else {
      sql = """
        FROM products AS p
        LEFT JOIN suppliers AS s ON s.supplier_id = p.supplier_id
        WHERE \(condition)
        """
      self.arguments = arguments
      return
    }
    guard let pattern = FTS5Pattern(matchingAllPrefixesIn: filter.text) else { return nil }
    sql = """
      FROM product_search AS t
      JOIN products AS p ON p.product_id = t.rowid
      LEFT JOIN suppliers AS s ON s.supplier_id = p.supplier_id
      WHERE product_search MATCH :pattern AND \(condition)
      """
    self.arguments = arguments + ["pattern": pattern]
  }

  private static let storageClause = """
    p.storage <> '[]' AND EXISTS (
      SELECT 1
      FROM json_each(p.storage) AS mark
      WHERE mark.value IN (SELECT value FROM json_each(:storage))
    )
    """

  private static func clause(_ control: InventoryFilter.ControlFilter) -> String {
    switch control {
    case .anyControlled: "p.control_schedule IS NOT NULL"
    case .schedule(.two): "p.control_schedule = 'II'"
    case .schedule(.three): "p.control_schedule = 'III'"
    case .schedule(.four): "p.control_schedule = 'IV'"
    case .schedule(.five): "p.control_schedule = 'V'"
    }
  }

  /// The condition of the partial index of an alert, word for word.
  static func clause(_ alert: StockAlert) -> String {
    switch alert {
    case .recall: "p.alerts & 1"
    case .short: "p.alerts & 2"
    case .out: "p.alerts & 4"
    case .low: "p.alerts & 8"
    case .expiry: "p.alerts & 16"
    case .count: "p.alerts & 32"
    }
  }
}
