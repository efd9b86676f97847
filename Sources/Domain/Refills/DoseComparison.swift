extension ScheduleRule {
  /// Whether another rule gives the same amounts as often, at whatever time of day.
  ///
  /// Taking a tablet at nine instead of eight is no change of dose; half a tablet or every other
  /// day is.
  package func givesSameDose(as other: ScheduleRule) -> Bool {
    switch (self, other) {
    case (.times(let mine), .times(let theirs)):
      mine.days == theirs.days && Self.amounts(mine.times) == Self.amounts(theirs.times)
    case (.interval(let mine), .interval(let theirs)):
      mine.everyMinutes == theirs.everyMinutes && mine.amount == theirs.amount
        && mine.window == theirs.window
    case (.linked(let mine), .linked(let theirs)): mine.amount == theirs.amount
    case (.taper(let mine), .taper(let theirs)):
      mine.steps.map { Self.amounts($0.times) } == theirs.steps.map { Self.amounts($0.times) }
        && mine.steps.map(\.days) == theirs.steps.map(\.days)
    case (.asNeeded(let mine), .asNeeded(let theirs)):
      mine.amount == theirs.amount && mine.amountMax == theirs.amountMax
        && mine.maximum == theirs.maximum
        && mine.minimumGap == theirs.minimumGap
    case (.byReading(let mine), .byReading(let theirs)): mine.table == theirs.table
    case (.unscheduled, .unscheduled): true
    default: false
    }
  }

  private static func amounts(_ times: [PlannedTime]) -> [PlannedAmount: Int] {
    Dictionary(times.map { ($0.amount, 1) }, uniquingKeysWith: +)
  }
}
