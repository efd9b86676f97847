import Domain
import GRDB

/// What somebody who sees a person for the first time must know of her medicines, from one snapshot.
package struct MedicinePage: Sendable {
  package let person: PersonHeader
  package let plan: MedicationPlan
  /// The dose taken last of each medication, within the last ``MedicinePageQuery/lookBackDays`` days.
  package let lastTaken: [Int: LastDose]
  /// `pharmacy`, `elsewhere` or `otc`, by medication.
  package let origins: [Int: String]
  package let allergies: [Allergy]
  /// Kidney function, pregnancy, weight and conditions, as far as they are on record.
  package let body: CheckedPerson

  /// The medicines that are taken or rest, in the order of the list.
  package var items: [MedicationPlan.Item] {
    plan.items.filter { ["active", "paused"].contains($0.label.status) }
  }

  /// A dose that was taken.
  package struct LastDose: Equatable, Sendable {
    package let at: Instant
    /// What was recorded, else what was planned; nil where neither is known.
    package let amount: Amount?
    /// The strength at that time, where it is another now.
    package let otherStrength: String?
  }

  /// What a person reacts to, in the words it was entered in.
  package struct Allergy: Equatable, Sendable {
    package let name: String
    /// `drug`, `food`, `environment` or `excipient`.
    package let kind: String
    /// `mild`, `moderate`, `severe`, `anaphylaxis` or `unknown`.
    package let severity: String
    package let symptoms: String?
    /// Whether the checks know what it is; no medicine is checked for one that nobody here knows.
    package let isChecked: Bool
  }
}

/// Asks for the page of a person's medicines.
package struct MedicinePageQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .medications }

  /// How far back the dose taken last is looked for: further than the rarest medicine is given.
  package static let lookBackDays = 400

  package func fetch(_ context: ReadContext) throws -> MedicinePage {
    let plan = try MedicationPlanQuery().fetch(context)
    let products = try ProductHistory.all(context)
    var lastTaken: [Int: MedicinePage.LastDose] = [:]
    for item in plan.items where ["active", "paused"].contains(item.label.status) {
      // To take a patch off is no dose.
      lastTaken[item.label.medication] = try item.schedules.filter { !$0.takesOff }
        .compactMap { try last(of: $0, item.label, products, context, plan) }
        .max { $0.at < $1.at }
    }
    let check = try SafetyRecords(context: context).check()
    let unread = Set(check.unreadAllergies.map(\.name))
    return MedicinePage(
      person: try PersonHeader.fetch(context),
      plan: plan,
      lastTaken: lastTaken,
      origins: try origins(context),
      allergies: try allergies(context, unread: unread),
      body: check.person
    )
  }

  private func last(
    of schedule: PlannedSchedule,
    _ label: MedicationLabel,
    _ products: ProductHistory,
    _ context: ReadContext,
    _ plan: MedicationPlan
  ) throws -> MedicinePage.LastDose? {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT \(DoseRow.columns)
        FROM dose_events
        WHERE user_id = ? AND schedule_id = ? AND status = 1 AND due_minute >= ?
        ORDER BY due_minute DESC, nth DESC
        LIMIT 1
        """,
      arguments: [
        context.subject, schedule.id, (plan.today - Self.lookBackDays).midnight.minute,
      ]
    )
    guard let row else { return nil }
    let record = try DoseRow(row).record(onWallClock: schedule.isOnWallClock)
    guard let at = record.takenAt else { return nil }
    let planned = schedule.plannedAmount(due: record.dueMinute, in: plan.zone)
    let then = products.label(label, at: at).strengthText
    return MedicinePage.LastDose(
      at: at,
      amount: record.amount ?? planned,
      otherStrength: then == label.strengthText ? nil : then
    )
  }

  private func origins(_ context: ReadContext) throws -> [Int: String] {
    let rows = try Row.fetchAll(
      context.db,
      sql: "SELECT medication_id, origin FROM user_medications WHERE user_id = ?",
      arguments: [context.subject]
    )
    return Dictionary(
      uniqueKeysWithValues: rows.map { row -> (Int, String) in
        (row["medication_id"], row["origin"])
      }
    )
  }

  private func allergies(
    _ context: ReadContext,
    unread: Set<String>
  ) throws -> [MedicinePage.Allergy] {
    try Row.fetchAll(
      context.db,
      sql: """
        SELECT allergen_name, allergen_type, reaction_severity, reaction_symptoms
        FROM user_allergies
        WHERE user_id = ?
        ORDER BY allergy_id
        """,
      arguments: [context.subject]
    ).map { row in
      MedicinePage.Allergy(
        name: row["allergen_name"],
        kind: row["allergen_type"],
        severity: row["reaction_severity"],
        symptoms: row["reaction_symptoms"],
        isChecked: !unread.contains(row["allergen_name"])
      )
    }
  }
}
