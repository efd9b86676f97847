import Domain
import GRDB

/// One drug of the catalogue with everything that is known about it.
package struct DrugQuery: NamedQuery {
  package var drug: Int

  package init(_ drug: Int) { self.drug = drug }

  package var dataKind: DataKind { .catalog }

  package func fetch(_ context: ReadContext) throws -> DrugSheet {
    let row = try Row.fetchOne(
      context.db,
      sql: "SELECT * FROM drugs_master WHERE drug_id = ?",
      arguments: [drug]
    )
    guard let row else { throw StoreError.notFound(what: "drug", id: "\(drug)") }
    let ingredients = try ingredients(context.db)
    let sides = Set(ingredients.flatMap { [$0.name] + $0.classes.map { "class:\($0)" } })
    let names = JSON.array(sides.sorted().map(JSON.string)).text
    return try DrugSheet(
      row,
      ingredients: ingredients,
      interactions: try interactions(context.db, names),
      foods: try foods(context.db, names),
      limits: try limits(context.db)
    )
  }

  private func ingredients(_ db: Database) throws -> [DrugSheet.Ingredient] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT i.*, (SELECT group_concat(class_name, '|') FROM ingredient_classes AS c
          WHERE c.ingredient_id = i.ingredient_id) AS classes
        FROM drug_ingredients AS d
        JOIN ingredients AS i ON i.ingredient_id = d.ingredient_id
        WHERE d.drug_id = ?
        ORDER BY d.position
        """,
      arguments: [drug]
    ).map { row in
      let classes: String? = row["classes"]
      return DrugSheet.Ingredient(
        name: row["name"],
        tallManName: row["tall_man_name"],
        classes: classes.map { $0.split(separator: "|").map(String.init) } ?? [],
        highAlert: row["high_alert"],
        flags: try row.texts("flags"),
        lateText: row["late_text"]
      )
    }
  }

  private func interactions(_ db: Database, _ names: String) throws -> [DrugSheet.Interaction] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT *
        FROM drug_interactions
        WHERE side_a IN (SELECT value FROM json_each(:names))
          OR side_b IN (SELECT value FROM json_each(:names))
        ORDER BY severity_score DESC, interaction_id
        """,
      arguments: ["names": names]
    ).map { row in
      DrugSheet.Interaction(
        sides: [row["side_a"], row["side_b"]],
        severity: row["severity"],
        effect: row["clinical_effect"],
        management: row["management_strategy"],
        source: row["source"]
      )
    }
  }

  private func foods(_ db: Database, _ names: String) throws -> [DrugSheet.Interaction] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT *
        FROM drug_food_interactions
        WHERE side_a IN (SELECT value FROM json_each(?))
        ORDER BY interaction_id
        """,
      arguments: [names]
    ).map { row in
      DrugSheet.Interaction(
        sides: [row["side_a"], row["food_item"]],
        severity: row["interaction_type"],
        effect: row["description"],
        management: row["recommendation"],
        source: row["source"]
      )
    }
  }

  private func limits(_ db: Database) throws -> [DrugSheet.Limit] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT l.*, i.name
        FROM drug_ingredients AS d
        JOIN ingredients AS i ON i.ingredient_id = d.ingredient_id
        JOIN dose_limits AS l ON l.ingredient_id = d.ingredient_id
        WHERE d.drug_id = ?
        ORDER BY d.position, l.limit_id
        """,
      arguments: [drug]
    ).map { row in
      DrugSheet.Limit(
        ingredient: row["name"],
        route: row["route"],
        form: row["form"],
        ageFrom: row["age_from"],
        ageTo: row["age_to"],
        amount: row["amount"],
        hours: row["period_hours"],
        note: row["note"]
      )
    }
  }
}

/// Everything about a drug that a screen or a check may ask.
package struct DrugSheet: Equatable, Sendable {
  /// An active ingredient.
  package struct Ingredient: Equatable, Sendable {
    package let name: String
    package let tallManName: String?
    package let classes: [String]
    /// The group of high-alert medicines it belongs to, such as `insulin`.
    package let highAlert: String?
    package let flags: [String]
    package let lateText: String?
  }

  /// What is known about the drug together with another one, or with a food.
  package struct Interaction: Equatable, Sendable {
    /// An ingredient, or `class:` and the name of a class; the second may be a food.
    package let sides: [String]
    package let severity: String
    package let effect: String
    package let management: String
    package let source: String
  }

  /// The most of an ingredient in so many hours.
  package struct Limit: Equatable, Sendable {
    package let ingredient: String
    package let route: String?
    package let form: String?
    /// Years, the first included, the last too.
    package let ageFrom: Int?
    package let ageTo: Int?
    package let amount: String
    package let hours: Int
    package let note: String?
  }

  package let id: Int
  package let name: String
  package let genericName: String
  package let tallManName: String?
  package let brandNames: [String]
  package let drugClass: String
  package let category: String
  package let strengths: [String]
  package let forms: [String]
  package let routes: [String]
  package let dosingUnit: String
  /// `scored`, `no` or `never`; nil where nothing is known.
  package let splittable: String?
  package let controlSchedule: String?
  package let indications: String
  package let contraindications: String
  package let sideEffects: [String]
  package let isApproved: Bool
  package let source: String
  package let writtenOn: CalendarDate?
  package let ingredients: [Ingredient]
  package let interactions: [Interaction]
  package let foods: [Interaction]
  package let limits: [Limit]

  fileprivate init(
    _ row: Row,
    ingredients: [Ingredient],
    interactions: [Interaction],
    foods: [Interaction],
    limits: [Limit]
  ) throws {
    id = row["drug_id"]
    name = row["drug_name"]
    genericName = row["generic_name"]
    tallManName = row["tall_man_name"]
    brandNames = try row.texts("brand_names")
    drugClass = row["drug_class"]
    category = row["therapeutic_category"]
    strengths = try row.texts("available_strengths")
    forms = try row.texts("dosage_forms")
    routes = try row.texts("routes")
    dosingUnit = row["dosing_unit"]
    splittable = row["splittable"]
    controlSchedule = row["control_schedule"]
    indications = row["indications"]
    contraindications = row["contraindications"]
    sideEffects = try row.texts("side_effects")
    isApproved = row["fda_approved"]
    source = row["source"]
    writtenOn = try row.date("written_on")
    self.ingredients = ingredients
    self.interactions = interactions
    self.foods = foods
    self.limits = limits
  }
}
