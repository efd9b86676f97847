extension PlannedSchedule {
  /// When the next dose is due of a schedule that counts from the last one taken or skipped.
  ///
  /// Elapsed hours, put off to the opening of the daily window where there is one. Before any answer
  /// it is due at its start. Nil when the rule has ended, by its end or its count, and for schedules
  /// of other kinds.
  package func nextDue(
    afterAnswerAt answer: Instant?,
    answered count: Int,
    in zone: ZoneRules
  ) -> Instant? {
    guard case .interval(let interval) = rule, interval.basis == .taken else { return nil }
    if let limit = interval.span.count, count >= limit { return nil }
    let home = versions[versions.count - 1].home
    let start = home.resolve(interval.span.start.local).instant
    let hoursOver = answer.map { max(start, $0 + interval.everyMinutes * 60) } ?? start
    let due = (interval.window?.opening(at: hoursOver, in: zone) ?? hoursOver).nextWholeMinute
    if let end = interval.span.end, due >= home.resolve(end.local).instant { return nil }
    return due
  }

  /// When the dose is due that follows one of the other schedule, taken at an instant; nil when this
  /// schedule follows none or does not hold then.
  package func nextDue(followingDoseAt taken: Instant) -> Instant? {
    guard case .linked(let linked) = rule else { return nil }
    let home = versions[versions.count - 1].home
    let due = (taken + linked.delayMinutes * 60).nextWholeMinute
    guard due >= home.resolve(linked.span.start.local).instant else { return nil }
    if let end = linked.span.end, due >= home.resolve(end.local).instant { return nil }
    return due
  }
}

extension Instant {
  /// This instant, or the next one on a whole minute: a gap is never cut short by seconds.
  var nextWholeMinute: Instant {
    let rest = milliseconds % 60_000
    return rest == 0 ? self : Instant(milliseconds: milliseconds + 60_000 - rest)
  }
}
