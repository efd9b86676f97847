/// Where one schedule stands at a moment: what has come due, and what comes next.
struct ScheduleStanding: Sendable {
  let schedule: PlannedSchedule
  let open: OpenDose
  /// Due and without a record, in the order in which they rang.
  let due: [Occurrence]
  /// Due and recorded.
  let answered: [(occurrence: Occurrence, status: DoseRecord.Status)]
  /// Not yet due and without a record: the next one, and those of the next day.
  let coming: [Occurrence]
  /// The instants of all of them, recorded ones included, ascending.
  let instants: [Instant]

  /// A schedule that was never looked after may have this many closed doses at most, as much as ten
  /// years of daily ones.
  static let most = 3700

  /// Nil for a schedule of which nothing is open.
  init?(_ schedule: PlannedSchedule, in state: ReminderState, at now: Instant) {
    guard schedule.isActive, let open = state.open[schedule.id] else { return nil }
    self.schedule = schedule
    self.open = open
    let records = state.records[schedule.id] ?? [:]
    var (due, coming): ([Occurrence], [Occurrence]) = ([], [])
    var answered: [(occurrence: Occurrence, status: DoseRecord.Status)] = []
    var instants: [Instant] = []
    var walk = schedule.occurrences(onwardFrom: open.dueMinute, in: state.zone)
    // Of a schedule whose next dose depends on records only the open one is known.
    var known =
      schedule.dependsOnRecords
      ? schedule.occurrence(due: open.dueMinute, in: state.zone) : nil
    while let occurrence = known ?? walk.next() {
      known = nil
      let isPast = occurrence.instant <= now
      if !isPast, !instants.isEmpty, occurrence.instant > now + 86_400, !coming.isEmpty { break }
      instants.append(occurrence.instant)
      if let record = records[occurrence.dueMinute] {
        if isPast { answered.append((occurrence, record.status)) }
      } else if isPast {
        due.append(occurrence)
      } else {
        coming.append(occurrence)
      }
      if instants.count >= Self.most { break }
    }
    (self.due, self.answered, self.coming, self.instants) = (due, answered, coming, instants)
  }

  /// When the dose after one is due: one on the same instant is not after it.
  func nextInstant(after occurrence: Occurrence) -> Instant? {
    instants.first { $0 > occurrence.instant }
  }

  /// Minutes between a dose and the one before it; nil when that is more than a day away.
  func gap(before occurrence: Occurrence, in zone: ZoneRules) -> Int? {
    let known = instants.last { $0 < occurrence.instant }
    let before =
      known
      ?? schedule.occurrences(
        from: occurrence.local + -1440,
        to: occurrence.local,
        in: zone
      ).last { $0.instant < occurrence.instant }?.instant
    return before.map { (occurrence.instant - $0) / 60 }
  }
}
