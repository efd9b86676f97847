import Domain

/// Makes the lines of a day from its plan, the labels and what was recorded.
struct DoseLineBuilder {
  let labels: [Int: MedicationLabel]
  let schedules: [PlannedSchedule]
  let book: RecordBook
  let details: [Int: ScheduleDetails]
  let products: ProductHistory
  let now: Instant
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
  /// For how many doses a new bottle is pointed out.
  static let dosesOfNotice = 3

  func line(_ dose: DayDose) -> DaySheet.DoseLine? {
    guard let present = labels[dose.medication],
      let schedule = schedules.first(where: { $0.id == dose.schedule })
    else { return nil }
    let due = dose.occurrence
    // What is over came out of the bottle of its time.
    let isOver = due.instant < now && !dose.isOpenNow
    let label = products.label(
      present,
      at: dose.record?.takenAt ?? (isOver ? due.instant : now)
    )
    let next = schedule.occurrences(fromDue: due.dueMinute + 1, in: zone)
      .first { $0.instant > due.instant }
    let version = schedule.versions.last { $0.fromMinute <= due.dueMinute }
    let rule = version?.rule ?? schedule.rule
    let changed = changedOn(schedule, version)
    let row = book.row(schedule: dose.schedule, dueMinute: due.dueMinute, nth: dose.nth)
    let previous = rule.hasVaryingAmount || changed != nil ? before(due, schedule) : nil
    let asksFirst = dose.state == .late && schedule.asksFirst(due, next: next, at: now)
    let slot = BoxSlots.Key(schedule: dose.schedule, dueMinute: due.dueMinute)
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
      ) ?? (asksFirst ? .late : nil),
      asksFirst: asksFirst,
      patchMissingSince: dose.state == .late && schedule.isPatch && schedule.follows == nil
        ? missingSince(schedule, before: due) : nil,
      previousAmount: previous?.amount,
      previousDay: previous?.local.date,
      changedOn: changed,
      toldBy: changed == nil ? nil : version?.toldBy,
      newProduct: dose.record == nil && !isOver ? newProduct(label, due.amount) : nil,
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
      isInBox: dose.isToCome && slots?.isFilled(slot) == true,
      boxFault: dose.isToCome ? slots?.faults[slot] : nil,
      boxed: slots?.inBox[dose.medication] ?? .zero,
      bottleOf: bottles[dose.medication],
      eyes: label.isForEye ? Eyes(details[dose.schedule]?.special, label.instructions) : nil
    )
  }

  /// What is new about the bottle, until so many doses were taken from it.
  private func newProduct(_ label: MedicationLabel, _ amount: Amount?) -> DaySheet.NewProduct? {
    guard let last = products.last(of: label.medication) else { return nil }
    let taken = schedules.filter { $0.medication == label.medication }
      .flatMap { book.taken($0.id) }.filter { $0.takenAt.map { $0 >= last.at } ?? false }
    let isRecent = now - last.at < DayQuery.lookBackDays * 86_400
    guard isRecent, taken.count < Self.dosesOfNotice else { return nil }
    let difference = last.isOtherStrength ? self.difference(last, label, amount) : nil
    let looks = last.looksDifferent ? last.appearance : nil
    guard difference != nil || looks != nil else { return nil }
    return DaySheet.NewProduct(difference: difference, looks: looks, unit: label.dosingUnit)
  }

  private func difference(
    _ change: ProductHistory.Change,
    _ label: MedicationLabel,
    _ amount: Amount?
  ) -> String? {
    guard let was = Strength(text: change.wasStrength), let now = Strength(text: change.strength),
      let product = ProductChange(from: was, to: now, unit: label.dosingUnit),
      product.isOtherAmount
    else { return nil }
    let units = amount.flatMap { now.units(in: $0, dosingUnit: label.dosingUnit) }
    return product.words(dose: units.map { Amount($0 / product.factor, label.dosingUnit) })
  }

  /// Since when no patch is on record as being on: when the last one was to be replaced.
  ///
  /// A person
  /// who never recorded one has had none since this one was due.
  private func missingSince(_ schedule: PlannedSchedule, before due: Occurrence) -> LocalMinute {
    guard let last = book.lastTaken(of: schedule.id) else { return due.local }
    let local = zone.local(of: last).0
    return schedule.occurrences(from: local, to: due.local + 1, in: zone)
      .first { $0.instant > last + 3600 }?.local ?? due.local
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
