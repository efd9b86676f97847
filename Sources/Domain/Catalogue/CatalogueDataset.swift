/// One kind of a publisher's file, whose rows are kept apart from all others.
package enum CatalogueDataset: String, CaseIterable, Sendable {
  case products = "ndc.products"
  case packages = "ndc.packages"
  case unfinishedProducts = "ndc.unfinishedProducts"
  case unfinishedPackages = "ndc.unfinishedPackages"
  case conceptNames = "rxnorm.names"
  case conceptRelations = "rxnorm.relations"
  case conceptCodes = "rxnorm.codes"
  case interactions

  /// Whether its rows say what a drug is called.
  package var hasDrugs: Bool { self == .products || self == .unfinishedProducts }

  /// What one row is called in counts.
  package var rowType: String {
    switch self {
    case .products, .unfinishedProducts: "product"
    case .packages, .unfinishedPackages: "package"
    case .conceptNames: "RXNCONSO"
    case .conceptRelations: "RXNREL"
    case .conceptCodes: "RXNSAT"
    case .interactions: "interaction"
    }
  }

  /// The publication that the file belongs to, as its source is named.
  package var publication: String {
    switch self {
    case .products, .packages: "FDA NDC directory"
    case .unfinishedProducts, .unfinishedPackages: "FDA NDC directory of unfinished drugs"
    case .conceptNames, .conceptRelations, .conceptCodes: "RxNorm"
    case .interactions: "interaction table"
    }
  }
}
