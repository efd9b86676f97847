extension ScheduleRule {
  /// The same rule with so many doses more at its end; nil for one that does not end by a count.
  package func extended(by doses: Int) -> ScheduleRule? {
    guard case .times(let rule) = self, let count = rule.span.count,
      let span = try? RuleSpan(  // A count out of range is none that can be extended.
        start: rule.span.start,
        end: rule.span.end,
        count: count + doses
      )
    else { return nil }
    return .times(
      TimesRule(times: rule.times, days: rule.days, span: span, zoneMode: rule.zoneMode)
    )
  }

  /// The same rule, longer by so many doses that are still to come: the times that went by since the
  /// course was over are nobody's doses.
  package func extended(by doses: Int, at now: Instant, on clocks: RuleClocks) -> ScheduleRule? {
    guard let count = span?.count, let endless = extended(by: doses + Self.mostPassed) else {
      return nil
    }
    var passed = 0
    for dose in endless.occurrences(from: now - 60 * 86_400, on: clocks) {
      guard dose.instant < now, passed < Self.mostPassed else { break }
      if let number = dose.number, number > count { passed += 1 }
    }
    return extended(by: doses + passed)
  }

  /// The most doses that go by while nobody answers whether a course goes on.
  private static let mostPassed = 1000

  /// A taper that begins, and so ends, so many days later; nil for another kind of rule.
  package func shifted(byDays days: Int) -> ScheduleRule? {
    guard case .taper(let rule) = self,
      let span = try? RuleSpan(  // Moved together, the end stays after the start.
        start: rule.span.start.moved(byDays: days),
        end: rule.span.end?.moved(byDays: days),
        count: rule.span.count
      )
    else { return nil }
    return .taper(TaperRule(steps: rule.steps, span: span, zoneMode: rule.zoneMode))
  }

  /// The same plan counted from a day on which a dose was taken: its days move with it.
  ///
  /// Nil for plans of every day, for those with several days in a week or month, and for those that
  /// end by a count.
  package func counted(from day: CalendarDate) -> ScheduleRule? {
    guard case .times(let rule) = self, rule.span.count == nil else { return nil }
    let days: DayPattern
    switch rule.days {
    case .everyDays(let count) where count > 1: days = .everyDays(count)
    case .everyMonths, .monthDays:
      if case .monthDays(let days) = rule.days, days.count > 1 { return nil }
      if case .everyMonths = rule.days { days = rule.days } else { days = .everyMonths(1) }
    case .weekdays(let weekdays) where weekdays.count == 1: days = .weekdays([day.weekday])
    case .daily, .everyDays, .weekdays, .cycle: return nil
    }
    guard rule.times.allSatisfy({ $0.isTheSameOnAllDays }),
      let span = try? RuleSpan(start: .date(day), end: rule.span.end)  // Over: nothing moves.
    else { return nil }
    return .times(TimesRule(times: rule.times, days: days, span: span, zoneMode: rule.zoneMode))
  }
}

extension PlannedTime {
  fileprivate var isTheSameOnAllDays: Bool {
    switch amount {
    case .none, .fixed: true
    case .byWeekday, .sequence: false
    }
  }
}

extension RuleMoment {
  fileprivate func moved(byDays days: Int) -> RuleMoment {
    switch self {
    case .date(let date): .date(date + days)
    case .local(let local): .local(local + days * 1440)
    }
  }
}

/// A plan of which something must be asked: a counted course, or one with a late dose.
package struct CourseQuestion: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// So many doses are not on record: shall it go on longer, until when?
    case extend(doses: Int, until: LocalMinute)
    /// It is over and so many dosing units are left.
    case leftover(Rational)
    /// A dose came late of a medicine whose label counts from it: the next one by the plan as it is,
    /// and when the days move with the late dose.
    case move(taken: CalendarDate, staying: LocalMinute, moved: LocalMinute)
  }

  package let schedule: Int
  package let medication: Int
  package let title: String
  package let unit: String
  /// Doses of the course as it was planned.
  package let count: Int
  /// All doses that are not on record so far.
  package let unrecorded: Int
  /// What an answer is kept under: so many doses, or the minute at which one was due.
  package let about: Int
  package let kind: Kind

  package init(
    schedule: Int,
    medication: Int,
    title: String,
    unit: String,
    count: Int,
    unrecorded: Int,
    about: Int,
    kind: Kind
  ) {
    self.schedule = schedule
    self.medication = medication
    self.title = title
    self.unit = unit
    self.count = count
    self.unrecorded = unrecorded
    self.about = about
    self.kind = kind
  }
}
