extension ScheduleRule {
  /// Every amount that the rule names.
  package var amounts: [Amount] {
    switch self {
    case .times(let rule): rule.times.flatMap(\.amount.all)
    case .taper(let rule): rule.steps.flatMap { $0.times.flatMap(\.amount.all) }
    case .interval(let rule): rule.amount.map { [$0] } ?? []
    case .linked(let rule): rule.amount.map { [$0] } ?? []
    case .asNeeded(let rule): rule.amount.map { [$0] } ?? []
    case .byReading, .unscheduled: []
    }
  }
}

extension PlannedAmount {
  fileprivate var all: [Amount] {
    switch self {
    case .none: []
    case .fixed(let amount): [amount]
    case .byWeekday(let amounts): Weekday.allCases.compactMap { amounts[$0] }
    case .sequence(let amounts): amounts
    }
  }
}
