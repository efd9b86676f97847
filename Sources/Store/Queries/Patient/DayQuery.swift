import Domain
import GRDB

/// One person's day.
package struct DayQuery: NamedQuery {
  /// The day; today when nil.
  package var date: CalendarDate?
  /// The zone of the machine at which the person sits; nil when she sits at none of her own.
  package var machineZone: String?

  package init(date: CalendarDate? = nil, machineZone: String? = nil) {
    self.date = date
    self.machineZone = machineZone
  }

  package var dataKind: DataKind { .doses }

  /// How far back records are read for what was taken last, in days.
  static let lookBackDays = 31

  package func fetch(_ context: ReadContext) throws -> DaySheet {
    let zone = try context.zoneInForce()
    let today = zone.local(of: context.now).0.date
    let date = date ?? today
    let schedules = try ScheduleRecords(context: context, zone: zone).all()
    let labels = try MedicationLabel.all(context)
    let first = (min(date, today) - Self.lookBackDays).midnight.minute
    let rows = try DoseRow.range(
      context.db,
      user: context.subject,
      from: first,
      to: (max(date, today) + 2).midnight.minute
    )
    let book = RecordBook(rows: rows, schedules: schedules)
    let person = try PersonHeader.fetch(context)
    let open = try OpenDoseRecords.all(context)
    let question = DayQuestion(
      date: date,
      now: context.now,
      zone: zone,
      schedules: schedules,
      records: book.records(around: date, in: zone),
      open: open,
      pausedMedications: pausedMedications(labels, schedules: schedules, now: context.now),
      personPausedSince: person.pausesFrom
    )
    let plan = question.plan()
    let details = try ScheduleDetails.all(context)
    let balances = try SupplyBalances.all(context)
    let products = try ProductHistory.all(context)
    let opened = try OpenedPackages.all(context)
    let asNeeded = try AsNeededBuilder(
      context: context,
      schedules: schedules,
      labels: labels,
      book: book,
      balances: balances,
      details: details,
      products: products,
      opened: opened
    ).lines()
    let slots = try BoxSlots(
      context,
      labels: labels,
      schedules: schedules,
      products: products,
      zone: zone
    )
    let lines = DoseLineBuilder(
      labels: labels,
      schedules: schedules,
      book: book,
      details: details,
      products: products,
      now: context.now,
      balances: balances,
      zone: zone,
      today: today,
      obstacles: date != today
        ? nil
        : DoseObstacles(
          repeated: RepeatedDoses(labels: labels, schedules: schedules, book: book, zone: zone),
          restarts: try RestartRecords.all(context),
          schedules: schedules,
          book: book,
          zone: zone,
          now: context.now
        ),
      sites: try DoseSites(context, until: date),
      opened: opened,
      slots: slots,
      bottles: try HouseholdBottles.words(context, person: person, labels: labels)
    )
    return DaySheet(
      person: person,
      zone: zone,
      now: context.now,
      date: date,
      today: today,
      lines: plan.doses.compactMap { lines.line($0) },
      asNeeded: asNeeded,
      notToday: notToday(
        plan: plan,
        schedules: schedules,
        labels: labels,
        book: book,
        details: details,
        zone: zone,
        date: date
      ),
      undone: try undone(context, date: date, zone: zone, labels: labels, schedules: schedules),
      runningLow: try runningLow(
        context,
        labels: labels,
        outlook: SupplyOutlook(
          context: context,
          zone: zone,
          schedules: schedules,
          open: open,
          balances: balances,
          book: book,
          products: products,
          isPersonPaused: person.pausedSince != nil
        )
      ),
      notes: try notes(context, date: date),
      medicineCount: labels.values.count { $0.status == "active" || $0.status == "paused" },
      attention: DaySheet.Attention(
        clockJump: try ReminderClock.judged(context).jump,
        otherZone: try context.zoneToAskAbout(machineZone),
        unanswered: book.unanswered(schedules, labels, now: context.now).count,
        courses: try CourseQuestions(
          context: context,
          labels: labels,
          schedules: schedules,
          book: book,
          balances: balances,
          zone: zone
        ).all(),
        needDirections: labels.values.filter(\.needsDirections)
          .sorted { $0.medication < $1.medication }.map(\.title)
      ),
      hasCaregiverCode: try CaregiverCode.isSet(context),
      usesBox: slots.isInUse,
      boxFaults: slots.inOrder.filter(\.mustComeOut)
    )
  }

  /// Supplies within the days of their alerts, the nearest end first.
  private func runningLow(
    _ context: ReadContext,
    labels: [Int: MedicationLabel],
    outlook: SupplyOutlook
  ) throws -> [DaySheet.RunningLow] {
    let records = try RefillRecord.all(context)
    let usual = try RefillRecord.usualAlertDays(context)
    return try labels.values.compactMap { label -> DaySheet.RunningLow? in
      guard label.status == "active", let record = records[label.medication] else { return nil }
      guard case .runsOut(let end) = try outlook.forecast(label),
        end.daysLeft <= record.alertDays(usual: usual)
      else { return nil }
      return DaySheet.RunningLow(
        label: label,
        daysLeft: end.daysLeft,
        requestedAt: record.request?.requestedAt
      )
    }.sorted { ($0.daysLeft, $0.label.medication) < ($1.daysLeft, $1.label.medication) }
  }

  /// Medications that are paused, from the beginning: also past the day on which a pause was to
  /// end, for only a person takes a medicine up again.
  private func pausedMedications(
    _ labels: [Int: MedicationLabel],
    schedules: [PlannedSchedule],
    now: Instant
  ) -> [Int: Instant] {
    labels.compactMapValues { $0.status == "paused" ? Instant(milliseconds: 0) : nil }
  }

  private func notToday(
    plan: DayPlan,
    schedules: [PlannedSchedule],
    labels: [Int: MedicationLabel],
    book: RecordBook,
    details: [Int: ScheduleDetails],
    zone: ZoneRules,
    date: CalendarDate
  ) -> [DaySheet.NotTodayLine] {
    // One of another day that was taken on this one does not make this its day.
    let present = Set(
      plan.doses.filter { $0.record == nil || $0.occurrence.local.date == date }
        .map(\.medication)
    )
    var seen: Set<Int> = []
    return schedules.compactMap { schedule -> DaySheet.NotTodayLine? in
      guard schedule.isActive, !present.contains(schedule.medication),
        let label = labels[schedule.medication], label.status == "active",
        schedule.isOnWallClock, seen.insert(schedule.medication).inserted
      else { return nil }
      let next = schedule.occurrences(fromDue: (date + 1).midnight.minute, in: zone)
        .first { _ in true }
      guard let next else { return nil }
      return DaySheet.NotTodayLine(
        label: label,
        weekdays: schedule.rule.weekdays,
        isDaily: schedule.rule.isEveryDay,
        next: next.local,
        nextInstant: next.instant,
        amount: next.amount,
        special: details[schedule.id]?.special,
        lastTaken: book.lastTaken(of: schedule.id)
      )
    }
  }

  private func undone(
    _ context: ReadContext,
    date: CalendarDate,
    zone: ZoneRules,
    labels: [Int: MedicationLabel],
    schedules: [PlannedSchedule]
  ) throws -> [DaySheet.UndoneLine] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT \(DoseRow.columns), changed_at
        FROM dose_event_revisions
        WHERE user_id = ? AND due_minute >= ? AND due_minute < ? AND change = 'undone'
          AND status = 1
        ORDER BY changed_at
        """,
      arguments: [
        context.subject, (date - Self.lookBackDays).midnight.minute, (date + 2).midnight.minute,
      ]
    )
    return try rows.compactMap { row in
      let dose = try DoseRow(row)
      let changed = Instant(milliseconds: row["changed_at"])
      guard zone.local(of: changed).0.date == date,
        let schedule = schedules.first(where: { $0.id == dose.schedule }),
        let label = labels[schedule.medication]
      else { return nil }
      return DaySheet.UndoneLine(
        label: label,
        schedule: dose.schedule,
        dueMinute: dose.dueMinute,
        takenAt: dose.record(onWallClock: schedule.isOnWallClock).takenAt,
        changedAt: changed
      )
    }
  }

  private func notes(_ context: ReadContext, date: CalendarDate) throws -> [DaySheet.DoseNote] {
    try Row.fetchAll(
      context.db,
      once: """
        SELECT schedule_id, due_minute, nth, kind, text, created_at
        FROM dose_event_notes
        WHERE user_id = ? AND due_minute >= ? AND due_minute < ?
        ORDER BY note_id
        """,
      arguments: [context.subject, (date - 1).midnight.minute, (date + 2).midnight.minute]
    ).map { row in
      DaySheet.DoseNote(
        schedule: row["schedule_id"],
        dueMinute: row["due_minute"],
        nth: row["nth"],
        isSideEffect: row["kind"] == "sideEffect",
        text: row["text"],
        at: Instant(milliseconds: row["created_at"])
      )
    }
  }
}

/// The records that were read, found by schedule and day.
struct RecordBook {
  private let bySchedule: [Int: [(row: DoseRow, record: DoseRecord)]]

  init(rows: [DoseRow], schedules: [PlannedSchedule]) {
    let onWall = Dictionary(uniqueKeysWithValues: schedules.map { ($0.id, $0.isOnWallClock) })
    bySchedule = Dictionary(
      grouping: rows.map { ($0, $0.record(onWallClock: onWall[$0.schedule] ?? true)) },
      by: { $0.0.schedule }
    )
  }

  /// What may belong to a day, on whatever clock it counts: what was due around it, and what was
  /// taken on it, whenever that was due.
  func records(around date: CalendarDate, in zone: ZoneRules) -> [ScheduledRecord] {
    let range = (date - 2).midnight.minute..<(date + 2).midnight.minute
    let day = zone.resolve(date.midnight).instant..<zone.resolve((date + 1).midnight).instant
    return bySchedule.flatMap { schedule, pairs in
      pairs.filter { pair in
        range.contains(pair.row.dueMinute) || pair.record.takenAt.map(day.contains) == true
      }.map { ScheduledRecord(schedule: schedule, record: $0.record) }
    }
  }

  /// The rows of one schedule, with what they say.
  func pairs(of schedule: Int) -> [(row: DoseRow, record: DoseRecord)] {
    bySchedule[schedule] ?? []
  }

  func taken(_ schedule: Int) -> [DoseRecord] {
    (bySchedule[schedule] ?? []).map(\.record).filter { $0.status == .taken }
  }

  func lastTaken(of schedule: Int) -> Instant? { taken(schedule).compactMap(\.takenAt).max() }

  /// The row behind a record.
  func row(schedule: Int, dueMinute: Int, nth: Int) -> DoseRow? {
    bySchedule[schedule]?.first { $0.row.dueMinute == dueMinute && $0.row.nth == nth }?.row
  }

  /// Everything that was taken, with its schedule.
  var allTaken: [(schedule: Int, record: DoseRecord)] {
    bySchedule.flatMap { schedule, pairs in
      pairs.filter { $0.record.status == .taken }.map { (schedule, $0.record) }
    }
  }
}

/// What a schedule carries beside its rule.
struct ScheduleDetails {
  let special: String?
  let asksOwnQuestion: Bool

  static func all(_ context: ReadContext) throws -> [Int: ScheduleDetails] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT schedule_id, special_instructions, asks_own_question
        FROM medication_schedules
        WHERE user_id = ?
        """,
      arguments: [context.subject]
    )
    return Dictionary(
      uniqueKeysWithValues: rows.map {
        (
          $0["schedule_id"],
          ScheduleDetails(
            special: $0["special_instructions"],
            asksOwnQuestion: $0["asks_own_question"]
          )
        )
      }
    )
  }
}

/// What is left of each counted medication, in dosing units.
struct SupplyBalances {
  static func all(_ context: ReadContext) throws -> [Int: Rational] {
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT b.medication_id, b.quantity
        FROM supply_balances AS b
        JOIN user_medications AS m ON m.medication_id = b.medication_id
        WHERE m.user_id = ?
        """,
      arguments: [context.subject]
    )
    var balances: [Int: Rational] = [:]
    for row in rows {
      let medication: Int = row["medication_id"]
      guard let quantity = Rational(stored: row["quantity"]) else {
        throw StoreError.damaged(detail: "the supply of medication \(medication)")
      }
      balances[medication] = quantity
    }
    return balances
  }
}

extension ScheduleRule {
  /// The weekdays of a rule that has only some; empty for every other rule.
  package var weekdays: [Weekday] {
    guard case .times(let times) = self, case .weekdays(let days) = times.days, days.count < 7
    else { return [] }
    return days
  }
}
