import Domain
import Store
import Terminal

/// What the fields of the editor amount to: rules, dates, and whether they hold together.
struct EditorEntry: Sendable {
  /// What the editor is for.
  enum Purpose: Sendable {
    case add
    /// The schedule that gets another rule from a moment on, and whether it is the only one of its
    /// medicine.
    case change(PlannedSchedule, isOnly: Bool)
  }

  let purpose: Purpose
  let today: CalendarDate
  /// The wall clock of the person.
  let now: LocalMinute
  let zone: ZoneRules
  var values: Form.Values

  func text(_ id: FormField.ID) -> String {
    let words = (values[id] ?? "").split { $0 == " " }
    return words.joined(separator: " ")
  }

  /// The text of a field, nil when it is blank.
  func optional(_ id: FormField.ID) -> String? { text(id).isEmpty ? nil : text(id) }

  var shape: RuleShape { RuleShape(rawValue: text("kind")) ?? .daily }

  var original: ScheduleRule? {
    if case .change(let schedule, _) = purpose { schedule.rule } else { nil }
  }

  var reader: EntryReader { EntryReader(today: today, unit: unit) }

  /// What doses are counted in.
  var unit: String? {
    if let unit = optional("unit") { return unit }
    guard let original, let unit = Self.unit(of: original) else { return nil }
    return unit
  }

  /// The line of a medicine to be added, or the new directions of one that is on the list.
  var line: QuickLine? {
    guard let text = optional("line") else { return nil }
    return original == nil ? QuickLine(text) : QuickLine(directions: text, unit: unit)
  }

  // MARK: Dates

  /// The first day; today unless said otherwise.
  func start() throws(EntryError) -> CalendarDate {
    guard let text = optional(original == nil ? "start" : "from") else { return today }
    return try reader.date(text)
  }

  /// Inclusive.
  func lastDay() throws(EntryError) -> CalendarDate? {
    guard let text = optional("lastDay") else { return nil }
    return try reader.date(text)
  }

  func count() throws(EntryError) -> Int? {
    guard let text = optional("count") else { return nil }
    return try reader.number(text, 1...1_000_000)
  }

  /// From when a change holds: nil for now, else the beginning of a day.
  func changesFrom() throws(EntryError) -> LocalMinute? {
    let day = try start()
    if day < today { throw .past }
    return day == today ? nil : day.midnight
  }

  // MARK: Rules

  /// The rules that the line or the fields make.
  ///
  /// - Throws: ``EntryError``
  func rules() throws(EntryError) -> [ScheduleRule] {
    let day = try start()
    // A course that begins today begins with the next dose, not with those that are past.
    let moment = day == today ? RuleMoment.local(now) : RuleMoment.date(day)
    guard shape != .asWritten else {
      guard let line else { throw .missing("the directions in one line, or choose how often") }
      return try line.rules(start: moment.local)
    }
    let draft = RuleDraft(shape: shape, values: values, reader: reader)
    let lastDay = try lastDay()
    let count = try count()
    if let original, original.kind == shape.kind {
      return [try changed(original, draft, day: day, moment, lastDay: lastDay, count: count)]
    }
    let rule = try draft.rule(start: moment, lastDay: lastDay, count: count)
    guard case .interval(let interval) = rule, interval.basis == .schedule else { return [rule] }
    return [try onward(interval, draft, lastDay: lastDay, count: count) ?? rule]
  }

  /// Whether rules take the place of all schedules of the medicine, instead of going on with the one
  /// that is changed: directions hold for the medicine as a whole, and a schedule keeps its kind.
  func replaces(_ rules: [ScheduleRule]) -> Bool {
    guard case .change(let schedule, let isOnly) = purpose else { return false }
    guard rules.count == 1, rules[0].kind == schedule.rule.kind else { return true }
    return shape == .asWritten
      && (!isOnly || line?.reading.sig.clauses.contains { $0.removal != nil } ?? false)
  }

  /// What stands beside the doses of each rule, and when what was put on comes off.
  ///
  /// What the person typed into the field holds for all of them; as long as it is what the line
  /// says, each has its own.
  func plans(_ rules: [ScheduleRule]) throws(EntryError) -> [(special: String?, minutesOn: Int?)] {
    let typed = optional("special")
    guard shape == .asWritten, let line else { return rules.map { _ in (typed, nil) } }
    let plans = try line.plans(start: try start().midnight)
    return rules.indices.map { index in
      let plan = plans.indices.contains(index) ? plans[index] : nil
      let isOwn = typed == nil || typed == line.special
      return (isOwn ? plan?.special : typed, plan?.minutesOn)
    }
  }

  /// Hours counted from a time that is past today begin with the first that is still to come.
  private func onward(
    _ interval: IntervalRule,
    _ draft: RuleDraft,
    lastDay: CalendarDate?,
    count: Int?
  ) throws(EntryError) -> ScheduleRule? {
    var begin = interval.span.start.local
    guard begin < now, interval.window == nil else { return nil }
    while begin < now { begin = begin + interval.everyMinutes }
    var values = draft.values
    values["firstAt"] = Display.clock(begin.time)
    return try RuleDraft(shape: draft.shape, values: values, reader: draft.reader)
      .rule(start: .date(begin.date), lastDay: lastDay, count: count)
  }

  /// A rule that goes on from the one before: days are counted on from its start as long as the
  /// pattern of days is the same, so that a change of time does not shift a cycle.
  private func changed(
    _ original: ScheduleRule,
    _ draft: RuleDraft,
    day: CalendarDate,
    _ moment: RuleMoment,
    lastDay: CalendarDate?,
    count: Int?
  ) throws(EntryError) -> ScheduleRule {
    // The steps are those that are left on that day; a taper that has not begun keeps its first day.
    if shape == .taper {
      let first = max(day, original.span?.start.date ?? day)
      return try draft.rule(start: .date(first), lastDay: lastDay, count: count)
    }
    if let span = original.span {
      let kept = try draft.rule(start: span.start, lastDay: lastDay, count: count)
      if kept.goesOn(from: original) { return kept }
    }
    return try draft.rule(
      start: moment,
      lastDay: lastDay,
      count: try remaining(of: original, from: moment, asked: count)
    )
  }

  /// The doses that are left of a course when the fields still hold the number of the whole one.
  private func remaining(
    of original: ScheduleRule,
    from moment: RuleMoment,
    asked: Int?
  ) throws(EntryError) -> Int? {
    guard let asked, let whole = original.span?.count, asked == whole else { return asked }
    let clocks = RuleClocks(zone: zone)
    let next = original.occurrences(from: zone.resolve(moment.local).instant, on: clocks)
      .first { _ in true }
    guard let number = next?.number else { throw .courseOver }
    return whole - number + 1
  }

  /// The unit that a rule's amounts are in.
  static func unit(of rule: ScheduleRule) -> String? {
    let times: [PlannedTime]
    switch rule {
    case .times(let rule): times = rule.times
    case .taper(let rule): times = rule.steps.flatMap(\.times)
    case .interval(let rule): return rule.amount?.unit
    case .asNeeded(let rule): return rule.amount?.unit
    case .linked(let rule): return rule.amount?.unit
    case .byReading, .unscheduled: return nil
    }
    for time in times {
      switch time.amount {
      case .fixed(let amount): return amount.unit
      case .byWeekday(let amounts): return amounts.values.first?.unit
      case .sequence(let amounts): return amounts.first?.unit
      case .none: continue
      }
    }
    return nil
  }
}

extension ScheduleRule {
  /// Whether days and hours can be counted on from where the other rule began.
  func goesOn(from other: ScheduleRule) -> Bool {
    switch (self, other) {
    case (.times(let new), .times(let old)):
      new.days == old.days && new.span.count == old.span.count
        && (new.times.count == old.times.count || old.span.count == nil)
        && new.turns == old.turns
    case (.interval(let new), .interval(let old)):
      new.everyMinutes == old.everyMinutes && new.basis == old.basis && new.window == old.window
        && new.span.start.local.time == old.span.start.local.time
    default: false
    }
  }
}

extension TimesRule {
  /// The amounts that are given in turn, which are counted from the start.
  fileprivate var turns: [[Amount]] {
    times.compactMap { time in
      if case .sequence(let amounts) = time.amount { amounts } else { nil }
    }
  }
}
