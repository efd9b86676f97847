import Domain
import GRDB

/// Records a dose that no plan has: one used as needed, or an extra one.
///
/// The limits are checked in the same transaction that records, so that two terminals cannot both
/// give the last allowed dose. An operation id makes a retry one dose.
package struct LogDose: NamedTransaction {
  package var medication: Int
  package var at: Instant?
  package var amount: Amount?
  package var operationID: [UInt8]?
  package var via: RecordedVia
  /// Why it is recorded although it is early or over the limit: it was taken, and a patient may
  /// always record what was taken.
  package var anywayBecause: String?
  /// The code of whoever looks after the person, for a dose beside what is allowed.
  package var code: String?
  /// Whether an amount far above the plan was looked at again and is meant.
  package var amountIsMeant: Bool

  package init(
    medication: Int,
    at: Instant? = nil,
    amount: Amount? = nil,
    operationID: [UInt8]? = nil,
    via: RecordedVia,
    anywayBecause: String? = nil,
    code: String? = nil,
    amountIsMeant: Bool = false
  ) {
    self.medication = medication
    self.at = at
    self.amount = amount
    self.operationID = operationID
    self.via = via
    self.anywayBecause = anywayBecause
    self.code = code
    self.amountIsMeant = amountIsMeant
  }

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  package func run(_ context: WriteContext) throws -> DoseAnswer {
    let zone = try context.reading.zoneInForce()
    let taken = at ?? context.now
    guard taken <= context.now + 60 else { throw DoseRefusal.inTheFuture }
    if let amount, !amount.quantity.isPositive { throw DoseRefusal.amountNotPositive }
    if let earlier = try earlierRecord(context, near: taken) {
      return answer(earlier, zone: zone, isNew: false)
    }
    let schedule = try scheduleToLog(context, zone: zone)
    if amount == nil, case .asNeeded(let rule) = schedule.rule, rule.amountMax != nil {
      throw DoseRefusal.amountOpen(rule.amountWords ?? "")
    }
    if anywayBecause == nil { try checkWeek(context, at: taken, zone: zone) }
    try checkAmount(schedule, context, zone: zone)
    do {
      try check(schedule, context, at: taken, zone: zone)
    } catch let refusal as DoseRefusal {
      if case .dangerousPartner = refusal { throw refusal }
      if anywayBecause == nil, schedule.rule.kind == .asNeeded { throw refusal }
      try CaregiverCode(context: context).check(code)
    }
    let row = try makeRow(schedule, context, taken: taken, zone: zone)
    try row.insert(context)
    // The usual rate changes also where the supply does not.
    context.supplyMoved(of: medication)
    context.audit(
      AuditEntry(
        action: "dose.log",
        table: "dose_events",
        record: "\(schedule.id)@\(row.dueMinute)",
        subject: context.subject,
        risk: anywayBecause == nil ? .low : .high,
        after: context.key.rowDigest(row.canonical),
        detail: anywayBecause.map { .object(["anyway": .string($0)]) }
      )
    )
    return answer(row, zone: zone, isNew: true)
  }

  private func earlierRecord(_ context: WriteContext, near taken: Instant) throws -> DoseRow? {
    guard let operationID else { return nil }
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT \(DoseRow.columns)
        FROM dose_events
        WHERE user_id = ? AND due_minute >= ? AND due_minute <= ? AND operation_id = ?
        """,
      arguments: [
        context.subject, taken.minuteOfUTC - 2880, context.now.minuteOfUTC + 2880,
        DatabaseBytes(operationID),
      ]
    )
    return try row.map(DoseRow.init)
  }

  /// The as-needed schedule of the medication, else its schedule for unplanned doses.
  private func scheduleToLog(_ context: WriteContext, zone: ZoneRules) throws -> PlannedSchedule {
    let own = try ScheduleRecords(context: context.reading, zone: zone).all(medication: medication)
    guard !own.isEmpty else {
      throw StoreError.notFound(what: "medication", id: "\(medication)")
    }
    if let asNeeded = own.first(where: { $0.isActive && $0.rule.kind == .asNeeded }) {
      return asNeeded
    }
    if let unscheduled = own.first(where: { $0.lastPlanned.kind == .unscheduled }) {
      return unscheduled
    }
    let id = try ScheduleWriter(context: context).insert(
      NewSchedule(rule: .unscheduled),
      medication: medication,
      home: zone.identifier
    )
    return try ScheduleRecords(context: context.reading, zone: zone).one(id)
  }

  private func check(
    _ schedule: PlannedSchedule,
    _ context: WriteContext,
    at taken: Instant,
    zone: ZoneRules
  ) throws {
    let reading = context.reading
    let schedules = try ScheduleRecords(context: reading, zone: zone).all()
    let first = taken.minuteOfUTC - DayQuery.lookBackDays * 1440
    let rows = try DoseRow.range(
      context.db,
      user: context.subject,
      from: first,
      to: taken.minuteOfUTC + 2880
    )
    let builder = AsNeededBuilder(
      context: reading,
      schedules: schedules,
      labels: try MedicationLabel.all(reading),
      book: RecordBook(rows: rows, schedules: schedules),
      balances: [:],
      details: [:],
      products: try ProductHistory.all(reading)
    )
    guard case .asNeeded(let rule) = schedule.rule else {
      if anywayBecause == nil, let partner = try builder.partner(of: medication, at: taken) {
        throw DoseRefusal.dangerousPartner(
          AsNeededReason<Int>.dangerousPartner(partner).words(in: zone)
        )
      }
      return try checkRepetition(context, at: taken, zone: zone)
    }
    switch try builder.decision(on: schedule, rule: rule, amount: amount, at: taken) {
    case .yes: return
    case .notYet(let until, let reason):
      throw DoseRefusal.notYet(until: zone.local(of: until).0, reason: reason.words(in: zone))
    case .no(let reason): throw DoseRefusal.notYet(until: nil, reason: reason.words(in: zone))
    }
  }

  /// A second dose within the week of a medicine for once a week is never a plain record.
  private func checkWeek(_ context: WriteContext, at taken: Instant, zone: ZoneRules) throws {
    let doses = try RepeatedDoses(context.reading, zone: zone, at: max(taken, context.now))
    guard let earlier = doses.sameWeek(extra: medication, at: taken) else { return }
    throw DoseRefusal.takenThisWeek(
      medicine: earlier.medicine,
      at: zone.local(of: earlier.takenAt).0
    )
  }

  private func checkAmount(
    _ schedule: PlannedSchedule,
    _ context: WriteContext,
    zone: ZoneRules
  ) throws {
    guard let amount, !amountIsMeant else { return }
    let dose = DoseInHand(
      context: context,
      schedule: schedule,
      occurrence: schedule.occurrence(unplannedAt: context.now.minuteOfUTC, in: zone),
      zone: zone
    )
    let planned = try ScheduleRecords(context: context.reading, zone: zone)
      .all(medication: medication).filter(\.isActive).flatMap(\.rule.amounts)
    try dose.checkAmount(amount, planned: planned)
  }

  /// An extra dose of a medicine that is taken by plan.
  private func checkRepetition(
    _ context: WriteContext,
    at taken: Instant,
    zone: ZoneRules
  ) throws {
    let repeated = try RepeatedDoses(context.reading, zone: zone, at: taken)
      .before(extra: medication, at: taken)
    guard let repeated else { return }
    throw DoseRefusal.alreadyTaken(
      medicine: repeated.medicine,
      at: zone.local(of: repeated.takenAt).0
    )
  }

  private func makeRow(
    _ schedule: PlannedSchedule,
    _ context: WriteContext,
    taken: Instant,
    zone: ZoneRules
  ) throws -> DoseRow {
    let minute = taken.minuteOfUTC
    let due = Instant(seconds: minute * 60)
    let nth = try Int.fetchOne(
      context.db,
      sql: """
        SELECT coalesce(max(nth) + 1, 0)
        FROM (
          SELECT nth FROM dose_events
          WHERE user_id = :user AND due_minute = :due AND schedule_id = :schedule
          UNION ALL
          SELECT nth FROM dose_event_revisions
          WHERE user_id = :user AND due_minute = :due AND schedule_id = :schedule)
        """,
      arguments: ["user": context.subject, "due": minute, "schedule": schedule.id]
    )
    let amount = amount ?? schedule.plannedAmount
    var row = DoseRow(
      user: context.subject,
      dueMinute: minute,
      schedule: schedule.id,
      nth: nth ?? 0,
      utcOffset: zone.offset(at: taken),
      status: .taken,
      takenAfter: taken - due,
      recordedAfter: context.now - due,
      amount: amount?.description,
      deducted: nil,
      withFood: nil,
      reason: anywayBecause,
      via: via,
      operation: operationID,
      version: 1
    )
    let occurrence = schedule.occurrence(unplannedAt: minute, in: zone)
    row.deducted = try DoseInHand(
      context: context,
      schedule: schedule,
      occurrence: occurrence,
      zone: zone
    ).deduct(amount)
    return row
  }

  private func answer(_ row: DoseRow, zone: ZoneRules, isNew: Bool) -> DoseAnswer {
    let record = row.record(onWallClock: false)
    let (local, fold) = zone.local(of: Instant(seconds: row.dueMinute * 60))
    return DoseAnswer(
      isNew: isNew,
      schedule: row.schedule,
      due: local,
      fold: fold,
      status: row.status.name,
      takenAt: record.takenAt,
      utcOffset: row.utcOffset,
      amount: record.amount
    )
  }
}

extension AsNeededReason {
  /// The reason in plain words, without a time that the caller already shows.
  package func words(in zone: ZoneRules) -> String {
    switch self {
    case .minimumGap(let last):
      "the last dose was at \(Display.clock(zone.local(of: last).0.time))"
    case .maximum(_, let maximum):
      "the most allowed in \(maximum.within.words) was taken"
    case .ingredientLimit(let name, let taken, let limit):
      "of \(name), \(Display.decimal(taken)) mg of \(Display.decimal(limit)) mg in 24 hours were taken"
    case .doseAboveMaximum: "the dose is more than the most allowed"
    case .doseAboveIngredientLimit(let name, let limit):
      "the dose holds more than \(Display.decimal(limit)) mg of \(name)"
    case .sharedIngredient(let name, _, let takenAt):
      """
      \(name) is already in another medicine, taken at \
      \(Display.clock(zone.local(of: takenAt).0.time)), and no limit for both is known
      """
    case .unknownStrength(let name):
      "it is not known how much \(name) was taken or is in it: its whole strength must be entered"
    case .dangerousPartner(let partner):
      """
      \(partner.title) was taken \(Display.moment(
        zone.local(of: partner.takenAt).0, today: zone.local(of: partner.askedAt).0.date
      )), and the two are dangerous together. \(partner.effect) \(partner.management) \
      Ask your pharmacist or prescriber first, and in an emergency call 911 and say what you took
      """
    case .personPaused: "everything is paused: ask those who look after you where you are"
    case .clockInDoubt:
      "the clock of this machine jumped, so nobody can say how long ago the last dose was"
    }
  }
}
