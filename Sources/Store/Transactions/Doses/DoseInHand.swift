import Domain
import GRDB

/// Which occurrence is meant: by its name on the wall clock, or by its due minute.
package enum DueTime: Hashable, Sendable {
  case local(LocalMinute, fold: Int)
  case minute(Int)
}

/// What a dose transaction answers.
package struct DoseAnswer: Equatable, Sendable {
  /// False when the same was on record already.
  package let isNew: Bool
  package let schedule: Int
  package let due: LocalMinute
  package let fold: Int
  package let status: String
  package let takenAt: Instant?
  /// Seconds east of UTC, for showing ``takenAt``.
  package let utcOffset: Int
  package let amount: Amount?
}

/// Why a dose is not recorded; nothing was changed.
package enum DoseRefusal: Error, Equatable, Sendable {
  case noSuchDose(due: LocalMinute)
  case conflict(DoseAnswer)
  case stopped
  case tooEarly(due: LocalMinute)
  case noLongerToBeTaken(due: LocalMinute, until: LocalMinute)
  case inTheFuture
  case amountNotPositive
  /// The plan names no amount: it hangs on a reading.
  case amountMissing
  /// The directions leave open how much.
  case amountOpen(String)
  case nothingToUndo
  case snoozedTooOften
  case snoozeTooLong(until: LocalMinute)
  /// It would end in quiet hours, which last until then.
  case snoozeIntoQuiet(until: LocalMinute)
  case notOpen
  /// Its time has not passed: it is answered like any dose of now.
  case stillOpen(due: LocalMinute)
  case notYet(until: LocalMinute?, reason: String)
  /// Another medicine was taken that must not meet it: in words what, when and whom to ask.
  case dangerousPartner(String)
  /// What it holds was taken so recently that it would be a second dose.
  case alreadyTaken(medicine: String, at: LocalMinute)
  /// The old patch is not on record as off.
  case oldPatchOn(due: LocalMinute)
  /// Nothing was taken for so long that somebody must be asked before going on.
  case brokenOff(hours: Int)
  /// A medicine for once a week was taken within the last six days.
  case takenThisWeek(medicine: String, at: LocalMinute)
  /// Far more than planned, or not what the prescriber's table says: perhaps a slip of the hand.
  case amountInDoubt(said: Amount, expected: String)
  /// An extra dose of this person needs the code of whoever looks after her.
  case codeNeeded
  case codeWrong
}

/// One occurrence with everything that recording it touches: its schedule, the supply, what follows.
struct DoseInHand {
  let context: WriteContext
  let schedule: PlannedSchedule
  let occurrence: Occurrence
  let zone: ZoneRules
}

extension DoseInHand {
  /// Finds the occurrence that is meant.
  ///
  /// - Throws: ``DoseRefusal/noSuchDose(due:)``, ``StoreError``
  init(schedule id: Int, due: DueTime, context: WriteContext) throws {
    self.context = context
    zone = try context.reading.zoneInForce()
    schedule = try ScheduleRecords(context: context.reading, zone: zone).one(id)
    occurrence = try Self.find(due, schedule: schedule, zone: zone, context: context)
  }

  private static func find(
    _ due: DueTime,
    schedule: PlannedSchedule,
    zone: ZoneRules,
    context: WriteContext
  ) throws -> Occurrence {
    let found: Occurrence?
    switch due {
    case .minute(let minute):
      found = schedule.occurrence(due: minute, in: zone)
    case .local(let local, let fold) where schedule.dependsOnRecords:
      found = schedule.occurrence(
        due: zone.resolve(local, fold: fold).instant.minuteOfUTC,
        in: zone
      )
    case .local(let local, let fold):
      found = schedule.occurrences(from: local, to: local + 1, in: zone)
        .first { $0.fold == fold }
    }
    let local: LocalMinute =
      switch due {
      case .local(let local, _): local
      case .minute(let minute): found?.local ?? LocalMinute(minute: minute)
      }
    guard let found, found.local.date >= schedule.knownFrom - 1 else {
      throw DoseRefusal.noSuchDose(due: local)
    }
    if schedule.dependsOnRecords {
      let open = try OpenDoseRecords.find(context.db, schedule: schedule.id)
      let isRecorded =
        try DoseRow.find(
          context.db,
          user: context.subject,
          dueMinute: found.dueMinute,
          schedule: schedule.id
        )
        != nil
      guard isRecorded || open?.dueMinute == found.dueMinute else {
        throw DoseRefusal.noSuchDose(due: local)
      }
    }
    return found
  }

  /// The name of the record in the audit.
  var recordName: String { "\(schedule.id)@\(occurrence.dueMinute)" }

  /// Whether half the time since the dose before has passed, or the dose is due within the hour.
  func isLateEnough(at now: Instant) -> Bool {
    if now >= occurrence.instant - 3600 { return true }
    guard !schedule.dependsOnRecords else { return false }
    // A gap of more than a day (weekly doses) does not make the day before early enough.
    let before = schedule.occurrences(
      from: occurrence.local + -1440,
      to: occurrence.local,
      in: zone
    ).last { $0.dueMinute != occurrence.dueMinute && $0.instant < occurrence.instant }
    let gap = before.map { occurrence.instant - $0.instant } ?? 86_400
    return now >= occurrence.instant - gap / 2
  }

  /// An amount in dosing units of the medicine; nil where it cannot be computed.
  private func units(in amount: Amount) throws -> Rational? {
    let row = try Row.fetchOne(
      context.db,
      sql: "SELECT strength, dosing_unit FROM user_medications WHERE medication_id = ?",
      arguments: [schedule.medication]
    )
    guard let row else { return nil }
    let unit: String = row["dosing_unit"]
    return amount.unit == unit
      ? amount.quantity : Strength(text: row["strength"])?.units(in: amount, dosingUnit: unit)
  }

  /// How many times the plan an amount may be before it is asked about as a slip of the hand.
  private static let mostTimesPlanned = 3

  /// Refuses an amount of more than three times what is planned.
  ///
  /// - Throws: ``DoseRefusal/amountInDoubt(said:expected:)``
  func checkAmount(_ amount: Amount, planned: [Amount]) throws {
    guard let said = try units(in: amount) else { return }
    let known = try planned.compactMap { planned in
      try units(in: planned).map { (planned, $0) }
    }
    guard let (most, units) = known.max(by: { $0.1 < $1.1 }),
      said > units * Rational(Self.mostTimesPlanned)
    else { return }
    throw DoseRefusal.amountInDoubt(said: amount, expected: "planned is \(Display.amount(most))")
  }

  /// Takes an amount from the supply.
  ///
  /// - Returns: The dosing units taken, as stored; nil when they cannot be computed or the supply is
  ///   not counted.
  func deduct(_ amount: Amount?) throws -> String? {
    guard let amount, let units = try units(in: amount) else { return nil }
    return try SupplyRecords(context: context).add(-units, to: schedule.medication)
      .map { (-$0).stored }
  }

  /// Moves what is open on, here and for schedules that follow, after a row was written.
  func moveOn(after row: DoseRow) throws {
    let book = OpenDoseRecords(context: context, zone: zone)
    let answered = row.record(onWallClock: schedule.isOnWallClock)
    if schedule.dependsOnRecords {
      let at = answered.takenAt ?? context.now
      if let due = schedule.nextDue(
        afterAnswerAt: at,
        answered: try DoseRow.answeredCount(
          context.db,
          user: context.subject,
          schedule: schedule
        ),
        in: zone
      ) {
        try book.put(schedule.id, dueMinute: due.minuteOfUTC, dueAt: due)
      } else {
        try book.close(schedule.id)
      }
    } else {
      let open = try OpenDoseRecords.find(context.db, schedule: schedule.id)
      try book.refresh(schedule, from: open?.dueMinute)
    }
    guard let taken = answered.takenAt else { return }
    for follower in try followers() {
      guard let due = follower.nextDue(followingDoseAt: taken) else { continue }
      try book.put(follower.id, dueMinute: due.minuteOfUTC, dueAt: due)
    }
  }

  /// Puts the open dose back after the record of this occurrence was taken away.
  func moveBack(takenAt: Instant?) throws {
    let book = OpenDoseRecords(context: context, zone: zone)
    if schedule.dependsOnRecords {
      try book.put(schedule.id, dueMinute: occurrence.dueMinute, dueAt: occurrence.instant)
    } else {
      let open = try OpenDoseRecords.find(context.db, schedule: schedule.id)
      let from = min(open?.dueMinute ?? occurrence.dueMinute, occurrence.dueMinute)
      try book.refresh(schedule, from: from)
    }
    guard let takenAt else { return }
    for follower in try followers() {
      guard let due = follower.nextDue(followingDoseAt: takenAt) else { continue }
      let open = try OpenDoseRecords.find(context.db, schedule: follower.id)
      if open?.dueMinute == due.minuteOfUTC { try book.close(follower.id) }
    }
  }

  func answer(_ row: DoseRow, isNew: Bool) -> DoseAnswer {
    let record = row.record(onWallClock: schedule.isOnWallClock)
    return DoseAnswer(
      isNew: isNew,
      schedule: schedule.id,
      due: occurrence.local,
      fold: occurrence.fold,
      status: row.status.name,
      takenAt: record.takenAt,
      utcOffset: record.takenAt.map { zone.offset(at: $0) } ?? occurrence.utcOffset,
      amount: record.amount ?? (record.takenAt == nil ? nil : occurrence.amount)
    )
  }

  private func followers() throws -> [PlannedSchedule] {
    let ids = try Int.fetchAll(
      context.db,
      sql: """
        SELECT schedule_id
        FROM medication_schedules
        WHERE after_schedule_id = ? AND is_active = 1
        """,
      arguments: [schedule.id]
    )
    let records = ScheduleRecords(context: context.reading, zone: zone)
    return try ids.map { try records.one($0) }.filter(\.isActive)
  }
}
