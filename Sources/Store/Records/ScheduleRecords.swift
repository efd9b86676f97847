import Domain
import GRDB

/// Reads the schedules of one person, each with every version of its rule.
struct ScheduleRecords {
  let context: ReadContext
  /// The zone in which the days of the person are counted.
  let zone: ZoneRules

  /// All schedules of the person, or those of one medication, stopped ones included.
  func all(medication: Int? = nil) throws -> [PlannedSchedule] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT s.schedule_id, s.medication_id, s.is_critical, s.after_schedule_id, s.late_rule,
          s.is_active AND m.status IN ('active', 'paused') AS is_active, v.from_minute,
          v.home_zone, v.rule, v.entered_at, v.told_by, m.dosage_form, m.dosing_unit
        FROM medication_schedules AS s
        JOIN user_medications AS m ON m.medication_id = s.medication_id
        JOIN schedule_versions AS v ON v.schedule_id = s.schedule_id
        WHERE s.user_id = :user AND (:medication IS NULL OR s.medication_id = :medication)
        ORDER BY s.schedule_id, v.from_minute
        """,
      arguments: ["user": context.subject, "medication": medication]
    )
    return try planned(rows)
  }

  /// One schedule of the person.
  ///
  /// - Throws: ``StoreError/notFound(what:id:)``
  func one(_ schedule: Int) throws -> PlannedSchedule {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT s.schedule_id, s.medication_id, s.is_critical, s.after_schedule_id, s.late_rule,
          s.is_active AND m.status IN ('active', 'paused') AS is_active, v.from_minute,
          v.home_zone, v.rule, v.entered_at, v.told_by, m.dosage_form, m.dosing_unit
        FROM medication_schedules AS s
        JOIN user_medications AS m ON m.medication_id = s.medication_id
        JOIN schedule_versions AS v ON v.schedule_id = s.schedule_id
        WHERE s.user_id = ? AND s.schedule_id = ?
        ORDER BY v.from_minute
        """,
      arguments: [context.subject, schedule]
    )
    guard let found = try planned(rows).first else {
      throw StoreError.notFound(what: "schedule", id: "\(schedule)")
    }
    return found
  }

  private func planned(_ rows: [Row]) throws -> [PlannedSchedule] {
    var schedules: [PlannedSchedule] = []
    var start = 0
    while start < rows.count {
      let id: Int = rows[start]["schedule_id"]
      let end = rows[start...].firstIndex { $0["schedule_id"] != id } ?? rows.count
      schedules.append(try planned(id: id, rows[start..<end]))
      start = end
    }
    return schedules
  }

  private func planned(id: Int, _ rows: ArraySlice<Row>) throws -> PlannedSchedule {
    let first = rows[rows.startIndex]
    let versions = try rows.map { row in
      do {
        return PlannedSchedule.Version(
          fromMinute: row["from_minute"],
          rule: try ScheduleRule(json: JSON(text: row["rule"])),
          home: try context.environment.zone(row["home_zone"]),
          toldBy: row["told_by"]
        )
      } catch is RuleError, is JSONError {
        throw StoreError.damaged(detail: "the rule of schedule \(id)")
      }
    }
    let entered = Instant(milliseconds: first["entered_at"])
    let late: String? = first["late_rule"]
    return PlannedSchedule(
      id: id,
      medication: first["medication_id"],
      versions: versions,
      isCritical: first["is_critical"],
      isActive: first["is_active"],
      follows: first["after_schedule_id"],
      latePolicy: late.flatMap { LatePolicy(text: $0) },
      knownFrom: zone.local(of: entered).0.date,
      knownAt: entered,
      isPatch: OwnQuestion.isPatch(form: first["dosage_form"], unit: first["dosing_unit"])
    )
  }
}
