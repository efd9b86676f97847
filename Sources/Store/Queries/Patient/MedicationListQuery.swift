import Domain
import GRDB

/// A person's medications with their schedules: those that wait for new directions first, then
/// active ones.
package struct MedicationListQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .medications }

  /// One medication on the list.
  package struct Item: Sendable {
    package let label: MedicationLabel
    package let schedules: [PlannedSchedule]
    package let details: [Int: Detail]
    package let startDate: CalendarDate
    package let endDate: CalendarDate?
    package let refillsRemaining: Int?
    package let statusReason: String?
    /// Where its pause stands; nil when it is not paused.
    package let pause: PauseStanding?
    /// What is left, in dosing units; nil when it was never counted.
    package let onHand: Rational?
  }

  /// What a schedule carries beside its rule.
  package struct Detail: Equatable, Sendable {
    package let label: String?
    package let special: String?
    package let asksOwnQuestion: Bool
  }

  package func fetch(_ context: ReadContext) throws -> [Item] {
    let zone = try context.zoneInForce()
    let schedules = Dictionary(
      grouping: try ScheduleRecords(context: context, zone: zone).all(),
      by: \.medication
    )
    let today = zone.local(of: context.now).0.date
    let details = try details(context)
    let balances = try SupplyBalances.all(context)
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT \(MedicationLabel.columns), m.start_date, m.end_date, m.refills_remaining
        FROM user_medications AS m
        LEFT JOIN drugs_master AS d ON d.drug_id = m.drug_id
        WHERE m.user_id = :user
        ORDER BY m.status = 'paused' AND m.status_reason IS :waiting DESC,
          CASE m.status WHEN 'active' THEN 0 WHEN 'paused' THEN 1 ELSE 2 END, m.medication_id
        """,
      arguments: ["user": context.subject, "waiting": EndStay.changedReason]
    )
    return rows.map { row in
      let label = MedicationLabel(row)
      let start: String = row["start_date"]
      let end: String? = row["end_date"]
      return Item(
        label: label,
        schedules: schedules[label.medication] ?? [],
        details: details,
        startDate: CalendarDate(text: start) ?? CalendarDate(day: 0),
        endDate: end.flatMap { CalendarDate(text: $0) },
        refillsRemaining: row["refills_remaining"],
        statusReason: row["status_reason"],
        pause: label.status == "paused"
          ? PauseStanding(until: label.pausedUntil, today: today) : nil,
        onHand: balances[label.medication]
      )
    }
  }

  private func details(_ context: ReadContext) throws -> [Int: Detail] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT schedule_id, label, special_instructions, asks_own_question
        FROM medication_schedules
        WHERE user_id = ?
        """,
      arguments: [context.subject]
    )
    return Dictionary(
      uniqueKeysWithValues: rows.map { row -> (Int, Detail) in
        let detail = Detail(
          label: row["label"],
          special: row["special_instructions"],
          asksOwnQuestion: row["asks_own_question"]
        )
        return (row["schedule_id"], detail)
      }
    )
  }
}
