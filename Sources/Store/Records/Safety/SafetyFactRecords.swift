import Domain
import GRDB

/// Reads what the catalogue says of ingredients and their classes: only the rows about these, each
/// by its index, however long the tables are.
struct SafetyFactRecords {
  let db: Database

  /// The facts about medicines together and about allergies.
  func facts(
    on medicines: [CheckedMedicine],
    allergies: [CheckedPerson.Allergy] = []
  ) throws -> SafetyFacts {
    let ingredients = medicines.flatMap(\.ingredients)
    let sides = Self.list(Set(ingredients.flatMap(\.sides)))
    let names = Self.list(Set(ingredients.map(\.name)))
    let allergens = Set(allergies.flatMap(\.sides))
    return SafetyFacts(
      interactions: try interactions(sides),
      foods: try foods(sides),
      limits: try limits(names),
      crossSensitivities: allergens.isEmpty ? [] : try crossSensitivities(Self.list(allergens)),
      conditions: try conditions(sides),
      excipients: allergies.isEmpty ? [] : try excipients()
    )
  }

  /// The rows of one severity on medicines together, and nothing else about them.
  func rows(of severity: SafetySeverity, on medicines: [CheckedMedicine]) throws -> SafetyFacts {
    let sides = Self.list(Set(medicines.flatMap(\.ingredients).flatMap(\.sides)))
    return SafetyFacts(
      interactions: try interactions(sides).filter { $0.severity == severity }
    )
  }

  /// How many pairs the catalogue knows.
  func pairsKnown() throws -> Int {
    try Int.fetchOne(db, sql: "SELECT count(*) FROM drug_interactions") ?? 0
  }

  private static func list(_ texts: Set<String>) -> String {
    JSON.array(texts.sorted().map(JSON.string)).text
  }

  static let interactionsSQL = """
    SELECT *
    FROM drug_interactions
    WHERE side_a IN (SELECT value FROM json_each(:sides))
      AND side_b IN (SELECT value FROM json_each(:sides))
    """

  private func interactions(_ sides: String) throws -> [SafetyFacts.Interaction] {
    try Row.fetchAll(db, sql: Self.interactionsSQL, arguments: ["sides": sides]).map { row in
      let before: Int? = row["keep_apart_before_minutes"]
      let after: Int? = row["keep_apart_after_minutes"]
      let isApart = before != nil || after != nil
      return SafetyFacts.Interaction(
        row["side_a"],
        row["side_b"],
        try severity(row["severity"]),
        mechanism: row["mechanism"],
        effect: row["clinical_effect"],
        management: row["management_strategy"],
        evidence: row["evidence_level"],
        source: row["source"],
        keepApart: isApart
          ? .init(minutesBefore: before ?? 0, minutesAfter: after ?? 0) : nil,
        daysAfterA: row["after_a_days"],
        daysAfterB: row["after_b_days"]
      )
    }
  }

  static let foodsSQL = """
    SELECT *
    FROM drug_food_interactions
    WHERE side_a IN (SELECT value FROM json_each(:sides))
    """

  private func foods(_ sides: String) throws -> [SafetyFacts.Food] {
    try Row.fetchAll(db, sql: Self.foodsSQL, arguments: ["sides": sides]).map { row in
      SafetyFacts.Food(
        row["side_a"],
        row["food_item"],
        try severity(row["interaction_type"]),
        effect: row["description"],
        management: row["recommendation"],
        evidence: row["evidence_level"],
        source: row["source"]
      )
    }
  }

  static let limitsSQL = """
    SELECT i.name, l.*
    FROM ingredients AS i
    JOIN dose_limits AS l ON l.ingredient_id = i.ingredient_id
    WHERE i.name IN (SELECT value FROM json_each(:names))
    """

  private func limits(_ names: String) throws -> [SafetyFacts.Limit] {
    try Row.fetchAll(db, sql: Self.limitsSQL, arguments: ["names": names]).map { row in
      guard let amount = try? Amount(text: row["amount"]) else {
        throw StoreError.damaged(detail: "dose_limits")  // What this program wrote it also reads.
      }
      return SafetyFacts.Limit(
        row["name"],
        amount,
        hours: row["period_hours"],
        route: row["route"],
        form: row["form"],
        ageFrom: row["age_from"],
        ageTo: row["age_to"],
        renalNote: row["renal_note"],
        note: row["note"],
        source: row["source"]
      )
    }
  }

  static let factsSQL = """
    SELECT subject, detail, source
    FROM safety_facts
    WHERE kind = :kind AND subject IN (SELECT value FROM json_each(:subjects))
    """

  private func details(_ kind: String, _ subjects: String) throws -> [FactDetail] {
    try Row.fetchAll(
      db,
      sql: Self.factsSQL,
      arguments: ["kind": kind, "subjects": subjects]
    ).map { try FactDetail($0) }
  }

  private func crossSensitivities(_ names: String) throws -> [SafetyFacts.CrossSensitivity] {
    try details("crossSensitivity", names).map { row in
      let relation = row.text("relation") ?? ""
      return SafetyFacts.CrossSensitivity(
        row.subject,
        row.text("other") ?? "",
        .init(rawValue: relation) ?? .same,
        text: row.text("text") ?? "",
        source: row.source
      )
    }
  }

  private func conditions(_ sides: String) throws -> [SafetyFacts.Condition] {
    try details("condition", sides).map { row in
      SafetyFacts.Condition(
        row.subject,
        row.text("condition") ?? "",
        try severity(row.text("severity") ?? ""),
        code: row.text("icd10"),
        effect: row.text("effect") ?? "",
        management: row.text("management") ?? "",
        source: row.source
      )
    }
  }

  static let excipientsSQL =
    "SELECT subject, detail, source FROM safety_facts WHERE kind = 'excipient'"

  private func excipients() throws -> [SafetyFacts.Excipient] {
    try Row.fetchAll(db, sql: Self.excipientsSQL).map { try FactDetail($0) }.map { row in
      SafetyFacts.Excipient(
        row.subject,
        otherNames: row.texts("otherNames"),
        whoMustAvoid: row.text("whoMustAvoid") ?? "",
        source: row.source
      )
    }
  }

  private func severity(_ name: String) throws -> SafetySeverity {
    guard let severity = SafetySeverity(name: name) else {
      throw StoreError.damaged(detail: "severity")
    }
    return severity
  }
}

/// One row of `safety_facts` with its members.
private struct FactDetail {
  let subject: String
  let source: String
  private let members: [JSONMember]

  init(_ row: Row) throws {
    subject = row["subject"]
    source = row["source"]
    guard let json = try? JSON(text: row["detail"]), case .object(let members) = json else {
      throw StoreError.damaged(detail: "safety_facts")  // What this program wrote it also reads.
    }
    self.members = members
  }

  private func value(_ name: String) -> JSON? {
    members.first(where: { $0.key == name })?.value
  }

  func text(_ name: String) -> String? {
    guard case .string(let text) = value(name) else { return nil }
    return text
  }

  func texts(_ name: String) -> [String] {
    guard case .array(let values) = value(name) else { return [] }
    return values.compactMap { value in
      guard case .string(let text) = value else { return nil }
      return text
    }
  }
}
