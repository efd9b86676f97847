/// From which dose on new directions hold, so that none of theirs stands in for one that was taken.
///
/// Who takes a tablet at 8 AM and is told at 9 AM to take it at 10 AM, has taken the one of today.
package struct DirectionsChange: Sendable {
  /// The dose by the old directions that was taken last.
  package struct Taken: Equatable, Sendable {
    /// When it was taken, or when it was due where that was later.
    package let at: Instant
    /// When it was due.
    package let due: Instant
    /// When the old directions would have the next one; nil where they have none.
    package let next: Instant?
    /// Seconds between it and the next one by the old directions.
    fileprivate let gap: Int?

    package init(at: Instant, due: Instant, next: Instant?) {
      self.at = max(at, due)
      self.due = due
      self.next = next
      gap = next.map { $0 - due }
    }
  }

  /// One of the new rules, and with which dose it begins.
  package struct Beginning: Sendable {
    /// The rule; a new course of so many doses begins with the first of them.
    package let rule: ScheduleRule
    /// The first dose by it; nil where it plans none by itself.
    package let first: Occurrence?
    /// The last dose it names before that one, which comes too soon after the one taken.
    package let passedOver: Occurrence?
  }

  /// In the order of the new rules.
  package let beginnings: [Beginning]

  /// The first dose of all, where another was passed over; nil where none was.
  package var firstAfterTaken: Occurrence? {
    guard beginnings.contains(where: { $0.passedOver != nil }) else { return nil }
    return beginnings.compactMap(\.first).min { $0.instant < $1.instant }
  }

  /// A dose comes too soon when it lies before the next one by the old directions, and nearer to the
  /// one taken than three quarters of the shortest gap that old and new directions leave.
  package init(
    to rules: [ScheduleRule],
    from start: Instant,
    after taken: Taken?,
    on clocks: RuleClocks
  ) {
    let least = Self.leastGap(of: rules, from: start, on: clocks)
    beginnings = rules.map { rule in
      var doses = rule.occurrences(from: start, on: clocks)
      var dose = doses.next()
      var passed: Occurrence?
      while let present = dose, let taken {
        let gap = [least, taken.gap].compactMap { $0 }.min() ?? 0
        let isAfterNext = taken.next.map { present.instant >= $0 } ?? false
        if isAfterNext || (present.instant - taken.at) * 4 >= gap * 3 { break }
        passed = present
        dose = doses.next()
      }
      let isNewCourse =
        passed != nil
        && rule.span.map { $0.start.local >= clocks.zone.local(of: start).0 } ?? false
      return Beginning(
        rule: isNewCourse ? dose.flatMap { rule.counted(fromDose: $0) } ?? rule : rule,
        first: dose,
        passedOver: passed
      )
    }
  }

  /// How many doses of each rule the gaps are measured between: more than a day or a week has.
  private static let measured = 50

  /// Seconds between the two doses of all rules that lie nearest to each other; nil for one dose.
  private static func leastGap(
    of rules: [ScheduleRule],
    from start: Instant,
    on clocks: RuleClocks
  ) -> Int? {
    let instants = rules.flatMap { rule in
      rule.occurrences(from: start, on: clocks).prefix(measured).map(\.instant)
    }.sorted()
    return zip(instants, instants.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min()
  }
}

extension ScheduleRule {
  /// A course of so many doses that begins with one of them; nil for what has no such number.
  fileprivate func counted(fromDose dose: Occurrence) -> ScheduleRule? {
    guard case .times(let rule) = self, let count = rule.span.count,
      let span = try? RuleSpan(  // A course that ends before this dose has no first one.
        start: .local(dose.local),
        end: rule.span.end,
        count: count
      )
    else { return nil }
    return .times(
      TimesRule(times: rule.times, days: rule.days, span: span, zoneMode: rule.zoneMode)
    )
  }
}
