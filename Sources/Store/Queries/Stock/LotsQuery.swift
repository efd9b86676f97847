import Domain
import GRDB

/// The lots of a product, the earliest expiry first.
package struct LotsQuery: NamedQuery {
  /// Which lots are wanted.
  package enum Scope: Sendable {
    /// Those that hold anything.
    case onShelf
    /// Every lot there ever was.
    case all
  }

  package var product: ProductReference
  package var scope: Scope

  package var dataKind: DataKind { .stock }

  package init(product: ProductReference, scope: Scope = .onShelf) {
    self.product = product
    self.scope = scope
  }

  package func fetch(_ context: ReadContext) throws -> ProductLots {
    let product = try StockProduct.fetch(product, in: context.db)
    let lots =
      switch scope {
      case .onShelf: try StockLot.shelf(of: product.id, in: context.db)
      case .all: try StockLot.all(of: product.id, in: context.db)
      }
    return ProductLots(
      product: product,
      lots: lots,
      day: try context.counterDay()
    )
  }
}

/// A product with its lots, on the day they were read.
package struct ProductLots: Equatable, Sendable {
  package let product: StockProduct
  package let lots: [StockLot]
  package let day: CalendarDate

  /// What may be promised of all lots together.
  package var free: StockQuantity { lots.reduce(.zero) { $0 + $1.free(on: day) } }

  /// Whether the lot may be used on the day.
  package func usability(of lot: StockLot) -> LotUsability { lot.condition.usability(on: day) }
}
