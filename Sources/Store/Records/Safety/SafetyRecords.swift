import Domain
import GRDB

/// Gathers all that the checks ask about one person, in a handful of indexed look-ups.
struct SafetyRecords {
  let context: ReadContext

  private var db: Database { context.db }

  /// The checks with everything about the person and the medicines in question.
  ///
  /// `more` are medicines that are not on the list.
  func check(with more: [CheckedMedicine] = []) throws -> SafetyCheck {
    let today = try context.zoneInForce().local(of: context.now).0.date
    let person = try person(today: today)
    return SafetyCheck(
      person: person,
      facts: try SafetyFactRecords(db: db)
        .facts(on: person.medicines + more, allergies: person.allergies),
      today: today
    )
  }

  /// The person with her list, paused medicines and those that linger included.
  func person(today: CalendarDate) throws -> CheckedPerson {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT date_of_birth, gender, egfr, egfr_on, pregnancy, pregnancy_on, weight_g
        FROM user_profiles
        WHERE user_id = ?
        """,
      arguments: [context.subject]
    )
    guard let row else { throw StoreError.notFound(what: "person", id: "\(context.subject)") }
    let gender: String? = row["gender"]
    let pregnancy: String? = row["pregnancy"]
    let eGFR: Int? = row["egfr"]
    return CheckedPerson(
      medicines: try medicines(today: today),
      allergies: try allergies(),
      conditions: try conditions(),
      birthDate: try row.date("date_of_birth"),
      sex: gender.flatMap { .init(rawValue: $0) } ?? .unknown,
      pregnancy: try pregnancy.flatMap { CheckedPerson.Pregnancy(rawValue: $0) }
        .map { .init($0, on: try row.date("pregnancy_on")) },
      eGFR: try eGFR.map { .init($0, on: try row.date("egfr_on")) },
      weightGrams: try weight(row["weight_g"])
    )
  }

  /// The weight measured last, with its day; that of the profile has none.
  private func weight(_ grams: Int?) throws -> CheckedPerson.Dated<Int>? {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT value_thousandths, recorded_at
        FROM health_metrics
        WHERE user_id = ? AND metric_type = 'weight' AND unit = 'kg'
        ORDER BY recorded_at DESC
        LIMIT 1
        """,
      arguments: [context.subject]
    )
    guard let row else { return grams.map { .init($0, on: nil) } }
    let at = Instant(milliseconds: row["recorded_at"])
    return .init(row["value_thousandths"], on: LocalMinute(minute: at.minuteOfUTC).date)
  }

  private func allergies() throws -> [CheckedPerson.Allergy] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT allergen_name, allergen_type, reaction_severity
        FROM user_allergies
        WHERE user_id = ?
        ORDER BY allergy_id
        """,
      arguments: [context.subject]
    ).flatMap { row in
      let name: String = row["allergen_name"]
      let severity: String = row["reaction_severity"]
      let kind = CheckedPerson.Allergy.Kind(rawValue: row["allergen_type"]) ?? .drug
      return try allergies(
        name,
        kind,
        isSevere: severity == "severe" || severity == "anaphylaxis"
      )
    }
  }

  /// What a name means: of a drug with several ingredients nobody knows which one it was, so that each
  /// counts.
  private func allergies(
    _ name: String,
    _ kind: CheckedPerson.Allergy.Kind,
    isSevere: Bool = false
  ) throws -> [CheckedPerson.Allergy] {
    let ingredients: [CheckedIngredient?] = kind == .drug ? try allergens(name) : []
    return (ingredients.isEmpty ? [nil] : ingredients).map { ingredient in
      CheckedPerson.Allergy(name, kind: kind, isSevere: isSevere, ingredient: ingredient)
    }
  }

  /// Whether the checks can look for an allergy of that name.
  func canCheck(allergy name: String, _ kind: CheckedPerson.Allergy.Kind) throws -> Bool {
    let meant = try allergies(name, kind)
    let check = SafetyCheck(
      person: CheckedPerson(allergies: meant),
      facts: try SafetyFactRecords(db: db).facts(on: [], allergies: meant),
      today: try context.zoneInForce().local(of: context.now).0.date
    )
    return check.unreadAllergies.isEmpty
  }

  /// The ingredients that a name on an allergy band means; none for a family.
  private func allergens(_ name: String) throws -> [CheckedIngredient] {
    guard let plain = AllergenWords.drugName(name) else { return [] }
    let names = DrugNames(db: db)
    return try (names.find(name) ?? names.find(plain))?.ingredients ?? []
  }

  private func conditions() throws -> [CheckedPerson.Condition] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT condition_name, condition_code
        FROM user_medical_conditions
        WHERE user_id = ? AND status <> 'resolved'
        ORDER BY condition_id
        """,
      arguments: [context.subject]
    ).map { CheckedPerson.Condition($0["condition_name"], code: $0["condition_code"]) }
  }

  /// What was stopped longer ago acts no more, whatever it was.
  private static let longestLingering = 1000

  private func medicines(today: CalendarDate) throws -> [CheckedMedicine] {
    let rules = Dictionary(
      grouping: try ScheduleRecords(context: context, zone: context.zoneInForce()).all()
        .filter { $0.isActive && $0.rule.kind != .unscheduled },
      by: \.medication
    )
    return try Row.fetchAll(
      db,
      sql: """
        SELECT medication_id, drug_id, drug_name, strength, dosage_form, dosing_unit, origin,
          instructions, purpose, quantity_prescribed, status, end_date
        FROM user_medications
        WHERE user_id = ? AND (status IN ('active', 'paused') OR end_date >= ?)
        ORDER BY medication_id
        """,
      arguments: [context.subject, (today - Self.longestLingering).description]
    ).map { row in
      let id: Int = row["medication_id"]
      return try medicine(row, id: id, rules: rules[id]?.map(\.rule) ?? [], today: today)
    }
  }

  private func medicine(
    _ row: Row,
    id: Int,
    rules: [ScheduleRule],
    today: CalendarDate
  ) throws -> CheckedMedicine {
    let drug: Int? = row["drug_id"]
    let end = try row.date("end_date")
    let status: String = row["status"]
    let isRunning = status == "active" || status == "paused"
    let words: [String?] = [row["instructions"], row["purpose"]]
    let quantity: Int? = row["quantity_prescribed"]
    var medicine = try CheckedMedicine(
      drug: drug.map { try DrugNames(db: db).drug($0) }
        ?? DrugNames(db: db).find(row["drug_name"]),
      name: row["drug_name"],
      strength: row["strength"],
      form: row["dosage_form"],
      unit: row["dosing_unit"],
      isOverTheCounter: row["origin"] == "otc",
      words: words.compactMap { $0 }.joined(separator: " "),
      rules: rules
    )
    medicine.id = id
    medicine.quantity = quantity.map { Rational($0) }
    if !isRunning || end.map({ $0 < today }) == true { medicine.state = .stopped(end ?? today) }
    return medicine
  }

  /// A medicine that is not on the list yet.
  func medicine(_ new: NewMedication) throws -> CheckedMedicine {
    let names = DrugNames(db: db)
    let candidates = try names.candidates(new.drugName)
    let only =
      new.strength.isEmpty && candidates.count == 1
      ? try names.onlyStrength(of: candidates[0].id, countedIn: new.dosingUnit) : nil
    var medicine = CheckedMedicine(
      drug: try names.find(new.drugName),
      name: new.drugName,
      strength: only ?? new.strength,
      form: new.form,
      unit: new.dosingUnit,
      isOverTheCounter: new.origin == "otc",
      words: [new.instructions, new.purpose].compactMap { $0 }.joined(separator: " "),
      rules: new.schedules.map(\.rule).filter { $0.kind != .unscheduled }
    )
    medicine.quantity = new.quantity.map { Rational($0) }
    return medicine
  }
}

extension CheckedMedicine {
  init(
    drug: CatalogueDrug?,
    name: String,
    strength: String,
    form: String,
    unit: String,
    isOverTheCounter: Bool,
    words: String,
    rules: [ScheduleRule]
  ) {
    self.init(
      title: strength.isEmpty ? name : "\(name) \(Display.strength(strength))",
      ingredients: drug?.ingredients ?? [],
      strength: Strength(text: strength),
      hasStrengthText: !strength.isEmpty,
      form: form,
      dosingUnit: unit,
      routes: drug?.routes ?? [],
      isOverTheCounter: isOverTheCounter,
      splittable: drug?.splittable,
      rules: rules,
      words: words
    )
  }
}
