import Domain
import GRDB

/// The doses that were taken last, as far as a change of directions goes by them.
struct TakenDoses {
  private let rows: [Int: DoseRow]
  private let open: [Int: OpenDose]
  private let now: Instant
  private let zone: ZoneRules

  /// How far back they are looked for, in days: further than the gap that most medicines leave.
  static let lookBackDays = 100

  /// Reads the last one of each schedule of the person.
  init(_ context: ReadContext, zone: ZoneRules) throws {
    let found = try Row.fetchAll(
      context.db,
      once: """
        SELECT \(DoseRow.columns), max(due_minute)
        FROM dose_events
        WHERE user_id = ? AND due_minute >= ? AND status = 1
        GROUP BY schedule_id
        """,
      arguments: [context.subject, context.now.minuteOfUTC - Self.lookBackDays * 1440]
    ).map { try DoseRow($0) }
    rows = Dictionary(uniqueKeysWithValues: found.map { ($0.schedule, $0) })
    open = try OpenDoseRecords.all(context)
    now = context.now
    self.zone = zone
  }

  /// The dose of schedules of one medicine that was taken last, with the next of any of them.
  ///
  /// One that is due and not answered counts as if it were taken: it may have been, and may still be.
  func last(of schedules: [PlannedSchedule]) -> DirectionsChange.Taken? {
    let waiting = schedules.compactMap { schedule -> (at: Instant, due: Instant)? in
      guard let dose = open[schedule.id], dose.dueAt <= now else { return nil }
      return (dose.dueAt, dose.dueAt)
    }
    let taken =
      waiting
      + schedules.compactMap { schedule -> (at: Instant, due: Instant)? in
        guard let row = rows[schedule.id] else { return nil }
        let due = row.dueAt(onWallClock: schedule.isOnWallClock)
        return (row.record(onWallClock: schedule.isOnWallClock).takenAt ?? due, due)
      }
    guard let last = taken.max(by: { $0.at < $1.at }) else { return nil }
    let next = schedules.compactMap { schedule in
      // A wall clock is at most a day from that of the walk.
      schedule.occurrences(fromDue: last.due.minuteOfUTC - 1440, in: zone)
        .first { $0.instant > last.due }?.instant
    }
    return DirectionsChange.Taken(at: last.at, due: last.due, next: next.min())
  }
}
