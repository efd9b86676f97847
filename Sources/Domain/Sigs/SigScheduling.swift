/// A schedule rule that follows from clauses of directions, or why none does.
package struct SigProposal: Hashable, Sendable {
  /// What was made of the clauses.
  package enum Outcome: Hashable, Sendable {
    /// A rule in the form that `schedule preview` reads.
    case rule(JSON)
    case impossible(SigUnschedulable)
  }

  /// Positions in ``Sig/clauses``.
  package let clauses: Range<Int>
  package let outcome: Outcome
}

/// Why clauses do not make a schedule.
package enum SigUnschedulable: String, Hashable, Sendable, CaseIterable {
  case noFrequency = "The directions do not say how often."
  case rangeOfTimes = "The directions leave open how many times a day."
  case rangeOfAmounts = "The directions leave open how much each time. Say one amount."
  case removalByClock = "Say after how many hours it comes off, such as remove after 12 hours."
  case rangeOfHours = "The directions leave open how many hours apart."
  case daysNotNamed = "The directions do not name the days of the week."
  case dayOfMonth = "A day that not every month has cannot repeat monthly."
  case tooManyTimes = "So many times a day have no usual clock times."
  case beforeEvent = "The dose depends on an event without a date."
  case dosesWithoutTime =
    "The directions say how many doses and not in which time. Say such as max 3 doses in 24 hours."
  case dosesWithoutAmount =
    "The directions limit the doses and do not say how much one is. Say one amount."
  case moreThanMaximum =
    "So often comes to more than the maximum. Say as needed, or at which times."
  case openStep = "The step before does not say how long it lasts."
}

extension Sig {
  /// The rules that these directions make, from `start` on.
  ///
  /// Steps of daily doses are one taper; other steps are rules that begin where the one before ends.
  /// As-needed doses keep their range, and the person says how much she took. Clauses in one rule are
  /// taken in the same way: another eye is another rule.
  package func scheduleProposals(
    start: LocalMinute,
    dayTimes: DayTimes = .usual
  ) -> [SigProposal] {
    let steps = stepRanges
    if steps.count > 1, isOneManner(clauses.indices),
      let taper = taper(steps, start: start, dayTimes: dayTimes)
    {
      return [SigProposal(clauses: clauses.indices, outcome: .rule(taper))]
    }
    var proposals: [SigProposal] = []
    var begin: LocalMinute? = start
    for step in steps {
      guard let stepStart = begin else {
        proposals.append(SigProposal(clauses: step, outcome: .impossible(.openStep)))
        continue
      }
      proposals += self.proposals(of: step, start: stepStart, dayTimes: dayTimes)
      let days = clauses[step].compactMap(\.durationInDays).max()
      begin = days.map { (stepStart.date + $0).midnight }
      // After a first dose at once, hours are counted from it.
      if step.count == 1, clauses[step.lowerBound].count == 1, step.upperBound < clauses.count,
        let next = clauses[step.upperBound].frequency, next.periodUnit == .hour
      {
        begin = stepStart + next.period * 60
      }
    }
    return proposals
  }

  /// Each clause with those that hold beside it.
  private var stepRanges: [Range<Int>] {
    var ranges: [Range<Int>] = []
    for (index, clause) in clauses.enumerated() {
      if clause.isBeside, let last = ranges.popLast() {
        ranges.append(last.lowerBound..<index + 1)
      } else {
        ranges.append(index..<index + 1)
      }
    }
    return ranges
  }

  private func proposals(
    of step: Range<Int>,
    start: LocalMinute,
    dayTimes: DayTimes
  ) -> [SigProposal] {
    if step.count > 1, isOneManner(step),
      let rule = joinedRule(step, start: start, dayTimes: dayTimes)
        ?? weekdayRule(step, start: start, dayTimes: dayTimes)
    {
      return [SigProposal(clauses: step, outcome: .rule(rule))]
    }
    return step.map { index in
      SigProposal(
        clauses: index..<index + 1,
        outcome: clauses[index].schedule(start: start, dayTimes: dayTimes)
      )
    }
  }

  /// Different doses at different times of every day, in one rule.
  private func joinedRule(
    _ step: Range<Int>,
    start: LocalMinute,
    dayTimes: DayTimes
  ) -> JSON? {
    guard let times = dailyTimes(step, dayTimes),
      let first = step.first.map({ clauses[$0] }), first.count == nil,
      clauses[step].allSatisfy({ $0.duration == first.duration && $0.count == nil })
    else { return nil }
    var members = [JSONMember("kind", .string("times")), JSONMember("times", .array(times))]
    members.append(JSONMember("start", .string(start.description)))
    if let days = first.durationInDays {
      members.append(JSONMember("count", .integer(days * times.count)))
    } else if first.duration != nil {
      return nil
    }
    return .object(members)
  }

  /// Doses by the day of the week at one time, as in 5 mg on Monday and 2.5 mg on Tuesday.
  private func weekdayRule(
    _ step: Range<Int>,
    start: LocalMinute,
    dayTimes: DayTimes
  ) -> JSON? {
    var amounts: [Weekday: Amount] = [:]
    var slots: Set<[TimeOfDay]> = []
    for clause in clauses[step] {
      guard !clause.asNeeded, let amount = clause.fixedAmount, !clause.weekdays.isEmpty,
        clause.frequency == clause.frequencyOfSlots, clause.duration == nil, clause.count == nil,
        clause.cycle == nil,
        let times = clause.plannedTimes(dayTimes), times.count == 1
      else { return nil }
      slots.insert(times)
      for day in clause.weekdays where amounts.updateValue(amount, forKey: day) != nil {
        return nil
      }
    }
    guard slots.count == 1, let time = slots.first?.first else { return nil }
    let days = amounts.keys.sorted()
    let perDay = days.map { JSONMember($0.rawValue, .text(amounts[$0]?.description)) }
    return .object([
      "kind": .string("times"),
      "times": .array([
        .object(["at": .string(time.description), "amounts": .object(perDay)])
      ]),
      "weekdays": .array(days.map { .string($0.rawValue) }),
      "start": .string(start.description),
    ])
  }

  private func isOneManner(_ range: Range<Int>) -> Bool {
    Set(clauses[range].map { SigManner($0).words }).count == 1
      && clauses[range].allSatisfy { $0.amountMax == nil }
  }

  private func taper(
    _ steps: [Range<Int>],
    start: LocalMinute,
    dayTimes: DayTimes
  ) -> JSON? {
    var out: [JSON] = []
    for (number, step) in steps.enumerated() {
      guard let times = dailyTimes(step, dayTimes), clauses[step].allSatisfy({ $0.count == nil })
      else { return nil }
      let lengths = Set(clauses[step].map(\.durationInDays))
      guard lengths.count == 1, let length = lengths.first,
        length != nil || number == steps.count - 1
      else { return nil }
      out.append(.object(["days": .number(length), "times": .array(times)]))
    }
    guard let firstStep = steps.first else { return nil }
    let firstTime = clauses[firstStep].flatMap { $0.plannedTimes(dayTimes) ?? [] }.min()
    // A first day whose first dose is past would be cut short: the course begins the next day.
    let isLate = firstTime.map { start.time > $0 } ?? false
    let date = isLate ? start.date + 1 : start.date
    return .object([
      "kind": .string("taper"), "steps": .array(out), "start": .string(date.description),
    ])
  }

  /// The times of clauses that are due every day, ascending; nil when one is not or two collide.
  private func dailyTimes(_ step: Range<Int>, _ dayTimes: DayTimes) -> [JSON]? {
    var entries: [(at: TimeOfDay, json: JSON)] = []
    for clause in clauses[step] {
      guard !clause.asNeeded, clause.weekdays.isEmpty, clause.offset?.event == nil,
        clause.cycle == nil,
        let frequency = clause.frequency, frequency.periodUnit == .day, frequency.period == 1,
        frequency.timesMax == nil, let times = clause.plannedTimes(dayTimes)
      else { return nil }
      entries += times.map { ($0, clause.timeEntry($0)) }
    }
    guard Set(entries.map(\.at)).count == entries.count else { return nil }
    return entries.sorted { $0.at < $1.at }.map(\.json)
  }
}
