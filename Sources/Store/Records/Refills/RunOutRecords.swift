import Domain
import GRDB

/// Keeps with each counted supply the day on which it runs out.
///
/// It is found anew at the end of every transaction that changes the supply, the doses to come or
/// whether the medication is taken, whichever transaction that is: the records that are changed say
/// so to the ``WriteContext``, and nothing has to be remembered. What changes with the calendar
/// alone (doses nobody took, the usual rate of use, a pause that ends) is found by ``RefreshRunOut``
/// on the day that is kept beside it.
struct RunOutRecords {
  private let context: ReadContext

  init(_ context: ReadContext) { self.context = context }

  /// Run-outs within so many days are looked at again every day, later ones when they come near.
  static let dailyWithinDays = 30

  /// Finds the run-outs of everything that a transaction has changed.
  func reckonMoved(_ write: WriteContext) throws {
    guard !write.movedSupplies.isEmpty || !write.movedSchedules.isEmpty else { return }
    var medications = write.movedSupplies
    for schedule in write.movedSchedules {
      medications.formUnion(
        try Int.fetchAll(
          context.db,
          once: """
            SELECT medication_id FROM medication_schedules WHERE schedule_id = :schedule
            UNION
            SELECT medication_id FROM medication_schedules WHERE after_schedule_id = :schedule
            """,
          arguments: ["schedule": schedule]
        )
      )
    }
    for medication in medications.sorted() { try reckon(medication) }
  }

  /// Finds the run-out of one supply; nothing happens when it was never counted.
  ///
  /// `after` is a day before which it is not to be looked at again.
  func reckon(_ medication: Int, after day: CalendarDate? = nil) throws {
    guard let row = try Row.fetchOne(context.db, once: Self.sql, arguments: [medication]) else {
      return
    }
    let own = ReadContext(
      db: context.db,
      actor: context.actor,
      subject: row["user_id"],
      environment: context.environment,
      now: context.now
    )
    let zone = try own.zoneInForce()
    let today = zone.local(of: own.now).0.date
    let status: String = row["status"]
    let isTaken = status == "active" || status == "paused"
    let forecast =
      isTaken ? try self.forecast(row, medication, own, zone) : SupplyForecast.lasts(through: nil)
    let pause: String? = row["paused_until"]
    var next = Self.recheckDay(forecast, today: today)
    if let resumes = pause.flatMap({ CalendarDate(text: $0) }), resumes > today {
      next = min(next, resumes)
    }
    if let day { next = max(next, day + 1) }
    let drug: Int? = row["drug_id"]
    let risk = try drug.flatMap { try InterruptionRisk.ofDrug($0, in: context.db) }
    try context.db.execute(
      once: """
        UPDATE supply_balances
        SET runs_out_on = ?, gap_rank = ?, recheck_on = ?
        WHERE medication_id = ?
        """,
      arguments: [
        forecast.runsOutOn?.description, risk == nil ? 1 : 0, next.description, medication,
      ]
    )
  }

  private static let sql = """
    SELECT m.user_id, m.drug_id, m.strength, m.dosing_unit, m.status, m.paused_until,
      p.paused_since
    FROM supply_balances AS b
    JOIN user_medications AS m ON m.medication_id = b.medication_id
    JOIN user_profiles AS p ON p.user_id = m.user_id
    WHERE b.medication_id = ?
    """

  private func forecast(
    _ row: Row,
    _ medication: Int,
    _ own: ReadContext,
    _ zone: ZoneRules
  ) throws -> SupplyForecast {
    let pausedSince: Int? = row["paused_since"]
    let pause: String? = row["paused_until"]
    let outlook = try SupplyOutlook.load(
      own,
      zone: zone,
      medication: medication,
      isPersonPaused: pausedSince.map { Instant(milliseconds: $0) <= own.now } ?? false
    )
    return try outlook.forecast(
      medication: medication,
      dosingUnit: row["dosing_unit"],
      strength: Strength(text: row["strength"]),
      isPaused: row["status"] == "paused",
      pausedUntil: pause.flatMap { CalendarDate(text: $0) }
    )
  }

  /// Tomorrow when the end is near; otherwise as late as it cannot have come near.
  ///
  /// Without a transaction a run-out only ever moves away, so a day found earlier errs on the side
  /// of telling too soon.
  private static func recheckDay(_ forecast: SupplyForecast, today: CalendarDate) -> CalendarDate {
    guard case .runsOut(let end) = forecast else { return today + dailyWithinDays }
    return today + max(1, min(dailyWithinDays, end.daysLeft - dailyWithinDays))
  }
}

extension InterruptionRisk {
  /// Why an interruption of a drug of the catalogue is dangerous; nil when it is not more so than
  /// of others.
  static func ofDrug(_ drug: Int, in db: Database) throws -> InterruptionRisk? {
    let classes = try String.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT c.class_name
          FROM drug_ingredients AS i
          JOIN ingredient_classes AS c ON c.ingredient_id = i.ingredient_id
          WHERE i.drug_id = ?
          """
      ),
      arguments: [drug]
    )
    return InterruptionRisk(classes: classes)
  }
}
