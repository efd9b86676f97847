import Domain
import GRDB

/// Finds what a name of the directory of what is on the market consists of.
///
/// The directory knows brands and labelers' names that the catalogue does not. Their substances are
/// ingredients of the catalogue, with salts behind them, so that the checks can know the drug.
struct DirectoryNames {
  let db: Database

  static let contents = """
    SELECT DISTINCT g.substances, g.routes
    FROM directory_drugs AS g
    WHERE g.drug_name = :name
      AND EXISTS (SELECT 1 FROM directory_products AS p
        WHERE p.directory_drug_id = g.directory_drug_id AND \(DirectorySearch.inSight("p")))
    UNION
    SELECT DISTINCT g.substances, g.routes
    FROM directory_drugs AS g
    WHERE g.generic_name = :name
      AND EXISTS (SELECT 1 FROM directory_products AS p
        WHERE p.directory_drug_id = g.directory_drug_id AND \(DirectorySearch.inSight("p")))
    """

  /// The ingredients of the drug, by their numbers, and its routes.
  ///
  /// Nil when one of the substances is unknown to the catalogue, or when drugs of different
  /// substances bear the name: half of what is in a drug must not pass for all of it.
  func find(_ name: String) throws -> (ingredients: [Int], routes: Set<String>)? {
    let rows = try Row.fetchAll(db, sql: Self.contents, arguments: ["name": name])
    var found: Set<[Int]> = []
    var routes: Set<String> = []
    for row in rows {
      guard let ingredients = try ingredients(of: try row.texts("substances")) else { return nil }
      found.insert(ingredients)
      routes.formUnion(try row.texts("routes").map(Self.route))
    }
    guard found.count == 1, let ingredients = found.first else { return nil }
    return (ingredients, routes)
  }

  /// The numbers in their order, each once; nil when a substance is unknown, or when there is none.
  private func ingredients(of substances: [String]) throws -> [Int]? {
    var numbers: Set<Int> = []
    for substance in substances {
      guard let number = try ingredient(of: substance) else { return nil }
      numbers.insert(number)
    }
    return numbers.isEmpty ? nil : numbers.sorted()
  }

  private func ingredient(of substance: String) throws -> Int? {
    for reading in SubstanceName.readings(of: substance) {
      let number = try Int.fetchOne(db, sql: DrugNames.byIngredient, arguments: [reading])
      if let number { return number }
    }
    return nil
  }

  /// The route in the catalogue's word.
  private static func route(_ published: String) -> String {
    let route = published.lowercased()
    return route == "respiratory (inhalation)" ? "inhalation" : route
  }
}
