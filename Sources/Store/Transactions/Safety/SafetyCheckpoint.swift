import Domain
import GRDB

/// The one place through which a medicine goes when it is added, changed, prescribed or given out.
///
/// It stands at the end of every transaction: whatever wrote to the tables of medicines has told the
/// context which ones, and ``SafetyWatch`` sees to it that nothing is left out.
struct SafetyCheckpoint {
  let context: WriteContext
  let place: AccessPolicy.Place

  /// Checks what the transaction touched.
  ///
  /// - Throws: ``StoreError/safety(_:)`` when somebody prescribes, verifies or gives out what must
  ///   not be, and has not said why.
  func pass() throws {
    let meant = context.checkedMedications.union(context.recheckedMedications)
    if !meant.isEmpty {
      let check = try SafetyRecords(context: context.reading).check()
      for id in meant.sorted() {
        guard let medicine = check.person.medicines.first(where: { $0.id == id }) else { continue }
        let occasion: Occasion =
          !context.checkedMedications.contains(id) ? .newFact : isProfessional ? .work : .own
        try settle(check.alerts(on: medicine), on: medicine, check, occasion)
      }
    }
    for prescription in context.checkedPrescriptions.sorted() { try dispense(prescription) }
  }

  /// Why the alerts of a medicine are found anew.
  private enum Occasion {
    /// The person, or whoever looks after her, adds or changes it.
    case own
    /// Somebody does so as a part of her work.
    case work
    /// Something else is known of the person.
    case newFact
  }

  /// Whether somebody acts for a person as a part of her work, and not the person, her household or
  /// whoever looks after her.
  private var isProfessional: Bool {
    let actor = context.actor
    guard actor.userID != context.subject else { return false }
    if case .home(let owner, let members) = place, actor.userID == owner,
      members.contains(context.subject)
    {
      return false
    }
    return !actor.roles.isDisjoint(with: [.technician, .pharmacist, .provider])
  }

  /// Who may say why a stop does not hold.
  private static let mayOverride: Set<Role> = [.pharmacist, .provider]

  private func settle(
    _ alerts: [SafetyAlert],
    on medicine: CheckedMedicine,
    _ check: SafetyCheck,
    _ occasion: Occasion
  ) throws {
    let subject = context.subject
    let accepted = try SafetyAcceptances(context.reading, subject: subject)
    let isQuiet = { (alert: SafetyAlert) in accepted.holds(alert, medicine, check) }
    let stops = alerts.filter { $0.stop != nil && !isQuiet($0) }
    if occasion == .work, !stops.isEmpty { try require(stops) }
    guard let id = medicine.id else { return }
    // What a pharmacist looked at stays looked at while it is the same.
    let looked = occasion == .newFact ? try lookedAt() : [:]
    try context.db.execute(
      sql: """
        DELETE FROM safety_alerts WHERE medication_id = ? AND status IN ('notYetChecked', 'checked')
        """,
      arguments: [id]
    )
    for alert in alerts {
      let isStop = occasion == .work && stops.contains(alert)
      let isLookedAt = occasion == .work || looked[alert.key] == alert.severity.name
      let status =
        isQuiet(alert)
        ? "accepted" : isStop ? "overridden" : isLookedAt ? "checked" : "notYetChecked"
      try insert(alert, status, isStop ? context.override?.reason : nil, medication: id)
    }
  }

  /// The severities of the person's alerts at which somebody looked, by their keys: that of a pair
  /// has one key, from whichever of the two it was seen.
  private func lookedAt() throws -> [String: String] {
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT alert_key, severity
        FROM safety_alerts
        WHERE user_id = ? AND status = 'checked'
        """,
      arguments: [context.subject]
    )
    return Dictionary(rows.map { ($0["alert_key"], $0["severity"]) }) { first, _ in first }
  }

  /// Whether what stops was overridden by somebody who may, with words, and seen as it is.
  private func require(_ stops: [SafetyAlert]) throws {
    guard let override = context.override else { throw StoreError.safety(.unanswered(stops)) }
    guard !context.actor.roles.isDisjoint(with: Self.mayOverride) else {
      throw StoreError.safety(.roleMayNot(stops))
    }
    let unseen = stops.filter { !override.alerts.contains($0.key) }
    guard unseen.isEmpty else { throw StoreError.safety(.unanswered(unseen)) }
    let reason = try PlainText.checked(override.reason, of: "the reason", atMost: 500)
    guard reason.count >= SafetyOverride.shortestReason else {
      throw StoreError.invalid("the reason has fewer than 4 letters")
    }
    let cancer = stops.filter { $0.stop == .cancerTreatment }
    guard cancer.isEmpty || override.isForCancer && context.actor.roles.contains(.pharmacist) else {
      throw StoreError.safety(.cancerOnly(cancer))
    }
    context.audit(
      AuditEntry(
        action: "safety.override",
        table: "safety_alerts",
        subject: context.subject,
        risk: .high,
        detail: .object([
          "alerts": .array(stops.map { .string($0.key) }), "reason": .string(reason),
        ])
      )
    )
  }

  private func insert(
    _ alert: SafetyAlert,
    _ status: String,
    _ reason: String?,
    medication: Int
  ) throws {
    try context.db.execute(
      sql: """
        INSERT INTO safety_alerts (user_id, medication_id, alert_key, severity, between_first,
          between_second, source, status, reason, found_at, found_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (medication_id, alert_key) DO UPDATE SET
          severity = excluded.severity, between_first = excluded.between_first,
          between_second = excluded.between_second, source = excluded.source,
          status = CASE WHEN status = 'overridden' THEN status ELSE excluded.status END,
          reason = coalesce(excluded.reason, reason),
          found_at = excluded.found_at, found_by = excluded.found_by
        """,
      arguments: [
        context.subject, medication, alert.key, alert.severity.name, alert.between[0],
        alert.between.dropFirst().first ?? "", alert.source, status, reason,
        context.now.milliseconds, context.actor.userID,
      ]
    )
  }

  /// Checks what is about to leave the shelf for a person, on her record.
  private func dispense(_ prescription: Int) throws {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT user_id, medication_id, drug_id, strength, dosage_form, sig, quantity
        FROM prescriptions
        WHERE prescription_id = ?
        """,
      arguments: [prescription]
    )
    guard let row else { throw StoreError.notFound(what: "prescription", id: "\(prescription)") }
    let record = ReadContext(
      db: context.db,
      actor: context.actor,
      subject: row["user_id"],
      environment: context.environment,
      now: context.now
    )
    let medicine = try prescribed(row, prescription, record)
    let check = try SafetyRecords(context: record).check(with: [medicine])
    let accepted = try SafetyAcceptances(record, subject: record.subject)
    let stops = check.alerts(on: medicine).filter {
      $0.stop != nil && !accepted.holds($0, medicine, check)
    }
    if !stops.isEmpty { try require(stops) }
  }

  private func prescribed(
    _ row: Row,
    _ prescription: Int,
    _ record: ReadContext
  ) throws -> CheckedMedicine {
    let drug: Int? = row["drug_id"]
    let sig: String = row["sig"]
    let today = try record.zoneInForce().local(of: record.now).0
    let found = try drug.map { try DrugNames(db: context.db).drug($0) }
    let form: String? = row["dosage_form"]
    let reading = SigParser.parse(sig, unit: form.flatMap(Amount.canonicalUnit))
    let rules =
      reading.understood
      ? reading.sig.scheduleProposals(start: today).compactMap { proposal -> ScheduleRule? in
        guard case .rule(let json) = proposal.outcome else { return nil }
        return try? ScheduleRule(json: json)  // Directions that give no rule are checked without.
      } : []
    var medicine = CheckedMedicine(
      drug: found,
      name: found?.name ?? "this medicine",
      strength: row["strength"],
      form: row["dosage_form"],
      unit: reading.sig.clauses.first?.unit ?? "tablet",
      isOverTheCounter: false,
      words: sig,
      rules: rules
    )
    medicine.id = row["medication_id"]
    let quantity: Int = row["quantity"]
    medicine.quantity = StockQuantity(thousandths: quantity).units
    medicine.lastFill = try lastFill(prescription)
    return medicine
  }

  private func lastFill(_ prescription: Int) throws -> CheckedMedicine.Fill? {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT filled_on, days_supply
        FROM fills
        WHERE prescription_id = ? AND days_supply IS NOT NULL AND status <> 'returned'
        ORDER BY fill_number DESC
        LIMIT 1
        """,
      arguments: [prescription]
    )
    guard let row, let on = try row.date("filled_on") else { return nil }
    return .init(on: on, daysSupply: row["days_supply"])
  }
}

/// Why the alerts that were shown do not hold here, in the words of whoever decides it.
package struct SafetyOverride: Equatable, Sendable {
  package static let shortestReason = 4

  package var reason: String
  /// The keys of the alerts that were seen; another one is not covered.
  package var alerts: Set<String>
  /// Whether a medicine for once a week is given oftener against cancer.
  package var isForCancer: Bool

  package init(reason: String, alerts: Set<String>, isForCancer: Bool = false) {
    self.reason = reason
    self.alerts = alerts
    self.isForCancer = isForCancer
  }
}

/// What stopped a prescription, a verification or a fill.
package enum SafetyStop: Equatable, Sendable {
  /// Nobody has said why not.
  case unanswered([SafetyAlert])
  /// Somebody has said why not who may not.
  case roleMayNot([SafetyAlert])
  /// Only a pharmacist, and only for the treatment of cancer.
  case cancerOnly([SafetyAlert])

  package var alerts: [SafetyAlert] {
    switch self {
    case .unanswered(let alerts), .roleMayNot(let alerts), .cancerOnly(let alerts): alerts
    }
  }
}
