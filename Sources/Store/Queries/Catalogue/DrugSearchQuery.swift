import Domain
import GRDB

/// The drugs whose names, brands or codes are meant by a text, the likeliest first.
///
/// Answers while somebody types: every step walks along an index and looks at a bounded number of
/// rows, however large the directory is.
package struct DrugSearchQuery: NamedQuery {
  /// As typed; it is split into words, and nothing in it is an operator.
  package var text: String
  /// The most that are given back, 1 or more.
  package var limit: Int

  package init(_ text: String, limit: Int = 20) {
    self.text = text
    self.limit = limit
  }

  package var dataKind: DataKind { .catalog }

  /// The longest text that is looked for, in characters.
  static let longest = 200

  package func fetch(_ context: ReadContext) throws -> [DrugHit] {
    let wanted = String(text.prefix(Self.longest)).split(separator: " ").joined(separator: " ")
    guard !wanted.isEmpty else { return [] }
    let directory = DirectorySearch(db: context.db, text: wanted, limit: limit)
    if directory.isCode {
      let stocked = try StockedPackages(db: context.db).drugs(of: wanted)
      return Array((stocked + (try directory.coded())).prefix(limit))
    }
    var hits = try shipped(context.db, wanted)
    hits += try directory.begun(excluding: [])
    if hits.count < limit { hits += try directory.worded(excluding: hits) }
    if hits.count < limit { hits += try related(context.db, wanted, excluding: hits) }
    if hits.isEmpty { hits = try parts(context.db, wanted, directory) }
    return Array(hits.prefix(limit))
  }

  // MARK: The shipped catalogue

  static let sql = """
    SELECT \(ShippedDrugRow.columns)
    FROM drug_search
    JOIN drugs_master AS d ON d.drug_id = drug_search.rowid
    WHERE drug_search MATCH :pattern
    ORDER BY lower(d.drug_name) = lower(:text) DESC,
      lower(substr(d.drug_name, 1, length(:text))) = lower(:text) DESC,
      drug_search.rank, d.drug_name
    LIMIT :limit
    """

  private func shipped(_ db: Database, _ text: String) throws -> [DrugHit] {
    let name = Self.withoutStrength(text)
    guard let pattern = FTS5Pattern(matchingAllPrefixesIn: name) else { return [] }
    return try Row.fetchAll(
      db,
      once: Self.sql,
      arguments: ["pattern": pattern, "text": name, "limit": limit]
    ).map(ShippedDrugRow.hit)
  }

  /// `metformin er` of "metformin 500 mg er": a drug of the catalogue is one, whatever its strengths.
  private static func withoutStrength(_ text: String) -> String {
    let units: Set = ["mg", "mcg", "g", "ml", "meq", "unit", "units"]
    let words = text.split(separator: " ").filter { word in
      word.first?.isNumber == false && !units.contains(word.lowercased())
    }
    return words.isEmpty ? text : words.joined(separator: " ")
  }

  /// Drugs of other names for the same: the ingredient of a brand, the brands of an ingredient.
  private func related(_ db: Database, _ text: String, excluding hits: [DrugHit]) throws
    -> [DrugHit]
  {
    var seen = Set(hits.map(\.key))
    var found: [DrugHit] = []
    for name in try RelatedNames(db: db).names(of: text) {
      let search = DirectorySearch(db: db, text: name, limit: limit)
      for hit in try shipped(db, name) + search.begun(excluding: hits)
      where seen.insert(hit.key).inserted {
        found.append(hit)
      }
      if found.count >= limit { break }
    }
    return found
  }

  /// When nothing begins so: names in which the text stands somewhere.
  private func parts(_ db: Database, _ text: String, _ directory: DirectorySearch) throws
    -> [DrugHit]
  {
    guard text.count >= 3 else { return [] }
    let shipped = try Row.fetchAll(
      db,
      once: """
        SELECT \(ShippedDrugRow.columns)
        FROM drugs_master AS d
        WHERE instr(lower(d.drug_name || ' ' || d.generic_name || ' ' || d.brand_names),
          lower(:text)) > 0
          OR instr(\(DrugNames.letters(sql: "d.drug_name")), :letters) > 0
        ORDER BY d.drug_name
        LIMIT :limit
        """,
      arguments: ["text": text, "letters": DrugNames.letters(text), "limit": limit]
    ).map(ShippedDrugRow.hit)
    return shipped + (try directory.inside())
  }
}

/// A drug that was found.
package struct DrugHit: Equatable, Sendable {
  /// Where it stands.
  package enum Origin: Equatable, Sendable {
    /// The catalogue, with its number.
    case catalogue(Int)
    /// The directory of what is on the market: how many labelers sell it, some of its codes, and
    /// whether it is a finished drug.
    case directory(labelers: Int, codes: [String], isFinished: Bool)
  }

  package let origin: Origin
  package let name: String
  package let genericName: String
  /// The name with its parts in capitals that tell it from others, where that is usual.
  package let tallManName: String?
  package let brandNames: [String]
  package let drugClass: String
  package let category: String
  package let strengths: [String]
  package let forms: [String]
  package let routes: [String]
  /// `I` to `V`, ``DirectoryProduct/unknownSchedule``, or nil for a drug that is not controlled.
  package let controlSchedule: String?
  package let dosingUnit: String?

  /// What two hits have in common that nobody can tell apart.
  var key: [String] {
    switch origin {
    case .catalogue(let id): ["\(id)"]
    case .directory(_, _, let isFinished):
      [name, genericName, controlSchedule ?? "", "\(isFinished)"] + strengths + forms + routes
    }
  }
}

/// Drugs of the shipped catalogue as hits.
enum ShippedDrugRow {
  static let columns = """
    d.drug_id, d.drug_name, d.generic_name, d.tall_man_name, d.brand_names, d.drug_class,
    d.therapeutic_category, d.available_strengths, d.dosage_forms, d.routes, d.control_schedule,
    d.dosing_unit
    """

  static func hit(_ row: Row) throws -> DrugHit {
    DrugHit(
      origin: .catalogue(row["drug_id"]),
      name: row["drug_name"],
      genericName: row["generic_name"],
      tallManName: row["tall_man_name"],
      brandNames: try row.texts("brand_names"),
      drugClass: row["drug_class"],
      category: row["therapeutic_category"],
      strengths: try row.texts("available_strengths"),
      forms: try row.texts("dosage_forms"),
      routes: try row.texts("routes"),
      controlSchedule: row["control_schedule"],
      dosingUnit: row["dosing_unit"]
    )
  }
}

extension Row {
  /// The texts of a JSON list.
  ///
  /// - Throws: ``StoreError/damaged(detail:)``
  func texts(_ column: String) throws -> [String] {
    guard let json = try? JSON(text: self[column]), case .array(let values) = json else {
      throw StoreError.damaged(detail: column)  // What this program wrote it also reads.
    }
    return values.compactMap { value in
      guard case .string(let text) = value else { return nil }
      return text
    }
  }
}
