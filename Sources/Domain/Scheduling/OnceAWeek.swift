extension ScheduleRule {
  /// Whether the rule can never give more than one dose in a week.
  ///
  /// False also where that is up to the person or to another rule: a medicine that kills when taken
  /// daily has fixed days or none.
  package var isAtMostWeekly: Bool {
    switch self {
    case .times, .taper, .interval, .byReading: frequency?.isWeeklyOrRarer ?? false
    case .asNeeded(let rule): (rule.minimumGap?.minutes ?? 0) >= 7 * 1440
    case .unscheduled: true
    case .linked: false
    }
  }
}
