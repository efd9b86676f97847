import Domain
import GRDB

/// A product as movements of stock need it.
package struct StockProduct: Equatable, Sendable {
  package let id: Int
  package let name: String
  package let unit: BillingUnit
  package let isBreakable: Bool
  /// Nil for a product that is not controlled.
  package let controlSchedule: ControlledSchedule?
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
  /// An NDC, a GTIN, the number of the product, or its name or a unique
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
      if let code = try package(with: text, in: db) {
        return try fetch(id: code.product, scanned: code.package, in: db)
      }
      if text.count < 10, let id = Int(text) { return try fetch(id: id, scanned: nil, in: db) }
      return try fetch(id: try named(text, in: db), scanned: nil, in: db)
    }
  }

  /// The package that a code names, however the code is written.
  ///
  /// - Throws: ``StockFault/ambiguousProduct(text:)`` when its spellings name several products.
  private static func package(
    with text: String,
    in db: Database
  ) throws -> (product: Int, package: Int)? {
    // A text that is no NDC or no GTIN is looked up as it stands.
    let ndc = try? NDC(text: text)
    let gtin = try? GTIN(text: text)
    let codes = [text, ndc?.ndc11, ndc?.gtin?.text, gtin?.text].compactMap { $0 }
    var found: [Int: Int] = [:]
    for code in codes + (ndc.map(spellings) ?? []) {
      let row = try Row.fetchOne(
        db,
        once: """
          SELECT product_id, package_id FROM packages WHERE ndc = :code
          UNION ALL
          SELECT product_id, package_id FROM packages WHERE gtin = :code
          LIMIT 1
          """,
        arguments: ["code": code]
      )
      if let row { found[row["product_id"]] = row["package_id"] }
    }
    guard found.count < 2 else { throw StoreError.stock(.ambiguousProduct(text: text)) }
    return found.first.map { (product: $0.key, package: $0.value) }
  }

  /// The ways to write a code with hyphens: padded to 5-4-2, and with one padding zero left out.
  private static func spellings(_ ndc: NDC) -> [String] {
    func padded(_ segment: String, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - segment.count)) + segment
    }
    let full = [padded(ndc.labeler, 5), padded(ndc.product, 4), padded(ndc.package, 2)]
    let shorter = full.indices.filter { full[$0].hasPrefix("0") }.map { index in
      var segments = full
      segments[index].removeFirst()
      return segments
    }
    return ([full] + shorter).map { $0.joined(separator: "-") }
  }

  private static func named(_ text: String, in db: Database) throws -> Int {
    let exact = try Int.fetchAll(
      db,
      once: """
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
      once: "SELECT rowid FROM product_search WHERE product_search MATCH ? LIMIT 2",
      arguments: [pattern]
    )
    guard let only = found.first else { throw StoreError.notFound(what: "product", id: text) }
    guard found.count == 1 else { throw StoreError.stock(.ambiguousProduct(text: text)) }
    return only
  }

  private static func fetch(id: Int, scanned: Int?, in db: Database) throws -> StockProduct {
    let row = try Row.fetchOne(
      db,
      once: """
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
      once: """
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
      controlSchedule: try ControlledSchedule.stored(row),
      packages: packages,
      scanned: packages.first { $0.id == scanned }
    )
  }
}

extension ControlledSchedule {
  /// The schedule in `control_schedule`; nil for NULL.
  static func stored(_ row: Row) throws -> ControlledSchedule? {
    guard let text: String = row["control_schedule"] else { return nil }
    switch text {
    case "II": return .two
    case "III": return .three
    case "IV": return .four
    case "V": return .five
    default: throw StoreError.damaged(detail: "control_schedule")
    }
  }
}
