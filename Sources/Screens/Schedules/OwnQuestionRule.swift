import Domain

/// Which doses are never part of a group answer, since a slip with them is graver.
struct OwnQuestionRule {
  let unit: String

  private static let units: Set<String> = ["patch", "unit", "injection", "suppository", "film"]

  /// Whether doses of a rule ask a question of their own.
  func holds(for rule: ScheduleRule) -> Bool {
    if Self.units.contains(unit) || rule.isAtMostWeekly { return true }
    switch rule {
    case .times(let rule):
      return rule.times.contains { time in
        switch time.amount {
        case .none, .byWeekday, .sequence: true
        case .fixed: false
        }
      }
    case .taper, .byReading, .asNeeded: return true
    case .interval, .linked, .unscheduled: return false
    }
  }
}
