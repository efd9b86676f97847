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
}

extension RuleMoment {
  fileprivate func moved(byDays days: Int) -> RuleMoment {
    switch self {
    case .date(let date): .date(date + days)
    case .local(let local): .local(local + days * 1440)
    }
  }
}

/// A counted course of which something must be asked.
package struct CourseQuestion: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// So many doses are not on record: shall it go on longer, until when?
    case extend(doses: Int, until: LocalMinute)
    /// It is over and so many dosing units are left.
    case leftover(Rational)
  }

  package let schedule: Int
  package let medication: Int
  package let title: String
  package let unit: String
  /// Doses of the course as it was planned.
  package let count: Int
  /// All doses that are not on record so far.
  package let unrecorded: Int
  package let kind: Kind

  package init(
    schedule: Int,
    medication: Int,
    title: String,
    unit: String,
    count: Int,
    unrecorded: Int,
    kind: Kind
  ) {
    self.schedule = schedule
    self.medication = medication
    self.title = title
    self.unit = unit
    self.count = count
    self.unrecorded = unrecorded
    self.kind = kind
  }
}
