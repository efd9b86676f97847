extension RuleWords {
  func interval(_ rule: IntervalRule) -> [String] {
    let dose = dose(rule.amount)
    let every = Self.every(minutes: rule.everyMinutes)
    var first: String
    switch rule.basis {
    case .schedule: first = "\(dose) \(every)"
    case .taken: first = "\(dose) \(every), counted from the last dose"
    }
    guard let window = rule.window else {
      if rule.basis == .schedule {
        first += ", day and night, counted from \(moment(rule.span.start))"
      }
      return [first]
    }
    let hours = "\(Display.clock(window.from)) and \(Display.clock(window.to))"
    return ["\(first), between \(hours)"]
      + (rule.basis == .schedule
        ? ["the first dose of each day is at \(Display.clock(window.from))"] : [])
  }

  func linked(_ rule: LinkedRule) -> [String] {
    let name = follows ?? "the other medicine"
    let delay = rule.delayMinutes == 0 ? "right" : Display.duration(minutes: rule.delayMinutes)
    if rule.amount == nil, let special, special.hasPrefix("remove") {
      return ["\(special) \(delay) after it was put on"]
    }
    return ["\(dose(rule.amount)) \(delay) after each dose of \(name)"]
  }

  /// Each step is its own sentence, so that the number of days stands apart from the amounts.
  func taper(_ rule: TaperRule) -> [String] {
    let steps = rule.steps.enumerated().map { index, step -> String in
      let length = step.days.map { "for \(Display.days($0))" } ?? "from then on"
      let words = "\(steady(step.times)), every day \(length)"
      return index == 0 ? words : "then \(words)"
    }
    return steps + (rule.steps.last?.days == nil ? [] : ["then stop"])
  }

  func asNeeded(_ rule: AsNeededRule) -> [String] {
    let dose = rule.amountWords.map { "\(verb(rule.amount)) \($0)" } ?? dose(nil)
    var sentences = ["\(dose) only if you need it"]
    if let gap = rule.minimumGap {
      sentences.append("wait at least \(Display.duration(minutes: gap.minutes)) between doses")
    }
    if let maximum = rule.maximum {
      let most = Display.amount(maximum.amount)
      sentences.append("no more than \(most) in \(maximum.within.words)")
    }
    if let start = rule.start, start.date > today {
      sentences.append("begin on \(day(start.date))")
    }
    if let end = rule.end { sentences.append("none from \(moment(end)) on") }
    return sentences
  }

  func byReading(_ rule: ByReadingRule) -> [String] {
    let days = days(rule.times.days, rule.times.span)
    return [
      "measure at \(Self.clocks(rule.times.times)), \(days)",
      "then use what the prescriber's table says for that reading",
    ]
  }

  /// The rows of a prescriber's table, in the prescriber's words; empty for other kinds.
  package func table(_ rule: ScheduleRule) -> [String] {
    guard case .byReading(let rule) = rule else { return [] }
    let floor = rule.floorText.map { ["below the table: \"\($0)\""] } ?? []
    return (floor + rule.table.map { "\(Self.reading($0.range)): \"\($0.units)\"" })
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }
  }

  private static func reading(_ range: ReadingRange) -> String {
    switch range {
    case .below(let limit): "below \(Display.decimal(limit))"
    case .between(let from, let to): "\(Display.decimal(from)) to \(Display.decimal(to))"
    case .from(let limit): "\(Display.decimal(limit)) or more"
    }
  }
}
