import Domain
import Store

/// What stands around the list: the place, the counts above it and how many rows it has.
struct InventoryFrame: Equatable, Sendable {
  let place: CounterPlace
  let summary: InventorySummary
  /// Rows of the filter.
  let count: Int
}

/// Reads the place, the summary and the length of the list from one snapshot.
struct InventoryFrameQuery: NamedQuery {
  var filter: InventoryFilter
  var order: InventoryOrder

  var dataKind: DataKind { .stock }

  func fetch(_ context: ReadContext) throws -> InventoryFrame {
    InventoryFrame(
      place: try CounterQuery().fetch(context),
      summary: try InventorySummaryQuery().fetch(context),
      count: try InventoryCountQuery(filter: filter, order: order).fetch(context)
    )
  }
}

/// A product's lots and what a recall says about them.
struct ProductShelfDetail: Equatable, Sendable {
  let lots: ProductLots
  let recalls: [OpenRecall]
}

/// Reads what the pane beside or below the list shows of one product.
struct ProductShelfQuery: NamedQuery {
  var product: Int
  var scope: LotsQuery.Scope = .onShelf

  var dataKind: DataKind { .stock }

  func fetch(_ context: ReadContext) throws -> ProductShelfDetail {
    ProductShelfDetail(
      lots: try LotsQuery(product: .id(product), scope: scope).fetch(context),
      recalls: try RecallsQuery(product: product).fetch(context)
    )
  }
}
