import Domain
import GRDB

/// Takes back the record of a dose: exactly what it did, the supply included.
///
/// The record moves to the revisions with who took it back and when, so that it stays in sight.
package struct UndoDose: NamedTransaction {
  package var schedule: Int
  package var due: DueTime
  /// Tells several doses of one minute apart.
  package var nth: Int
  package var reason: String?

  package init(schedule: Int, due: DueTime, nth: Int = 0, reason: String? = nil) {
    self.schedule = schedule
    self.due = due
    self.nth = nth
    self.reason = reason
  }

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  package func run(_ context: WriteContext) throws -> DoseAnswer {
    let zone = try context.reading.zoneInForce()
    let planned = try ScheduleRecords(context: context.reading, zone: zone).one(schedule)
    switch planned.lastPlanned {
    case .asNeeded, .unscheduled: return try undoUnplanned(planned, zone, context)
    case .times, .interval, .linked, .taper, .byReading: break
    }
    let dose = try DoseInHand(schedule: schedule, due: due, context: context)
    let row = try DoseRow.find(
      context.db,
      user: context.subject,
      dueMinute: dose.occurrence.dueMinute,
      schedule: schedule
    )
    guard let row, row.status == .taken || row.status == .skipped else {
      return try alreadyUndone(dose.occurrence, planned, context)
    }
    try retire(row, context, planned)
    try dose.moveBack(takenAt: row.record(onWallClock: planned.isOnWallClock).takenAt)
    return DoseAnswer(
      isNew: true,
      schedule: schedule,
      due: dose.occurrence.local,
      fold: dose.occurrence.fold,
      status: "undone",
      takenAt: nil,
      utcOffset: dose.occurrence.utcOffset,
      amount: nil
    )
  }

  private func undoUnplanned(
    _ planned: PlannedSchedule,
    _ zone: ZoneRules,
    _ context: WriteContext
  ) throws -> DoseAnswer {
    let minute =
      switch due {
      case .minute(let minute): minute
      case .local(let local, let fold): zone.resolve(local, fold: fold).instant.minuteOfUTC
      }
    let row = try DoseRow.find(
      context.db,
      user: context.subject,
      dueMinute: minute,
      schedule: schedule,
      nth: nth
    )
    let (local, fold) = zone.local(of: Instant(seconds: minute * 60))
    guard let row else {
      throw DoseRefusal.nothingToUndo
    }
    try retire(row, context, planned)
    return DoseAnswer(
      isNew: true,
      schedule: schedule,
      due: local,
      fold: fold,
      status: "undone",
      takenAt: nil,
      utcOffset: row.utcOffset,
      amount: nil
    )
  }

  private func retire(
    _ row: DoseRow,
    _ context: WriteContext,
    _ planned: PlannedSchedule
  ) throws {
    try row.retire(context, change: "undone", reason: reason)
    context.supplyMoved(of: planned.medication)
    if let deducted = row.deducted.flatMap({ Rational(stored: $0) }) {
      try giveBack(deducted, of: row, context, planned)
    }
    context.audit(
      AuditEntry(
        action: "dose.undo",
        table: "dose_events",
        record: "\(schedule)@\(row.dueMinute)",
        subject: context.subject,
        risk: .medium,
        before: context.key.rowDigest(row.canonical)
      )
    )
    try TakenBack(context).tell(row, of: planned)
  }

  /// Puts back what the dose had taken from the supply.
  ///
  /// What came out of a bottle that was put away does not go into the new one: the ledger says that
  /// it went with the old one.
  private func giveBack(
    _ deducted: Rational,
    of row: DoseRow,
    _ context: WriteContext,
    _ planned: PlannedSchedule
  ) throws {
    let supply = SupplyRecords(context: context)
    let before = try SupplyRecords.balance(context.db, medication: planned.medication)
    try supply.add(deducted, to: planned.medication)
    guard let before, let taken = row.record(onWallClock: planned.isOnWallClock).takenAt,
      try ProductHistory.all(context.reading).isReplaced(planned.medication, since: taken)
    else { return }
    try supply.count(
      before,
      of: planned.medication,
      kind: "correction",
      note: "it came out of the bottle that was put away"
    )
  }

  /// Undoing twice is one undo; undoing what was never recorded is refused.
  private func alreadyUndone(
    _ occurrence: Occurrence,
    _ planned: PlannedSchedule,
    _ context: WriteContext
  ) throws -> DoseAnswer {
    let version = try DoseRow.nextVersion(
      context.db,
      user: context.subject,
      dueMinute: occurrence.dueMinute,
      schedule: schedule,
      nth: 0
    )
    guard version > 1 else { throw DoseRefusal.nothingToUndo }
    return DoseAnswer(
      isNew: false,
      schedule: schedule,
      due: occurrence.local,
      fold: occurrence.fold,
      status: "undone",
      takenAt: nil,
      utcOffset: occurrence.utcOffset,
      amount: nil
    )
  }
}
