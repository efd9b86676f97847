import Domain
import GRDB

/// Changes the rule of a schedule from a moment on; the past stays as it was.
package struct ChangeSchedule: NamedTransaction {
  /// What stands beside the doses, where the new directions say it.
  package struct Manner: Equatable, Sendable {
    package var special: String?
    package var asksOwnQuestion: Bool

    package init(special: String?, asksOwnQuestion: Bool) {
      self.special = special
      self.asksOwnQuestion = asksOwnQuestion
    }
  }

  /// What came of a change.
  package struct Answer: Equatable, Sendable {
    /// The minute of the schedule's own clock from which the old rule does not hold any more.
    package let from: Int
    /// The first dose by the new rule, where another one was passed over because one was taken.
    package let firstAfterTaken: Occurrence?
    /// What stood beside the doses before, where that was changed.
    package let manner: Manner?
    /// Rules that were to hold later and do not any more.
    package let later: [LaterRule]
  }

  package var schedule: Int
  package var rule: ScheduleRule
  /// From when on the schedule's own clock; after the last recorded occurrence when nil, and without
  /// a dose that would stand in for the one taken last.
  package var from: LocalMinute?
  /// Who said so: a change of dose needs a name.
  package var toldBy: String?
  /// Nil: what stands beside the doses stays.
  package var manner: Manner?
  /// Whether somebody said anew how it is taken, and not only in units of another bottle.
  var isNewDirections = true

  package init(
    schedule: Int,
    rule: ScheduleRule,
    from: LocalMinute? = nil,
    toldBy: String? = nil,
    manner: Manner? = nil
  ) {
    self.schedule = schedule
    self.rule = rule
    self.from = from
    self.toldBy = toldBy
    self.manner = manner
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  package func run(_ context: WriteContext) throws -> Answer {
    let zone = try context.reading.zoneInForce()
    let planned = try ScheduleRecords(context: context.reading, zone: zone).one(schedule)
    guard planned.isActive else { throw DoseRefusal.stopped }
    guard planned.rule.kind == rule.kind else {
      throw StoreError.invalid("a schedule keeps its kind: stop it and add another")
    }
    let minute = try startMinute(context, planned, zone)
    let change = try change(context, planned, zone)
    let writer = ScheduleWriter(context: context)
    var begin = minute
    let later = isNewDirections ? try writer.dropLater(schedule, than: minute) : []
    let beginning = change?.beginnings.first
    if let passed = beginning?.passedOver {
      let current = nowMinute(context, planned, zone)
      if minute < current {
        // The dose that waits is taken by the new rule.
        try writer.addVersion(
          schedule,
          rule: rule,
          from: minute,
          home: zone.identifier,
          toldBy: toldBy
        )
      }
      // Neither holds until the first dose that does not stand in for the one taken.
      try writer.addVersion(
        schedule,
        rule: .unscheduled,
        from: max(minute, current),
        home: zone.identifier,
        toldBy: toldBy
      )
      // Doses may be recorded ahead: the new rule is the last word even then.
      begin = max(passed.dueMinute + 1, minute, current)
    }
    try writer.addVersion(
      schedule,
      rule: beginning?.rule ?? rule,
      from: begin,
      home: zone.identifier,
      toldBy: toldBy
    )
    let former = try setManner(context)
    let open = try OpenDoseRecords.find(context.db, schedule: schedule)
    // The new rule may plan a dose before the one that is open by the old rule.
    if !planned.dependsOnRecords {
      try writer.open(schedule, from: open.map { min($0.dueMinute, minute) })
    }
    if isNewDirections {
      try endWaiting(planned, from: minute, context, zone)
    }
    context.audit(
      AuditEntry(
        action: "schedule.change",
        table: "schedule_versions",
        record: "\(schedule)@\(minute)",
        subject: context.subject,
        risk: .medium
      )
    )
    return Answer(
      from: minute,
      firstAfterTaken: change?.firstAfterTaken,
      manner: former,
      later: later
    )
  }

  /// The first dose of today that waits for an answer and is another amount by the new rule: it is
  /// taken by the new one.
  private func waitingDose(
    _ planned: PlannedSchedule,
    after earliest: Int,
    _ context: WriteContext,
    _ zone: ZoneRules
  ) throws -> Int? {
    guard planned.isOnWallClock,
      let open = try OpenDoseRecords.find(context.db, schedule: planned.id)
    else { return nil }
    let since = planned.versions.map(\.fromMinute).max() ?? Int.min
    let now = zone.local(of: context.now).0
    let clocks = RuleClocks(zone: zone, home: planned.versions[planned.versions.count - 1].home)
    return planned.occurrences(from: now.date.midnight, to: now, in: zone).first { dose in
      guard dose.dueMinute >= max(earliest, open.dueMinute), dose.dueMinute > since,
        planned.closesAt(dose, in: zone).map({ $0 > context.now }) ?? true,
        let new = rule.occurrence(due: dose.dueMinute, on: clocks)
      else { return false }
      return new.amount != dose.amount
    }?.dueMinute
  }

  /// A medicine that was changed in hospital is taken again by what was entered now.
  private func endWaiting(
    _ planned: PlannedSchedule,
    from minute: Int,
    _ context: WriteContext,
    _ zone: ZoneRules
  ) throws {
    let others = try ScheduleRecords(context: context.reading, zone: zone)
      .all(medication: planned.medication)
      .filter { $0.isActive && $0.id != planned.id && $0.rule.kind != .unscheduled }
    let now = zone.local(of: context.now).0
    let start =
      planned.isOnWallClock
      ? LocalMinute(minute: minute) : zone.local(of: Instant(seconds: minute * 60)).0
    let isAhead =
      start > now && !planned.occurrences(from: now + 1, to: start, in: zone).isEmpty
    try NewDirections.entered(
      for: planned.medication,
      from: isAhead ? start : nil,
      isWhole: others.isEmpty,
      context
    )
  }

  /// What the dose taken last means for the new rule; nil where a moment was given, which holds.
  private func change(
    _ context: WriteContext,
    _ planned: PlannedSchedule,
    _ zone: ZoneRules
  ) throws -> DirectionsChange? {
    guard from == nil, !planned.dependsOnRecords else { return nil }
    let taken = try TakenDoses(context.reading, zone: zone).last(of: [planned])
    return DirectionsChange(
      to: [rule],
      from: context.now,
      after: taken,
      on: RuleClocks(zone: zone)
    )
  }

  /// Puts what the new directions say beside the doses; what stood there before.
  private func setManner(_ context: WriteContext) throws -> Manner? {
    guard let manner else { return nil }
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT special_instructions, asks_own_question
        FROM medication_schedules
        WHERE schedule_id = ? AND user_id = ?
        """,
      arguments: [schedule, context.subject]
    )
    guard let row else { throw StoreError.notFound(what: "schedule", id: "\(schedule)") }
    let former = Manner(
      special: row["special_instructions"],
      asksOwnQuestion: row["asks_own_question"]
    )
    guard former != manner else { return nil }
    try manner.write(to: schedule, context)
    return former
  }

  /// Now, on the schedule's own clock.
  private func nowMinute(
    _ context: WriteContext,
    _ planned: PlannedSchedule,
    _ zone: ZoneRules
  ) -> Int {
    planned.isOnWallClock ? zone.local(of: context.now).0.minute : context.now.minuteOfUTC
  }

  private func startMinute(
    _ context: WriteContext,
    _ planned: PlannedSchedule,
    _ zone: ZoneRules
  ) throws -> Int {
    let last = try DoseRow.lastDueMinute(context.db, user: context.subject, schedule: schedule)
    let nowMinute = nowMinute(context, planned, zone)
    let earliest = last.map { $0 + 1 } ?? Int.min
    guard let from else {
      let waiting = try waitingDose(planned, after: earliest, context, zone)
      return max(earliest, waiting ?? nowMinute)
    }
    let asked =
      planned.isOnWallClock ? from.minute : zone.resolve(from).instant.minuteOfUTC
    guard asked >= earliest else {
      throw StoreError.invalid("doses after that time are recorded already")
    }
    return asked
  }
}

extension ChangeSchedule.Manner {
  /// Stores it with a schedule.
  func write(to schedule: Int, _ context: WriteContext) throws {
    try context.db.execute(
      sql: """
        UPDATE medication_schedules
        SET special_instructions = ?, asks_own_question = ?, version = version + 1
        WHERE schedule_id = ? AND user_id = ?
        """,
      arguments: [
        try PlainText.checked(optional: special, of: "the instruction", atMost: 300),
        asksOwnQuestion, schedule, context.subject,
      ]
    )
  }
}
