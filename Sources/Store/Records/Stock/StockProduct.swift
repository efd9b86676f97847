import Domain
import GRDB

/// A product as movements of stock need it.
package struct StockProduct: Equatable, Sendable {
  package let id: Int
  package let name: String
  package let unit: BillingUnit
  package let isBreakable: Bool
  /// `II` to `V`, or nil for a product that is not controlled.
  package let controlSchedule: String?
  package let packages: [StockPackage]
  /// The package by whose code the product was found.
  package let scanned: StockPackage?

  package var isControlled: Bool { controlSchedule != nil }

  /// The size of the package that a quantity is handled in, or nil when it would split one.
  ///
  /// A product that may be opened is handled in thousandths; another in the smallest of its
  /// packages of which the quantity is a multiple, or in whole units when none is on record.
  func step(for quantity: StockQuantity) -> StockQuantity? {
    guard !isBreakable else { return StockQuantity(thousandths: 1) }
    let sizes = packages.isEmpty ? [StockQuantity(1)] : packages.map(\.size).sorted()
    return sizes.first { quantity.thousandths.isMultiple(of: $0.thousandths) }
  }

  /// - Throws: ``StockFault/splitsPackage(product:sizes:)``
  @discardableResult
  func requireStep(for quantity: StockQuantity) throws(StoreError) -> StockQuantity {
    guard let step = step(for: quantity) else {
      throw .stock(.splitsPackage(product: name, sizes: packages.map(\.size).sorted()))
    }
    return step
  }
}

/// A package in which a product is bought.
package struct StockPackage: Equatable, Sendable {
  package let id: Int
  package let ndc: String
  package let gtin: String?
  package let size: StockQuantity
}

/// Which product is meant.
package enum ProductReference: Hashable, Sendable {
  case id(Int)
  /// An NDC as it is stored, a GTIN-14, the number of the product, or its name or a unique
  /// beginning of its words, tried in this order.
  case text(String)
}

extension StockProduct {
  /// The product that is meant.
  ///
  /// - Throws: ``StoreError/notFound(what:id:)``, ``StockFault/ambiguousProduct(text:)``
  static func fetch(_ reference: ProductReference, in db: Database) throws -> StockProduct {
    switch reference {
    case .id(let id): return try fetch(id: id, scanned: nil, in: db)
    case .text(let text):
      let code = try Row.fetchOne(
        db,
        sql: """
          SELECT package_id, product_id FROM packages WHERE ndc = :code
          UNION ALL
          SELECT package_id, product_id FROM packages WHERE gtin = :code
          LIMIT 1
          """,
        arguments: ["code": text]
      )
      if let code { return try fetch(id: code["product_id"], scanned: code["package_id"], in: db) }
      if text.count < 10, let id = Int(text) { return try fetch(id: id, scanned: nil, in: db) }
      return try fetch(id: try named(text, in: db), scanned: nil, in: db)
    }
  }

  private static func named(_ text: String, in db: Database) throws -> Int {
    let exact = try Int.fetchAll(
      db,
      sql: """
        SELECT product_id FROM products WHERE product_name = ? AND is_active = 1
        ORDER BY product_id LIMIT 2
        """,
      arguments: [text]
    )
    if let only = exact.first, exact.count == 1 { return only }
    guard exact.isEmpty, let pattern = FTS5Pattern(matchingAllPrefixesIn: text) else {
      if exact.isEmpty { throw StoreError.notFound(what: "product", id: text) }
      throw StoreError.stock(.ambiguousProduct(text: text))
    }
    let found = try Int.fetchAll(
      db,
      sql: "SELECT rowid FROM product_search WHERE product_search MATCH ? LIMIT 2",
      arguments: [pattern]
    )
    guard let only = found.first else { throw StoreError.notFound(what: "product", id: text) }
    guard found.count == 1 else { throw StoreError.stock(.ambiguousProduct(text: text)) }
    return only
  }

  private static func fetch(id: Int, scanned: Int?, in db: Database) throws -> StockProduct {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT display_name, billing_unit, is_breakable, control_schedule
        FROM products
        WHERE product_id = ?
        """,
      arguments: [id]
    )
    guard let row else { throw StoreError.notFound(what: "product", id: "\(id)") }
    guard let unit = BillingUnit(rawValue: row["billing_unit"]) else {
      throw StoreError.damaged(detail: "products.billing_unit")
    }
    let packages = try Row.fetchAll(
      db,
      sql: """
        SELECT package_id, ndc, gtin, package_size FROM packages WHERE product_id = ?
        ORDER BY package_id
        """,
      arguments: [id]
    ).map {
      StockPackage(
        id: $0["package_id"],
        ndc: $0["ndc"],
        gtin: $0["gtin"],
        size: $0.quantity("package_size")
      )
    }
    return StockProduct(
      id: id,
      name: row["display_name"],
      unit: unit,
      isBreakable: row["is_breakable"],
      controlSchedule: row["control_schedule"],
      packages: packages,
      scanned: packages.first { $0.id == scanned }
    )
  }
}
