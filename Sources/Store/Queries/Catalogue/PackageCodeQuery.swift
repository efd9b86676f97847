import Domain
import GRDB

/// The NDC that a barcode's number stands for, with its hyphens, as far as a catalogue knows them.
///
/// A number tells the ten digits and not where the hyphens stand. Where packages of two labelers
/// would share them, none is answered.
package struct PackageCodeQuery: NamedQuery {
  package var gtin: GTIN

  package init(_ gtin: GTIN) { self.gtin = gtin }

  package var dataKind: DataKind { .catalog }

  static let sql = """
    SELECT ndc
    FROM packages
    WHERE gtin = :gtin
    UNION
    SELECT k.package_code
    FROM directory_packages AS k
    WHERE k.gtin = :gtin AND \(DirectorySearch.inSight("k"))
    """

  package func fetch(_ context: ReadContext) throws -> NDC? {
    let codes = try String.fetchSet(context.db, sql: Self.sql, arguments: ["gtin": gtin.text])
    guard codes.count == 1, let code = codes.first else { return nil }
    return try? NDC(text: code)  // One that cannot be read is none.
  }
}
