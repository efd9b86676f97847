import Domain
import GRDB

/// What stands on the label of a person's medication, as every dose line needs it.
package struct MedicationLabel: Equatable, Sendable {
  package let medication: Int
  package let drugName: String
  /// The ingredients in the order of the strength; empty for a drug outside the catalogue.
  package let ingredients: [String]
  package var strengthText: String
  package let form: String
  package let dosingUnit: String
  package let purpose: String?
  package var appearance: String?
  package let instructions: String?
  package let prescriptionNumber: String?
  package let prescriberName: String?
  package let status: String
  package let pausedUntil: CalendarDate?
  package let highAlert: String?
  /// What the catalogue says of its ingredients: `withMeal`, `weeklyOnly`, `notInBox`.
  package let flags: Set<String>
  package let controlSchedule: String?
  /// `scored`, `no` or `never` by the catalogue; nil where nothing is known.
  package let splittable: String?
  /// Whether the catalogue calls it a rescue medicine: it is not kept from anybody for want of
  /// knowledge.
  package let isRescue: Bool
  package let lateText: String?
  package let lateTextAuthor: String?
  package let lateTextOn: CalendarDate?
  /// What the catalogue says about a late dose, where nobody wrote anything for this person.
  package let lateFact: LateFact?
  /// Whether it was changed in hospital and its new directions are not entered yet: by the old ones
  /// it must not be taken.
  package var needsDirections = false

  /// Words of the catalogue about late doses, with where they come from and since when they stand.
  package struct LateFact: Equatable, Sendable {
    package let text: String
    package let source: String
    package let writtenOn: CalendarDate?

    /// Whether it is what a label says, and not that nobody keeps a rule but the prescriber.
    package var isFromLabel: Bool { !source.hasPrefix("No general rule kept") }
  }

  /// Whether it spoils outside the container it was sold in.
  ///
  /// Of nitroglycerin only the tablets.
  package var staysInContainer: Bool {
    flags.contains("originalContainer")
      && !["patch", "ointment", "spray"].contains { form.contains($0) }
  }

  /// Whether a part of a unit must never be taken: its coat or its mechanism would be broken.
  package var mustStayWhole: Bool {
    splittable == "never" || form.contains("extended-release") || form.contains("delayed-release")
  }

  /// Whether it is a liquid to be swallowed, which is measured in mL and never in spoons.
  package var isOralLiquid: Bool {
    let others = [
      "eye", "ophthalmic", "ear", "otic", "nasal", "inject", "topical", "inhal", "rinse",
    ]
    return dosingUnit == "mL" && !others.contains { form.contains($0) }
  }

  package var strength: Strength? { Strength(text: strengthText) }

  /// Whether a dose is taken only when eating now.
  package var asksAboutMeal: Bool {
    MealQuestion.isAsked(flags: flags, highAlert: highAlert, ingredients: ingredients)
  }

  /// `for diabetes`; empty when nothing is known.
  package var purposeWords: String {
    guard let purpose, !purpose.isEmpty else { return "" }
    return purpose.hasPrefix("for ") ? purpose : "for \(purpose)"
  }

  /// The name and strength that name the medication: `metformin 500 mg`, `carbidopa 25 mg and
  /// levodopa 100 mg`.
  package var title: String {
    guard let strength, strength.amounts.count > 1, strength.amounts.count == ingredients.count,
      strength.per == nil
    else {
      return strengthText.isEmpty ? drugName : "\(drugName) \(Display.strength(strengthText))"
    }
    return Display.combination(Array(zip(ingredients, strength.amounts)).map { ($0.0, $0.1) })
  }

  /// Milligrams of each ingredient in a dose; nil amounts where they cannot be computed.
  package func ingredients(in dose: Amount) -> [IngredientAmount] {
    if ingredients.count == 1, let factor = Strength.factor(from: dose.unit, to: "mg") {
      return [IngredientAmount(ingredients[0], milligrams: dose.quantity * factor)]
    }
    let amounts = strength?.ingredients(in: dose, dosingUnit: dosingUnit)
    return ingredients.enumerated().map { index, name in
      let part = amounts.flatMap { $0.indices.contains(index) ? $0[index] : nil }
      let factor = part.flatMap { Strength.factor(from: $0.unit, to: "mg") }
      return IngredientAmount(
        name,
        milligrams: part.flatMap { part in factor.map { part.quantity * $0 } }
      )
    }
  }

}

extension MedicationLabel {
  static let columns = """
    m.medication_id, m.drug_name, m.strength, m.dosage_form, m.dosing_unit, m.purpose, \
    m.appearance, m.instructions, m.prescription_number, m.prescriber_name, m.status, \
    m.paused_until, m.status_reason, m.late_text, m.late_text_author, m.late_text_on, d.control_schedule, \
    d.splittable, d.therapeutic_category, \
    (SELECT group_concat(i.name, '|') FROM drug_ingredients AS di \
    JOIN ingredients AS i ON i.ingredient_id = di.ingredient_id \
    WHERE di.drug_id = m.drug_id) AS ingredient_names, \
    (SELECT group_concat(i.high_alert, '|') FROM drug_ingredients AS di \
    JOIN ingredients AS i ON i.ingredient_id = di.ingredient_id \
    WHERE di.drug_id = m.drug_id AND i.high_alert IS NOT NULL) AS high_alerts, \
    (SELECT group_concat(f.value, '|') FROM drug_ingredients AS di \
    JOIN ingredients AS i ON i.ingredient_id = di.ingredient_id \
    JOIN json_each(i.flags) AS f WHERE di.drug_id = m.drug_id) AS ingredient_flags, \
    (SELECT json_array(max(i.late_text), max(i.source), max(i.written_on), count(*)) \
    FROM drug_ingredients AS di JOIN ingredients AS i ON i.ingredient_id = di.ingredient_id \
    WHERE di.drug_id = m.drug_id AND i.late_text IS NOT NULL) AS late_fact
    """

  init(_ row: Row) {
    let names: String? = row["ingredient_names"]
    let alerts: String? = row["high_alerts"]
    let flags: String? = row["ingredient_flags"]
    let paused: String? = row["paused_until"]
    let late: String? = row["late_text_on"]
    let category: String? = row["therapeutic_category"]
    self.init(
      medication: row["medication_id"],
      drugName: row["drug_name"],
      ingredients: names.map { $0.split(separator: "|").map(String.init) } ?? [],
      strengthText: row["strength"],
      form: row["dosage_form"],
      dosingUnit: row["dosing_unit"],
      purpose: row["purpose"],
      appearance: row["appearance"],
      instructions: row["instructions"],
      prescriptionNumber: row["prescription_number"],
      prescriberName: row["prescriber_name"],
      status: row["status"],
      pausedUntil: paused.flatMap { CalendarDate(text: $0) },
      highAlert: alerts.flatMap { $0.split(separator: "|").first.map(String.init) },
      flags: Set((flags ?? "").split(separator: "|").map(String.init)),
      controlSchedule: row["control_schedule"],
      splittable: row["splittable"],
      isRescue: category?.contains("rescue") == true,
      lateText: row["late_text"],
      lateTextAuthor: row["late_text_author"],
      lateTextOn: late.flatMap { CalendarDate(text: $0) },
      lateFact: (row["late_text"] as String?) == nil ? LateFact(row["late_fact"]) : nil,
      needsDirections: NewDirections.areNeeded(
        status: row["status"],
        reason: row["status_reason"]
      )
    )
  }

  /// The labels of all medications of a person, by medication.
  static func all(_ context: ReadContext) throws -> [Int: MedicationLabel] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT \(columns)
        FROM user_medications AS m
        LEFT JOIN drugs_master AS d ON d.drug_id = m.drug_id
        WHERE m.user_id = ?
        """,
      arguments: [context.subject]
    )
    return Dictionary(
      uniqueKeysWithValues: rows.map { row in
        let label = MedicationLabel(row)
        return (label.medication, label)
      }
    )
  }
}

extension MedicationLabel.LateFact {
  /// Text, source, date and how many ingredients of the drug have words of their own: more than one
  /// cannot be said together.
  fileprivate init?(_ json: String?) {
    guard let json, case .array(let parts)? = try? JSON(text: json),  // Written just now by SQLite.
      parts.count == 4, case .string(let text) = parts[0], case .string(let source) = parts[1],
      case .string(let written) = parts[2], parts[3] == .integer(1)
    else { return nil }
    self.init(
      text: text,
      // The field names the sources of the whole row; what follows this mark is about late doses.
      source: source.split(separator: "late dose: ").last.map(String.init) ?? source,
      writtenOn: CalendarDate(text: written)
    )
  }
}
