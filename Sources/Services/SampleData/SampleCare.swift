import Domain
import Store

/// What is known of people beside their medicines: conditions, allergies, care, readings, goals.
struct SampleCare {
  let text: SampleText
  let people: SamplePeople
  let clock: SampleClock
  private(set) var providers: [String: (id: Int, name: String)] = [:]
  private(set) var insurance: [Int: Int] = [:]
  /// What was measured, by person, name of the measurement and the time for which it was meant.
  private(set) var readings: [Int: [String: [LocalMinute: Rational]]] = [:]

  init(text: SampleText, people: SamplePeople, clock: SampleClock) {
    self.text = text
    self.people = people
    self.clock = clock
  }

  mutating func read(into batch: inout SampleBatch) throws(SampleError) {
    try readPreferences(into: &batch)
    try readConditions(into: &batch)
    try readAllergies(into: &batch)
    try readProviders(into: &batch)
    try readRelationships(into: &batch)
    try readInsurance(into: &batch)
    try readMetrics(into: &batch)
    try readGoals(into: &batch)
  }

  private func person(_ row: SampleRow) throws(SampleError) -> SamplePerson {
    try row.find("handle", in: people.byHandle)
  }

  private func readPreferences(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      handle medication_reminders missed_dose_alerts refill_reminders push email sms \
      advance_minutes quiet_start quiet_end
      """
    for row in try text.rows("notification_preferences.csv", columns) {
      batch.add(
        .notificationPreferences,
        [
          BulkValue(try person(row).user), BulkValue(try row.flag("medication_reminders")),
          BulkValue(try row.flag("missed_dose_alerts")),
          BulkValue(try row.flag("refill_reminders")), BulkValue(try row.flag("push")),
          BulkValue(try row.flag("email")), BulkValue(try row.flag("sms")),
          BulkValue(try row.number("advance_minutes")),
          BulkValue(try row.optionalTime("quiet_start")?.description),
          BulkValue(try row.optionalTime("quiet_end")?.description),
        ],
        from: row.origin
      )
    }
  }

  private func readConditions(into batch: inout SampleBatch) throws(SampleError) {
    let columns = "handle condition icd10 severity diagnosed_day status notes"
    for row in try text.rows("conditions.csv", columns) {
      let person = try person(row)
      batch.add(
        .userMedicalConditions,
        [
          BulkValue(person.user), BulkValue(try row.required("condition")),
          BulkValue(try row.optional("icd10")), BulkValue(try row.required("severity")),
          BulkValue(try row.optionalDay("diagnosed_day", from: person.day.today)),
          BulkValue(try row.required("status")), BulkValue(try row.optional("notes")),
        ],
        from: row.origin
      )
    }
  }

  private func readAllergies(into batch: inout SampleBatch) throws(SampleError) {
    for row in try text.rows("allergies.csv", "handle allergen type severity symptoms verified") {
      batch.add(
        .userAllergies,
        [
          BulkValue(try person(row).user), BulkValue(try row.required("allergen")),
          BulkValue(try row.required("type")), BulkValue(try row.required("severity")),
          BulkValue(try row.optional("symptoms")), BulkValue(try row.flag("verified")),
        ],
        from: row.origin
      )
    }
  }

  private mutating func readProviders(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      key first_name last_name title specialty npi dea practice phone email active verified
      """
    for (index, row) in try text.rows("providers.csv", columns).enumerated() {
      let first = try row.required("first_name")
      let last = try row.required("last_name")
      let title = try row.optional("title")
      let name = "\(first) \(last)" + (title.map { ", \($0)" } ?? "")
      providers[try row.required("key")] = (index + 1, name)
      batch.add(
        .healthcareProviders,
        [
          BulkValue(index + 1), BulkValue(clock.environment.publicID()), BulkValue(first),
          BulkValue(last), BulkValue(title), BulkValue(try row.optional("specialty")),
          BulkValue(try row.optional("npi")), BulkValue(try row.optional("dea")),
          BulkValue(try row.optional("practice")), BulkValue(try row.optional("phone")),
          BulkValue(try row.optional("email")), BulkValue(try row.flag("active")),
          BulkValue(try row.flag("verified")),
        ],
        from: row.origin
      )
    }
  }

  private func readRelationships(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      handle provider relationship primary start_day end_day status can_view can_prescribe
      """
    for row in try text.rows("care.csv", columns) {
      let person = try person(row)
      batch.add(
        .userProviderRelationships,
        [
          BulkValue(person.user), BulkValue(try row.find("provider", in: providers).id),
          BulkValue(try row.required("relationship")), BulkValue(try row.flag("primary")),
          BulkValue(try row.optionalDay("start_day", from: person.day.today)),
          BulkValue(try row.optionalDay("end_day", from: person.day.today)),
          BulkValue(try row.required("status")), BulkValue(try row.flag("can_view")),
          BulkValue(try row.flag("can_prescribe")),
        ],
        from: row.origin
      )
    }
  }

  private mutating func readInsurance(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      handle company plan policy_number copay_cents deductible_cents effective_day \
      expiration_day primary active refill_used_percent
      """
    for (index, row) in try text.rows("insurance.csv", columns).enumerated() {
      let person = try person(row)
      let isPrimary = try row.flag("primary")
      if isPrimary { insurance[person.user] = index + 1 }
      batch.add(
        .userInsurance,
        [
          BulkValue(index + 1), BulkValue(person.user), BulkValue(try row.required("company")),
          BulkValue(try row.optional("plan")), BulkValue(try row.required("policy_number")),
          BulkValue(try row.optionalNumber("copay_cents")),
          BulkValue(try row.optionalNumber("deductible_cents")),
          BulkValue(try row.optionalDay("effective_day", from: person.day.today)),
          BulkValue(try row.optionalDay("expiration_day", from: person.day.today)),
          BulkValue(isPrimary), BulkValue(try row.flag("active")),
        ],
        from: row.origin
      )
    }
  }

  /// A year of readings by rules: each rule's value of today, changing slowly and scattered.
  private mutating func readMetrics(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      handle metric unit base spread every_days trend at recorded_via verified notes
      """
    for row in try text.rows("metrics.csv", columns) {
      let person = try person(row)
      let metric = try row.required("metric")
      let base = try row.thousandths("base")
      let spread = try row.thousandths("spread")
      let trend = try row.thousandths("trend")
      let every = try row.number("every_days")
      guard every > 0, spread >= 0 else { throw row.bad("every_days", expected: "above zero") }
      let time = try row.time("at")
      let unit = BulkValue(try row.required("unit"))
      let via = BulkValue(try row.required("recorded_via"))
      let isVerified = BulkValue(try row.flag("verified"))
      let notes = BulkValue(try row.optional("notes"))
      let step = base % 1000 == 0 && spread % 1000 == 0 ? 1000 : 100
      var chance = SampleChance("\(person.handle) \(metric) \(time)")
      for days in stride(from: 0, through: 365, by: every) {
        let at = person.day.instant(person.day.today - days, time)
        let noise = spread == 0 ? 0 : chance.within(-spread...spread)
        // People do not measure on every day they mean to.
        if days > 0, every < 30, chance.happens(90) { continue }
        guard at <= clock.now else { continue }
        let value = (base - trend * days / 30 + noise + step / 2) / step * step
        let local = (person.day.today - days).at(time)
        readings[person.user, default: [:]][metric, default: [:]][local] = Rational(value, 1000)
        batch.add(
          .healthMetrics,
          [
            BulkValue(person.user), BulkValue(metric), BulkValue(value), unit,
            BulkValue(at + chance.within(-600...600)), days < every * 2 ? notes : nil, via,
            isVerified,
          ],
          from: row.origin
        )
      }
    }
  }

  private func readGoals(into batch: inout SampleBatch) throws(SampleError) {
    let columns = """
      handle goal_type goal_name description target_value target_unit start_value current_value \
      start_day target_day status
      """
    for row in try text.rows("goals.csv", columns) {
      let person = try person(row)
      batch.add(
        .lifestyleGoals,
        [
          BulkValue(person.user), BulkValue(try row.required("goal_type")),
          BulkValue(try row.required("goal_name")), BulkValue(try row.optional("description")),
          BulkValue(try row.thousandths("target_value")),
          BulkValue(try row.required("target_unit")),
          BulkValue(try row.thousandths("start_value")),
          BulkValue(try row.thousandths("current_value")),
          BulkValue(try row.day("start_day", from: person.day.today)),
          BulkValue(try row.optionalDay("target_day", from: person.day.today)),
          BulkValue(try row.required("status")),
        ],
        from: row.origin
      )
    }
  }
}
