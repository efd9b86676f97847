/// What closes, and what nobody needs to be told any more.
extension ReminderEvaluator {
  /// Closes what was not answered, holds what may not be closed, and keeps the rest open.
  mutating func settle(_ standing: ScheduleStanding) {
    let schedule = standing.schedule
    for occurrence in standing.due {
      let key = digestKey(occurrence, schedule)
      let closes = closesAt(occurrence, standing)
      if let since = pause(schedule, closesAt: closes) {
        decide(.hold, .paused(since: since), key, schedule, occurrence)
      } else if jump == nil, isLeftOut(occurrence, schedule) {
        decide(.settle(.notReached), .notReached, key, schedule, occurrence)
      } else if let closes, closes <= now {
        close(occurrence, standing, closed: closes)
      } else {
        open.append((standing, occurrence))
      }
    }
  }

  /// Not before anyone could have been told, unless the next dose is due.
  private mutating func close(
    _ occurrence: Occurrence,
    _ standing: ScheduleStanding,
    closed: Instant
  ) {
    let schedule = standing.schedule
    var key = digestKey(occurrence, schedule)
    if let jump { return decide(.hold, .clockJump(jump), key, schedule, occurrence) }
    if isPassedOver(occurrence, schedule) {
      return decide(.settle(.notReached), .notReached, key, schedule, occurrence)
    }
    let isUntold = course(occurrence, standing).firstTold == nil && state.preferences.isOn
    let isNextDue = standing.nextInstant(after: occurrence).map { $0 <= now } ?? false
    if let quietEnd, isUntold, !isNextDue {
      return putOff(key, until: quietEnd, schedule, occurrence)
    }
    let isUnheard = state.preferences.isOn && isUnheard(occurrence, standing)
    let reason =
      isUntold ? untoldReason(occurrence) : isUnheard ? ReminderReason.notHeard : .notAnswered
    decide(.settle(.missed), reason, key, schedule, occurrence)
    while isUnheard, state.alerts[key]?.toldAt != nil { key = key.next }
    guard isUntold || isUnheard else { return askInDigest(occurrence, schedule, closed: closed) }
    if let quietEnd {
      putOff(key, until: quietEnd, schedule, occurrence)
    } else {
      ask(occurrence, schedule, closed: closed, as: key)
    }
  }

  /// Asks once about a dose that was told, of which a repetition or the end of a snooze waits for the
  /// end of the quiet hours; while these hold, it waits on.
  private mutating func askInDigest(
    _ occurrence: Occurrence,
    _ schedule: PlannedSchedule,
    closed: Instant
  ) {
    guard quietEnd == nil else { return }
    let own = waiting.filter {
      $0.schedule == schedule.id && $0.dueMinute == occurrence.dueMinute
    }
    for (position, key) in own.enumerated() {
      if position == 0 {
        ask(occurrence, schedule, closed: closed, as: key)
      } else {
        decide(.cancel, .actedOn(.missed), key, schedule, occurrence)
      }
    }
  }

  private mutating func ask(
    _ occurrence: Occurrence,
    _ schedule: PlannedSchedule,
    closed: Instant,
    as asked: AlertKey? = nil
  ) {
    let key = asked ?? digestKey(occurrence, schedule)
    guard occurrence.instant >= PastQuestions.first(at: now) else {
      return decide(.drop, .tooLongAgo, key, schedule, occurrence)
    }
    tell(
      .digest,
      .pastItsTime(due: occurrence.instant, since: closed),
      key,
      schedule,
      occurrence,
      in: .digest,
      isQuestion: true
    )
  }

  /// Whether the clock of a traveller jumped over a dose.
  private func isPassedOver(_ occurrence: Occurrence, _ schedule: PlannedSchedule) -> Bool {
    guard let change = state.zoneChange, change.at <= now else { return false }
    return change.passesOver(occurrence, of: schedule)
  }

  /// Whether such a dose does not wait for an answer even where it would not be too late.
  private func isLeftOut(_ occurrence: Occurrence, _ schedule: PlannedSchedule) -> Bool {
    guard let change = state.zoneChange, change.at <= now else { return false }
    return change.leavesOut(occurrence, of: schedule)
  }

  private func untoldReason(_ occurrence: Occurrence) -> ReminderReason {
    let hours = state.preferences.quietHours
    let tellable = hours.end(after: occurrence.instant, in: state.zone) ?? occurrence.instant
    return now > tellable + Self.grace ? .notRunning : .closedInQuietHours
  }

  private func digestKey(_ occurrence: Occurrence, _ schedule: PlannedSchedule) -> AlertKey {
    AlertKey(schedule: schedule.id, dueMinute: occurrence.dueMinute, kind: .digest)
  }

  /// Cancels what waits for a dose that was answered, and names what was answered before it rang.
  mutating func cancel() {
    for key in waiting {
      guard let record = state.records[key.schedule]?[key.dueMinute],
        record.status == .taken || record.status == .skipped,
        let schedule = state.schedules.first(where: { $0.id == key.schedule })
      else { continue }
      let occurrence = schedule.occurrence(named: key.dueMinute, in: state.zone)
      decide(.cancel, .actedOn(record.status), key, schedule, occurrence)
    }
    for standing in standings {
      for (occurrence, status) in standing.answered where status == .taken || status == .skipped {
        guard course(occurrence, standing).firstTold == nil else { continue }
        let key = AlertKey(
          schedule: standing.schedule.id,
          dueMinute: occurrence.dueMinute,
          kind: .due
        )
        decide(.cancel, .actedOn(status), key, standing.schedule, occurrence)
      }
    }
  }

  /// Asks about doses that closed in quiet hours, once these are over.
  mutating func questions() {
    guard quietEnd == nil, state.preferences.isOn else { return }
    var asked: Set<[Int]> = []
    for key in waiting {
      guard state.records[key.schedule]?[key.dueMinute]?.status == .missed,
        let schedule = state.schedules.first(where: { $0.id == key.schedule })
      else { continue }
      let occurrence = schedule.occurrence(named: key.dueMinute, in: state.zone)
      guard asked.insert([key.schedule, key.dueMinute, key.nth]).inserted else {
        decide(.cancel, .actedOn(.missed), key, schedule, occurrence)
        continue
      }
      ask(
        occurrence,
        schedule,
        closed: schedule.closesAt(occurrence, in: state.zone) ?? occurrence.instant,
        as: key
      )
    }
  }

  private var waiting: [AlertKey] {
    state.alerts.filter { $0.value.toldAt == nil && $0.value != .cancelled }.keys.sorted()
  }
}
