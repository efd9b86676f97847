import Domain
import GRDB

/// Records what was done about one planned dose: taken or skipped.
///
/// One occurrence has one record. The same record again changes nothing and says so; a contradicting
/// one is refused.
package struct RecordDose: NamedTransaction {
  package enum Action: Equatable, Sendable {
    /// Taken, now or at an instant that has passed; `amount` when it was another than planned.
    case take(at: Instant?, amount: Amount?, withFood: Bool?)
    case skip(reason: String?)
  }

  package var schedule: Int
  package var due: DueTime
  package var action: Action
  package var via: RecordedVia
  /// Whether a dose is meant although half the time since the last one has not passed.
  package var allowsEarly: Bool
  /// Whether another record of the same dose is put right and not refused as a contradiction.
  package var corrects: Bool
  /// Whether the old patch came off, which is put on record with the new one.
  package var oldIsOff: Bool
  /// Where a patch was put.
  package var site: String?
  /// Whether somebody was asked before a treatment that was broken off is taken up again.
  package var restarts: Bool
  /// The code of whoever looks after the person, for a dose beside the plan.
  package var code: String?
  /// Whether an amount far above the plan was looked at again and is meant.
  package var amountIsMeant: Bool

  package init(
    schedule: Int,
    due: DueTime,
    action: Action,
    via: RecordedVia,
    allowsEarly: Bool = false,
    corrects: Bool = false,
    oldIsOff: Bool = false,
    site: String? = nil,
    restarts: Bool = false,
    code: String? = nil,
    amountIsMeant: Bool = false
  ) {
    self.schedule = schedule
    self.due = due
    self.action = action
    self.via = via
    self.allowsEarly = allowsEarly
    self.corrects = corrects
    self.oldIsOff = oldIsOff
    self.site = site
    self.restarts = restarts
    self.code = code
    self.amountIsMeant = amountIsMeant
  }

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  package func run(_ context: WriteContext) throws -> DoseAnswer {
    let dose = try DoseInHand(schedule: schedule, due: due, context: context)
    let key = (context.subject, dose.occurrence.dueMinute, schedule)
    let existing = try DoseRow.find(
      context.db,
      user: key.0,
      dueMinute: key.1,
      schedule: key.2
    )
    if let existing, existing.status == .taken || existing.status == .skipped {
      if matches(existing, dose) { return dose.answer(existing, isNew: false) }
      guard corrects else { throw DoseRefusal.conflict(dose.answer(existing, isNew: false)) }
      try takeBack(existing, dose, context)
    }
    try check(dose, context)
    let patches = PatchRecords(context: context, zone: dose.zone)
    if case .take(let at, _, _) = action {
      try patches.settle(before: dose.schedule, isOff: oldIsOff, at: at, via: via)
    }
    if let existing {
      try existing.retire(context, change: "corrected", reason: nil)
    }
    let row = try makeRow(dose, context)
    try row.insert(context)
    try dose.moveOn(after: row)
    if let site, row.status == .taken {
      try patches.put(site, dueMinute: row.dueMinute, schedule: schedule)
    }
    if let taken = row.record(onWallClock: dose.schedule.isOnWallClock).takenAt {
      try EyeDropRecords(context: context, zone: dose.zone).putOff(
        after: dose.schedule,
        takenAt: taken
      )
    }
    context.audit(
      AuditEntry(
        action: "dose.\(row.status.name)",
        table: "dose_events",
        record: dose.recordName,
        subject: context.subject,
        before: existing.map { context.key.rowDigest($0.canonical) },
        after: context.key.rowDigest(row.canonical)
      )
    )
    return dose.answer(row, isNew: true)
  }

  /// Whether a record says what this transaction would say.
  private func matches(_ row: DoseRow, _ dose: DoseInHand) -> Bool {
    switch action {
    case .skip: return row.status == .skipped
    case .take(let at, let amount, _):
      guard row.status == .taken else { return false }
      let record = row.record(onWallClock: dose.schedule.isOnWallClock)
      if let at, let taken = record.takenAt, abs(taken - at) >= 60 { return false }
      if let amount, amount != record.amount ?? dose.occurrence.amount { return false }
      return true
    }
  }

  /// Undoes what a record did that is about to be corrected, the supply included.
  private func takeBack(
    _ row: DoseRow,
    _ dose: DoseInHand,
    _ context: WriteContext
  ) throws {
    if let deducted = row.deducted.flatMap({ Rational(stored: $0) }) {
      try SupplyRecords(context: context).add(deducted, to: dose.schedule.medication)
    }
    try dose.moveBack(takenAt: row.record(onWallClock: dose.schedule.isOnWallClock).takenAt)
  }

  private func check(_ dose: DoseInHand, _ context: WriteContext) throws {
    guard dose.schedule.isActive else { throw DoseRefusal.stopped }
    guard case .take(let at, let amount, _) = action else {
      guard dose.occurrence.instant <= context.now + 86_400 else {
        throw DoseRefusal.tooEarly(due: dose.occurrence.local)
      }
      return
    }
    if let amount, !amount.quantity.isPositive { throw DoseRefusal.amountNotPositive }
    if amount == nil, dose.schedule.rule.kind == .byReading { throw DoseRefusal.amountMissing }
    if let amount, !amountIsMeant {
      try dose.checkAmount(amount, planned: dose.occurrence.amount.map { [$0] } ?? [])
    }
    if let at {
      guard at <= context.now + 60 else { throw DoseRefusal.inTheFuture }
      guard at >= dose.occurrence.instant - 86_400 else {
        throw DoseRefusal.tooEarly(due: dose.occurrence.local)
      }
      // What was taken is always put on record, but a dose beside the plan needs the code.
      try checkRepetition(dose, context, at: at, isStatement: true)
      return
    }
    if let closes = dose.schedule.closesAt(dose.occurrence, in: dose.zone), closes <= context.now {
      throw DoseRefusal.noLongerToBeTaken(
        due: dose.occurrence.local,
        until: dose.zone.local(of: closes).0
      )
    }
    try checkRepetition(dose, context, at: context.now, isStatement: false)
    guard allowsEarly || dose.isLateEnough(at: context.now) else {
      throw DoseRefusal.tooEarly(due: dose.occurrence.local)
    }
    try checkGap(dose, context)
  }

  /// A second dose of what was just taken must be meant, and needs the code unless it is due.
  private func checkRepetition(
    _ dose: DoseInHand,
    _ context: WriteContext,
    at taken: Instant,
    isStatement: Bool
  ) throws {
    let patches = PatchRecords(context: context, zone: dose.zone)
    guard via != .recall, try !patches.takesOff(dose.schedule) else { return }
    let repeated = try RepeatedDoses(context.reading, zone: dose.zone, at: taken)
      .before(dose.occurrence, of: dose.schedule, at: taken)
    if let repeated, !isStatement, !allowsEarly {
      throw DoseRefusal.alreadyTaken(
        medicine: repeated.medicine,
        at: dose.zone.local(of: repeated.takenAt).0
      )
    }
    guard repeated != nil || !dose.isLateEnough(at: taken) else { return }
    if !isStatement, !allowsEarly { return }
    if taken < dose.occurrence.instant - 3600 { try CaregiverCode(context: context).check(code) }
  }

  private func checkGap(_ dose: DoseInHand, _ context: WriteContext) throws {
    guard !restarts,
      let rule = try RestartRecords.all(
        context.reading,
        medication: dose.schedule.medication
      )[dose.schedule.medication]
    else { return }
    let schedules = try ScheduleRecords(context: context.reading, zone: dose.zone)
      .all(medication: dose.schedule.medication)
    let rows = try DoseRow.range(
      context.db,
      user: context.subject,
      from: context.now.minuteOfUTC - DayQuery.lookBackDays * 1440,
      to: context.now.minuteOfUTC + 2880
    )
    let gap = RestartRecords.gap(
      dose.schedule,
      rule,
      schedules: schedules,
      book: RecordBook(rows: rows, schedules: schedules),
      zone: dose.zone,
      now: context.now
    )
    if let gap { throw DoseRefusal.brokenOff(hours: gap.hours) }
  }

  private func makeRow(_ dose: DoseInHand, _ context: WriteContext) throws -> DoseRow {
    var row = DoseRow(
      user: context.subject,
      dueMinute: dose.occurrence.dueMinute,
      schedule: schedule,
      nth: 0,
      utcOffset: dose.occurrence.storedOffset(onWallClock: dose.schedule.isOnWallClock),
      status: .skipped,
      takenAfter: nil,
      recordedAfter: context.now - dose.occurrence.instant,
      amount: nil,
      deducted: nil,
      withFood: nil,
      reason: nil,
      via: via,
      operation: nil,
      version: try DoseRow.nextVersion(
        context.db,
        user: context.subject,
        dueMinute: dose.occurrence.dueMinute,
        schedule: schedule,
        nth: 0
      )
    )
    switch action {
    case .skip(let reason): row.reason = reason
    case .take(let at, let amount, let withFood):
      row.status = .taken
      row.takenAfter = (at ?? context.now) - dose.occurrence.instant
      row.amount = amount.flatMap { $0 == dose.occurrence.amount ? nil : $0.description }
      row.withFood = withFood
      row.deducted = try dose.deduct(amount ?? dose.occurrence.amount)
    }
    return row
  }
}
