extension SigClause {
  /// Whether the days that are named can be those of how often.
  ///
  /// "Daily on Monday and Friday" is once on each; "every day on Monday" and "every other day except
  /// Sunday" cannot be.
  func weekdaysFitFrequency(saysEachDay: Bool) -> Bool {
    guard !weekdays.isEmpty, let frequency else { return true }
    switch frequency.periodUnit {
    case .minute, .hour: return true
    case .day: return frequency.period == 1 && (!saysEachDay || weekdays.count == 7)
    case .week:
      guard frequency.timesMax == nil, frequency.periodMax == nil else { return false }
      let isOne = frequency.times == 1 && weekdays.count == 1
      if frequency.period > 1 { return isOne }
      return isOne || frequency.times == weekdays.count * max(1, slotCount)
    case .month: return false
    }
  }
}

extension SigFrequency {
  /// Whether it is so many times in every day.
  func isDaily(_ times: Int) -> Bool {
    periodUnit == .day && period == 1 && self.times == times && timesMax == nil
  }

  var isRarerThanDaily: Bool {
    switch periodUnit {
    case .minute, .hour: false
    case .day: period > 1
    case .week, .month: true
    }
  }

  /// Whether so many named moments of the day can be meant.
  func agrees(withSlots slots: Int) -> Bool {
    guard slots > 0 else { return true }
    switch periodUnit {
    case .minute: return false
    case .hour: return periodMax == nil && times == 1 && period * slots == 24
    case .day:
      if period > 1 { return times == 1 || times == slots }
      return timesMax.map { (times...$0).contains(slots) } ?? (times == slots)
    case .week, .month: return times == 1 || slots == 1 || times == slots
    }
  }
}
