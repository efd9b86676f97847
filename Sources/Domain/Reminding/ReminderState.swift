/// Everything that decides what rings for one person; the decision is ``evaluation(at:)``.
package struct ReminderState: Sendable {
  /// The zone in force.
  package var zone: ZoneRules
  package var schedules: [PlannedSchedule]
  /// Where each schedule stands; one without an entry has nothing open.
  package var open: [Int: OpenDose]
  /// By schedule, then by due minute: at least those from the open dose on.
  package var records: [Int: [Int: DoseRecord]]
  package var preferences: ReminderPreferences
  /// What schedules ask for; one without an entry asks for nothing of its own.
  package var reminding: [Int: ScheduleReminding]
  /// What was told, or is being told, about open doses, and what waits for the digest.
  package var alerts: [AlertKey: AlertStatus]
  /// Those of them that reached nobody: every way failed, or no window was open.
  package var unheard: Set<AlertKey> = []
  /// Medications whose doses do not ring, from when on.
  package var pausedMedications: [Int: Instant]
  /// When the person was paused (a stay in hospital), or nil.
  package var personPausedSince: Instant?
  /// The last evaluation; nil before the first.
  package var lastEvaluated: Instant?
  /// A jump of the clock that nobody has confirmed.
  package var clockJump: ClockJump?
  /// The last change of the zone in force.
  package var zoneChange: ZoneChange?
  /// The zone of the machine, unless the person has already answered for it.
  package var machineZone: ZoneRules?

  package init(
    zone: ZoneRules,
    schedules: [PlannedSchedule],
    open: [Int: OpenDose] = [:],
    records: [ScheduledRecord] = [],
    preferences: ReminderPreferences = ReminderPreferences(),
    reminding: [Int: ScheduleReminding] = [:],
    alerts: [AlertKey: AlertStatus] = [:],
    lastEvaluated: Instant? = nil
  ) {
    self.zone = zone
    self.schedules = schedules
    self.open = open
    self.records = Dictionary(grouping: records.filter { $0.record.nth == 0 }, by: \.schedule)
      .mapValues { records in
        Dictionary(records.map { ($0.record.dueMinute, $0.record) }) { _, last in last }
      }
    self.preferences = preferences
    self.reminding = reminding
    self.alerts = alerts
    self.lastEvaluated = lastEvaluated
    pausedMedications = [:]
  }

  /// Puts every schedule on plan at its first dose at or after an instant that has no record.
  ///
  /// Schedules whose next dose depends on records stay where they are.
  package mutating func stand(at instant: Instant) {
    for schedule in schedules where schedule.isActive && !schedule.dependsOnRecords {
      let first = schedule.occurrences(
        fromDue: zone.local(of: instant).0.minute - 2 * 1440,
        in: zone
      ).first { $0.instant >= instant && records[schedule.id]?[$0.dueMinute] == nil }
      open[schedule.id] = first.map { occurrence in
        OpenDose(
          schedule: schedule.id,
          dueMinute: occurrence.dueMinute,
          dueAt: occurrence.instant
        )
      }
    }
  }

  /// The state after what an evaluation decided was done.
  package func applying(_ evaluation: ReminderEvaluation) -> ReminderState {
    var after = self
    after.clockJump = evaluation.clockJump
    if evaluation.clockJump == nil { after.lastEvaluated = evaluation.at }
    var moved: Set<Int> = []
    for decision in evaluation.decisions {
      let key = decision.key
      switch decision.verdict {
      case .deferToDigest:
        guard case .quietHours(let until) = decision.reason else { continue }
        after.alerts[key] = .waiting(until: until)
      case .cancel: after.alerts[key] = .cancelled
      case .settle:
        after.records[key.schedule, default: [:]][key.dueMinute] =
          DoseRecord(dueMinute: key.dueMinute, status: .missed)
        moved.insert(key.schedule)
      case .ring, .ringQuietly, .digest, .critical, .advance, .again, .escalate, .hold, .drop:
        break
      }
    }
    for key in evaluation.claims { after.alerts[key] = .sent(at: evaluation.at) }
    for schedule in schedules where moved.contains(schedule.id) { after.moveOn(schedule) }
    after.alerts = after.alerts.filter { key, status in
      if case .waiting = status { return true }
      return after.records[key.schedule]?[key.dueMinute] == nil
    }
    return after
  }

  /// Moves the open dose of a schedule on plan past what is recorded.
  private mutating func moveOn(_ schedule: PlannedSchedule) {
    guard let minute = open[schedule.id]?.dueMinute, !schedule.dependsOnRecords else { return }
    let next = schedule.occurrences(onwardFrom: minute, in: zone)
      .first { records[schedule.id]?[$0.dueMinute] == nil }
    guard next?.dueMinute != minute else { return }
    open[schedule.id] = next.map {
      OpenDose(schedule: schedule.id, dueMinute: $0.dueMinute, dueAt: $0.instant)
    }
  }
}

extension PlannedSchedule {
  /// The occurrences from the one with a due minute on, in the order in which they ring.
  ///
  /// Not the same as those with that due minute or a later one: a time that the clock skips rings
  /// after times that follow it on the clock.
  package func occurrences(onwardFrom minute: Int, in zone: ZoneRules) -> PlannedOccurrences {
    guard !dependsOnRecords, isOnWallClock, let first = occurrence(due: minute, in: zone) else {
      return occurrences(fromDue: minute, in: zone)
    }
    // The longest stretch that a clock ever skipped is a day.
    return PlannedOccurrences(
      of: versions,
      fromDue: minute - 1440,
      startingWith: first,
      in: zone
    )
  }

  /// The occurrence with a due minute, made from its name alone where no rule plans it any more.
  package func occurrence(named minute: Int, in zone: ZoneRules) -> Occurrence {
    if let planned = occurrence(due: minute, in: zone) { return planned }
    let clocks = RuleClocks(zone: zone, home: versions[0].home)
    guard isOnWallClock else {
      return Occurrence(elapsedMinute: minute, clocks: clocks, amount: plannedAmount)
    }
    return Occurrence(
      wall: LocalMinute(minute: minute),
      clocks: clocks,
      mode: .local,
      amount: nil,
      number: nil
    )
  }
}
