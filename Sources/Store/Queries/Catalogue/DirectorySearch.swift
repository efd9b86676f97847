import Domain
import GRDB

/// Looks for a text in the directory of what is on the market.
struct DirectorySearch {
  let db: Database
  let text: String
  let limit: Int

  /// How many names are looked at before the best of them are chosen.
  static let window = 60

  /// Holds for a listing in the table of that name when it is in sight.
  ///
  /// Made of constants only.
  static func inSight(_ table: String) -> String {
    let head = "(SELECT h.import_id FROM import_heads AS h WHERE h.dataset = \(table).dataset)"
    return """
      \(table).since_import <= coalesce(\(head), 0)
      AND (\(table).until_import IS NULL OR \(table).until_import > \(head))
      """
  }

  // MARK: By code

  static let byPackage = """
    SELECT DISTINCT k.product_code
    FROM directory_packages AS k
    WHERE k.ndc11 = :ndc AND \(inSight("k"))
    UNION
    SELECT DISTINCT k.product_code
    FROM directory_packages AS k
    WHERE k.gtin = :gtin AND \(inSight("k"))
    """

  static let byProduct = """
    SELECT DISTINCT p.directory_drug_id
    FROM directory_products AS p
    WHERE p.product_code = :code AND \(inSight("p"))
    LIMIT :limit
    """

  /// Whether somebody looks for a code and not for a name.
  var isCode: Bool {
    text.utf8.count >= 6
      && text.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: "-") }
  }

  /// What a code means.
  func coded() throws -> [DrugHit] {
    // A text of digits that is neither is looked for as it stands.
    let ndc11 = (try? NDC(text: text))?.ndc11
    let gtin = (try? GTIN(text: text))?.text
    var codes = try String.fetchAll(
      db,
      once: Self.byPackage,
      arguments: ["ndc": ndc11, "gtin": gtin]
    )
    if codes.isEmpty { codes = [text] }
    var ids: [Int] = []
    for code in codes.prefix(5) {
      ids += try Int.fetchAll(
        db,
        once: Self.byProduct,
        arguments: ["code": code, "limit": limit]
      )
    }
    return try hits(ids)
  }

  // MARK: By name

  static let byName = """
    SELECT g.directory_drug_id
    FROM directory_drugs AS g
    WHERE g.drug_name >= :text AND g.drug_name < :end
    ORDER BY g.drug_name
    LIMIT :limit
    """

  static let byGeneric = """
    SELECT g.directory_drug_id
    FROM directory_drugs AS g
    WHERE g.generic_name >= :text AND g.generic_name < :end
    ORDER BY g.generic_name
    LIMIT :limit
    """

  /// Names that begin with the text.
  func begun(excluding hits: [DrugHit]) throws -> [DrugHit] {
    let arguments: StatementArguments = [
      "text": text, "end": text + "\u{10FFFF}", "limit": Self.window,
    ]
    let names = try Int.fetchAll(db, once: Self.byName, arguments: arguments)
    let generics = try Int.fetchAll(db, once: Self.byGeneric, arguments: arguments)
    return try self.hits(names + generics, excluding: hits)
  }

  static let byWords = """
    SELECT s.rowid
    FROM directory_search AS s
    WHERE s.names MATCH :pattern
    ORDER BY s.rowid
    LIMIT :limit
    """

  /// Names with words that begin with the words of the text.
  func worded(excluding hits: [DrugHit]) throws -> [DrugHit] {
    guard let pattern = FTS5Pattern(matchingAllPrefixesIn: text) else { return [] }
    let ids = try Int.fetchAll(
      db,
      once: Self.byWords,
      arguments: ["pattern": pattern, "limit": Self.window]
    )
    return try self.hits(ids, excluding: hits)
  }

  static let byParts = """
    SELECT s.rowid
    FROM directory_parts AS s
    WHERE s.names MATCH :pattern
    ORDER BY s.rowid
    LIMIT :limit
    """

  /// Names in which the text stands somewhere.
  func inside() throws -> [DrugHit] {
    guard text.unicodeScalars.count >= 3 else { return [] }
    // One phrase, whose only special character is the quote.
    let phrase = "\"" + text.replacing("\"", with: "\"\"") + "\""
    let ids = try Int.fetchAll(
      db,
      once: Self.byParts,
      arguments: ["pattern": phrase, "limit": Self.window]
    )
    return try hits(ids)
  }

  // MARK: Hits

  static let drug = """
    SELECT g.drug_name, g.generic_name, g.strength, g.dosage_form, g.routes, g.control_schedule,
      g.substances
    FROM directory_drugs AS g
    WHERE g.directory_drug_id = ?
    """

  static let products = """
    SELECT p.product_code, p.labeler, p.dataset, p.pharmacologic_classes
    FROM directory_products AS p
    WHERE p.directory_drug_id = :drug AND \(inSight("p"))
    LIMIT 50
    """

  static let tallMan = """
    SELECT tall_man_name FROM ingredients WHERE name = ? AND tall_man_name IS NOT NULL
    """

  /// The drugs with these numbers that are in sight, finished ones first, no more than the limit.
  private func hits(_ ids: [Int], excluding hits: [DrugHit] = []) throws -> [DrugHit] {
    var seen: Set<Int> = []
    var excluded = Set(hits.map(\.key))
    var finished: [DrugHit] = []
    var others: [DrugHit] = []
    for id in ids where finished.count < limit && seen.insert(id).inserted {
      guard let hit = try hit(id), excluded.insert(hit.key).inserted else { continue }
      if case .directory(_, _, true) = hit.origin {
        finished.append(hit)
      } else {
        others.append(hit)
      }
    }
    return Array((finished + others).prefix(limit))
  }

  private func hit(_ id: Int) throws -> DrugHit? {
    let products = try Row.fetchAll(db, once: Self.products, arguments: ["drug": id])
    guard let first = products.first,
      let drug = try Row.fetchOne(db, once: Self.drug, arguments: [id])
    else { return nil }
    var labelers: Set<String> = []
    var codes: [String] = []
    var isFinished = false
    for product in products {
      labelers.insert(product["labeler"])
      if codes.count < 5 { codes.append(product["product_code"]) }
      isFinished =
        isFinished || product["dataset"] == CatalogueDataset.products.rawValue
    }
    let control: String = drug["control_schedule"]
    let strength: String = drug["strength"]
    let form: String = drug["dosage_form"]
    let substances = try drug.texts("substances")
    return DrugHit(
      origin: .directory(labelers: labelers.count, codes: codes, isFinished: isFinished),
      name: drug["drug_name"],
      genericName: drug["generic_name"],
      tallManName: try tallMan(drug["drug_name"], drug["generic_name"], substances),
      brandNames: [],
      drugClass: try first.texts("pharmacologic_classes").first ?? "",
      category: "",
      strengths: strength.isEmpty ? [] : [strength],
      forms: form.isEmpty ? [] : [form],
      routes: try drug.texts("routes"),
      controlSchedule: control.isEmpty ? nil : control,
      dosingUnit: nil
    )
  }

  /// The name with the usual capitals, when it is that of an ingredient which has them.
  private func tallMan(_ name: String, _ generic: String, _ substances: [String]) throws -> String?
  {
    for candidate in [name, generic] {
      // A salt's name begins with that of the ingredient.
      let words = candidate.split(separator: " ").map(String.init)
      guard let first = words.first else { continue }
      guard
        let tall = try String.fetchOne(db, once: Self.tallMan, arguments: [first])
          ?? String.fetchOne(db, once: Self.tallMan, arguments: [candidate])
      else { continue }
      guard tall.lowercased() == first.lowercased() else { return tall }
      return ([tall] + words.dropFirst().map { $0.lowercased() }).joined(separator: " ")
    }
    return nil
  }
}

/// Finds other names for the same thing among RxNorm's concepts.
struct RelatedNames {
  let db: Database

  static let concepts = """
    SELECT DISTINCT n.concept, n.term_type
    FROM rxnorm_names AS n
    WHERE n.term_type IN ('IN', 'PIN', 'MIN', 'BN') AND n.name >= :text AND n.name < :end
      AND n.is_obsolete = 0 AND \(inSight("rxnorm.names", "n"))
    ORDER BY n.name
    LIMIT 5
    """

  static let others = """
    SELECT r.other AS concept
    FROM rxnorm_relations AS r
    WHERE r.concept = :concept AND r.relation = 'tradename_of'
      AND r.since_import <= coalesce(
        (SELECT import_id FROM import_heads WHERE dataset = 'rxnorm.relations'), 0)
    UNION ALL
    SELECT r.concept
    FROM rxnorm_relations AS r
    WHERE r.other = :concept AND r.relation = 'tradename_of'
      AND r.since_import <= coalesce(
        (SELECT import_id FROM import_heads WHERE dataset = 'rxnorm.relations'), 0)
    LIMIT 20
    """

  static let names = """
    SELECT n.name
    FROM rxnorm_names AS n
    WHERE n.concept = :concept AND n.term_type IN ('IN', 'PIN', 'MIN', 'BN')
      AND n.is_obsolete = 0 AND \(inSight("rxnorm.names", "n"))
    LIMIT 1
    """

  private static func inSight(_ dataset: String, _ table: String) -> String {
    let head = "(SELECT import_id FROM import_heads WHERE dataset = '\(dataset)')"
    return """
      \(table).since_import <= coalesce(\(head), 0)
      AND (\(table).until_import IS NULL OR \(table).until_import > \(head))
      """
  }

  /// The ingredients of the brands that begin with the text, and the brands of such ingredients.
  func names(of text: String) throws -> [String] {
    guard text.count >= 3 else { return [] }
    let concepts = try Int.fetchAll(
      db,
      once: Self.concepts,
      arguments: ["text": text, "end": text + "\u{10FFFF}"]
    )
    var names: [String] = []
    for concept in concepts {
      let others = try Int.fetchAll(db, once: Self.others, arguments: ["concept": concept])
      for other in others.prefix(10) {
        let name = try String.fetchOne(db, once: Self.names, arguments: ["concept": other])
        if let name, !names.contains(name) { names.append(name) }
      }
    }
    return names
  }
}
