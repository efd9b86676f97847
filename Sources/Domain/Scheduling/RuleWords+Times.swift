extension RuleWords {
  /// Doses at clock times: one sentence where the amounts are the same every day, else one a time.
  func times(_ rule: TimesRule) -> [String] {
    let days = days(rule.days, rule.span)
    guard rule.times.allSatisfy(\.isSteady) else {
      return rule.times.map { varying($0, days: days) }
    }
    return ["\(steady(rule.times)), \(days)"]
  }

  /// `take 1 tablet at 8:00 AM and 2 tablets at 6:00 PM`.
  func steady(_ times: [PlannedTime]) -> String {
    let parts = times.enumerated().map { index, time -> String in
      let dose = dose(time.steadyAmount)
      // The verb is said once; a dose without an amount repeats nothing but the clock time.
      let words = index == 0 ? dose : String(dose.dropFirst(verb(time.steadyAmount).count + 1))
      return "\(words) at \(Display.clock(time.at))"
    }
    return Display.list(parts)
  }

  /// Amounts that differ from day to day, with the time in front.
  private func varying(_ time: PlannedTime, days: String) -> String {
    let clock = Display.clock(time.at)
    switch time.amount {
    case .none, .fixed: return "\(steady([time])), \(days)"
    case .byWeekday(let amounts):
      let said = Self.byAmount(amounts).map { amount, weekdays in
        "\(Display.amount(amount)) on \(Display.list(weekdays.map(\.name)))"
      }
      let verb = self.verb(amounts.values.first)
      return "at \(clock) \(verb) \(Display.list(said))"
    case .sequence(let amounts):
      let verb = self.verb(amounts.first)
      let said = amounts.map { Display.amount($0) }.joined(separator: ", then ")
      return "at \(clock) \(verb) \(said), in turn, one of them each time, \(days)"
    }
  }

  /// The amounts of a week, each once with its days, in the order of the days.
  private static func byAmount(_ amounts: [Weekday: Amount]) -> [(Amount, [Weekday])] {
    var groups: [(Amount, [Weekday])] = []
    for day in Weekday.allCases {
      guard let amount = amounts[day] else { continue }
      if let index = groups.firstIndex(where: { $0.0 == amount }) {
        groups[index].1.append(day)
      } else {
        groups.append((amount, [day]))
      }
    }
    return groups
  }

  /// `every day`, `every Monday`, `every other day`, `on days 1 and 15 of each month`.
  func days(_ days: DayPattern, _ span: RuleSpan) -> String {
    switch days {
    case .daily, .everyDays(1): return "every day"
    case .weekdays(let weekdays):
      return weekdays.count == 7 ? "every day" : "every \(Display.list(weekdays.map(\.name)))"
    case .everyDays(2): return "every other day"
    case .everyDays(let count):
      let weekday = count % 7 == 0 ? ", on a \(span.start.date.weekday.name)" : ""
      return "every \(Display.number(count)) days\(weekday)"
    case .monthDays(let days):
      let word = days.count == 1 ? "day" : "days"
      let missing = (days.last ?? 0) > 28 ? ", none in a month without that day" : ""
      return "on \(word) \(Display.list(days.map(String.init))) of each month\(missing)"
    case .everyMonths(let count):
      let day = span.start.date.components.day
      let missing = day > 28 ? ", or the last day of a shorter month" : ""
      let months = count == 1 ? "every month" : "every \(Display.number(count)) months"
      return "\(months) on day \(day)\(missing)"
    case .cycle(let onDays, let offDays):
      return "for \(Display.days(onDays)), then none for \(Display.days(offDays)), again and again"
    }
  }
}

extension PlannedTime {
  /// Whether the amount is the same on all days.
  fileprivate var isSteady: Bool {
    switch amount {
    case .none, .fixed: true
    case .byWeekday, .sequence: false
    }
  }

  fileprivate var steadyAmount: Amount? {
    guard case .fixed(let amount) = amount else { return nil }
    return amount
  }
}
