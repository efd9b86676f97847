import Domain
import GRDB

/// A drug of the catalogue as a check needs it, found by whatever name it is called.
struct CatalogueDrug {
  /// Nil when only an ingredient of that name is known.
  let id: Int?
  let name: String
  let ingredients: [CheckedIngredient]
  let routes: Set<String>
  let splittable: String?
}

/// Finds drugs by their names, brands and ingredients: each look-up goes by an index.
struct DrugNames {
  let db: Database

  /// The drug that a name means: its own, an ingredient's, a brand's, or that of a drug of the
  /// directory; nil when none is known.
  ///
  /// The name of an ingredient alone stands for that, and not for one of the products that hold it.
  func find(_ name: String) throws -> CatalogueDrug? {
    if let id = try Int.fetchOne(db, sql: Self.byName, arguments: [name]) { return try drug(id) }
    let ingredient = try Int.fetchOne(db, sql: Self.byIngredient, arguments: [name])
    guard let ingredient else {
      if let id = try branded(name) { return try drug(id) }
      return try onTheMarket(name) ?? unpointed(name)
    }
    let parts = try ingredients(Self.oneIngredient, ingredient)
    return CatalogueDrug(
      id: nil,
      name: parts.first?.name ?? name,
      ingredients: parts,
      routes: [],
      splittable: nil
    )
  }

  private func onTheMarket(_ name: String) throws -> CatalogueDrug? {
    guard let drug = try DirectoryNames(db: db).find(name) else { return nil }
    return CatalogueDrug(
      id: nil,
      name: name,
      ingredients: try drug.ingredients.flatMap { try ingredients(Self.oneIngredient, $0) },
      routes: drug.routes,
      splittable: nil
    )
  }

  /// The drug whose name has the same letters: people leave out points and apostrophes.
  private func unpointed(_ name: String) throws -> CatalogueDrug? {
    let letters = Self.letters(name)
    guard letters.count > 4 else { return nil }
    let id = try Int.fetchOne(db, sql: Self.byLetters, arguments: [letters])
    return try id.map(drug)
  }

  static func letters(_ name: String) -> String {
    name.lowercased().filter { !" .'’-".contains($0) }
  }

  /// A text of a table without the signs that ``letters(_:)`` leaves out.
  static func letters(sql text: String) -> String {
    [" ", ".", "''", "’", "-"].reduce("lower(\(text))") { "replace(\($0), '\($1)', '')" }
  }

  static let byLetters = """
    SELECT drug_id FROM drugs_master WHERE \(letters(sql: "drug_name")) = ? ORDER BY drug_id LIMIT 1
    """

  /// A drug of the catalogue that a name may mean.
  struct Candidate: Equatable {
    let id: Int
    let name: String
    let dosingUnit: String
  }

  /// The drugs of the catalogue that a name may mean, the one of that very name alone; of those
  /// whose brand or generic name it is only those with fewest ingredients, and else those that hold
  /// nothing but the ingredient of that name.
  func candidates(_ name: String) throws -> [Candidate] {
    let exact = try candidates(sql: "WHERE d.drug_name = :name", name)
    guard exact.isEmpty else { return exact }
    let named = try candidates(
      sql: """
        WHERE lower(d.generic_name) = lower(:name)
          OR EXISTS (SELECT 1 FROM json_each(d.brand_names) WHERE lower(value) = lower(:name))
        """,
      name
    )
    guard named.isEmpty else { return named }
    return try candidates(
      sql: """
        WHERE d.drug_id IN (
          SELECT di.drug_id
          FROM ingredients AS i
          JOIN drug_ingredients AS di ON di.ingredient_id = i.ingredient_id
          WHERE i.name = :name)
          AND (SELECT count(*) FROM drug_ingredients AS di WHERE di.drug_id = d.drug_id) = 1
        """,
      name
    )
  }

  private func candidates(sql condition: String, _ name: String) throws -> [Candidate] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT d.drug_id, d.drug_name, d.dosing_unit,
          (SELECT count(*) FROM drug_ingredients AS i WHERE i.drug_id = d.drug_id) AS parts
        FROM drugs_master AS d
        \(condition)
        ORDER BY parts, d.drug_name
        """,
      arguments: ["name": name]
    )
    let fewest: Int? = rows.first?["parts"]
    return rows.filter { $0["parts"] == fewest }.map {
      Candidate(id: $0["drug_id"], name: $0["drug_name"], dosingUnit: $0["dosing_unit"])
    }
  }

  /// The strength of a drug where the catalogue knows exactly one for doses counted in such a unit;
  /// nil where there are several, or none.
  func onlyStrength(of drug: Int, countedIn unit: String) throws -> String? {
    let row = try Row.fetchOne(
      db,
      sql: "SELECT available_strengths FROM drugs_master WHERE drug_id = ?",
      arguments: [drug]
    )
    let fitting = try row?.texts("available_strengths").filter { text in
      // One that is not read, as `12 mcg per hour`, is one more that it may be.
      Strength(text: text).map {
        ($0.per?.unit ?? unit) == unit && (unit == "mL") == ($0.per?.unit == "mL")
      } ?? true
    }
    guard let fitting, fitting.count == 1, let only = fitting.first else { return nil }
    return Strength(text: only)?.description
  }

  static let byName = "SELECT drug_id FROM drugs_master WHERE drug_name = ?"
  static let byIngredient = "SELECT ingredient_id FROM ingredients WHERE name = ?"

  /// A drug whose generic name or one of whose brands is the name, the one with fewest ingredients.
  private func branded(_ name: String) throws -> Int? {
    guard let pattern = FTS5Pattern(matchingPhrase: name) else { return nil }
    return try Int.fetchOne(
      db,
      sql: Self.byBrand,
      arguments: ["pattern": pattern, "name": name]
    )
  }

  static let byBrand = """
    SELECT d.drug_id
    FROM drug_search
    JOIN drugs_master AS d ON d.drug_id = drug_search.rowid
    WHERE drug_search MATCH :pattern
      AND (lower(d.generic_name) = lower(:name)
        OR EXISTS (SELECT 1 FROM json_each(d.brand_names) WHERE lower(value) = lower(:name)))
    ORDER BY (SELECT count(*) FROM drug_ingredients AS i WHERE i.drug_id = d.drug_id), d.drug_id
    LIMIT 1
    """

  /// A drug by its number.
  ///
  /// - Throws: ``StoreError/notFound(what:id:)``
  func drug(_ id: Int) throws -> CatalogueDrug {
    let row = try Row.fetchOne(
      db,
      sql: "SELECT drug_name, routes, splittable FROM drugs_master WHERE drug_id = ?",
      arguments: [id]
    )
    guard let row else { throw StoreError.notFound(what: "drug", id: "\(id)") }
    return CatalogueDrug(
      id: id,
      name: row["drug_name"],
      ingredients: try ingredients(Self.ofDrug, id),
      routes: Set(try row.texts("routes")),
      splittable: row["splittable"]
    )
  }

  private func ingredients(_ sql: String, _ id: Int) throws -> [CheckedIngredient] {
    try Row.fetchAll(db, sql: sql, arguments: [id]).map { row in
      let classes: String? = row["classes"]
      return CheckedIngredient(
        row["name"],
        shownName: row["tall_man_name"],
        classes: Set(classes.map { $0.split(separator: "|").map(String.init) } ?? []),
        flags: Set(try row.texts("flags")),
        highAlert: row["high_alert"],
        lingersDays: row["lingers_days"] ?? 0
      )
    }
  }

  private static let columns = """
    i.name, i.tall_man_name, i.flags, i.high_alert, i.lingers_days,
      (SELECT group_concat(c.class_name, '|') FROM ingredient_classes AS c
        WHERE c.ingredient_id = i.ingredient_id) AS classes
    """

  static let ofDrug = """
    SELECT \(columns)
    FROM drug_ingredients AS d
    JOIN ingredients AS i ON i.ingredient_id = d.ingredient_id
    WHERE d.drug_id = ?
    ORDER BY d.position
    """

  static let oneIngredient = "SELECT \(columns) FROM ingredients AS i WHERE i.ingredient_id = ?"
}
