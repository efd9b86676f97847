import Domain
import GRDB

/// What was recorded about one medication in the last days, newest first.
package struct DoseHistoryQuery: NamedQuery {
  package var medication: Int
  /// Days before today.
  package var days: Int

  package init(medication: Int, days: Int = 14) {
    self.medication = medication
    self.days = days
  }

  package var dataKind: DataKind { .doses }

  /// One recorded dose.
  package struct Entry: Equatable, Sendable {
    package let due: LocalMinute
    /// Whether it was recorded outside any plan.
    package let isUnplanned: Bool
    package let status: DoseRow.Status
    package let takenAt: Instant?
    package let amount: Amount?
    /// The strength at that time, where it is another now.
    package let otherStrength: String?
    package let reason: String?
  }

  package func fetch(_ context: ReadContext) throws -> [Entry] {
    let zone = try context.zoneInForce()
    let today = zone.local(of: context.now).0.date
    let schedules = try ScheduleRecords(context: context, zone: zone).all(medication: medication)
    let byID = Dictionary(uniqueKeysWithValues: schedules.map { ($0.id, $0) })
    let products = try ProductHistory.all(context)
    let label = try MedicationLabel.all(context)[medication]
    let rows = try DoseRow.range(
      context.db,
      user: context.subject,
      from: (today - days).midnight.minute,
      to: (today + 2).midnight.minute
    )
    return rows.reversed().compactMap { row in
      byID[row.schedule].map { schedule in
        let at = row.dueAt(onWallClock: schedule.isOnWallClock) + (row.takenAfter ?? 0)
        let then = label.map { products.label($0, at: at).strengthText }
        return entry(row, schedule, zone, otherStrength: then == label?.strengthText ? nil : then)
      }
    }
  }

  private func entry(
    _ row: DoseRow,
    _ schedule: PlannedSchedule,
    _ zone: ZoneRules,
    otherStrength: String?
  ) -> Entry {
    let isOnWall = schedule.isOnWallClock
    let record = row.record(onWallClock: isOnWall)
    let kind = schedule.lastPlanned.kind
    return Entry(
      due: isOnWall
        ? LocalMinute(minute: row.dueMinute)
        : zone.local(of: Instant(seconds: row.dueMinute * 60)).0,
      isUnplanned: kind == .asNeeded || kind == .unscheduled,
      status: row.status,
      takenAt: record.takenAt,
      amount: record.amount ?? schedule.occurrence(due: row.dueMinute, in: zone)?.amount,
      otherStrength: otherStrength,
      reason: row.reason
    )
  }
}
