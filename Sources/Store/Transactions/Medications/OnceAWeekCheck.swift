import Domain
import GRDB

/// Refuses rules that give a medicine daily which kills when it is not taken once a week.
///
/// Asked wherever a rule is written, so that no screen, command or import can forget it. Source:
/// ISMP Targeted Medication Safety Best Practices for Hospitals, practice 2 (oral methotrexate).
struct OnceAWeekCheck {
  let context: WriteContext

  /// - Throws: ``StoreError/invalid(_:)``
  func check(_ rule: ScheduleRule, of schedule: Int) throws {
    guard rule.kind != .unscheduled, let ingredient = try weeklyIngredient(of: schedule) else {
      return
    }
    guard rule.isAtMostWeekly || isCancerTreatment else {
      throw StoreError.invalid(
        """
        \(ingredient) is for once a week only, and these directions give it more often; ask your \
        pharmacist before you take any
        """
      )
    }
    if !isCancerTreatment, let other = try otherMedicine(with: ingredient, than: schedule) {
      throw StoreError.invalid(
        """
        \(ingredient) is for once a week only, and \(other) on this list has its weekly dose \
        already; change that one
        """
      )
    }
  }

  /// Refuses amounts that only the treatment of cancer needs, once the rule is written.
  ///
  /// - Throws: ``StoreError/invalid(_:)``
  func checkAmount(of schedule: Int) throws {
    guard !isCancerTreatment, try weeklyIngredient(of: schedule) != nil else { return }
    let check = try SafetyRecords(context: context.reading).check()
    let medication = try Int.fetchOne(
      context.db,
      sql: "SELECT medication_id FROM medication_schedules WHERE schedule_id = ?",
      arguments: [schedule]
    )
    guard let medicine = check.person.medicines.first(where: { $0.id == medication }) else {
      return
    }
    let stop = check.alerts(on: medicine).first {
      $0.kind == .maximum && $0.stop == .cancerTreatment
    }
    if let stop {
      throw StoreError.invalid(
        "\(stop.effect.dropLast()), and the label says \(stop.between[1]); ask your "
          + "pharmacist before you take any"
      )
    }
  }

  /// Whether a pharmacist says that it is given against cancer, which the checks at the end of the
  /// transaction put on record.
  private var isCancerTreatment: Bool {
    context.override?.isForCancer == true && context.actor.roles.contains(.pharmacist)
      && context.actor.userID != context.subject
  }

  /// The ingredient that may be taken once a week at most; nil when there is none.
  ///
  /// A name outside the catalogue counts when it names the ingredient, is one of its brands, or is
  /// that of a drug of the directory in which it is.
  private func weeklyIngredient(of schedule: Int) throws -> String? {
    try named(by: schedule) ?? onTheMarket(as: schedule)
  }

  private func onTheMarket(as schedule: Int) throws -> String? {
    let name = try String.fetchOne(
      context.db,
      sql: """
        SELECT m.drug_name
        FROM medication_schedules AS s
        JOIN user_medications AS m ON m.medication_id = s.medication_id
        WHERE s.schedule_id = ? AND m.drug_id IS NULL
        """,
      arguments: [schedule]
    )
    let drug = try name.flatMap { try DrugNames(db: context.db).find($0) }
    return drug?.ingredients.first { $0.flags.contains("weeklyOnly") }?.name
  }

  private func named(by schedule: Int) throws -> String? {
    try String.fetchOne(
      context.db,
      sql: """
        SELECT i.name
        FROM medication_schedules AS s
        JOIN user_medications AS m ON m.medication_id = s.medication_id
        JOIN ingredients AS i
        WHERE s.schedule_id = ?
          AND EXISTS (SELECT 1 FROM json_each(i.flags) WHERE value = 'weeklyOnly')
          AND (instr(lower(m.drug_name), lower(i.name)) > 0
            OR EXISTS (
              SELECT 1
              FROM drug_ingredients AS di
              JOIN drugs_master AS d ON d.drug_id = di.drug_id
              WHERE di.ingredient_id = i.ingredient_id
                AND (d.drug_id = m.drug_id
                  OR instr(lower(d.brand_names), '"' || lower(m.drug_name) || '"') > 0)))
        LIMIT 1
        """,
      arguments: [schedule]
    )
  }

  /// Another medicine of the person, or another dose of the same one, that holds the ingredient.
  private func otherMedicine(with ingredient: String, than schedule: Int) throws -> String? {
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT s.schedule_id, m.drug_name
        FROM medication_schedules AS s
        JOIN user_medications AS m ON m.medication_id = s.medication_id
        WHERE s.user_id = ? AND s.schedule_id <> ? AND s.is_active = 1
          AND s.kind <> 'unscheduled' AND m.status IN ('active', 'paused')
        ORDER BY s.schedule_id
        """,
      arguments: [context.subject, schedule]
    )
    return try rows.first { try weeklyIngredient(of: $0["schedule_id"]) == ingredient }
      .map { $0["drug_name"] }
  }
}
