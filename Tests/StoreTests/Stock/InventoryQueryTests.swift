import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct InventoryQueryTests {
  @Test func `what needs somebody stands first, a recall above all`() throws {
    let shelf = try StockShelf()
    try shelf.receive(StockShelf.metformin, "M", 60)
    try shelf.receive(StockShelf.oxycodone, "O", 300)
    let pens = try shelf.receive(StockShelf.insulin, "P", 300)
    try shelf.perform(SetLotStatus(lot: .id(pens), status: .recalled, reason: "class I"))
    let rows = try shelf.session.read(InventoryQuery())
    #expect(rows.map(\.product) == [3, 1, 2])
    #expect(rows.map(\.why) == [.recall, .low, nil])
    #expect(rows.map(\.position.daysLeft) == [0, 6, 30])
    #expect(
      try shelf.session.read(InventorySummaryQuery())
        == InventorySummary(recall: 1, short: 0, out: 1, low: 1, expiry: 0, countsDue: 0)
    )
  }

  @Test func `a window, a word and an alert narrow the list and its count`() throws {
    let shelf = try StockShelf()
    for product in 1...3 { try shelf.receive(product, "L", 300) }
    let names = try shelf.session.read(InventoryQuery(order: .name, limit: 1, offset: 1))
    #expect(names.map(\.name) == ["metFORMIN 500 mg tab"])
    let filter = InventoryFilter(text: "oxyc")
    #expect(try shelf.session.read(InventoryQuery(filter: filter)).map(\.product) == [2])
    #expect(try shelf.session.read(InventoryCountQuery(filter: filter)) == 1)
    #expect(try shelf.session.read(InventoryCountQuery()) == 3)
    let low = InventoryFilter(alert: .low)
    #expect(try shelf.session.read(InventoryQuery(filter: low)) == [])
    #expect(try shelf.session.read(InventoryQuery(filter: InventoryFilter(text: "%'"))) == [])
  }

  @Test func `a lot that expires overnight moves its product up without a movement`() throws {
    let shelf = try StockShelf()
    try shelf.receive(1, "A1", 300, expires: "2027-02-22")
    while try shelf.session.write(RefreshUrgency(limit: 1)) > 0 {}
    #expect(try shelf.row().alerts == [])
    shelf.test.clock.advance(days: 1)
    #expect(try shelf.session.read(InventorySummaryQuery()).expiry == 0)
    #expect(try shelf.session.write(RefreshUrgency()) == 1)
    #expect(try shelf.session.read(InventorySummaryQuery()).expiry == 1)
    shelf.test.clock.advance(days: 90)
    #expect(try shelf.row().position.free == .zero)
    #expect(try shelf.session.write(RefreshUrgency()) > 0)
    #expect(try shelf.row().why == .out)
    #expect(try shelf.test.database.stockFaults() == [])
  }

  @Test func `what to order says how much, when it is gone and who sends it`() throws {
    let shelf = try StockShelf()
    for product in [2, 3] { try shelf.receive(product, "L", 300) }
    try shelf.receive(1, "M", 60)
    let order = try #require(try shelf.session.read(StockOrderQuery()).first)
    #expect(order.stock.product == 1)
    #expect(order.outOn == CalendarDate(text: "2026-11-30"))
    #expect(order.suggested == StockQuantity(300))
    #expect(order.supplier == "Northern")
    #expect(order.leadDays == 2)
    #expect(!order.needsForm222)
    #expect(!order.runsOutBeforeArrival)
    #expect(try shelf.session.read(StockOrderCountQuery()) == 1)
  }
}

@Suite struct StockPlanTests {
  private static func plans() throws -> [(name: String, sql: String, StatementArguments)] {
    var all: [(String, String, StatementArguments)] = [
      ("lots", StockLot.shelfSQL, [1]),
      ("ledger of a product", LedgerQuery.productSQL, ["key": 1, "before": 9, "limit": 9]),
      ("ledger of a lot", LedgerQuery.lotSQL, ["key": 1, "before": 9, "limit": 9]),
      ("orders", StockOrderQuery.sql, ["limit": 9, "offset": 0]),
      ("arrivals", InventoryRow.arrivalSQL, [1]),
      ("refresh", RefreshUrgency.sql, ["2026-11-24", 9]),
    ]
    let filters = [InventoryFilter()] + StockAlert.allCases.map { InventoryFilter(alert: $0) }
    for filter in filters {
      let source = try #require(InventorySource(filter))
      all.append(
        (
          "list \(String(describing: filter.alert))", InventoryQuery.sql(source, .urgency),
          ["limit": 9, "offset": 0]
        )
      )
    }
    for order in InventoryOrder.allCases {
      let source = try #require(InventorySource(InventoryFilter()))
      all.append(
        ("list by \(order)", InventoryQuery.sql(source, order), ["limit": 9, "offset": 0])
      )
    }
    return all
  }

  @Test func `no list, lot or ledger is scanned or sorted as a whole`() throws {
    let shelf = try StockShelf()
    for (name, sql, arguments) in try Self.plans() {
      let steps = try shelf.test.database.read { db, _ in
        try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments)
          .map { $0["detail"] as String }
      }
      #expect(!steps.isEmpty)
      for step in steps {
        // A walk along an index ends with the window; a scan of a table or a sort does not.
        let isScan = step.hasPrefix("SCAN") && !step.contains("USING INDEX")
        #expect(!isScan && !step.contains("TEMP B-TREE"), "\(name): \(step)")
      }
    }
  }

  @Test func `each alert is listed along its own index`() throws {
    let shelf = try StockShelf()
    let indexes: [StockAlert: String] = [
      .recall: "products_recall", .short: "products_short", .out: "products_out",
      .low: "products_low", .expiry: "products_expiring", .count: "products_count",
    ]
    for (alert, index) in indexes {
      let source = try #require(InventorySource(InventoryFilter(alert: alert)))
      let steps = try shelf.test.database.read { db, _ in
        try Row.fetchAll(
          db,
          sql: "EXPLAIN QUERY PLAN " + InventoryQuery.sql(source, .urgency),
          arguments: ["limit": 9, "offset": 0]
        ).map { $0["detail"] as String }
      }
      #expect(steps.first?.contains(index) == true, "\(alert): \(steps)")
    }
  }
}
