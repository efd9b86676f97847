/// A schedule with every version its rule ever had: all that is needed to say what was, is and will
/// be due.
package struct PlannedSchedule: Sendable {
  /// What the rule says from a minute of the schedule's own clock on.
  package struct Version: Sendable {
    package let fromMinute: Int
    package let rule: ScheduleRule
    /// The zone the person called home when this was written.
    package let home: ZoneRules
    /// Who told the person, where it was noted.
    package let toldBy: String?

    package init(
      fromMinute: Int,
      rule: ScheduleRule,
      home: ZoneRules,
      toldBy: String? = nil
    ) {
      self.fromMinute = fromMinute
      self.rule = rule
      self.home = home
      self.toldBy = toldBy
    }
  }

  package let id: Int
  package let medication: Int
  /// Ascending by ``Version/fromMinute``, never empty.
  package let versions: [Version]
  package let isCritical: Bool
  package let isActive: Bool
  /// The schedule that this one follows.
  package let follows: Int?
  /// How late is too late, where the medicine or the label says so.
  package let latePolicy: LatePolicy?
  /// The first local day that the program answers for; nothing before it counts as missed.
  package let knownFrom: CalendarDate
  /// When the schedule was entered; nil where only the day is known.
  package let knownAt: Instant?
  /// Whether its doses are patches: without an answer nobody knows what is on the skin.
  package let isPatch: Bool

  package init(
    id: Int,
    medication: Int,
    versions: [Version],
    isCritical: Bool = false,
    isActive: Bool = true,
    follows: Int? = nil,
    latePolicy: LatePolicy? = nil,
    knownFrom: CalendarDate,
    knownAt: Instant? = nil,
    isPatch: Bool = false
  ) {
    self.id = id
    self.medication = medication
    self.versions = versions
    self.isCritical = isCritical
    self.isActive = isActive
    self.follows = follows
    self.latePolicy = latePolicy
    self.knownFrom = knownFrom
    self.knownAt = knownAt
    self.isPatch = isPatch
  }

  /// Whether its doses take a patch off: nothing is taken by them.
  package var takesOff: Bool { follows != nil && isPatch }

  /// The rule that holds last.
  package var rule: ScheduleRule { versions[versions.count - 1].rule }

  /// The rule that planned doses last: what a schedule was before it was ended.
  package var lastPlanned: ScheduleRule {
    versions.last { $0.rule.kind != .unscheduled }?.rule ?? rule
  }

  /// Whether it plans nothing any more, while its medicine goes on by other directions.
  package var isEnded: Bool { rule.kind == .unscheduled && lastPlanned.kind != .unscheduled }

  /// Whether the next dose depends on what was recorded, so that only one is ever known.
  package var dependsOnRecords: Bool {
    switch rule {
    case .interval(let interval): interval.basis == .taken
    case .linked: true
    case .times, .taper, .byReading, .asNeeded, .unscheduled: false
    }
  }

  /// Whether due minutes count on a wall clock, and not in UTC.
  package var isOnWallClock: Bool {
    switch lastPlanned.kind {
    case .times, .taper, .byReading: true
    case .interval, .linked, .asNeeded, .unscheduled: false
    }
  }

  package func policy(_ rule: ScheduleRule) -> LatePolicy {
    latePolicy ?? LatePolicy(whenNothingIsKnownFor: rule.frequency)
  }

  /// How late is too late for a dose of a rule, where that ends before the next one is due.
  ///
  /// `ask` ends, too: a medicine of which only the prescriber can say how late it may be taken is not
  /// open for longer than one of which nothing is known. A patch stays until it is answered, unless
  /// it is one for each day and its label says how long it may be late.
  private func closing(_ rule: ScheduleRule, on day: CalendarDate) -> LatePolicy? {
    let frequency = rule.frequency(on: day)
    if isPatch {
      return frequency?.daysApart == 1 && latePolicy != .ask ? latePolicy : nil
    }
    let unknown = LatePolicy(whenNothingIsKnownFor: frequency)
    let known = latePolicy ?? unknown
    return known == .ask ? unknown : known
  }

  /// Whether nobody but the prescriber or pharmacist can say if a dose that is late may be taken.
  ///
  /// Where no words are kept for a weekly medicine, that is so from half the way to the next on.
  package func asksFirst(
    _ occurrence: Occurrence,
    next: Occurrence?,
    at now: Instant
  ) -> Bool {
    if latePolicy == .ask { return true }
    guard latePolicy == nil, rule.frequency?.isWeeklyOrRarer == true, let next else { return false }
    return now - occurrence.instant >= (next.instant - occurrence.instant) / 2
  }

  package var onTime: OnTimeWindow { OnTimeWindow(for: rule.frequency, isCritical: isCritical) }

  /// Whether the program answers for a dose.
  ///
  /// One that was late already when the schedule was entered is nobody's to record: the person was
  /// not asked, and may well have taken it from the bottle before.
  package func answers(for occurrence: Occurrence) -> Bool {
    guard let knownAt, !dependsOnRecords else { return true }
    return onTime.end(of: occurrence.instant) >= knownAt
  }
}

extension PlannedSchedule {
  /// The occurrences whose due minute is `minute` or later, version after version.
  ///
  /// Empty for schedules whose next dose depends on records and for those that plan nothing.
  package func occurrences(fromDue minute: Int, in zone: ZoneRules) -> PlannedOccurrences {
    PlannedOccurrences(of: dependsOnRecords ? [] : versions, fromDue: minute, in: zone)
  }

  /// The occurrences between two wall-clock minutes in the zone in force, `to` left out.
  package func occurrences(
    from: LocalMinute,
    to: LocalMinute,
    in zone: ZoneRules
  ) -> [Occurrence] {
    guard !dependsOnRecords else { return [] }
    return versions.indices.flatMap { index in
      let version = versions[index]
      let end = index + 1 < versions.count ? versions[index + 1].fromMinute : Int.max
      return version.rule.occurrences(
        from: from,
        to: to,
        on: RuleClocks(zone: zone, home: version.home)
      ).filter { $0.dueMinute >= version.fromMinute && $0.dueMinute < end }
    }
  }

  /// The occurrence with a due minute, or nil.
  ///
  /// For a schedule whose next dose depends on records any minute may be one; which one is open is
  /// on record and not worked out here.
  package func occurrence(due minute: Int, in zone: ZoneRules) -> Occurrence? {
    let version = versions.last { $0.fromMinute <= minute } ?? versions[0]
    let clocks = RuleClocks(zone: zone, home: version.home)
    if dependsOnRecords {
      return Occurrence(elapsedMinute: minute, clocks: clocks, amount: plannedAmount)
    }
    return version.rule.occurrence(due: minute, on: clocks)
  }

  /// The amount of a rule that has the same one for every dose.
  package var plannedAmount: Amount? { Self.amount(of: rule) }

  /// What was planned for a dose by the directions of its day; nil where no amount was.
  package func plannedAmount(due minute: Int, in zone: ZoneRules) -> Amount? {
    let version = versions.last { $0.fromMinute <= minute } ?? versions[0]
    return Self.amount(of: version.rule) ?? occurrence(due: minute, in: zone)?.amount
  }

  private static func amount(of rule: ScheduleRule) -> Amount? {
    switch rule {
    case .interval(let interval): interval.amount
    case .linked(let linked): linked.amount
    case .asNeeded(let asNeeded): asNeeded.fixedAmount
    case .times, .taper, .byReading, .unscheduled: nil
    }
  }

  /// When an occurrence that has no record closes; nil when only an answer closes it.
  package func closesAt(_ occurrence: Occurrence, in zone: ZoneRules) -> Instant? {
    let version = versions.last { $0.fromMinute <= occurrence.dueMinute } ?? versions[0]
    guard !dependsOnRecords else { return nil }
    let next = occurrences(fromDue: occurrence.dueMinute + 1, in: zone)
      .first { $0.instant > occurrence.instant }
    guard let policy = closing(version.rule, on: occurrence.local.date) else {
      return next?.instant
    }
    return policy.closesAt(
      occurrence,
      nextDue: next?.instant ?? nextInStep(occurrence, version, zone),
      onTime: onTime,
      in: zone
    )
  }

  /// When one more dose would be due after the last of a course or of directions that have ended, in
  /// the step of the one before: it is no longer open for having none behind it.
  private func nextInStep(
    _ last: Occurrence,
    _ version: Version,
    _ zone: ZoneRules
  ) -> Instant? {
    let clocks = RuleClocks(zone: zone, home: version.home)
    let start = last.dueMinute - Self.longestStep
    var before: Occurrence?
    for dose in version.rule.occurrences(fromDue: start, on: clocks) {
      guard dose.instant < last.instant else { break }
      before = dose
    }
    return before.map { last.instant + (last.instant - $0.instant) }
  }

  /// Minutes of the longest step between two doses that is looked for: more than a month.
  private static let longestStep = 40 * 1440
}

extension Occurrence {
  /// A dose due at a minute of UTC.
  init(elapsedMinute minute: Int, clocks: RuleClocks, amount: Amount?) {
    self.init(
      elapsed: Instant(seconds: minute * 60),
      clocks: clocks,
      amount: amount,
      number: nil
    )
  }
}

extension PlannedSchedule {
  /// The occurrence that stands for a dose outside any plan, recorded at a minute of UTC.
  package func occurrence(unplannedAt minute: Int, in zone: ZoneRules) -> Occurrence {
    Occurrence(
      elapsedMinute: minute,
      clocks: RuleClocks(zone: zone, home: versions[0].home),
      amount: plannedAmount
    )
  }
}
