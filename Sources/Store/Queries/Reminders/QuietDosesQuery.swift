import Domain
import GRDB

/// The schedules with doses in quiet hours, and what was chosen for them.
package struct QuietDosesQuery: NamedQuery {
  /// These only; all of the person's when nil.
  package var schedules: Set<Int>?

  package init(schedules: Set<Int>? = nil) { self.schedules = schedules }

  package var dataKind: DataKind { .doses }

  package struct Line: Sendable {
    package let label: MedicationLabel
    package let quiet: QuietDoses
    package let choice: QuietChoice
  }

  package struct Answer: Sendable {
    package let zone: ZoneRules
    package let today: CalendarDate
    /// By medication and schedule.
    package let lines: [Line]
  }

  package func fetch(_ context: ReadContext) throws -> Answer {
    let zone = try context.zoneInForce()
    let hours = try ReminderPreferences.fetch(context).quietHours
    let labels = try MedicationLabel.all(context)
    let rows = try Row.fetchAll(
      context.db,
      sql: "SELECT schedule_id, quiet_choice FROM medication_schedules WHERE user_id = ?",
      arguments: [context.subject]
    )
    let choices = Dictionary(
      uniqueKeysWithValues: rows.map { row -> (Int, QuietChoice) in
        // The table holds no other words.
        (row["schedule_id"], QuietChoice(rawValue: row["quiet_choice"]) ?? .ringAtEnd)
      }
    )
    let all = try ScheduleRecords(context: context, zone: zone).all()
    let lines = all.compactMap { schedule -> Line? in
      guard schedules?.contains(schedule.id) ?? true,
        let label = labels[schedule.medication], label.status == "active",
        let quiet = QuietDoses(schedule, in: hours, from: context.now, zone: zone)
      else { return nil }
      return Line(label: label, quiet: quiet, choice: choices[schedule.id] ?? .ringAtEnd)
    }
    return Answer(
      zone: zone,
      today: zone.local(of: context.now).0.date,
      lines: lines.sorted {
        ($0.quiet.medication, $0.quiet.schedule) < ($1.quiet.medication, $1.quiet.schedule)
      }
    )
  }
}
