import Domain

/// The product that a code, a number or a name means.
package struct ProductQuery: NamedQuery {
  package var product: ProductReference

  package var dataKind: DataKind { .stock }

  package init(_ product: ProductReference) { self.product = product }

  package func fetch(_ context: ReadContext) throws -> StockProduct {
    try StockProduct.fetch(product, in: context.db)
  }
}
