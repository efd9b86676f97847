import Domain
import Terminal

extension RuleShape {
  /// The shape and the field values that make a rule; nil for rules that the fields cannot hold.
  ///
  /// `today` decides which steps of a taper are still to come.
  static func fields(of rule: ScheduleRule, today: CalendarDate) -> (RuleShape, Form.Values)? {
    switch rule {
    case .times(let rule): fields(of: rule)
    case .interval(let rule): fields(of: rule)
    case .taper(let rule): fields(of: rule, today: today).map { (.taper, ["steps": $0]) }
    case .asNeeded(let rule): (.asNeeded, values(of: rule))
    case .linked, .byReading, .unscheduled: nil
    }
  }

  /// The fields of a rule with one of its times of day moved to another.
  static func fields(
    of rule: TimesRule,
    moving time: TimeOfDay,
    to other: TimeOfDay
  ) -> (RuleShape, Form.Values)? {
    guard let (shape, fields) = fields(of: rule) else { return nil }
    var values = fields
    let moved = rule.times.map { planned in
      PlannedTime(at: planned.at == time ? other : planned.at, amount: planned.amount)
    }.sorted { $0.at < $1.at }
    if values["times"] == nil {
      values["time"] = moved.first.map { Display.clock($0.at) }
    } else if let times = timeValues(moved) {
      values.merge(times) { _, moved in moved }
    }
    return (shape, values)
  }

  private static func fields(of rule: TimesRule) -> (RuleShape, Form.Values)? {
    if rule.times.count == 1, let time = rule.times.first {
      switch time.amount {
      case .byWeekday(let amounts):
        guard let days = rule.days.weekdays else { return nil }
        let said = days.compactMap { day in
          amounts[day].map { "\(day.name.prefix(3)) \($0)" }
        }
        return (
          .byWeekday,
          ["time": Display.clock(time.at), "perDay": said.joined(separator: ", ")]
        )
      case .sequence(let amounts):
        guard rule.days == .daily else { return nil }
        return (
          .sequence,
          [
            "time": Display.clock(time.at),
            "inTurn": amounts.map(\.description).joined(separator: ", "),
          ]
        )
      case .none, .fixed: break
      }
    }
    guard var values = timeValues(rule.times) else { return nil }
    switch rule.days {
    case .daily: return (.daily, values)
    case .weekdays(let days):
      values["weekdays"] = days.map { String($0.name.prefix(3)) }.joined(separator: ", ")
      return (.weekdays, values)
    case .everyDays(let days):
      values["everyDays"] = String(days)
      return (.everyDays, values)
    case .monthDays(let days):
      values["monthDays"] = days.map(String.init).joined(separator: ", ")
      return (.monthDays, values)
    case .everyMonths(let months):
      values["everyMonths"] = String(months)
      return (.everyMonths, values)
    case .cycle(let onDays, let offDays):
      values["onDays"] = String(onDays)
      values["offDays"] = String(offDays)
      return (.cycle, values)
    }
  }

  /// Times in one field and, where it is the same for all, the amount in another.
  private static func timeValues(_ times: [PlannedTime]) -> Form.Values? {
    var amounts: [Amount?] = []
    for time in times {
      switch time.amount {
      case .none: amounts.append(nil)
      case .fixed(let amount): amounts.append(amount)
      case .byWeekday, .sequence: return nil
      }
    }
    let clocks = times.map { Display.clock($0.at) }
    if Set(amounts).count == 1, let each = amounts.first {
      return ["times": clocks.joined(separator: ", "), "each": each?.description ?? ""]
    }
    let said = zip(clocks, amounts).map { clock, amount in
      amount.map { "\(clock) \($0)" } ?? clock
    }
    return ["times": said.joined(separator: ", "), "each": ""]
  }

  private static func fields(of rule: IntervalRule) -> (RuleShape, Form.Values)? {
    guard rule.everyMinutes % 60 == 0 else { return nil }
    let between = rule.window.map { "\(Display.clock($0.from)) to \(Display.clock($0.to))" }
    return (
      .interval,
      [
        "hours": String(rule.everyMinutes / 60), "each": rule.amount?.description ?? "",
        "firstAt": Display.clock(rule.span.start.local.time),
        "basis": FormField.bases[rule.basis == .taken ? 1 : 0], "between": between ?? "",
      ]
    )
  }

  /// The steps that are left on a day, today's with the days that are left of it: a step that is
  /// over is never begun again.
  private static func fields(of rule: TaperRule, today: CalendarDate) -> String? {
    var gone = max(0, today - rule.span.start.date)
    var steps: [String] = []
    for step in rule.steps {
      var left = step.days
      if let days = step.days {
        left = max(0, days - gone)
        gone = max(0, gone - days)
      }
      guard left != 0 else { continue }
      var doses: [String] = []
      for time in step.times {
        guard case .fixed(let amount) = time.amount else { return nil }
        doses.append("\(amount) at \(Display.clock(time.at))")
      }
      let length = left.map { $0 == 1 ? "1 day " : "\($0) days " } ?? "then "
      steps.append(length + doses.joined(separator: ", "))
    }
    return steps.joined(separator: "; ")
  }

  private static func values(of rule: AsNeededRule) -> Form.Values {
    [
      "each": [rule.amount, rule.amountMax].compactMap { $0?.description }
        .joined(separator: " to "),
      "gap": rule.minimumGap.map { Display.duration(minutes: $0.minutes) } ?? "",
      "most": rule.maximum?.amount.description ?? "",
      "mostHours": rule.maximum?.within.words ?? "",
    ]
  }
}

extension DayPattern {
  /// The weekdays on which it has doses, where these alone decide.
  fileprivate var weekdays: [Weekday]? {
    switch self {
    case .daily: Weekday.allCases
    case .weekdays(let days): days.sorted { $0.index < $1.index }
    case .everyDays, .everyMonths, .monthDays, .cycle: nil
    }
  }
}
