/// Walks an interval forward in elapsed time.
struct IntervalWalker: Sendable {
  private let rule: IntervalRule
  private let clocks: RuleClocks
  private let start: Instant
  private let end: Instant?
  private let step: Int
  private var pace: Pace
  private var number = 0

  private enum Pace: Sendable {
    /// Every step from the start, the next one being this.
    case even(Instant)
    /// Anew each day at the window's beginning.
    case daily(WindowDay)
    /// From dose to dose, each put off to the window if it falls outside; the next one before that.
    case following(Instant)
  }

  /// One run of a window: what is left of it.
  private struct WindowDay: Sendable {
    var day: CalendarDate
    /// The next dose; the first one has a planned local time.
    var next: Instant
    var planned: ResolvedTime?
    var closes: Instant
    var nextOpens: Instant
  }

  /// A walk over everything due at `instant` or later, perhaps with some that is earlier.
  init(rule: IntervalRule, clocks: RuleClocks, from instant: Instant) {
    self.rule = rule
    self.clocks = clocks
    start = clocks.home.resolve(rule.span.start.local).instant
    end = rule.span.end.map { clocks.home.resolve($0.local).instant }
    step = rule.everyMinutes * 60
    guard let window = rule.window else {
      let steps = max(0, (instant - start) / step)
      number = steps
      pace = .even(start + steps * step)
      return
    }
    switch rule.basis {
    case .schedule:
      // A count depends on every day since the start.
      let from = rule.span.count == nil ? max(start, instant) : start
      let day = clocks.zone.local(of: from).0.date - 2
      pace = .daily(Self.open(window, on: day, clocks.zone))
    case .taken: pace = .following(start)
    }
  }

  mutating func next() -> Occurrence? {
    while true {
      if let count = rule.span.count, number >= count { return nil }
      guard let occurrence = advance() else { return nil }
      if let end, occurrence.instant >= end { return nil }
      guard occurrence.local.date <= CalendarPlan.lastDay else { return nil }
      if occurrence.instant >= start {
        number += 1
        return occurrence
      }
    }
  }

  private mutating func advance() -> Occurrence? {
    switch pace {
    case .even(let instant):
      pace = .even(instant + step)
      return occurrence(at: instant)
    case .daily(let day): return advance(in: day)
    case .following(let candidate):
      let instant = rule.window?.opening(at: candidate, in: clocks.zone) ?? candidate
      pace = .following(instant + step)
      return occurrence(at: instant)
    }
  }

  private mutating func advance(in window: WindowDay) -> Occurrence? {
    guard let hours = rule.window else { return nil }
    var window = window
    while window.next > window.closes || window.next >= window.nextOpens {
      guard window.day <= CalendarPlan.lastDay else { return nil }
      window = Self.open(hours, on: window.day + 1, clocks.zone)
    }
    let instant = window.next
    let planned = window.planned
    window.next = instant + step
    window.planned = nil
    pace = .daily(window)
    guard let planned, planned.isShifted else { return occurrence(at: instant) }
    return Occurrence(
      shifted: window.day.at(hours.from),
      to: planned,
      amount: rule.amount,
      number: numberOfNext(at: instant)
    )
  }

  private func occurrence(at instant: Instant) -> Occurrence {
    Occurrence(
      elapsed: instant,
      clocks: clocks,
      amount: rule.amount,
      number: numberOfNext(at: instant)
    )
  }

  private func numberOfNext(at instant: Instant) -> Int? {
    rule.span.count == nil ? nil : number + 1
  }

  private static func open(
    _ window: DailyWindow,
    on day: CalendarDate,
    _ zone: ZoneRules
  ) -> WindowDay {
    let opens = zone.resolve(day.at(window.from))
    let closes = (window.crossesMidnight ? day + 1 : day).at(window.to)
    return WindowDay(
      day: day,
      next: opens.instant,
      planned: opens,
      closes: zone.resolve(closes).instant,
      nextOpens: zone.resolve((day + 1).at(window.from)).instant
    )
  }
}

extension DailyWindow {
  /// The point in time itself when the wall clock then stands in the window, otherwise the next at
  /// which the window opens.
  func opening(at instant: Instant, in zone: ZoneRules) -> Instant {
    let local = zone.local(of: instant).0
    guard !contains(local.time) else { return instant }
    let today = zone.resolve(local.date.at(from)).instant
    return today > instant ? today : zone.resolve((local.date + 1).at(from)).instant
  }
}

extension Occurrence {
  /// The first dose of a window that opens at a time the clock skips.
  fileprivate init(shifted local: LocalMinute, to time: ResolvedTime, amount: Amount?, number: Int?)
  {
    self.init(
      dueMinute: time.instant.minuteOfUTC,
      local: local,
      fold: 0,
      instant: time.instant,
      utcOffset: time.offset,
      amount: amount,
      isShifted: true,
      number: number
    )
  }
}
