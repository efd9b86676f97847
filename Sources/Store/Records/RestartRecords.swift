import Domain
import GRDB

/// What the catalogue says of medicines that are not taken up again by oneself after a gap.
enum RestartRecords {
  /// By medication, the shortest gap where several rules fit.
  static func all(_ context: ReadContext, medication: Int? = nil) throws -> [Int: RestartRule] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT m.medication_id, r.after_hours, r.text, r.source, r.written_on
        FROM user_medications AS m
        JOIN drug_ingredients AS d ON d.drug_id = m.drug_id
        JOIN ingredients AS i ON i.ingredient_id = d.ingredient_id
        JOIN restart_rules AS r ON r.side = i.name
          OR r.side IN (SELECT 'class:' || c.class_name FROM ingredient_classes AS c
            WHERE c.ingredient_id = i.ingredient_id)
        WHERE m.user_id = :user AND (:medication IS NULL OR m.medication_id = :medication)
        ORDER BY r.after_hours DESC
        """,
      arguments: ["user": context.subject, "medication": medication]
    )
    var rules: [Int: RestartRule] = [:]
    for row in rows {
      let written: String = row["written_on"]
      rules[row["medication_id"]] = RestartRule(
        hours: row["after_hours"],
        text: row["text"],
        source: row["source"],
        writtenOn: CalendarDate(text: written)
      )
    }
    return rules
  }

  /// The gap before a dose of a schedule at a moment, by the last dose of its medicine.
  static func gap(
    _ schedule: PlannedSchedule,
    _ rule: RestartRule?,
    schedules: [PlannedSchedule],
    book: RecordBook,
    zone: ZoneRules,
    now: Instant
  ) -> TreatmentGap? {
    guard let rule, schedule.isPlanned else { return nil }
    let own = schedules.filter { $0.medication == schedule.medication }
    let known = own.map { $0.knownAt ?? zone.resolve($0.knownFrom.midnight).instant }.min()
    return TreatmentGap(
      rule: rule,
      lastTaken: own.compactMap { book.lastTaken(of: $0.id) }.max(),
      knownAt: known ?? now,
      now: now
    )
  }
}
