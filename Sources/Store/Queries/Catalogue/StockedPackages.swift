import Domain
import GRDB

/// Finds drugs of the catalogue by the codes of the packages that a pharmacy has.
struct StockedPackages {
  let db: Database

  /// A package by its own code, by the number of its barcode, or as one of a product.
  static let sql = """
    SELECT k.product_id
    FROM packages AS k
    WHERE k.ndc IN (:first, :second, :third, :fourth)
    UNION
    SELECT k.product_id
    FROM packages AS k
    WHERE k.gtin = :gtin
    UNION
    SELECT k.product_id
    FROM packages AS k
    WHERE k.ndc >= :begin AND k.ndc < :end
    """

  static let drug = """
    SELECT \(ShippedDrugRow.columns)
    FROM products AS r
    JOIN drugs_master AS d ON d.drug_id = r.drug_id
    WHERE r.product_id = ?
    """

  /// The drugs that a code means.
  func drugs(of text: String) throws -> [DrugHit] {
    // A code that is neither an NDC nor a GTIN may be that of a product.
    let ndc = try? NDC(text: text)
    let gtin = (try? GTIN(text: text)) ?? ndc?.gtin
    let writings = ndc?.writings ?? []
    let isProduct = ndc == nil && text.contains("-")
    let products = try Int.fetchAll(
      db,
      once: Self.sql,
      arguments: [
        "first": writings.first, "second": writings.dropFirst().first,
        "third": writings.dropFirst(2).first, "fourth": writings.dropFirst(3).first,
        "gtin": gtin?.text, "begin": isProduct ? "\(text)-" : nil,
        // The sign behind the hyphen.
        "end": isProduct ? "\(text)." : nil,
      ]
    )
    var hits: [DrugHit] = []
    for product in products {
      guard let row = try Row.fetchOne(db, once: Self.drug, arguments: [product]) else { continue }
      let hit = try ShippedDrugRow.hit(row)
      if !hits.contains(hit) { hits.append(hit) }
    }
    return hits
  }
}
