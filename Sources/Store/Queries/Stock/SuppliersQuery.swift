import Domain
import GRDB

/// The suppliers one can receive from, by name.
package struct SuppliersQuery: NamedQuery {
  package var dataKind: DataKind { .stock }

  package init() {}

  package func fetch(_ context: ReadContext) throws -> [SupplierName] {
    try Row.fetchAll(
      context.db,
      sql: "SELECT supplier_id, name FROM suppliers WHERE is_active = 1 ORDER BY name"
    ).map { SupplierName(id: $0["supplier_id"], name: $0["name"]) }
  }
}

/// A supplier by number and name.
package struct SupplierName: Equatable, Sendable, Identifiable {
  package let id: Int
  package let name: String
}
