/// What rings.
extension ReminderEvaluator {
  /// Announces the next dose; in quiet hours, or close behind the dose before, not at all.
  mutating func announce(_ standing: ScheduleStanding) {
    let minutes = state.preferences.advanceMinutes
    guard minutes > 0, state.preferences.isOn, let next = standing.coming.first,
      pause(standing.schedule, closesAt: nil) == nil
    else { return }
    let schedule = standing.schedule
    let key = AlertKey(schedule: schedule.id, dueMinute: next.dueMinute, kind: .advance)
    let at = next.instant - minutes * 60
    guard at <= now, state.alerts[key] == nil else { return }
    if let gap = standing.gap(before: next, in: state.zone), gap <= minutes {
      decide(.drop, .announcementTooEarly(gapMinutes: gap), key, schedule, next)
    } else if quietEnd != nil || state.preferences.quietHours.isQuiet(at: at, in: state.zone) {
      decide(.drop, .announcementInQuietHours, key, schedule, next)
    } else {
      tell(.advance, .announced(minutes: minutes), key, schedule, next, in: .advance)
    }
  }

  /// A critical dose rings whatever the hour, until it is answered.
  mutating func ringCritical(_ occurrence: Occurrence, _ standing: ScheduleStanding) {
    let course = course(occurrence, standing)
    guard let next = course.next(at: now, isCritical: true, repeats: .none), next.at <= now else {
      return
    }
    let key = key(occurrence, standing, course, next.number)
    guard state.preferences.isOn else {
      return decide(.hold, .remindersOff, key, standing.schedule, occurrence)
    }
    let isQuiet = quietEnd != nil
    let reason: ReminderReason =
      if let first = course.toldInRound {
        .criticalRepeated(number: next.number, since: first, isQuiet: isQuiet)
      } else {
        .criticalDue(isQuiet: isQuiet)
      }
    tell(.critical, reason, key, standing.schedule, occurrence, in: .critical)
  }

  /// Doses not yet due that ring before quiet hours begin, by choice.
  func early() -> [(standing: ScheduleStanding, occurrence: Occurrence)] {
    standings.flatMap { standing in
      standing.coming.filter { occurrence in
        alertTime(occurrence, standing, course(occurrence, standing)).map { $0 <= now } ?? false
          && pause(standing.schedule, closesAt: nil) == nil
      }.map { (standing, $0) }
    }
  }

  /// When the next alert of a routine dose is to be told; nil when there is none any more.
  func alertTime(
    _ occurrence: Occurrence,
    _ standing: ScheduleStanding,
    _ course: AlertCourse
  ) -> Instant? {
    let next = course.next(
      at: now,
      isCritical: standing.schedule.isCritical,
      repeats: state.preferences.repeats
    )
    guard let next, course.toldInRound == nil, course.round == 0,
      state.reminding[standing.schedule.id]?.quietChoice == .ringBefore,
      !standing.schedule.isCritical
    else { return next?.at }
    let hours = state.preferences.quietHours
    return hours.lastMinute(before: occurrence.instant, in: state.zone) ?? next.at
  }

  /// A routine dose rings, waits for the end of quiet hours, or is part of the digest.
  mutating func ring(_ occurrence: Occurrence, _ standing: ScheduleStanding) {
    let schedule = standing.schedule
    let course = course(occurrence, standing)
    guard let at = alertTime(occurrence, standing, course), at <= now,
      let next = course.next(at: now, isCritical: false, repeats: state.preferences.repeats)
    else { return }
    let key = key(occurrence, standing, course, next.number)
    guard state.preferences.isOn else {
      return decide(.hold, .remindersOff, key, schedule, occurrence)
    }
    let digest = AlertKey(
      schedule: schedule.id,
      dueMinute: occurrence.dueMinute,
      kind: .digest,
      step: course.step(course.toldInRound == nil ? 0 : course.number + 1)
    )
    let isFirst = course.toldInRound == nil
    if let quietEnd {
      let choice = state.reminding[schedule.id]?.quietChoice ?? .ringAtEnd
      if isFirst, course.ringsInQuietHours {
        tell(.ring, .snoozeOver(snoozes: course.round), key, schedule, occurrence, in: .doses)
      } else if isFirst, choice == .ringQuietly {
        tell(.ringQuietly, .quietByChoice, key, schedule, occurrence, in: .doses)
      } else {
        putOff(digest, until: quietEnd, schedule, occurrence)
      }
    } else if state.preferences.quietHours.isQuiet(at: at, in: state.zone) {
      let reason = ReminderReason.quietHoursOver(due: occurrence.instant)
      tell(.digest, reason, digest, schedule, occurrence, in: .digest)
    } else if isFirst, now > at + Self.grace, now >= occurrence.instant {
      let reason = ReminderReason.notTold(due: occurrence.instant)
      tell(.digest, reason, digest, schedule, occurrence, in: .digest)
    } else {
      let (verdict, reason) = ringing(occurrence, course, next.number)
      tell(verdict, reason, key, schedule, occurrence, in: .doses)
    }
  }

  private func ringing(
    _ occurrence: Occurrence,
    _ course: AlertCourse,
    _ number: Int
  ) -> (ReminderVerdict, ReminderReason) {
    if let first = course.toldInRound {
      return (.again(number), .repeated(number: number, since: first))
    }
    if course.round > 0 { return (.ring, .snoozeOver(snoozes: course.round)) }
    return now < occurrence.instant
      ? (.ring, .aheadOfQuietHours(due: occurrence.instant)) : (.ring, .due)
  }

  private func key(
    _ occurrence: Occurrence,
    _ standing: ScheduleStanding,
    _ course: AlertCourse,
    _ number: Int
  ) -> AlertKey {
    AlertKey(
      schedule: standing.schedule.id,
      dueMinute: occurrence.dueMinute,
      kind: course.toldInRound == nil ? .due : .late,
      step: course.step(number)
    )
  }

  /// Tells a caregiver, once for each dose; for a routine dose not in quiet hours.
  mutating func escalate(_ occurrence: Occurrence, _ standing: ScheduleStanding) {
    guard let at = escalationTime(occurrence, standing), at <= now,
      let minutes = state.preferences.escalateAfterMinutes
    else { return }
    let key = AlertKey(
      schedule: standing.schedule.id,
      dueMinute: occurrence.dueMinute,
      kind: .escalation
    )
    if let quietEnd, !standing.schedule.isCritical {
      return decide(.hold, .quietHours(until: quietEnd), key, standing.schedule, occurrence)
    }
    let told = course(occurrence, standing).firstTold ?? occurrence.instant
    let reason: ReminderReason =
      isUnheard(occurrence, standing)
      ? .couldNotBeReminded(since: told) : .unanswered(minutes: minutes)
    tell(.escalate, reason, key, standing.schedule, occurrence, in: .escalation)
  }

  /// When a caregiver is to be told of a dose; nil when nobody is, or was already.
  func escalationTime(_ occurrence: Occurrence, _ standing: ScheduleStanding) -> Instant? {
    let key = AlertKey(
      schedule: standing.schedule.id,
      dueMinute: occurrence.dueMinute,
      kind: .escalation
    )
    let course = course(occurrence, standing)
    guard let minutes = state.preferences.escalateAfterMinutes, state.preferences.isOn,
      let first = course.firstTold, state.alerts[key]?.toldAt == nil
    else { return nil }
    // A snooze is an answer of a kind: it holds until its own end.
    return course.round == 0 ? first + minutes * 60 : max(first + minutes * 60, course.start)
  }

  /// One event for the critical doses, one for each minute with others, one digest.
  func alerts() -> [Alert] {
    // One bell at a time: beside an alarm the digest only shows.
    let rings = items.contains { $0.style == .critical }
    let order: [Alert.Style] = [.critical, .doses, .digest, .advance, .escalation]
    return order.flatMap { style -> [Alert] in
      let own = items.filter { $0.style == style }
      let isByMinute = style == .doses || style == .advance
      let groups = Dictionary(grouping: own) { entry in
        [isByMinute ? entry.item.occurrence.instant.minuteOfUTC : 0, entry.isSilent ? 1 : 0]
      }
      return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { group in
        Alert(
          style: style,
          isSilent: group.value[0].isSilent || style == .digest && rings,
          items: group.value.map(\.item).sorted {
            ($0.occurrence.instant, $0.key) < ($1.occurrence.instant, $1.key)
          }
        )
      }
    }
  }
}
