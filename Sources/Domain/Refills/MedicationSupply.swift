/// What is left of one medicine, and everything that will draw on it.
///
/// The one place where a run-out is found, for whoever asks: the patient's screens, the alerts of
/// the pharmacy, and the day that is kept with the supply.
package struct MedicationSupply: Sendable {
  /// Dosing units; nil when the supply was never counted.
  package var onHand: Rational?
  /// What doses and supply are counted in: `tablet`, `mL`, `puff`.
  package var dosingUnit: String
  /// How a dose given as mass becomes dosing units; nil where it cannot.
  package var strength: Strength?
  /// The active schedules of the medicine.
  package var schedules: [PlannedSchedule]
  /// Schedules by number that those of the medicine may follow.
  package var others: [Int: PlannedSchedule]
  /// The due minute of the open dose, by schedule.
  package var nextDue: [Int: Int]
  /// Doses answered so far, by schedule; needed only where a count ends the course.
  package var answered: [Int: Int]
  /// Dosing units used in the last 30 days outside any fixed plan; nil where an amount is unknown.
  package var usedInLast30Days: Rational?
  /// Whether nothing is taken for the time being.
  package var isPaused: Bool
  /// The day on which a pause ends; nil for a pause without an end, and without a pause.
  package var pausedUntil: CalendarDate?

  /// A supply on which `schedules` draw.
  package init(
    onHand: Rational?,
    dosingUnit: String,
    strength: Strength?,
    schedules: [PlannedSchedule],
    others: [Int: PlannedSchedule] = [:],
    nextDue: [Int: Int],
    answered: [Int: Int] = [:],
    usedInLast30Days: Rational? = .zero,
    isPaused: Bool = false,
    pausedUntil: CalendarDate? = nil
  ) {
    self.onHand = onHand
    self.dosingUnit = dosingUnit
    self.strength = strength
    self.schedules = schedules
    self.others = others
    self.nextDue = nextDue
    self.answered = answered
    self.usedInLast30Days = usedInLast30Days
    self.isPaused = isPaused
    self.pausedUntil = pausedUntil
  }

  /// How long it lasts: by the plan, and for what is used without one at the rate of the last 30
  /// days.
  package func forecast(at now: Instant, in zone: ZoneRules) -> SupplyForecast {
    let today = zone.local(of: now).0.date
    if isPaused, pausedUntil == nil { return pausedForecast }
    let planned = schedules.filter { !$0.isUsedFreely }
    guard !planned.isEmpty else { return freeForecast(today: today) }
    return SupplyForecast(onHand: onHand, doses: doses(at: now, in: zone), today: today)
  }

  /// What is used from one day through another, in dosing units; nil where an amount is not known.
  ///
  /// What has no plan is used at the rate of the last 30 days, in whole days.
  package func needed(
    from first: CalendarDate,
    through last: CalendarDate,
    at now: Instant,
    in zone: ZoneRules
  ) -> Rational? {
    guard first <= last else { return .zero }
    if isPaused, pausedUntil == nil { return .zero }
    if schedules.allSatisfy(\.isUsedFreely) {
      return usedInLast30Days.map { $0 * Rational(last - first + 1) / Rational(30) }
    }
    var sum = Rational.zero
    for dose in doses(at: now, in: zone) {
      guard dose.at.date <= last else { break }
      guard dose.at.date >= first else { continue }
      guard let amount = dose.amount else { return nil }
      sum = sum + amount
    }
    return sum
  }

  /// Everything that will draw on it, in order of time.
  private func doses(at now: Instant, in zone: ZoneRules) -> some Sequence<SupplyDose> {
    let today = zone.local(of: now).0.date
    let resumes = isPaused ? pausedUntil : nil
    var walks = schedules.filter { !$0.isUsedFreely }
      .map { supplyDoses(of: $0, now: now, zone: zone) }
    if schedules.contains(where: { $0.rule.kind != .unscheduled && $0.isUsedFreely }) {
      walks.append(dailyUse(from: today))
    }
    return MergedDoses(walks: walks).lazy.filter { dose in
      resumes.map { dose.at.date >= $0 } ?? true
    }
  }

  /// A supply that nothing draws on lasts, unless its number cannot be right.
  private var pausedForecast: SupplyForecast {
    guard let onHand else { return .unknown(.notComputable) }
    return onHand < .zero ? .unknown(.belowZero) : .lasts(through: nil)
  }

  private func freeForecast(today: CalendarDate) -> SupplyForecast {
    guard let onHand, let usedInLast30Days else { return .unknown(.notComputable) }
    guard onHand >= .zero else { return .unknown(.belowZero) }
    let start = max(today, isPaused ? pausedUntil ?? today : today)
    let forecast = SupplyForecast.asNeeded(
      onHand: onHand,
      usedInLast30Days: usedInLast30Days,
      today: start
    )
    guard start > today, case .runsOut(let end) = forecast else { return forecast }
    return .runsOut(
      RunOut(lastCovered: nil, runsOutOn: end.runsOutOn, daysLeft: end.runsOutOn - today)
    )
  }

  /// The usual use of a medicine that is both planned and used freely, at the end of each day.
  private func dailyUse(from today: CalendarDate) -> AnyIterator<SupplyDose> {
    let perDay = usedInLast30Days.map { $0 / Rational(30) }
    guard perDay != .zero else { return AnyIterator { nil } }
    var day = today
    return AnyIterator {
      defer { day = day + 1 }
      return SupplyDose(at: (day + 1).midnight + -1, amount: perDay)
    }
  }

  private func supplyDoses(
    of schedule: PlannedSchedule,
    now: Instant,
    zone: ZoneRules
  ) -> AnyIterator<SupplyDose> {
    let coming = comingDoses(of: schedule, now: now, zone: zone, depth: 0)
    return AnyIterator {
      coming.next().map { SupplyDose(at: $0.local, amount: $0.amount.flatMap(units)) }
    }
  }

  private func units(_ amount: Amount) -> Rational? {
    amount.unit == dosingUnit
      ? amount.quantity : strength?.units(in: amount, dosingUnit: dosingUnit)
  }
}

// MARK: - The doses to come

/// One dose to come of a schedule.
private struct ComingDose {
  let instant: Instant
  let local: LocalMinute
  let amount: Amount?
}

extension MedicationSupply {
  /// How many schedules may follow each other before the walk gives up.
  private static var deepestChain: Int { 5 }

  private func comingDoses(
    of schedule: PlannedSchedule,
    now: Instant,
    zone: ZoneRules,
    depth: Int
  ) -> AnyIterator<ComingDose> {
    switch schedule.rule {
    case .times, .taper: return plannedDoses(of: schedule, now: now, zone: zone)
    case .interval(let rule) where rule.basis == .schedule:
      return plannedDoses(of: schedule, now: now, zone: zone)
    case .interval: return dosesAfterTaking(schedule, now: now, zone: zone)
    case .linked: return followingDoses(of: schedule, now: now, zone: zone, depth: depth)
    case .asNeeded, .byReading, .unscheduled: return AnyIterator { nil }
    }
  }

  /// From the open dose on, without those that closed while nobody looked.
  private func plannedDoses(
    of schedule: PlannedSchedule,
    now: Instant,
    zone: ZoneRules
  ) -> AnyIterator<ComingDose> {
    guard let due = nextDue[schedule.id] else { return AnyIterator { nil } }
    let occurrences = schedule.occurrences(fromDue: due, in: zone).lazy.drop { occurrence in
      guard occurrence.instant <= now else { return false }
      return schedule.closesAt(occurrence, in: zone).map { $0 <= now } ?? false
    }.makeIterator()
    var walk = occurrences
    return AnyIterator {
      walk.next().map { ComingDose(instant: $0.instant, local: $0.local, amount: $0.amount) }
    }
  }

  /// Each dose so long after the one before, as if every one were taken when it is due.
  private func dosesAfterTaking(
    _ schedule: PlannedSchedule,
    now: Instant,
    zone: ZoneRules
  ) -> AnyIterator<ComingDose> {
    var next = nextDue[schedule.id].map { Instant(seconds: $0 * 60) }
    var count = answered[schedule.id] ?? 0
    return AnyIterator {
      guard let due = next else { return nil }
      count += 1
      next = schedule.nextDue(afterAnswerAt: max(due, now), answered: count, in: zone)
      return ComingDose(
        instant: due,
        local: zone.local(of: due).0,
        amount: schedule.plannedAmount
      )
    }
  }

  /// The open dose, and one after each dose to come of the schedule that is followed.
  private func followingDoses(
    of schedule: PlannedSchedule,
    now: Instant,
    zone: ZoneRules,
    depth: Int
  ) -> AnyIterator<ComingDose> {
    let amount = schedule.plannedAmount
    var open = nextDue[schedule.id].map { Instant(seconds: $0 * 60) }
    let leading = schedule.follows.flatMap { others[$0] }
    let leader =
      leading.map { $0.isActive && depth < Self.deepestChain } == true
      ? leading.map { comingDoses(of: $0, now: now, zone: zone, depth: depth + 1) } : nil
    return AnyIterator {
      var due = open
      open = nil
      if due == nil, let led = leader?.next() {
        due = schedule.nextDue(followingDoseAt: led.instant)
      }
      return due.map {
        ComingDose(instant: $0, local: zone.local(of: $0).0, amount: amount)
      }
    }
  }
}

extension PlannedSchedule {
  /// Whether nobody can say beforehand when or how much: used as needed, by a reading, or extra.
  package var isUsedFreely: Bool {
    switch lastPlanned.kind {
    case .asNeeded, .byReading, .unscheduled: true
    case .times, .interval, .linked, .taper: false
    }
  }
}

/// The doses of several schedules in order of time.
struct MergedDoses: Sequence, IteratorProtocol {
  private var heads: [(dose: SupplyDose, walk: AnyIterator<SupplyDose>)]

  init(walks: [AnyIterator<SupplyDose>]) {
    heads = walks.compactMap { walk in walk.next().map { ($0, walk) } }
  }

  mutating func next() -> SupplyDose? {
    guard let index = heads.indices.min(by: { heads[$0].dose.at < heads[$1].dose.at }) else {
      return nil
    }
    let dose = heads[index].dose
    if let following = heads[index].walk.next() {
      heads[index].dose = following
    } else {
      heads.remove(at: index)
    }
    return dose
  }
}
