/// Speaks a schedule rule in plain words, so that a person hears whether it is what was meant.
///
/// Numerals for numbers, each dose beside its own time, nothing left to be worked out. Source: USP
/// General Chapter <17>, Prescription Container Labeling. Free of ``ForbiddenSigns``; a prescriber's
/// own words stand between quotation marks.
package struct RuleWords: Hashable, Sendable {
  /// The day the words are read on: a start that is past is not said, nor is the year of this year.
  package let today: CalendarDate
  /// What a linked rule follows, by its name; nil for `the other medicine`.
  package let follows: String?
  /// What stands beside each dose, as in `in the right eye, with food`.
  package let special: String?

  package init(today: CalendarDate, follows: String? = nil, special: String? = nil) {
    self.today = today
    self.follows = follows
    self.special = special
  }

  /// The whole rule in sentences.
  ///
  /// As in `Take 1 tablet at 8:00 AM and 1 tablet at 6:00 PM, every day.`
  package func text(_ rule: ScheduleRule) -> String {
    let sentences: [String] =
      switch rule {
      case .times(let rule): times(rule) + ending(rule.span) + home(rule.zoneMode)
      case .interval(let rule): interval(rule) + ending(rule.span)
      case .linked(let rule): linked(rule) + ending(rule.span)
      case .taper(let rule): taper(rule) + ending(rule.span) + home(rule.zoneMode)
      case .asNeeded(let rule): asNeeded(rule)
      case .byReading(let rule): byReading(rule) + ending(rule.times.span)
      case .unscheduled: ["no planned times: each dose is recorded when it is taken"]
      }
    return (sentences + beside(rule)).map(Display.sentence).joined(separator: " ")
  }

  /// What stands beside each dose, where the sentence before has not said it.
  private func beside(_ rule: ScheduleRule) -> [String] {
    if case .linked(let linked) = rule, linked.amount == nil { return [] }
    guard let special, special != SigManner.verb(in: special) else { return [] }
    return [special]
  }

  /// The rule in a few words for a narrow place: `only if needed`, `every 8 hours`.
  package func short(_ rule: ScheduleRule) -> String {
    switch rule {
    case .times(let rule): "at \(Self.clocks(rule.times)), \(days(rule.days, rule.span))"
    case .interval(let rule): Self.every(minutes: rule.everyMinutes)
    case .linked: "after \(follows ?? "the other medicine")"
    case .taper(let rule): "in \(Display.count(rule.steps.count, "step"))"
    case .asNeeded: "only if needed"
    case .byReading: "by reading"
    case .unscheduled: "no planned times"
    }
  }

  // MARK: Parts that all kinds share

  /// `Take 1 tablet`, `Use 2 puffs`, `Inject 0.5 mg`, `Take a dose`.
  func dose(_ amount: Amount?) -> String {
    "\(verb(amount)) \(amount.map { Display.amount($0) } ?? (special == nil ? "a dose" : "it"))"
  }

  /// What is done with a dose: what stands beside it says so, or its unit.
  func verb(_ amount: Amount?) -> String {
    special.flatMap { SigManner.verb(in: $0) } ?? amount.map { Self.verb($0.unit) } ?? "take"
  }

  /// What is done with a unit: tablets are taken, everything whose way is not known is used.
  static func verb(_ unit: String) -> String { swallowed.contains(unit) ? "take" : "use" }

  private static let swallowed: Set<String> = [
    "tablet", "capsule", "caplet", "softgel", "pill", "gummy", "lozenge", "troche", "wafer", "mg",
    "mcg", "g", "mL", "mEq", "packet", "scoop", "capful", "dose",
  ]

  static func every(minutes: Int) -> String {
    switch minutes {
    case 60: "every hour"
    case 1440: "every 24 hours"
    default:
      minutes % 60 == 0
        ? "every \(Display.number(minutes / 60)) hours"
        : "every \(Display.duration(minutes: minutes))"
    }
  }

  static func clocks(_ times: [PlannedTime]) -> String {
    Display.list(times.map { Display.clock($0.at) })
  }

  /// A moment as a person says it: `March 1`, `8:00 AM on March 1`.
  func moment(_ moment: RuleMoment) -> String {
    switch moment {
    case .date(let date): Display.date(date, today: today)
    case .local(let local):
      "\(Display.clock(local.time)) on \(Display.date(local.date, today: today))"
    }
  }

  /// Start, end and count of a rule, each in a sentence of its own.
  func ending(_ span: RuleSpan) -> [String] {
    var sentences: [String] = []
    if span.start.date > today { sentences.append("begin on \(day(span.start.date))") }
    if let end = span.end { sentences.append(Self.isWhole(end) ? lastDay(end) : until(end)) }
    if let count = span.count {
      sentences.append(count == 1 ? "1 dose in all" : "\(Display.number(count)) doses in all")
    }
    return sentences
  }

  func day(_ date: CalendarDate) -> String { Display.weekdayAndDate(date, today: today) }

  private static func isWhole(_ end: RuleMoment) -> Bool { end.local.time.minute == 0 }

  private func lastDay(_ end: RuleMoment) -> String { "the last day is \(day(end.date - 1))" }

  private func until(_ end: RuleMoment) -> String { "none from \(moment(end)) on" }

  private func home(_ mode: ZoneMode) -> [String] {
    mode == .home ? ["while you travel, the times are those of the clock at home"] : []
  }
}
