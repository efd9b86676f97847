/// What rules on the wall clock have in common: on these days, at these times.
struct CalendarPlan: Hashable, Sendable {
  enum Course: Hashable, Sendable {
    case pattern(DayPattern, [PlannedTime])
    case steps([TaperStep])
  }

  let course: Course
  let span: RuleSpan
  let zoneMode: ZoneMode

  /// The last day of the calendar, 9999-12-31.
  static let lastDay = CalendarDate(day: 2_932_896)

  /// The first day at or after `day` on which the plan has times, or nil when it has ended.
  func firstDay(onOrAfter day: CalendarDate) -> CalendarDate? {
    let start = span.start.date
    let first: CalendarDate
    switch course {
    case .pattern(let days, _): first = days.firstDay(onOrAfter: day, from: start)
    case .steps(let steps):
      first = max(day, start)
      guard times(on: first, of: steps) != nil else { return nil }
    }
    guard first <= Self.lastDay else { return nil }
    if let end = span.end, first.midnight >= end.local { return nil }
    return first
  }

  /// The times of a day that ``firstDay(onOrAfter:)`` gave, those before the start included.
  func times(on day: CalendarDate) -> [PlannedTime] {
    switch course {
    case .pattern(_, let times): times
    case .steps(let steps): times(on: day, of: steps) ?? []
    }
  }

  private func times(on day: CalendarDate, of steps: [TaperStep]) -> [PlannedTime]? {
    var rest = day - span.start.date
    for step in steps {
      guard let days = step.days, rest >= days else { return step.times }
      rest -= days
    }
    return nil
  }

  /// Whether a planned minute of a day falls before the start, at or after the end, or on a weekday
  /// for which its time has no amount.
  func leavesOut(_ time: PlannedTime, on day: CalendarDate) -> Bool {
    let local = day.at(time.at)
    if local < span.start.local { return true }
    if let end = span.end, local >= end.local { return true }
    return time.variesByWeekday && !time.isDue(on: day.weekday)
  }

  /// Which of the days with doses `day` is, from 0.
  ///
  /// The first date does not count when all its times lie before the start.
  func dayNumber(of day: CalendarDate) -> Int {
    let start = span.start.date
    guard day > start else { return 0 }
    let days: Int
    switch course {
    case .pattern(let pattern, _): days = pattern.count(before: day, from: start)
    case .steps: days = day - start
    }
    guard firstDay(onOrAfter: start) == start else { return days }
    return isEmpty(start) ? days - 1 : days
  }

  func isEmpty(_ day: CalendarDate) -> Bool {
    times(on: day).allSatisfy { leavesOut($0, on: day) }
  }

  /// How many occurrences there are before a day, by arithmetic where amounts do not depend on the
  /// weekday.
  func occurrences(before day: CalendarDate) -> Int {
    let start = span.start.date
    guard day > start else { return 0 }
    switch course {
    case .pattern(let pattern, let times) where !times.contains(where: \.variesByWeekday):
      let missing =
        firstDay(onOrAfter: start) == start ? times.count { leavesOut($0, on: start) } : 0
      return pattern.count(before: day, from: start) * times.count - missing
    case .steps(let steps)
    where !steps.contains(where: { $0.times.contains(where: \.variesByWeekday) }):
      var rest = day - start
      var count = -(steps.first?.times.count { leavesOut($0, on: start) } ?? 0)
      for step in steps where rest > 0 {
        count += min(rest, step.days ?? rest) * step.times.count
        rest -= step.days ?? rest
      }
      return count
    default: return occurrencesByWalking(before: day)
    }
  }

  private func occurrencesByWalking(before day: CalendarDate) -> Int {
    var count = 0
    var next = firstDay(onOrAfter: span.start.date)
    while let current = next, current < day {
      count += times(on: current).count { !leavesOut($0, on: current) }
      next = firstDay(onOrAfter: current + 1)
    }
    return count
  }
}
