import Domain
import GRDB

/// Facts about a person on which the checks of her medicines hang, each with the day from which it
/// is: kidney function, pregnancy, weight, sex.
///
/// What is nil stays as it was. Every medicine on the list is checked anew with it.
package struct SetBodyFacts: NamedTransaction {
  /// A value with its day; today when nil.
  package struct Dated<Value: Hashable & Sendable>: Hashable, Sendable {
    package var value: Value
    package var on: CalendarDate?

    package init(_ value: Value, on: CalendarDate? = nil) {
      self.value = value
      self.on = on
    }
  }

  /// In mL per minute and 1.73 square meters.
  package var eGFR: Dated<Int>?
  package var pregnancy: Dated<CheckedPerson.Pregnancy>?
  package var weightGrams: Dated<Int>?
  package var sex: CheckedPerson.Sex?

  package init(
    eGFR: Dated<Int>? = nil,
    pregnancy: Dated<CheckedPerson.Pregnancy>? = nil,
    weightGrams: Dated<Int>? = nil,
    sex: CheckedPerson.Sex? = nil
  ) {
    self.eGFR = eGFR
    self.pregnancy = pregnancy
    self.weightGrams = weightGrams
    self.sex = sex
  }

  package var dataKind: DataKind { .profile }
  package var operation: AccessOperation { .record }

  /// False when nothing was said.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` for what no person has, and for days to come
  package func run(_ context: WriteContext) throws -> Bool {
    guard eGFR != nil || pregnancy != nil || weightGrams != nil || sex != nil else { return false }
    let zone = try context.reading.zoneInForce()
    let today = zone.local(of: context.now).0.date
    for day in [eGFR?.on, pregnancy?.on, weightGrams?.on].compactMap({ $0 }) where day > today {
      throw StoreError.invalid("that day has not come yet")
    }
    if let eGFR {
      guard (1...200).contains(eGFR.value) else {
        throw StoreError.invalid("an eGFR is a number from 1 to 200")
      }
      try set("egfr = ?, egfr_on = ?", [eGFR.value, (eGFR.on ?? today).description], context)
    }
    if let pregnancy {
      try set(
        "pregnancy = ?, pregnancy_on = ?",
        [pregnancy.value.rawValue, (pregnancy.on ?? today).description],
        context
      )
    }
    if let sex { try set("gender = ?", [sex.rawValue], context) }
    if let weightGrams { try weigh(weightGrams, today: today, zone, context) }
    try Self.checkAll(context)
    context.audit(
      AuditEntry(
        action: "profile.facts",
        table: "user_profiles",
        record: "\(context.subject)",
        subject: context.subject,
        risk: .medium
      )
    )
    return true
  }

  private func set(
    _ assignments: String,
    _ values: [(any DatabaseValueConvertible)?],
    _ context: WriteContext
  ) throws {
    try context.db.execute(
      sql: "UPDATE user_profiles SET \(assignments), version = version + 1 WHERE user_id = ?",
      arguments: StatementArguments(values + [context.subject])
    )
  }

  /// A weight goes into the diary with its day; the one of the newest day stands in the profile.
  private func weigh(
    _ weight: Dated<Int>,
    today: CalendarDate,
    _ zone: ZoneRules,
    _ context: WriteContext
  ) throws {
    guard (200...700_000).contains(weight.value) else {
      throw StoreError.invalid("a weight is from 0.2 to 700 kg")
    }
    let day = weight.on ?? today
    // Noon of that day, and never later than now.
    let noon = zone.resolve(day.midnight + 720).instant
    try context.db.execute(
      sql: """
        INSERT INTO health_metrics (user_id, metric_type, value_thousandths, unit, recorded_at,
          recorded_via)
        VALUES (?, 'weight', ?, 'kg', ?, 'manual')
        """,
      arguments: [context.subject, weight.value, min(noon, context.now).milliseconds]
    )
    let newest = try Int.fetchOne(
      context.db,
      sql: """
        SELECT value_thousandths
        FROM health_metrics
        WHERE user_id = ? AND metric_type = 'weight' AND unit = 'kg'
        ORDER BY recorded_at DESC, metric_id DESC
        LIMIT 1
        """,
      arguments: [context.subject]
    )
    try set("weight_g = ?", [newest ?? weight.value], context)
  }

  /// Has the alerts of every medicine of the list found anew, whoever enters the fact.
  static func checkAll(_ context: WriteContext) throws {
    let taken = try Int.fetchAll(
      context.db,
      sql: """
        SELECT medication_id
        FROM user_medications
        WHERE user_id = ? AND status IN ('active', 'paused')
        """,
      arguments: [context.subject]
    )
    for medication in taken { context.recheck(medication: medication) }
  }
}
