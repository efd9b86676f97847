import Domain
import GRDB

/// The doses of the last week that closed without an answer.
package struct PastDoses: Sendable {
  package let person: PersonHeader
  package let now: Instant
  package let zone: ZoneRules
  /// Oldest first.
  package let lines: [DaySheet.DoseLine]

  package var today: CalendarDate { zone.local(of: now).0.date }
}

extension DaySheet.DoseLine {
  /// Whether one answer may stand for this past dose and others: a routine dose of a fixed amount.
  package var mayBeRecalledTogether: Bool { ownQuestion == nil && !dose.isCritical }
}

/// Asks which past doses wait for a word of the person.
package struct PastDosesQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .doses }

  package func fetch(_ context: ReadContext) throws -> PastDoses {
    let zone = try context.zoneInForce()
    let schedules = try ScheduleRecords(context: context, zone: zone).all()
    let labels = try MedicationLabel.all(context)
    let rows = try DoseRow.range(
      context.db,
      user: context.subject,
      from: context.now.minuteOfUTC - (PastQuestions.days + 1) * 1440,
      to: context.now.minuteOfUTC + 1440
    )
    let book = RecordBook(rows: rows, schedules: schedules)
    let builder = DoseLineBuilder(
      labels: labels,
      schedules: schedules,
      book: book,
      details: try ScheduleDetails.all(context),
      products: try ProductHistory.all(context),
      now: context.now,
      balances: [:],
      zone: zone,
      today: zone.local(of: context.now).0.date
    )
    let doses = book.unanswered(schedules, labels, now: context.now).map { schedule, record in
      schedule.unanswered(record, in: zone)
    }
    return PastDoses(
      person: try PersonHeader.fetch(context),
      now: context.now,
      zone: zone,
      lines: doses.compactMap { builder.line($0) }.sorted {
        ($0.dose.occurrence.instant.milliseconds, $0.dose.schedule)
          < ($1.dose.occurrence.instant.milliseconds, $1.dose.schedule)
      }
    )
  }
}

extension RecordBook {
  /// What the timer closed within the last week and nobody has answered for since, of medicines
  /// that are still on the list.
  func unanswered(
    _ schedules: [PlannedSchedule],
    _ labels: [Int: MedicationLabel],
    now: Instant
  ) -> [(schedule: PlannedSchedule, record: DoseRecord)] {
    let first = PastQuestions.first(at: now)
    return schedules.flatMap { schedule -> [(schedule: PlannedSchedule, record: DoseRecord)] in
      guard schedule.isActive, labels[schedule.medication]?.status == "active" else { return [] }
      return pairs(of: schedule.id).filter { row, _ in
        row.status == .missed && row.via == .timer
          && row.dueAt(onWallClock: schedule.isOnWallClock) >= first
      }.map { (schedule, $0.record) }
    }
  }
}
