import Domain

/// A row of a file, and what earlier lines of the same file have in common with it.
package struct FileRow: Hashable, Sendable {
  package var row: CatalogueRow
  /// Whether an earlier line has the same key: then this one may only say the same.
  package var isKeyRepeated: Bool
  /// Whether an earlier line lists the same drug code: then both listings hold.
  package var isCodeRepeated: Bool

  package init(_ row: CatalogueRow, isKeyRepeated: Bool = false, isCodeRepeated: Bool = false) {
    self.row = row
    self.isKeyRepeated = isKeyRepeated
    self.isCodeRepeated = isCodeRepeated
  }
}

/// The keys and codes that lines of a file have had so far, as one number each: eight bytes a line,
/// however long it is.
package struct FileKeys: Sendable {
  private var keys: Set<Int> = []
  private var codes: Set<Int> = []

  package init() {}

  /// The row with what the lines before it had in common with it.
  package mutating func next(_ row: CatalogueRow) -> FileRow {
    FileRow(
      row,
      isKeyRepeated: row.key.map { !keys.insert(Self.number($0)).inserted } ?? false,
      isCodeRepeated: row.code.map { !codes.insert(Self.number([$0])).inserted } ?? false
    )
  }

  private static func number(_ parts: [String]) -> Int {
    var hasher = Hasher()
    hasher.combine(parts)
    return hasher.finalize()
  }
}

extension CatalogueRow {
  /// By what the publisher tells the row from others; nil for one that is nothing but its key.
  fileprivate var key: [String]? {
    switch self {
    case .product(let product): [product.listing]
    case .package(let package): [package.listing, package.ndc.description]
    case .name(let name): ["\(name.atom)"]
    case .interaction(let entry): [entry.first.lowercased(), entry.second.lowercased()].sorted()
    case .relation, .code: nil
    }
  }

  /// The drug code that it lists.
  ///
  /// The key of a listing changes with every version of its label, and the code stays.
  fileprivate var code: String? {
    switch self {
    case .product(let product): product.code
    case .package(let package): package.ndc.description
    default: nil
    }
  }
}
