/// What the rules of a medicine come to, walked over some weeks.
///
/// The walk goes by a clock without summer time: a night of 23 hours must not make a dose out of
/// two.
struct CheckedSchedule {
  /// A dose as it is planned.
  struct Dose {
    /// Minutes since 1970 on the wall clock.
    let minute: Int
    let amount: Amount?
  }

  let doses: [Dose]
  /// The most that may be used as needed in a rolling time, each with its minutes; nil for no limit.
  let asNeeded: [(amount: Amount, minutes: Int)?]

  /// The walk is cut off where a rule has more doses than anybody takes.
  private static let mostDoses = 3000

  init(_ rules: [ScheduleRule], from day: CalendarDate, days: Int) {
    let clocks = RuleClocks(zone: .utc)
    let start = day.midnight
    var doses: [Dose] = []
    var asNeeded: [(amount: Amount, minutes: Int)?] = []
    for rule in rules {
      if case .asNeeded(let rule) = rule {
        asNeeded.append(rule.mostInTime)
        continue
      }
      for occurrence in rule.occurrences(from: clocks.zone.resolve(start).instant, on: clocks) {
        guard occurrence.local < start + days * 1440, doses.count < Self.mostDoses else { break }
        doses.append(Dose(minute: occurrence.local.minute, amount: occurrence.amount))
      }
    }
    self.doses = doses.sorted { $0.minute < $1.minute }
    self.asNeeded = asNeeded
  }
}

extension AsNeededRule {
  /// The most within a time: the limit that was set, else one dose after each gap over a day.
  fileprivate var mostInTime: (amount: Amount, minutes: Int)? {
    if let maximum { return (maximum.amount, maximum.within.minutes) }
    guard let amount = largestAmount, let gap = minimumGap else { return nil }
    let doses = gap.minutes >= 1440 ? 1 : Rational(1440, gap.minutes).ceiling
    return (Amount(amount.quantity * Rational(doses), amount.unit), max(1440, gap.minutes))
  }
}
