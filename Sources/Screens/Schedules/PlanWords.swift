import Domain
import Store

/// What the schedules screen says about one medication, word by word.
package struct PlanWords {
  let plan: MedicationPlan

  /// The rules of a medication, each in plain words.
  func rules(_ item: MedicationPlan.Item) -> [String] {
    active(item).map(plan.sentence)
  }

  /// The schedules that plan doses, or that did until the medication was stopped.
  func active(_ item: MedicationPlan.Item) -> [PlannedSchedule] {
    item.schedules.filter { $0.rule.kind != .unscheduled && ($0.isActive || isStopped(item)) }
  }

  func isStopped(_ item: MedicationPlan.Item) -> Bool {
    item.label.status == "stopped" || item.label.status == "completed"
  }

  /// One dose to come.
  struct Coming: Equatable {
    let local: LocalMinute
    let instant: Instant
    let amount: Amount?
  }

  /// The doses from now on, earliest first; none for a medication that rests.
  func coming(_ item: MedicationPlan.Item, limit: Int) -> [Coming] {
    guard item.label.status == "active" else { return [] }
    return coming(active(item), openDue: item.openDue, limit: limit)
  }

  /// The doses from now on of some schedules.
  func coming(
    _ schedules: [PlannedSchedule],
    openDue: [Int: Instant] = [:],
    limit: Int
  ) -> [Coming] {
    let local = plan.zone.local(of: plan.now).0
    let found = schedules.flatMap { schedule -> [Coming] in
      if let due = openDue[schedule.id] {
        let amount = schedule.plannedAmount
        return [Coming(local: plan.zone.local(of: due).0, instant: due, amount: amount)]
      }
      // A clock change moves a dose by some hours at most.
      let from = schedule.isOnWallClock ? local.minute - 180 : plan.now.minuteOfUTC
      var coming: [Coming] = []
      for dose in schedule.occurrences(fromDue: from, in: plan.zone) {
        guard dose.instant >= plan.now else { continue }
        coming.append(Coming(local: dose.local, instant: dose.instant, amount: dose.amount))
        if coming.count == limit { break }
      }
      return coming
    }
    return Array(found.sorted { ($0.instant, $0.local) < ($1.instant, $1.local) }.prefix(limit))
  }

  /// `today 6:00 PM, 1 tablet`.
  func words(_ coming: Coming) -> String {
    let when = Display.moment(coming.local, today: plan.today)
    return coming.amount.map { "\(when), \(Display.amount($0))" } ?? when
  }

  /// `today 6:00 PM`, `Thu Nov 26 8:00 AM`.
  func short(_ local: LocalMinute) -> String {
    let isNear = (-1...1).contains(local.date - plan.today)
    let day =
      isNear
      ? Display.day(local.date, today: plan.today)
      : Display.shortWeekdayAndDate(local.date, today: plan.today)
    return "\(day) \(Display.clock(local.time))"
  }

  /// With which dose new directions begin where one was taken by the old ones.
  package static func afterTaken(_ first: Occurrence, today: CalendarDate) -> String {
    "Its first dose: \(Display.moment(first.local, today: today)). One came before it."
  }

  /// What comes next, in one line.
  func next(_ item: MedicationPlan.Item) -> String {
    switch item.label.status {
    case "paused": return paused(item)
    case "stopped", "completed": return stopped(item)
    default: break
    }
    let next = coming(item, limit: 3)
    guard !next.isEmpty else {
      let isOpen = active(item).contains { $0.rule.kind == .asNeeded || $0.dependsOnRecords }
      return isOpen ? "Next: when you need it or the dose before is recorded." : "No dose to come."
    }
    return "Next: "
      + next.map { short($0.local) }
      .joined(separator: "; ")
  }

  /// `PAUSED until Friday, November 27. Reason: surgery`, and what to do once that day has come or
  /// where none was named.
  func paused(_ item: MedicationPlan.Item) -> String {
    if item.label.needsDirections {
      return "NEW DIRECTIONS NEEDED: changed in hospital. Not by the old ones: Enter enters the new"
    }
    let words =
      switch PauseStanding(until: item.label.pausedUntil, today: plan.today) {
      case .until(let day): " until \(Display.weekdayAndDate(day, today: plan.today))"
      case .dayHasCome(let day):
        " until \(Display.weekdayAndDate(day, today: plan.today)): that day has come, P takes it up"
      case .noEnd: ", no end day: still paused? P takes it up"
      }
    return "PAUSED" + words + reason(item)
  }

  /// `STOPPED November 2: told by Dr. Shah`.
  func stopped(_ item: MedicationPlan.Item) -> String {
    let day = item.medication.endDate.map { " \(Display.date($0, today: plan.today))" } ?? ""
    return "STOPPED" + day + reason(item)
  }

  private func reason(_ item: MedicationPlan.Item) -> String {
    item.medication.statusReason.map { ". Reason: \($0)" } ?? ""
  }

  /// Since when it is taken, and who entered or changed it last.
  func since(_ item: MedicationPlan.Item) -> String {
    let start = Display.date(item.medication.startDate, today: plan.today)
    let word = item.medication.startDate > plan.today ? "From" : "Since"
    let changes = item.history.values.flatMap { versions in
      versions.enumerated().map { (isFirst: $0.offset == 0, change: $0.element) }
    }
    guard let last = changes.max(by: { $0.change.enteredAt < $1.change.enteredAt }) else {
      return "\(word) \(start)."
    }
    let done = last.isFirst ? "Entered" : "Changed"
    return "\(word) \(start). \(done) \(entered(last.change))."
  }

  /// `November 2 by Ruth Alvarez, told by Dr. Shah`.
  func entered(_ change: MedicationPlan.Change) -> String {
    let day = plan.zone.local(of: change.enteredAt).0.date
    let who = change.enteredBy.map { " by \($0)" } ?? ""
    let told = change.toldBy.map { ", told by \($0)" } ?? ""
    return Display.date(day, today: plan.today) + who + told
  }

  /// What every version of a rule said, from when, and who said so; newest first.
  func versions(_ schedule: PlannedSchedule, _ item: MedicationPlan.Item) -> [String] {
    let history = item.history[schedule.id] ?? []
    let words = plan.words(of: schedule)
    return schedule.versions.indices.reversed().map { index in
      let version = schedule.versions[index]
      let change = history.first { $0.fromMinute == version.fromMinute }
      let from = index == 0 ? "At first" : "From \(start(of: version, schedule))"
      let who = change.map { " (\(entered($0)))" } ?? ""
      return "\(from)\(who): \(words.text(version.rule))"
    }
  }

  private func start(of version: PlannedSchedule.Version, _ schedule: PlannedSchedule) -> String {
    let local =
      schedule.isOnWallClock
      ? LocalMinute(minute: version.fromMinute)
      : plan.zone.local(of: Instant(seconds: version.fromMinute * 60)).0
    let day = Display.date(local.date, today: plan.today)
    return local.time.minute == 0 ? day : "\(day), \(Display.clock(local.time))"
  }
}
