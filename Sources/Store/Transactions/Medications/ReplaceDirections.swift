import Domain
import GRDB

/// Takes a medicine by other directions from a moment on, of whatever kind: what was planned before
/// ends, what was recorded stays as it was, and its supply goes on.
package struct ReplaceDirections: NamedTransaction {
  /// What came of it, and what takes it back.
  package struct Answer: Equatable, Sendable {
    /// The schedules that begin.
    package let begun: [Int]
    /// The schedules that end.
    package let ended: [Int: End]
    /// The first dose, where another one was passed over because one was taken.
    package let firstAfterTaken: Occurrence?
    /// The directions that stood with the medicine before.
    package let instructions: String?
  }

  /// How a schedule ends.
  package struct End: Equatable, Sendable {
    /// The minute of its own clock from which it plans nothing.
    let from: Int
    /// Rules that were to hold later and do not any more.
    let later: [LaterRule]
  }

  package var medication: Int
  package var schedules: [NewSchedule]
  /// As they are written on the new label; nil where nobody wrote them.
  package var instructions: String?
  /// From when on; now when nil, without a dose that would stand in for the one taken last.
  package var from: LocalMinute?
  /// Who said so.
  package var toldBy: String?

  package init(
    medication: Int,
    schedules: [NewSchedule],
    instructions: String? = nil,
    from: LocalMinute? = nil,
    toldBy: String? = nil
  ) {
    self.medication = medication
    self.schedules = schedules
    self.instructions = instructions
    self.from = from
    self.toldBy = toldBy
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// - Throws: ``StoreError/notFound(what:id:)``, ``DoseRefusal/stopped``, ``StoreError/invalid(_:)``
  ///   where other schedules hang on those that would end, or where the moment cannot be kept
  package func run(_ context: WriteContext) throws -> Answer {
    guard !schedules.isEmpty else { throw StoreError.invalid("there are no new directions") }
    let zone = try context.reading.zoneInForce()
    let all = try ScheduleRecords(context: context.reading, zone: zone).all()
    let former = try formerInstructions(context)
    let old = all.filter { $0.medication == medication && $0.isActive && isOpen($0, context, zone) }
    try refuseTies(old, all)
    if let from, zone.resolve(from).instant > context.now {
      try refuseLater(old)
    }
    let change = try change(context, old, zone)
    let writer = ScheduleWriter(context: context)
    var ended: [Int: End] = [:]
    for schedule in old where schedule.lastPlanned.kind != .unscheduled {
      ended[schedule.id] = try end(schedule, writer, zone)
    }
    var begun: [Int] = []
    for (new, beginning) in zip(schedules, change.beginnings) {
      var new = new
      new.rule = beginning.rule
      new.isCritical = new.isCritical || old.contains(where: \.isCritical)
      begun += try writer.insertWithRemoval(
        new,
        medication: medication,
        home: zone.identifier,
        from: beginning.passedOver.map { $0.dueMinute + 1 },
        toldBy: toldBy
      )
    }
    try Self.write(instructions, to: medication, context)
    try NewDirections.entered(
      for: medication,
      from: from.flatMap { zone.resolve($0).instant > context.now ? $0 : nil },
      isWhole: true,
      context
    )
    context.supplyMoved(of: medication)
    context.check(medication: medication)
    context.audit(
      AuditEntry(
        action: "medication.directions",
        table: "user_medications",
        record: "\(medication)",
        subject: context.subject,
        risk: .medium
      )
    )
    return Answer(
      begun: begun,
      ended: ended,
      firstAfterTaken: change.firstAfterTaken,
      instructions: former
    )
  }

  /// Whether doses of a schedule are still to come: one that ends on a later day goes on until then.
  private func isOpen(
    _ schedule: PlannedSchedule,
    _ context: WriteContext,
    _ zone: ZoneRules
  ) -> Bool {
    guard schedule.isEnded else { return true }
    return schedule.occurrences(fromDue: context.now.minuteOfUTC - 1440, in: zone)
      .contains { $0.instant >= context.now }
  }

  private func formerInstructions(_ context: WriteContext) throws -> String? {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT status, instructions
        FROM user_medications
        WHERE medication_id = ? AND user_id = ?
        """,
      arguments: [medication, context.subject]
    )
    guard let row else { throw StoreError.notFound(what: "medication", id: "\(medication)") }
    let status: String = row["status"]
    guard status == "active" || status == "paused" else { throw DoseRefusal.stopped }
    return row["instructions"]
  }

  /// What is put on comes off by a schedule of its own, and other medicines may count from this one:
  /// ending it would leave a patch on or a medicine without its time.
  private func refuseTies(_ old: [PlannedSchedule], _ all: [PlannedSchedule]) throws {
    let ids = Set(old.map(\.id))
    guard !old.contains(where: { $0.follows != nil }) else {
      throw StoreError.invalid("one dose of it follows another: stop this medicine and add it anew")
    }
    guard !all.contains(where: { $0.isActive && $0.follows.map(ids.contains) ?? false }) else {
      throw StoreError.invalid("another dose is counted from it: change that one first")
    }
  }

  /// What is taken as needed, or counted from the last dose, has no later moment to change at.
  private func refuseLater(_ old: [PlannedSchedule]) throws {
    let isOpen = old.contains { $0.rule.kind == .asNeeded || $0.dependsOnRecords }
    guard !isOpen, !schedules.contains(where: { $0.rule.kind == .asNeeded }) else {
      throw StoreError.invalid(
        "what is taken as needed or counted from the last dose changes at once: choose today"
      )
    }
  }

  private func change(
    _ context: WriteContext,
    _ old: [PlannedSchedule],
    _ zone: ZoneRules
  ) throws -> DirectionsChange {
    let taken = from == nil ? try TakenDoses(context.reading, zone: zone).last(of: old) : nil
    return DirectionsChange(
      to: schedules.map(\.rule),
      from: context.now,
      after: taken,
      on: RuleClocks(zone: zone)
    )
  }

  /// Lets a schedule plan nothing from the moment on; a dose that is due already stays open.
  private func end(
    _ schedule: PlannedSchedule,
    _ writer: ScheduleWriter,
    _ zone: ZoneRules
  ) throws -> End {
    let context = writer.context
    let instant = from.map { zone.resolve($0).instant } ?? context.now
    let minute =
      schedule.isOnWallClock
      ? from?.minute ?? zone.local(of: instant).0.minute : instant.minuteOfUTC
    let last = try DoseRow.lastDueMinute(context.db, user: context.subject, schedule: schedule.id)
    let begin = max(minute, last.map { $0 + 1 } ?? Int.min)
    let later = try writer.dropLater(schedule.id, than: begin)
    try writer.addVersion(
      schedule.id,
      rule: .unscheduled,
      from: begin,
      home: zone.identifier,
      toldBy: toldBy
    )
    let open = try OpenDoseRecords.find(context.db, schedule: schedule.id)
    if schedule.dependsOnRecords {
      try OpenDoseRecords(context: context, zone: zone).close(schedule.id)
    } else {
      try writer.open(schedule.id, from: open.map { min($0.dueMinute, begin) })
    }
    return End(from: begin, later: later)
  }

  /// Puts directions as they are written with a medicine.
  static func write(
    _ instructions: String?,
    to medication: Int,
    _ context: WriteContext
  ) throws {
    try context.db.execute(
      sql: """
        UPDATE user_medications
        SET instructions = ?, updated_at = ?, version = version + 1
        WHERE medication_id = ? AND user_id = ?
        """,
      arguments: [
        try PlainText.checked(optional: instructions, of: "the directions", atMost: 1000),
        context.now.milliseconds, medication, context.subject,
      ]
    )
  }
}
