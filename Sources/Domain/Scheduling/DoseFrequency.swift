/// How often a rule has doses, as far as that can be said in three numbers.
package struct DoseFrequency: Hashable, Sendable {
  /// On a day that has doses; 1 or more.
  package let dosesPerDay: Int

  /// The least number of days between two days with doses; 1 or more.
  package let daysApart: Int

  /// The least number of minutes between two doses.
  package let shortestGapMinutes: Int

  /// Whether doses come once a day or more rarely.
  package var isDailyOrRarer: Bool { dosesPerDay == 1 }

  /// Whether doses come once a week or more rarely.
  package var isWeeklyOrRarer: Bool { dosesPerDay == 1 && daysApart >= 7 }
}

extension ScheduleRule {
  /// How often the rule has doses; nil where that depends on the patient or on another rule.
  ///
  /// A taper counts as the step that has most.
  package var frequency: DoseFrequency? {
    switch self {
    case .times(let rule): DoseFrequency(rule.times, daysApart: rule.days.daysApart)
    case .byReading(let rule):
      DoseFrequency(rule.times.times, daysApart: rule.times.days.daysApart)
    case .taper(let rule):
      rule.steps.map { DoseFrequency($0.times, daysApart: 1) }
        .min { $0.shortestGapMinutes < $1.shortestGapMinutes }
    case .interval(let rule): DoseFrequency(rule)
    case .linked, .asNeeded, .unscheduled: nil
    }
  }
}

extension ScheduleRule {
  /// Whether the rule leaves no day out, from its first to its last.
  package var isEveryDay: Bool {
    switch self {
    case .times(let rule): rule.isEveryDay
    case .byReading(let rule): rule.times.isEveryDay
    case .taper: true
    case .interval(let rule): rule.everyMinutes <= 1440
    case .linked, .asNeeded, .unscheduled: false
    }
  }

  /// How often the rule has doses on a day: of a taper, in the step of that day.
  package func frequency(on date: CalendarDate) -> DoseFrequency? {
    guard case .taper(let rule) = self, let step = rule.step(on: date) else { return frequency }
    return DoseFrequency(step.times, daysApart: 1)
  }
}

extension TimesRule {
  fileprivate var isEveryDay: Bool {
    days == .daily && Weekday.allCases.allSatisfy { day in times.contains { $0.isDue(on: day) } }
  }
}

extension DoseFrequency {
  fileprivate init(_ times: [PlannedTime], daysApart: Int) {
    // On a single weekday at most: amounts by weekday may leave times out on all others.
    let busiest = Weekday.allCases.map { day in times.count { $0.isDue(on: day) } }.max() ?? 1
    let weekdays = Weekday.allCases.filter { day in times.contains { $0.isDue(on: day) } }
    dosesPerDay = max(1, busiest)
    self.daysApart =
      weekdays.count == 7 ? daysApart : max(daysApart, DayPattern.weekdays(weekdays).daysApart)
    var gaps = zip(times, times.dropFirst()).map { $1.at.minute - $0.at.minute }
    if let first = times.first, let last = times.last {
      gaps.append(self.daysApart * 1440 + first.at.minute - last.at.minute)
    }
    shortestGapMinutes = gaps.min() ?? self.daysApart * 1440
  }

  fileprivate init(_ rule: IntervalRule) {
    let open = rule.window.map { ($0.to.minute - $0.from.minute + 1440) % 1440 }
    dosesPerDay = open.map { $0 / rule.everyMinutes + 1 } ?? max(1, 1440 / rule.everyMinutes)
    daysApart = max(1, rule.everyMinutes / 1440)
    shortestGapMinutes =
      open.map { min(rule.everyMinutes, 1440 - $0 / rule.everyMinutes * rule.everyMinutes) }
      ?? rule.everyMinutes
  }
}

extension DayPattern {
  /// The least number of days between two days of the pattern.
  var daysApart: Int {
    switch self {
    case .daily: 1
    case .everyDays(let days): days
    case .cycle(let onDays, let offDays): onDays > 1 ? 1 : offDays + 1
    case .weekdays(let weekdays): Self.leastGap(weekdays.map(\.index), around: 7)
    // The shortest month decides how near the last day is to the first of the next month.
    case .monthDays(let days): Self.leastGap(days, around: 28)
    case .everyMonths(let months): months * 28
    }
  }

  private static func leastGap(_ numbers: [Int], around length: Int) -> Int {
    guard let first = numbers.first, numbers.count > 1 else { return length }
    let gaps = zip(numbers, numbers.dropFirst() + [first + length]).map { $1 - $0 }
    return max(1, gaps.min() ?? length)
  }
}
