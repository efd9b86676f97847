import Domain
import GRDB

/// Pauses everything for a person from a day on, as for a stay in hospital: nothing rings, and
/// nothing that falls due counts as not recorded.
package struct BeginStay: NamedTransaction {
  /// The first day; now when nil or today.
  package var from: CalendarDate?
  /// Stands in the headline of Today.
  package var reason: String

  package init(from: CalendarDate? = nil, reason: String = BeginStay.usualReason) {
    self.from = from
    self.reason = reason
  }

  package static let usualReason = "in hospital"
  /// How far from today the first day may lie, before or after.
  package static let mostDays = 90

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// From when on nothing rings.
  package func run(_ context: WriteContext) throws -> Instant {
    let person = try PersonHeader.fetch(context.reading)
    guard person.pausedSince == nil else {
      throw StoreError.invalid("everything is paused already")
    }
    let zone = try context.reading.zoneInForce()
    let start = try start(context, zone)
    try context.db.execute(
      sql: "UPDATE user_profiles SET paused_since = ?, pause_reason = ? WHERE user_id = ?",
      arguments: [
        start.milliseconds, try PlainText.checked(reason, of: "the reason", atMost: 200),
        context.subject,
      ]
    )
    let excused = try excuse(since: start, context, zone)
    try context.sayEverythingMoved()
    context.audit(
      AuditEntry(
        action: "stay.begin",
        table: "user_profiles",
        record: "\(context.subject)",
        subject: context.subject,
        // Whoever silences everything may have been somebody else.
        risk: .high,
        detail: .object(["excused": .integer(excused)])
      )
    )
    return start
  }

  private func start(_ context: WriteContext, _ zone: ZoneRules) throws -> Instant {
    let today = zone.local(of: context.now).0.date
    guard let from, from != today else { return context.now }
    guard abs(from - today) <= Self.mostDays else {
      throw StoreError.invalid("the first day lies at most \(Self.mostDays) days from today")
    }
    return zone.resolve(from.midnight).instant
  }

  /// What was closed as not recorded since a first day that has passed fell into the stay.
  private func excuse(since start: Instant, _ context: WriteContext, _ zone: ZoneRules) throws
    -> Int
  {
    guard start < context.now else { return 0 }
    let schedules = try ScheduleRecords(context: context.reading, zone: zone).all()
    let book = OpenDoseRecords(context: context, zone: zone)
    let rows = try DoseRow.range(
      context.db,
      user: context.subject,
      from: start.minuteOfUTC - 1440,
      to: context.now.minuteOfUTC + 1440
    )
    var count = 0
    for row in rows where row.status == .missed && row.via == .timer {
      guard let schedule = schedules.first(where: { $0.id == row.schedule }),
        row.dueAt(onWallClock: schedule.isOnWallClock) >= start
      else { continue }
      try row.retire(context, change: "corrected", reason: nil)
      let occurrence = schedule.occurrence(named: row.dueMinute, in: zone)
      try book.settle(occurrence, of: schedule, as: .paused)
      count += 1
    }
    return count
  }
}

/// What became of a medicine during a stay.
package enum StayAnswer: String, CaseIterable, Sendable {
  /// Taken on as before.
  case same
  /// Other directions hold: it rests until they are entered.
  case changed
  case stopped
}

/// Ends a stay: every medicine is the same, changed or stopped before anything rings again.
package struct EndStay: NamedTransaction {
  /// By medication; every one that is not stopped already must be named.
  package var answers: [Int: StayAnswer]

  package init(_ answers: [Int: StayAnswer]) { self.answers = answers }

  /// Why a changed medicine rests.
  package static let changedReason = "changed in hospital, new directions not entered yet"

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// False when nothing was paused.
  package func run(_ context: WriteContext) throws -> Bool {
    guard let start = try PersonHeader.fetch(context.reading).pausesFrom else { return false }
    if start <= context.now { try go(through: start, context) }
    try context.db.execute(
      sql: "UPDATE user_profiles SET paused_since = NULL, pause_reason = NULL WHERE user_id = ?",
      arguments: [context.subject]
    )
    try context.sayEverythingMoved()
    context.audit(
      AuditEntry(
        action: start <= context.now ? "stay.end" : "stay.cancel",
        table: "user_profiles",
        record: "\(context.subject)",
        subject: context.subject,
        risk: .medium,
        detail: .object([
          "same": .integer(count(of: .same)), "changed": .integer(count(of: .changed)),
          "stopped": .integer(count(of: .stopped)),
        ])
      )
    )
    return true
  }

  private func count(of answer: StayAnswer) -> Int { answers.values.count { $0 == answer } }

  private func go(through start: Instant, _ context: WriteContext) throws {
    let labels = try MedicationLabel.all(context.reading)
    let asked = labels.values.filter { $0.status == "active" || $0.status == "paused" }
    if let unknown = answers.keys.first(where: { key in
      !asked.contains { $0.medication == key }
    }) {
      throw StoreError.notFound(what: "medication", id: "\(unknown)")
    }
    let open = asked.filter { answers[$0.medication] == nil }
    guard open.isEmpty else {
      throw StoreError.invalid(
        "\(Display.count(open.count, "medicine")) of the list \(open.count == 1 ? "has" : "have") "
          + "no answer yet, and nothing rings before"
      )
    }
    let zone = try context.reading.zoneInForce()
    let schedules = try ScheduleRecords(context: context.reading, zone: zone).all()
    let book = OpenDoseRecords(context: context, zone: zone)
    for schedule in schedules
    where schedule.isActive && labels[schedule.medication]?.status == "active" {
      try book.recordStay(schedule, since: start)
    }
    for medication in answers.keys.sorted() {
      switch answers[medication] {
      case .stopped:
        _ = try SetMedicationStatus(medication: medication, change: .stop, reason: "in hospital")
          .run(context)
      case .changed:
        _ = try SetMedicationStatus(
          medication: medication,
          change: .pause(until: nil),
          reason: Self.changedReason
        ).run(context)
      case .same, nil: continue
      }
    }
  }
}

extension OpenDoseRecords {
  /// Records as paused what fell due while somebody else gave the medicines, and opens what comes
  /// after it.
  ///
  /// That includes what could still be taken: whether it was given is not known here, and asking
  /// for it would invite a second one. For the same reason an interval counts from the return.
  func recordStay(_ schedule: PlannedSchedule, since start: Instant) throws {
    let open = try OpenDoseRecords.find(context.db, schedule: schedule.id)
    guard !schedule.dependsOnRecords else {
      guard let open, open.dueAt <= context.now else { return }
      _ = try RecordDose(
        schedule: schedule.id,
        due: .minute(open.dueMinute),
        action: .skip(reason: BeginStay.usualReason),
        via: .recall
      ).run(context)
      return
    }
    guard let open else { return }
    for occurrence in schedule.occurrences(onwardFrom: open.dueMinute, in: zone) {
      guard occurrence.instant <= context.now else { break }
      let isRecorded =
        try DoseRow.find(
          context.db,
          user: context.subject,
          dueMinute: occurrence.dueMinute,
          schedule: schedule.id
        ) != nil
      if isRecorded { continue }
      let closes = schedule.closesAt(occurrence, in: zone)
      let isBefore = closes.map { $0 <= start } ?? false
      try settle(occurrence, of: schedule, as: isBefore ? .missed : .paused)
    }
    try refresh(schedule, from: open.dueMinute)
  }
}

extension WriteContext {
  /// Says that the pause of the person has changed: when she is reminded, and how long her
  /// supplies last.
  fileprivate func sayEverythingMoved() throws {
    remindersMoved()
    let counted = try Int.fetchAll(
      db,
      sql: """
        SELECT b.medication_id
        FROM supply_balances AS b
        JOIN user_medications AS m ON m.medication_id = b.medication_id
        WHERE m.user_id = ?
        """,
      arguments: [subject]
    )
    for medication in counted { supplyMoved(of: medication) }
  }
}
