import Domain

/// Speaks a schedule rule in plain words, for somebody to hear whether it is what was meant.
enum RuleWords {
  /// The rule as one sentence, such as `1 tablet at 8:00 AM every day from March 1, 2026`.
  static func sentence(_ rule: ScheduleRule) -> String { Display.sentence(words(rule)) }

  private static func words(_ rule: ScheduleRule) -> String {
    switch rule {
    case .times(let rule):
      joined([times(rule.times), days(rule.days), span(rule.span), zone(rule.zoneMode)])
    case .interval(let rule): joined([dose(rule.amount), interval(rule), span(rule.span)])
    case .linked(let rule):
      joined([
        dose(rule.amount), Display.duration(minutes: rule.delayMinutes),
        "after each dose of schedule \(rule.after)", span(rule.span),
      ])
    case .taper(let rule):
      joined([steps(rule.steps), span(rule.span), zone(rule.zoneMode)])
    case .asNeeded(let rule): asNeeded(rule)
    case .byReading(let rule):
      joined([
        "as much as the table says for the reading,", times(rule.times.times),
        days(rule.times.days), span(rule.times.span),
      ])
    case .unscheduled: "whenever it is taken, without a plan"
    }
  }

  private static func joined(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func dose(_ amount: Amount?) -> String {
    amount.map { Display.amount($0) } ?? "a dose"
  }

  private static func times(_ times: [PlannedTime]) -> String {
    Display.list(times.map { time in "\(amount(time.amount)) at \(Display.clock(time.at))" })
  }

  private static func amount(_ amount: PlannedAmount) -> String {
    switch amount {
    case .none: "a dose"
    case .fixed(let amount): Display.amount(amount)
    case .byWeekday(let amounts):
      Display.list(
        Weekday.allCases.compactMap { day in
          amounts[day].map { "\(Display.amount($0)) on \(day.name)" }
        }
      ) + ","
    case .sequence(let amounts):
      "in turn \(Display.list(amounts.map { Display.amount($0) }))"
    }
  }

  private static func days(_ days: DayPattern) -> String {
    switch days {
    case .daily, .everyDays(1): "every day"
    case .weekdays(let days): "every \(Display.list(days.map(\.name)))"
    case .everyDays(let count): "every \(Display.number(count)) days"
    case .monthDays(let days):
      "on day \(Display.list(days.map(String.init))) of every month that has it"
    case .cycle(let on, let off):
      "for \(Display.days(on)), then \(Display.days(off)) without, over and over"
    }
  }

  private static func interval(_ rule: IntervalRule) -> String {
    var parts = ["every \(Display.duration(minutes: rule.everyMinutes))"]
    if rule.basis == .taken { parts.append("counted from the last dose") }
    if let window = rule.window {
      parts.append("between \(Display.clock(window.from)) and \(Display.clock(window.to))")
    }
    // A comma stands before the span as well where something stood between.
    return parts.joined(separator: ", ") + (parts.count > 1 ? "," : "")
  }

  private static func steps(_ steps: [TaperStep]) -> String {
    steps.map { step in
      let length = step.days.map { "for \(Display.days($0))" } ?? "from then on"
      return "\(times(step.times)) every day \(length)"
    }.joined(separator: ", then ")
  }

  private static func asNeeded(_ rule: AsNeededRule) -> String {
    var parts = ["\(dose(rule.amount)) when needed"]
    if let gap = rule.minimumGapHours {
      parts.append("at least \(Display.duration(minutes: gap * 60)) apart")
    }
    if let maximum = rule.maximum {
      let hours = Display.duration(minutes: maximum.hours * 60)
      parts.append("at most \(Display.amount(maximum.amount)) in \(hours)")
    }
    if let start = rule.start { parts.append("from \(moment(start))") }
    if let end = rule.end { parts.append("before \(moment(end))") }
    return parts.joined(separator: ", ")
  }

  private static func span(_ span: RuleSpan) -> String {
    var parts = ["from \(moment(span.start))"]
    if let end = span.end {
      switch end {
      case .date(let date): parts.append("through \(Display.fullDate(date - 1))")
      case .local: parts.append("before \(moment(end))")
      }
    }
    if let count = span.count { parts.append("\(Display.count(count, "dose")) altogether") }
    return parts.joined(separator: ", ")
  }

  private static func moment(_ moment: RuleMoment) -> String {
    switch moment {
    case .date(let date): Display.fullDate(date)
    case .local(let local): "\(Display.fullDate(local.date)), \(Display.clock(local.time))"
    }
  }

  private static func zone(_ mode: ZoneMode) -> String {
    mode == .home ? "by the clock at home" : ""
  }
}
