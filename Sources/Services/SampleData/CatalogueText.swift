import Domain
import Exchange
import Store

/// The shipped catalogue as text, on its way into a database.
struct CatalogueText {
  /// What other parts of a load need to know of a drug.
  struct Drug {
    let id: Int
    /// `II` to `V`, or nil.
    let control: String?
    let ingredients: [String]
  }

  let text: SampleText
  let environment: StoreEnvironment
  private(set) var drugs: [String: Drug] = [:]
  private(set) var version = ""
  private var ingredients: [String: Int] = [:]
  private var classes: Set<String> = []

  init(folder: String, environment: StoreEnvironment) {
    text = SampleText(folder: folder)
    self.environment = environment
  }

  /// Reads everything and adds it to a batch.
  mutating func read(into batch: inout SampleBatch) throws(SampleError) {
    guard let row = try text.rows("version.csv", "version dated").first else {
      throw .unreadable(file: "version.csv", .empty)
    }
    version = try row.required("version")
    try readIngredients(into: &batch)
    try readDrugs(into: &batch)
    try readInteractions(into: &batch)
    try readFoods(into: &batch)
    try readLimits(into: &batch)
    try readFacts(into: &batch)
    try readRestarts(into: &batch)
  }

  private mutating func readIngredients(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      ingredient tall_man classes control_schedule high_alert flags lingers_days late_rule \
      late_text source written
      """
    for (index, row) in try text.rows("ingredients.csv", columns).enumerated() {
      let name = try row.required("ingredient")
      guard ingredients.updateValue(index + 1, forKey: name) == nil else {
        throw .nameTwice(row.place("ingredient"), value: name)
      }
      if let rule = try row.optional("late_rule"), LatePolicy(text: rule) == nil {
        throw row.bad("late_rule", expected: "a rule for late doses")
      }
      batch.add(
        .ingredients,
        [
          BulkValue(index + 1), BulkValue(name), BulkValue(try row.optional("tall_man")),
          BulkValue(try row.optional("control_schedule")),
          BulkValue(try row.optional("high_alert")), Self.json(try row.list("flags")),
          BulkValue(try row.optionalNumber("lingers_days")),
          BulkValue(try row.optional("late_rule")), BulkValue(try row.optional("late_text")),
          BulkValue(try row.required("source")), BulkValue(try row.date("written")),
        ],
        from: row.origin
      )
      for name in try row.list("classes") {
        classes.insert(name)
        batch.add(.ingredientClasses, [BulkValue(name), BulkValue(index + 1)], from: row.origin)
      }
    }
  }

  private mutating func readDrugs(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      drug generic_name brand_names ingredients drug_class therapeutic_category strengths \
      dosage_forms routes unit splittable control_schedule tall_man indications \
      contraindications side_effects fda_approved source written
      """
    for (index, row) in try text.rows("drugs.csv", columns).enumerated() {
      let id = index + 1
      let name = try row.required("drug")
      let parts = try row.list("ingredients")
      let control = try row.optional("control_schedule")
      let drug = Drug(id: id, control: control, ingredients: parts)
      guard drugs.updateValue(drug, forKey: name) == nil else {
        throw .nameTwice(row.place("drug"), value: name)
      }
      let brands = try row.list("brand_names")
      let generic = try row.required("generic_name")
      batch.add(
        .drugsMaster,
        [
          BulkValue(id), BulkValue(environment.publicID()), BulkValue(name), BulkValue(generic),
          BulkValue(try row.optional("tall_man")), Self.json(brands),
          BulkValue(try row.required("drug_class")),
          BulkValue(try row.required("therapeutic_category")), Self.json(parts),
          Self.json(try row.list("strengths")), Self.json(try row.list("dosage_forms")),
          Self.json(try row.list("routes")), BulkValue(try row.required("unit")),
          BulkValue(try row.optional("splittable")), BulkValue(control),
          BulkValue(try row.required("indications")),
          BulkValue(try row.required("contraindications")),
          Self.json(try row.list("side_effects")), BulkValue(try row.flag("fda_approved")),
          BulkValue(try row.required("source")), BulkValue(try row.date("written")),
        ],
        from: row.origin
      )
      for (position, part) in parts.enumerated() {
        guard let ingredient = ingredients[part] else {
          throw .unknownName(row.place("ingredients"), value: part)
        }
        batch.add(
          .drugIngredients,
          [BulkValue(id), BulkValue(position), BulkValue(ingredient)],
          from: row.origin
        )
      }
      let names = ([name] + (generic == name ? [] : [generic]) + brands).joined(separator: " ")
      batch.add(.drugSearch, [BulkValue(id), BulkValue(names)], from: row.origin)
    }
  }

  private func readInteractions(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      a b severity kind mechanism effect management evidence evidence_type source written \
      keep_apart_before_hours keep_apart_after_hours after_a_days after_b_days
      """
    for row in try text.rows("interactions.csv", columns) {
      batch.add(
        .drugInteractions,
        [
          BulkValue(try side("a", of: row)), BulkValue(try side("b", of: row)),
          BulkValue(try row.required("severity")), BulkValue(try row.required("kind")),
          BulkValue(try row.required("mechanism")), BulkValue(try row.required("effect")),
          BulkValue(try row.required("management")), BulkValue(try row.required("evidence")),
          BulkValue(try row.optionalThousandths("keep_apart_before_hours").map { $0 * 60 / 1000 }),
          BulkValue(try row.optionalThousandths("keep_apart_after_hours").map { $0 * 60 / 1000 }),
          BulkValue(try row.required("source")), BulkValue(try row.date("written")),
          BulkValue(try row.optionalNumber("after_a_days")),
          BulkValue(try row.optionalNumber("after_b_days")),
        ],
        from: row.origin
      )
    }
  }

  private func readFoods(into batch: inout SampleBatch) throws(SampleError) {
    let columns = "a food severity effect recommendation evidence source written"
    for row in try text.rows("foods.csv", columns) {
      batch.add(
        .drugFoodInteractions,
        [
          BulkValue(try side("a", of: row)), BulkValue(try row.required("food")),
          BulkValue(try row.required("severity")), BulkValue(try row.required("effect")),
          BulkValue(try row.required("recommendation")), BulkValue(try row.required("evidence")),
          BulkValue(try row.required("source")), BulkValue(try row.date("written")),
        ],
        from: row.origin
      )
    }
  }

  private func readLimits(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      ingredient route form age_from age_to amount unit period_hours renal_note note source written
      """
    for row in try text.rows("maxima.csv", columns) {
      let amount = "\(try row.required("amount")) \(try row.required("unit"))"
      guard (try? Amount(text: amount)) != nil else {  // Only whether it is one is asked.
        throw row.bad("amount", expected: "an amount with its unit")
      }
      batch.add(
        .doseLimits,
        [
          BulkValue(try row.find("ingredient", in: ingredients)),
          BulkValue(try row.optional("route")), BulkValue(try row.optional("form")),
          BulkValue(try row.optionalNumber("age_from")),
          BulkValue(try row.optionalNumber("age_to")), BulkValue(amount),
          BulkValue(try row.number("period_hours")), BulkValue(try row.optional("renal_note")),
          BulkValue(try row.optional("note")), BulkValue(try row.required("source")),
          BulkValue(try row.date("written")),
        ],
        from: row.origin
      )
    }
  }

  private func readFacts(into batch: inout SampleBatch) throws(SampleError) {
    for row in try text.rows(
      "in-use-life.csv",
      "drug_or_product form days condition source written"
    ) {
      let detail = JSON.object([
        "form": .text(try row.optional("form")), "days": .number(try row.optionalNumber("days")),
        "condition": .text(try row.optional("condition")),
      ])
      try add("inUseLife", "drug_or_product", detail, row, to: &batch)
    }
    for row in try text.rows(
      "excipients.csv",
      "excipient other_names who_must_avoid source written"
    ) {
      let names = try row.list("other_names").map(JSON.string)
      let detail = JSON.object([
        "otherNames": .array(names), "whoMustAvoid": .string(try row.required("who_must_avoid")),
      ])
      try add("excipient", "excipient", detail, row, to: &batch)
    }
    for row in try text.rows(
      "cross-sensitivity.csv",
      "allergen class_or_ingredient relation text source written"
    ) {
      let detail = JSON.object([
        "other": .string(try row.required("class_or_ingredient")),
        "relation": .string(try row.required("relation")), "text": .text(try row.optional("text")),
      ])
      try add("crossSensitivity", "allergen", detail, row, to: &batch)
    }
    let columns = "condition icd10 class_or_ingredient severity effect management source written"
    for row in try text.rows("conditions.csv", columns) {
      let detail = JSON.object([
        "condition": .string(try row.required("condition")),
        "icd10": .text(try row.optional("icd10")),
        "severity": .string(try row.required("severity")),
        "effect": .string(try row.required("effect")),
        "management": .string(try row.required("management")),
      ])
      try add("condition", "class_or_ingredient", detail, row, to: &batch)
    }
  }

  private func readRestarts(into batch: inout SampleBatch) throws(SampleError) {
    let columns = "ingredient_or_class after_hours text source written"
    for row in try text.rows("restart.csv", columns) {
      batch.add(
        .restartRules,
        [
          BulkValue(try side("ingredient_or_class", of: row)),
          BulkValue(try row.number("after_hours")), BulkValue(try row.required("text")),
          BulkValue(try row.required("source")), BulkValue(try row.date("written")),
        ],
        from: row.origin
      )
    }
  }

  private func add(
    _ kind: String,
    _ subject: String,
    _ detail: JSON,
    _ row: SampleRow,
    to batch: inout SampleBatch
  ) throws(SampleError) {
    batch.add(
      .safetyFacts,
      [
        BulkValue(kind), BulkValue(try row.required(subject)), BulkValue(detail.text),
        BulkValue(try row.required("source")), BulkValue(try row.date("written")),
      ],
      from: row.origin
    )
  }

  /// One side of an interaction: an ingredient, or a class that some ingredient is in.
  private func side(_ column: String, of row: SampleRow) throws(SampleError) -> String {
    let side = try row.required(column)
    let isKnown =
      side.hasPrefix("class:")
      ? classes.contains(String(side.dropFirst(6))) : ingredients[side] != nil
    guard isKnown else { throw .unknownName(row.place(column), value: side) }
    return side
  }

  private static func json(_ list: [String]) -> BulkValue {
    BulkValue(JSON.array(list.map(JSON.string)).text)
  }
}
