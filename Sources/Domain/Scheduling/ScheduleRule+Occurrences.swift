/// The occurrences of one rule from some moment on, ordered by instant, then by local time.
///
/// Lazy: each is worked out when it is asked for, and starting late costs no more than starting at
/// the beginning. It may have no end.
package struct OccurrenceWalker: Sequence, IteratorProtocol, Sendable {
  private enum Threshold: Sendable {
    case instant(Instant)
    case dueMinute(Int)
  }

  /// Of these two one at most is there.
  private var calendar: CalendarWalker?
  private var interval: IntervalWalker?
  private let threshold: Threshold

  /// The occurrences at or after a point in time.
  init(_ rule: ScheduleRule, clocks: RuleClocks, from instant: Instant) {
    threshold = .instant(instant)
    if let plan = rule.calendarPlan {
      let wall = clocks.wall(for: plan.zoneMode)
      // A skipped time rings up to a day after the day it belongs to.
      let day = wall.local(of: instant).0.date - 2
      calendar = CalendarWalker(plan: plan, clocks: clocks, from: day)
    } else if case .interval(let rule) = rule {
      interval = IntervalWalker(rule: rule, clocks: clocks, from: instant)
    }
  }

  /// The occurrences whose due minute, on the rule's own clock, is this one or later.
  init(_ rule: ScheduleRule, clocks: RuleClocks, fromDue minute: Int) {
    threshold = .dueMinute(minute)
    if let plan = rule.calendarPlan {
      let day = LocalMinute(minute: minute).date
      calendar = CalendarWalker(plan: plan, clocks: clocks, from: day)
    } else if case .interval(let rule) = rule {
      let instant = Instant(seconds: minute * 60)
      interval = IntervalWalker(rule: rule, clocks: clocks, from: instant)
    }
  }

  /// The next occurrence, or nil when there is none any more.
  package mutating func next() -> Occurrence? {
    while let occurrence = step() {
      switch threshold {
      case .instant(let instant): if occurrence.instant >= instant { return occurrence }
      case .dueMinute(let minute): if occurrence.dueMinute >= minute { return occurrence }
      }
    }
    return nil
  }

  private mutating func step() -> Occurrence? {
    // In place: taking the walk out of an enum and putting it back costs more than the walk.
    calendar != nil ? calendar?.next() : interval?.next()
  }
}

extension ScheduleRule {
  /// The occurrences at or after a point in time; none for rules that plan nothing by themselves.
  ///
  /// An interval counted from the last dose taken is walked as if every dose were taken on time.
  package func occurrences(from instant: Instant, on clocks: RuleClocks) -> OccurrenceWalker {
    OccurrenceWalker(self, clocks: clocks, from: instant)
  }

  /// The occurrences whose due minute, on the rule's own clock, is `minute` or later.
  package func occurrences(fromDue minute: Int, on clocks: RuleClocks) -> OccurrenceWalker {
    OccurrenceWalker(self, clocks: clocks, fromDue: minute)
  }

  /// The occurrence with this due minute, or nil when the rule has none.
  package func occurrence(due minute: Int, on clocks: RuleClocks) -> Occurrence? {
    // A later minute rings at most a day before an earlier one that the clock skips.
    let limit = minute + 2 * 1440
    for occurrence in occurrences(fromDue: minute, on: clocks) {
      if occurrence.dueMinute == minute { return occurrence }
      if occurrence.dueMinute > limit { return nil }
    }
    return nil
  }

  /// The occurrences between two wall-clock minutes in the zone in force, `to` left out.
  package func occurrences(
    from: LocalMinute,
    to: LocalMinute,
    on clocks: RuleClocks
  ) -> [Occurrence] {
    // What is asked for is local, what is walked is instants: a day of difference at most.
    let first = clocks.zone.resolve(from).instant - 2 * 86_400
    let last = clocks.zone.resolve(to, fold: 1).instant + 2 * 86_400
    var found: [Occurrence] = []
    for occurrence in occurrences(from: first, on: clocks) {
      guard occurrence.instant < last else { break }
      if occurrence.local >= from, occurrence.local < to { found.append(occurrence) }
    }
    return found
  }

  var calendarPlan: CalendarPlan? {
    switch self {
    case .times(let rule): rule.plan
    case .taper(let rule): rule.plan
    case .byReading(let rule): rule.times.plan
    case .interval, .linked, .asNeeded, .unscheduled: nil
    }
  }
}
