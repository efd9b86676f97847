import Domain
import Store

/// Makes what was recorded about one schedule, from its first day up to the moment of opening, and
/// finds the dose that is open then.
///
/// Doses of today are taken but for those just due, as on a living morning; earlier ones are taken
/// as often and as late as the medicine says, less often on a person's bad days.
struct DoseHistory {
  let medication: SampleMedication
  let schedule: PlannedSchedule
  let exceptions: [LocalMinute: DoseException]
  /// What was measured, for a schedule whose amounts hang on it.
  let readings: [LocalMinute: Rational]
  /// Of the schedule that this one follows, when its doses were taken; ascending.
  let leading: [Instant]
  private var chance: SampleChance
  private var dayChance: SampleChance
  private var dayOfChance = Int.min
  private var isBadDay = false
  private let adherence: Int
  private let deductions: Deductions
  // Kept at hand, since each dose asks for them.
  private let day: SampleDay
  private let now: Instant
  private let pauses: [SamplePause]
  private let isOnWallClock: Bool

  /// What was made.
  private(set) var rows: [DoseRow] = []
  private(set) var open: (dueMinute: Int, dueAt: Instant)?
  /// Single doses that went differently, with their place among ``rows``.
  private(set) var found: [(row: Int, exception: DoseException)] = []
  private(set) var year: DoseYear

  init(
    medication: SampleMedication,
    schedule: PlannedSchedule,
    exceptions: [LocalMinute: DoseException],
    readings: [LocalMinute: Rational],
    leading: [Instant]
  ) {
    self.medication = medication
    self.schedule = schedule
    self.exceptions = exceptions
    self.readings = readings
    self.leading = leading
    let name = "\(medication.person.handle) \(medication.key) \(schedule.id)"
    chance = SampleChance(name)
    dayChance = SampleChance(medication.person.handle)
    adherence = medication.adherence
    deductions = Deductions(medication)
    day = medication.person.day
    now = day.now
    pauses = medication.pauses
    isOnWallClock = schedule.isOnWallClock
    year = DoseYear(today: medication.person.day.today)
  }

  /// When each dose was taken, ascending.
  var taken: [Instant] {
    rows.compactMap { row in
      row.takenAfter.map { row.dueAt(onWallClock: isOnWallClock) + $0 }
    }
  }

  mutating func make() {
    switch schedule.rule {
    case .asNeeded, .unscheduled: break
    case .linked: followDoses()
    case .interval(let rule) where rule.basis == .taken: countFromDoses()
    case .times, .taper, .byReading, .interval: walkPlan()
    }
    if !schedule.isActive { open = nil }
  }

  // MARK: Doses on plan

  private mutating func walkPlan() {
    let start = day.midnight(schedule.knownFrom)
    var current: Occurrence?
    for next in occurrences(from: start) {
      if let due = current, settle(due, next: next) { return }
      current = next
      if next.instant > now {
        open = (next.dueMinute, next.instant)
        return
      }
    }
    if let due = current { _ = settle(due, next: nil) }
  }

  private func occurrences(from start: Instant) -> AnySequence<Occurrence> {
    let clocks = RuleClocks(zone: day.zone, home: schedule.versions[0].home)
    guard schedule.versions.count == 1 else {
      let first = schedule.knownFrom.midnight.minute
      return AnySequence(schedule.occurrences(fromDue: first, in: day.zone))
    }
    return AnySequence(schedule.rule.occurrences(from: start, on: clocks))
  }

  /// Records a dose that was due before now, or leaves it open.
  ///
  /// - Returns: Whether it is open.
  private mutating func settle(_ due: Occurrence, next: Occurrence?) -> Bool {
    let date = due.local.date
    if let pause = pauses.first(where: { $0.contains(date) }) {
      guard pause.through != nil else {
        open = (due.dueMinute, due.instant)
        return true
      }
      record(due, .paused, via: .timer)
      return false
    }
    let isLast = next.map { $0.instant > now } ?? true
    if isLast, isStillOpen(due) {
      open = (due.dueMinute, due.instant)
      return true
    }
    if let exception = exceptions[due.local], recordException(exception, due) { return false }
    let gap = next.map { $0.instant - due.instant } ?? 86_400
    recordUsual(due, gap: gap, mayBeMissed: !isLast || isClosed(due))
    return false
  }

  /// Whether nobody would wonder that the dose is not answered yet.
  private func isStillOpen(_ due: Occurrence) -> Bool {
    let isFresh =
      now - due.instant < 45 * 60
      || (!schedule.isCritical && now <= schedule.onTime.end(of: due.instant))
    return isFresh && !isClosed(due)
  }

  private func isClosed(_ due: Occurrence) -> Bool {
    schedule.closesAt(due, in: day.zone).map { $0 <= now } ?? false
  }

  // MARK: Doses that depend on doses

  private mutating func countFromDoses() {
    var due = schedule.nextDue(afterAnswerAt: nil, answered: 0, in: day.zone)
    var answered = 0
    while let at = due, at <= now - 45 * 60 {
      let occurrence = elapsed(at)
      let isException =
        exceptions[occurrence.local].map { recordException($0, occurrence) } ?? false
      if !isException { recordUsual(occurrence, gap: 6 * 3600, mayBeMissed: false) }
      answered += 1
      let answer = rows[rows.count - 1].takenAfter.map { at + $0 } ?? at + 300
      due = schedule.nextDue(afterAnswerAt: answer, answered: answered, in: day.zone)
    }
    open = due.map { ($0.minuteOfUTC, $0) }
  }

  private mutating func followDoses() {
    for (index, taken) in leading.enumerated() {
      guard let due = schedule.nextDue(followingDoseAt: taken) else { continue }
      let following = index + 1 < leading.count ? leading[index + 1] : nil
      guard due <= now - 45 * 60 else {
        open = (due.minuteOfUTC, due)
        continue
      }
      // One that nobody answered is replaced by the one that follows the next dose.
      if following != nil, chance.below(1000) >= adherence { continue }
      let gap = max(600, following.map { $0 - due } ?? 7200)
      recordUsual(elapsed(due), gap: gap, mayBeMissed: false)
    }
    if let open, let last = rows.last, open.dueMinute <= last.dueMinute { self.open = nil }
  }

  private func elapsed(_ due: Instant) -> Occurrence {
    schedule.occurrence(unplannedAt: due.minuteOfUTC, in: day.zone)
  }

  // MARK: Records

  private static let reasons = [
    "asleep", "away from home", "not feeling well", "forgot the box", "no food at hand",
  ]

  private mutating func recordUsual(_ due: Occurrence, gap: Int, mayBeMissed: Bool) {
    let isToday = due.local.date >= day.today
    let isTaken = isToday || chance.below(1000) < todaysAdherence(due.local.date)
    guard !isTaken else {
      var late = max(20, lateness(gap: gap))
      if isToday { late = min(late, 25 * 60 + chance.below(300)) }
      late = min(late, max(0, now - due.instant - 30))
      if case .byReading(let rule) = schedule.rule {
        return recordByTable(rule, due, takenAfter: late)
      }
      record(due, .taken, takenAfter: late, withFood: withFood(), via: way())
      return
    }
    guard mayBeMissed, chance.happens(700) else {
      let reason = Self.reasons[chance.below(Self.reasons.count)]
      record(due, .skipped, reason: reason, via: .screen)
      return
    }
    record(due, .missed, via: .timer)
  }

  /// Records what the prescriber's table says for what was measured in the hour before the dose:
  /// without a reading, and where the table says so, nothing is injected.
  private mutating func recordByTable(
    _ rule: ByReadingRule,
    _ due: Occurrence,
    takenAfter: Int
  ) {
    let readings = readings
    let minutes = (0...60).first { readings[due.local + -$0] != nil }
    guard let reading = minutes.flatMap({ readings[due.local + -$0] }) else {
      return record(due, .skipped, reason: "not measured", via: .screen)
    }
    guard case .row(let index) = rule.place(of: reading),
      let units = rule.table[index].plainUnits, units.isPositive
    else { return record(due, .skipped, reason: "nothing to take by the table", via: .screen) }
    let amount = Amount(units, medication.unit)
    record(due, .taken, takenAfter: takenAfter, amount: amount, withFood: true, via: .screen)
  }

  private mutating func todaysAdherence(_ date: CalendarDate) -> Int {
    if date.day != dayOfChance {
      dayOfChance = date.day
      dayChance = SampleChance("\(medication.person.handle) \(day.today - date)")
      isBadDay = dayChance.happens(25)
    }
    return isBadDay ? adherence / 2 : adherence
  }

  /// Seconds after the due instant; mostly near the usual, sometimes long after, sometimes before.
  private mutating func lateness(gap: Int) -> Int {
    let usual = medication.lateness * 60
    let kind = chance.below(10)
    let seconds =
      switch kind {
      case 0: -chance.below(600)
      case 1, 2: usual * (100 + chance.below(150)) / 100
      default: usual * (15 + chance.below(120)) / 100
      }
    return min(seconds + chance.below(60), gap * 2 / 5)
  }

  private mutating func withFood() -> Bool? {
    switch medication.food {
    case "with", "withMeal", "after": !chance.happens(40)
    case "before": false
    default: nil
    }
  }

  private mutating func way() -> RecordedVia {
    let number = chance.below(100)
    switch medication.person.handle {
    case "mia" where number < 85, "grace" where number < 60: return .caregiver
    default: break
    }
    return number < 92 ? .screen : number < 97 ? .command : .recall
  }

  /// - Returns: Whether the exception takes the place of the usual.
  private mutating func recordException(_ exception: DoseException, _ due: Occurrence) -> Bool {
    switch exception.outcome {
    case .undone:
      found.append((rows.count, exception))
      return false
    case .missed: record(due, .missed, via: .timer)
    case .skipped: record(due, .skipped, reason: exception.reason, via: exception.via)
    case .taken:
      let time = exception.takenAt ?? due.local.time
      let taken = day.instant(due.local.date, time)
      record(
        due,
        .taken,
        takenAfter: min(taken, now) - due.instant,
        withFood: exception.withFood,
        reason: exception.reason,
        via: exception.via
      )
    }
    found.append((rows.count - 1, exception))
    return true
  }

  private mutating func record(
    _ due: Occurrence,
    _ status: DoseRow.Status,
    takenAfter: Int? = nil,
    amount: Amount? = nil,
    withFood: Bool? = nil,
    reason: String? = nil,
    via: RecordedVia
  ) {
    let elapsed = max(0, now - due.instant)
    let recordedAfter: Int =
      switch via {
      case .timer: min(elapsed, 4 * 3600)
      case .recall: min(elapsed, (takenAfter ?? 0) + 9 * 3600)
      default: min(elapsed, (takenAfter ?? 1800) + 20)
      }
    let isAfterUndo = found.last.map { $0.row == rows.count && $0.exception.outcome == .undone }
    let deduction = status == .taken ? deductions.of(amount ?? due.amount) : nil
    rows.append(
      DoseRow(
        user: medication.person.user,
        dueMinute: due.dueMinute,
        schedule: schedule.id,
        nth: 0,
        utcOffset: isOnWallClock ? due.dueMinute * 60 - due.instant.seconds : due.utcOffset,
        status: status,
        takenAfter: takenAfter,
        recordedAfter: max(recordedAfter, takenAfter ?? 0),
        amount: amount?.description,
        deducted: deduction?.text,
        withFood: withFood,
        reason: reason,
        via: via,
        operation: nil,
        // What was taken back came first.
        version: isAfterUndo == true ? 2 : 1
      )
    )
    year.count(status, on: due.local.date, reason: reason, used: deduction?.parts ?? 0)
  }
}

/// What doses of a medicine take from its supply.
struct Deductions {
  private let unit: String
  private let strength: Strength?
  private let isCounted: Bool

  init(_ medication: SampleMedication) {
    unit = medication.unit
    strength = medication.strength
    isCounted = medication.onHand != nil
  }

  /// Parts of a unit in which supply is added up, so that halves, thirds and tenths are whole.
  static let parts = 1200

  /// The dosing units of an amount; nil where they cannot be computed.
  func of(_ amount: Amount?) -> (text: String, parts: Int)? {
    guard isCounted, let amount else { return nil }
    let units =
      amount.unit == unit ? amount.quantity : strength?.units(in: amount, dosingUnit: unit)
    guard let units, Self.parts % units.denominator == 0 else { return nil }
    return (units.stored, units.numerator * (Self.parts / units.denominator))
  }
}
