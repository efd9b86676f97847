import Domain

/// Makes the lines of a day from its plan, the labels and what was recorded.
struct DoseLineBuilder {
  let labels: [Int: MedicationLabel]
  let schedules: [PlannedSchedule]
  let book: RecordBook
  let details: [Int: ScheduleDetails]
  let balances: [Int: Rational]
  let zone: ZoneRules
  let today: CalendarDate
  /// What stands against taking a dose now; nil where nothing is taken now.
  var obstacles: DoseObstacles?
  var sites = DoseSites.none
  var opened: [Int: OpenedPackage] = [:]
  var slots: BoxSlots?
  var bottles: [Int: String] = [:]

  /// How many days a change of directions is pointed out.
  static let daysOfNotice = 3

  func line(_ dose: DayDose) -> DaySheet.DoseLine? {
    guard let label = labels[dose.medication],
      let schedule = schedules.first(where: { $0.id == dose.schedule })
    else { return nil }
    let due = dose.occurrence
    let next = schedule.occurrences(fromDue: due.dueMinute + 1, in: zone)
      .first { $0.instant > due.instant }
    let version = schedule.versions.last { $0.fromMinute <= due.dueMinute }
    let rule = version?.rule ?? schedule.rule
    let changed = changedOn(schedule, version)
    let row = book.row(schedule: dose.schedule, dueMinute: due.dueMinute, nth: dose.nth)
    let previous = rule.hasVaryingAmount || changed != nil ? before(due, schedule) : nil
    return DaySheet.DoseLine(
      dose: dose,
      label: label,
      rule: rule,
      follows: schedule.follows,
      amount: dose.record?.amount ?? due.amount,
      special: details[dose.schedule]?.special,
      ownQuestion: OwnQuestion(
        rule: rule,
        form: label.form,
        unit: due.amount?.unit ?? label.dosingUnit,
        highAlert: label.highAlert,
        asksAboutMeal: label.asksAboutMeal,
        isFirstDayOfChange: changed == today,
        isAsked: details[dose.schedule]?.asksOwnQuestion ?? false
      ),
      previousAmount: previous?.amount,
      previousDay: previous?.local.date,
      changedOn: changed,
      toldBy: changed == nil ? nil : version?.toldBy,
      courseCount: rule.span?.count,
      recordedAt: row.map {
        $0.dueAt(onWallClock: schedule.isOnWallClock) + $0.recordedAfter
      },
      onHand: balances[dose.medication],
      nextDue: next?.local,
      nextInstant: next?.instant,
      lastTaken: book.lastTaken(of: dose.schedule),
      reason: row?.reason,
      alreadyTaken: dose.isToCome ? obstacles?.repeated(due, schedule) : nil,
      gap: dose.isToCome ? obstacles?.gap(schedule) : nil,
      site: sites.site(
        medication: dose.medication,
        schedule: dose.schedule,
        dueMinute: due.dueMinute
      ),
      lastSites: sites.last(of: dose.medication),
      opened: opened[dose.medication],
      isInBox: dose.isToCome
        && slots?.units[BoxSlots.Key(schedule: dose.schedule, dueMinute: due.dueMinute)] != nil,
      boxed: slots?.inBox[dose.medication] ?? .zero,
      bottleOf: bottles[dose.medication],
      eyes: label.isForEye ? Eyes(details[dose.schedule]?.special, label.instructions) : nil
    )
  }

  /// The day of the change that made the directions in force, when it is one of the last days.
  private func changedOn(
    _ schedule: PlannedSchedule,
    _ version: PlannedSchedule.Version?
  ) -> CalendarDate? {
    guard let version, schedule.versions.count > 1,
      version.fromMinute > schedule.versions[0].fromMinute
    else { return nil }
    let local =
      schedule.isOnWallClock
      ? LocalMinute(minute: version.fromMinute)
      : zone.local(of: Instant(seconds: version.fromMinute * 60)).0
    return (0..<Self.daysOfNotice).contains(today - local.date) ? local.date : nil
  }

  /// The dose before at the same time of day, else the one before at any time.
  private func before(_ due: Occurrence, _ schedule: PlannedSchedule) -> Occurrence? {
    let earlier = schedule.occurrences(from: due.local + -8 * 1440, to: due.local, in: zone)
      .filter { $0.instant < due.instant }
    return earlier.last { $0.local.time == due.local.time } ?? earlier.last
  }
}

extension DayDose {
  /// Whether it may still be taken: now, or later.
  package var isToCome: Bool { isOpenNow || state == .later }
}

/// What stands against taking a dose at a moment.
struct DoseObstacles {
  let repeated: RepeatedDoses
  let restarts: [Int: RestartRule]
  let schedules: [PlannedSchedule]
  let book: RecordBook
  let zone: ZoneRules
  let now: Instant

  func repeated(_ occurrence: Occurrence, _ schedule: PlannedSchedule) -> AlreadyTaken? {
    repeated.before(occurrence, of: schedule, at: now)
  }

  func gap(_ schedule: PlannedSchedule) -> TreatmentGap? {
    RestartRecords.gap(
      schedule,
      restarts[schedule.medication],
      schedules: schedules,
      book: book,
      zone: zone,
      now: now
    )
  }
}
