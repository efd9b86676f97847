/// What one person has to do with medicines on one day, and what was done.
package struct DayPlan: Sendable {
  package let date: CalendarDate
  /// Ordered by instant, then by schedule.
  package let doses: [DayDose]

  package init(date: CalendarDate, doses: [DayDose]) {
    self.date = date
    self.doses = doses
  }
}

/// One dose of a day.
package struct DayDose: Hashable, Sendable {
  package let schedule: Int
  package let medication: Int
  package let occurrence: Occurrence
  package let nth: Int
  package let state: DoseState
  package let record: DoseRecord?
  /// When an unrecorded dose stops being one to take; nil when only an answer closes it.
  package let closesAt: Instant?
  package let snoozedUntil: Instant?
  package let isCritical: Bool
  /// Whether it was recorded outside any plan: as needed, extra or imported.
  package let isUnplanned: Bool

  /// Whether it waits for an answer now.
  package var isOpenNow: Bool { state == .due || state == .late || state == .snoozed }
}

/// What is known about the one open dose of a schedule.
package struct OpenDose: Hashable, Sendable {
  package let schedule: Int
  package let dueMinute: Int
  package let dueAt: Instant
  package let snoozedUntil: Instant?
  package let snoozes: Int
  /// Whether the end of the snooze rings although it is quiet then.
  package let snoozeRings: Bool

  package init(
    schedule: Int,
    dueMinute: Int,
    dueAt: Instant,
    snoozedUntil: Instant? = nil,
    snoozes: Int = 0,
    snoozeRings: Bool = false
  ) {
    self.schedule = schedule
    self.dueMinute = dueMinute
    self.dueAt = dueAt
    self.snoozedUntil = snoozedUntil
    self.snoozes = snoozes
    self.snoozeRings = snoozeRings
  }
}

/// A record and the schedule it belongs to.
package struct ScheduledRecord: Hashable, Sendable {
  package let schedule: Int
  package let record: DoseRecord

  package init(schedule: Int, record: DoseRecord) {
    self.schedule = schedule
    self.record = record
  }
}

/// Everything that decides a day; the decision itself is ``plan()``.
package struct DayQuestion: Sendable {
  package var date: CalendarDate
  package var now: Instant
  /// The zone in force.
  package var zone: ZoneRules
  package var schedules: [PlannedSchedule]
  package var records: [ScheduledRecord]
  package var open: [Int: OpenDose]
  /// Medications whose doses do not ring, from when on.
  package var pausedMedications: [Int: Instant]
  /// When the person was paused (a stay in hospital), or nil.
  package var personPausedSince: Instant?

  package init(
    date: CalendarDate,
    now: Instant,
    zone: ZoneRules,
    schedules: [PlannedSchedule],
    records: [ScheduledRecord],
    open: [Int: OpenDose] = [:],
    pausedMedications: [Int: Instant] = [:],
    personPausedSince: Instant? = nil
  ) {
    self.date = date
    self.now = now
    self.zone = zone
    self.schedules = schedules
    self.records = records
    self.open = open
    self.pausedMedications = pausedMedications
    self.personPausedSince = personPausedSince
  }

  /// The day in the zone in force: what falls on it, what of earlier days still stands open on the
  /// day that is today, what was recorded on it without a plan, and what was taken on it though it
  /// was due on another day.
  package func plan() -> DayPlan {
    let byKey = Dictionary(grouping: records, by: \.schedule)
    let found = schedules.flatMap { doses(of: $0, records: byKey[$0.id] ?? []) }
    return DayPlan(
      date: date,
      doses: found.sorted {
        ($0.occurrence.instant.milliseconds, $0.schedule, $0.nth)
          < ($1.occurrence.instant.milliseconds, $1.schedule, $1.nth)
      }
    )
  }

  private func doses(of schedule: PlannedSchedule, records: [ScheduledRecord]) -> [DayDose] {
    let start = date.midnight
    let end = (date + 1).midnight
    var occurrences: [Occurrence] = []
    if schedule.isActive, date >= schedule.knownFrom {
      let recorded = Set(records.map(\.record.dueMinute))
      occurrences = schedule.occurrences(from: start, to: end, in: zone).filter {
        schedule.answers(for: $0) || recorded.contains($0.dueMinute)
      }
    }
    if let carried = carriedOver(schedule) { occurrences.append(carried) }
    let planned = Set(occurrences.map(\.dueMinute))
    var doses = occurrences.map { occurrence in
      dose(
        schedule,
        occurrence,
        record: records.first { $0.record.dueMinute == occurrence.dueMinute }?.record
      )
    }
    for recorded in records where !planned.contains(recorded.record.dueMinute) {
      let known = schedule.occurrence(due: recorded.record.dueMinute, in: zone)
      guard let occurrence = known ?? past(schedule, recorded.record) else { continue }
      guard occurrence.local.date == date || isTaken(recorded.record) else { continue }
      doses.append(dose(schedule, occurrence, record: recorded.record))
    }
    return doses
  }

  /// Whether it was taken on this day, whenever it was due: what is in the body today counts today.
  private func isTaken(_ record: DoseRecord) -> Bool {
    guard record.status == .taken, let taken = record.takenAt else { return false }
    return zone.local(of: taken).0.date == date
  }

  /// The open dose when no plan of this day names it: one of an earlier day that may still be taken,
  /// or the next one of a schedule that depends on records.
  private func carriedOver(_ schedule: PlannedSchedule) -> Occurrence? {
    guard schedule.isActive, let open = open[schedule.id] else { return nil }
    guard let occurrence = schedule.occurrence(due: open.dueMinute, in: zone) else { return nil }
    let day = occurrence.local.date
    let today = zone.local(of: now).0.date
    if schedule.dependsOnRecords, day == date { return occurrence }
    guard date == today, day < date else { return nil }
    if let closes = schedule.closesAt(occurrence, in: zone), closes <= now { return nil }
    return occurrence
  }

  /// Whether a pause holds now and began before the dose had closed by itself.
  private func isPaused(since start: Instant?, closesAt: Instant?) -> Bool {
    guard let start, start <= now else { return false }
    return closesAt.map { $0 > start } ?? true
  }

  /// The occurrence behind a record that no present rule plans.
  private func past(_ schedule: PlannedSchedule, _ record: DoseRecord) -> Occurrence? {
    if schedule.isOnWallClock {
      let clocks = RuleClocks(zone: zone, home: schedule.versions[0].home)
      return Occurrence(
        wall: LocalMinute(minute: record.dueMinute),
        clocks: clocks,
        mode: .local,
        amount: nil,
        number: nil
      )
    }
    let clocks = RuleClocks(zone: zone, home: schedule.versions[0].home)
    return Occurrence(
      elapsedMinute: record.dueMinute,
      clocks: clocks,
      amount: schedule.plannedAmount(due: record.dueMinute, in: zone)
    )
  }

  private func dose(
    _ schedule: PlannedSchedule,
    _ occurrence: Occurrence,
    record: DoseRecord?
  ) -> DayDose {
    let closesAt = record == nil ? schedule.closesAt(occurrence, in: zone) : nil
    let open = open[schedule.id].flatMap { $0.dueMinute == occurrence.dueMinute ? $0 : nil }
    let pausedSince = [pausedMedications[schedule.medication], personPausedSince]
      .compactMap { $0 }.min()
    let state = DoseState(
      of: occurrence,
      record: record,
      snoozedUntil: open?.snoozedUntil,
      isPaused: isPaused(since: pausedSince, closesAt: closesAt),
      onTime: schedule.onTime,
      closesAt: closesAt,
      now: now
    )
    let kind = schedule.lastPlanned.kind
    return DayDose(
      schedule: schedule.id,
      medication: schedule.medication,
      occurrence: occurrence,
      nth: record?.nth ?? 0,
      state: state,
      record: record,
      closesAt: closesAt,
      snoozedUntil: open?.snoozedUntil,
      isCritical: schedule.isCritical,
      isUnplanned: kind == .asNeeded || kind == .unscheduled
    )
  }
}

extension PlannedSchedule {
  /// The first occurrence that waits for an answer: not recorded and not closed, from the day on for
  /// which the program answers.
  ///
  /// `isRecorded` says whether a due minute has a record; it is asked in ascending order.
  /// - Returns: The open occurrence and the due minutes that closed without a record before it, at
  ///   most 3,700 of them.
  package func firstOpen(
    from minute: Int?,
    now: Instant,
    in zone: ZoneRules,
    isRecorded: (Int) throws -> Bool
  ) rethrows -> (open: Occurrence?, closed: [Occurrence]) {
    let known =
      isOnWallClock
      ? knownFrom.midnight.minute : zone.resolve(knownFrom.midnight).instant.minuteOfUTC
    var closed: [Occurrence] = []
    // A time that the clock skips rings after later ones: what counts is the instant, and the walk
    // begins a day earlier so as not to pass it by.
    let first = minute.flatMap { occurrence(due: $0, in: zone)?.instant }
    let start = first == nil ? minute ?? known : (minute ?? known) - 1440
    for occurrence in occurrences(fromDue: Swift.max(start, known), in: zone) {
      if let first, occurrence.instant < first { continue }
      guard answers(for: occurrence) else { continue }
      if try isRecorded(occurrence.dueMinute) { continue }
      guard occurrence.instant <= now, let closes = closesAt(occurrence, in: zone), closes <= now
      else { return (occurrence, closed) }
      closed.append(occurrence)
      if closed.count >= 3700 { break }
    }
    return (nil, closed)
  }
}
