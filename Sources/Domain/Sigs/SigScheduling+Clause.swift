extension SigClause {
  /// The dose as one amount; nil for a range, which the person settles at each dose.
  var fixedAmount: Amount? {
    guard amountMax == nil, let amount, let unit else { return nil }
    return Amount(amount, unit)
  }

  /// One entry of a rule's times.
  func timeEntry(_ time: TimeOfDay) -> JSON {
    var members = [JSONMember("at", .string(time.description))]
    if let fixedAmount { members.append(JSONMember("amount", .string(fixedAmount.description))) }
    return .object(members)
  }

  /// The clock times of a day with doses; nil when the directions leave them open.
  func plannedTimes(_ dayTimes: DayTimes) -> [TimeOfDay]? {
    if slotCount > 0 {
      let moments = when.map { moment in
        isShifted(moment) ? shifted(dayTimes.time(of: moment)) : dayTimes.time(of: moment)
      }
      return Set(moments + timesOfDay).sorted()
    }
    guard let frequency, frequency.timesMax == nil else { return nil }
    if !weekdays.isEmpty, frequency == frequencyOfSlots { return dayTimes.times(aDay: 1) }
    guard let times = dayTimes.times(aDay: frequency.times, withMeals: meal != nil) else {
      return nil
    }
    return meal == nil ? times : Set(times.map(shifted)).sorted()
  }

  /// Whether "1 hour before" is said of this moment: of "1 hour before breakfast and at bedtime" the
  /// bedtime stays.
  private func isShifted(_ moment: SigMoment) -> Bool {
    guard meal != nil else { return moment == .bedtime || moment == .waking }
    return moment.isMeal || !when.contains(where: \.isMeal)
  }

  /// The clock time moved by "30 minutes before".
  private func shifted(_ time: TimeOfDay) -> TimeOfDay {
    guard let offset, offset.event == nil else { return time }
    return TimeOfDay(minuteOfDay: time.minute + (offset.isAfter ? 1 : -1) * offset.minutes)
  }

  func schedule(start: LocalMinute, dayTimes: DayTimes) -> SigProposal.Outcome {
    if asNeeded { return asNeededSchedule(start: start) }
    if offset?.event != nil { return .impossible(.beforeEvent) }
    // Beside a dose of a plan nobody is asked how much of a range it was.
    guard amountMax == nil else { return .impossible(.rangeOfAmounts) }
    guard let frequency else {
      guard count == 1 else { return .impossible(.noFrequency) }
      return .rule(rule([timeEntry(start.time)], [], start: start, end: count))
    }
    guard frequency.timesMax == nil else { return .impossible(.rangeOfTimes) }
    guard frequency.periodMax == nil else { return .impossible(.rangeOfHours) }
    guard !exceedsMaximum(frequency, dayTimes) else { return .impossible(.moreThanMaximum) }
    switch frequency.periodUnit {
    case .minute, .hour: return interval(frequency, start: start, dayTimes: dayTimes)
    case .day, .week, .month: return calendar(frequency, start: start, dayTimes: dayTimes)
    }
  }

  // MARK: Kinds of rules

  private func asNeededSchedule(start: LocalMinute) -> SigProposal.Outcome {
    if maximum == nil, count != nil || repetition?.times != nil {
      if largestDose == nil { return .impossible(.dosesWithoutAmount) }
      if mostDoses == nil { return .impossible(.dosesWithoutTime) }
    }
    return .rule(asNeededRule(start: start))
  }

  /// The least time between two doses as needed; nil when the directions name none.
  private var gap: ElapsedTime? {
    if let gap = minimumGap ?? repetition.map({ ElapsedTime(minutes: $0.minutes) }) { return gap }
    guard let frequency, frequency.times == 1 else { return nil }
    switch frequency.periodUnit {
    case .minute: return ElapsedTime(minutes: frequency.period)
    case .hour: return ElapsedTime(hours: frequency.period)
    case .day, .week, .month: return nil
    }
  }

  /// How many doses may be had in which time by "up to 3 doses" and "may repeat once"; nil where
  /// the directions do not tell the time.
  ///
  /// Doses that follow each other within minutes are those of one attack: they count for the whole
  /// hours that they fill. A dose that may be repeated after hours is one of a day.
  private var mostDoses: (count: Int, within: ElapsedTime)? {
    guard let gap, let most = count ?? repetition?.times.map({ $0 + 1 }) else { return nil }
    if gap.minutes < 60 { return (most, ElapsedTime(hours: (gap.minutes * most + 59) / 60)) }
    return count == nil ? (most, ElapsedTime(minutes: max(1440, gap.minutes))) : nil
  }

  private func asNeededRule(start: LocalMinute) -> JSON {
    var members = [JSONMember("kind", .string("asNeeded"))]
    if let gap { members.append(gap.member(.minimumGap)) }
    if let amount, let unit {
      members.append(JSONMember("amount", .string(Amount(amount, unit).description)))
      if let amountMax {
        members.append(JSONMember("amountMax", .string(Amount(amountMax, unit).description)))
      }
    }
    if let limit = limitOfRule {
      members.append(
        JSONMember("maximum", MaximumAmount(amount: limit.amount, within: limit.within).json)
      )
    }
    members.append(JSONMember("start", .string(start.description)))
    if let days = duration?.days {
      members.append(JSONMember("end", .string((start + days * 1440).description)))
    }
    return .object(members)
  }

  /// The stated maximum in the unit of the dose, else what so many times a day come to.
  private var limitOfRule: SigMaximum? {
    if let maximum {
      guard maximum.amount.unit == "dose", let dose = largestDose,
        maximum.amount.quantity <= Rational(1000), dose.quantity.numerator <= 1_000_000_000,
        maximum.amount.quantity.isWhole
      else { return maximum }
      return SigMaximum(
        Amount(maximum.amount.quantity * dose.quantity, dose.unit),
        within: maximum.within
      )
    }
    guard let dose = largestDose else { return nil }
    if let mostDoses {
      let amount = Amount(dose.quantity * Rational(mostDoses.count), dose.unit)
      return SigMaximum(amount, within: mostDoses.within)
    }
    guard let frequency, frequency.periodMax == nil else { return nil }
    let times = Rational(frequency.timesMax ?? frequency.times)
    let amount = Amount(dose.quantity * times, dose.unit)
    switch frequency.periodUnit {
    case .day: return SigMaximum(amount, within: ElapsedTime(hours: 24 * frequency.period))
    case .week: return SigMaximum(amount, within: ElapsedTime(hours: 168 * frequency.period))
    case .minute, .hour, .month: return nil
    }
  }

  /// Whether planned doses every few hours come to more than what is said to be the most.
  private func exceedsMaximum(_ frequency: SigFrequency, _ dayTimes: DayTimes) -> Bool {
    guard frequency.periodUnit == .hour || frequency.periodUnit == .minute, slotCount == 0,
      let limit = limitOfRule, let dose = largestDose, limit.amount.unit == dose.unit
    else { return false }
    let minutes = frequency.period * (frequency.periodUnit == .hour ? 60 : 1)
    var doses = (limit.within.minutes + minutes - 1) / minutes
    if notes.contains(.whileAwake), limit.within == .day {
      doses = dayTimes.minutesAwake / minutes + 1
    }
    if let count { doses = min(doses, count) }
    return dose.quantity.approximation * Double(doses) > limit.amount.quantity.approximation
  }

  private func interval(
    _ frequency: SigFrequency,
    start: LocalMinute,
    dayTimes: DayTimes
  ) -> SigProposal.Outcome {
    if slotCount > 0, let times = plannedTimes(dayTimes) {
      let doses = durationInDays.map { $0 * times.count }
      return .rule(rule(times.map(timeEntry), [], start: start, end: count ?? doses))
    }
    guard frequency.times == 1, weekdays.isEmpty else { return .impossible(.rangeOfTimes) }
    let isHours = frequency.periodUnit == .hour
    let minutes = frequency.period * (isHours ? 60 : 1)
    var members = [
      JSONMember("kind", .string("interval")),
      JSONMember(isHours ? "everyHours" : "everyMinutes", .integer(frequency.period)),
    ]
    if let fixedAmount { members.append(JSONMember("amount", .string(fixedAmount.description))) }
    members.append(JSONMember("start", .string(start.description)))
    members.append(JSONMember("basis", .string("schedule")))
    var perDay: Int?
    if notes.contains(.whileAwake) {
      // Nobody is woken for such a dose.
      members.append(JSONMember("window", dayTimes.wakingHours))
      perDay = dayTimes.minutesAwake / minutes + 1
    }
    let doses = durationInDays.flatMap { days in perDay.map { $0 * days } }
    if let doses = count ?? doses ?? duration.map({ max(1, $0.minutes / minutes) }) {
      members.append(JSONMember("count", .integer(doses)))
    }
    return .rule(.object(members))
  }

  private func calendar(
    _ frequency: SigFrequency,
    start: LocalMinute,
    dayTimes: DayTimes
  ) -> SigProposal.Outcome {
    let slots = max(1, slotCount)
    var pattern: [JSONMember] = []
    var everyDays = 1
    if let cycle {
      guard frequency.periodUnit == .day, frequency.period == 1, weekdays.isEmpty else {
        return .impossible(.daysNotNamed)
      }
      guard let times = clockTimes(frequency, slots, dayTimes) else {
        return .impossible(.tooManyTimes)
      }
      let pattern = [JSONMember("cycle", cycle.json)]
      return .rule(rule(times.map(timeEntry), pattern, start: start, end: count))
    }
    switch (frequency.periodUnit, frequency.period) {
    case (.day, let days):
      everyDays = days
      if !weekdays.isEmpty {
        guard days == 1 else { return .impossible(.daysNotNamed) }
        pattern = [weekdayMember]
      }
    case (.week, 1) where !weekdays.isEmpty:
      guard frequency.times == weekdays.count * slots || frequency.times == 1 && weekdays.count == 1
      else { return .impossible(.daysNotNamed) }
      pattern = [weekdayMember]
    case (.week, let weeks):
      guard weekdays.isEmpty, frequency.times == 1 || frequency.times == slots else {
        return .impossible(.daysNotNamed)
      }
      everyDays = weeks * 7
    case (.month, let months) where months > 1:
      guard weekdays.isEmpty, (2...120).contains(months),
        frequency.times == 1 || frequency.times == slots
      else { return .impossible(.daysNotNamed) }
      pattern = [JSONMember("everyMonths", .integer(months))]
    default:
      guard frequency.period == 1, frequency.times == 1 || frequency.times == slots else {
        return .impossible(.daysNotNamed)
      }
      let day = start.date.components.day
      guard day <= 28 else { return .impossible(.dayOfMonth) }
      pattern = [JSONMember("monthDays", .array([.integer(day)]))]
    }
    guard let times = clockTimes(frequency, slots, dayTimes) else {
      return .impossible(.tooManyTimes)
    }
    if everyDays > 1 { pattern = [JSONMember("everyDays", .integer(everyDays))] }
    return .rule(
      rule(
        times.map(timeEntry),
        pattern,
        start: start,
        end: count ?? doses(times.count, everyDays: everyDays, pattern)
      )
    )
  }

  private func clockTimes(
    _ frequency: SigFrequency,
    _ slots: Int,
    _ dayTimes: DayTimes
  ) -> [TimeOfDay]? {
    if slotCount > 0 || frequency.periodUnit == .day { return plannedTimes(dayTimes) }
    return dayTimes.times(aDay: 1)
  }

  private var weekdayMember: JSONMember {
    JSONMember("weekdays", .array(weekdays.map { .string($0.rawValue) }))
  }

  /// The doses of a course of known length, so that one begun in the evening still has them all.
  private func doses(_ perDay: Int, everyDays: Int, _ pattern: [JSONMember]) -> Int? {
    guard let days = durationInDays else { return nil }
    if pattern.contains(where: { $0.key == "weekdays" }) {
      guard days.isMultiple(of: 7) else { return nil }
      return days / 7 * weekdays.count * perDay
    }
    if pattern.contains(where: { $0.key == "monthDays" }) {
      return duration?.unit == .month ? (duration?.value ?? 0) * perDay : nil
    }
    if pattern.contains(where: { $0.key == "everyMonths" }) { return nil }
    return (days + everyDays - 1) / everyDays * perDay
  }

  /// A rule of clock times; a course that has no count of doses ends by its date.
  private func rule(
    _ times: [JSON],
    _ pattern: [JSONMember],
    start: LocalMinute,
    end doses: Int?
  ) -> JSON {
    var members = [JSONMember("kind", .string("times")), JSONMember("times", .array(times))]
    members += pattern
    members.append(JSONMember("start", .string(start.description)))
    if let doses {
      members.append(JSONMember("count", .integer(doses)))
    } else if let duration {
      members.append(JSONMember("end", .string((start + duration.minutes).description)))
    }
    return .object(members)
  }
}

extension SigDuration {
  /// Minutes on the wall clock, a month counted as 30 days.
  var minutes: Int {
    switch unit {
    case .minute: value
    case .hour: value * 60
    case .day, .week, .month: (days ?? 0) * 1440
    }
  }
}
