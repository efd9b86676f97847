import Domain
import GRDB

/// Gathers what decides how long the supplies of one person last.
struct SupplyOutlook {
  let context: ReadContext
  let zone: ZoneRules
  /// The schedules of the person, or at least those of the medications asked about and what these
  /// follow.
  let schedules: [PlannedSchedule]
  let open: [Int: OpenDose]
  let balances: [Int: Rational]
  /// What was recorded in the last 30 days and before.
  let book: RecordBook
  /// What the bottles of the time of these records held.
  let products: ProductHistory
  /// Whether the person takes nothing of her own for the time being (a stay in hospital).
  let isPersonPaused: Bool

  /// Days whose use counts for what is taken as needed.
  static let usageDays = 30

  /// How long the supply of a medication lasts.
  func forecast(_ label: MedicationLabel) throws -> SupplyForecast {
    try forecast(
      medication: label.medication,
      dosingUnit: label.dosingUnit,
      strength: label.strength,
      isPaused: label.status == "paused",
      pausedUntil: label.pausedUntil
    )
  }

  /// What is left of a medication and what will draw on it.
  func supply(_ label: MedicationLabel) throws -> MedicationSupply {
    try supply(
      medication: label.medication,
      dosingUnit: label.dosingUnit,
      strength: label.strength,
      isPaused: label.status == "paused",
      pausedUntil: label.pausedUntil
    )
  }

  func forecast(
    medication: Int,
    dosingUnit: String,
    strength: Strength?,
    isPaused: Bool,
    pausedUntil: CalendarDate?
  ) throws -> SupplyForecast {
    try supply(
      medication: medication,
      dosingUnit: dosingUnit,
      strength: strength,
      isPaused: isPaused,
      pausedUntil: pausedUntil
    ).forecast(at: context.now, in: zone)
  }

  private func supply(
    medication: Int,
    dosingUnit: String,
    strength: Strength?,
    isPaused: Bool,
    pausedUntil: CalendarDate?
  ) throws -> MedicationSupply {
    let own = own(medication)
    return MedicationSupply(
      onHand: balances[medication],
      dosingUnit: dosingUnit,
      strength: strength,
      schedules: own,
      others: Dictionary(uniqueKeysWithValues: schedules.map { ($0.id, $0) }),
      nextDue: open.mapValues(\.dueMinute),
      answered: try answered(own),
      usedInLast30Days: used(own, dosingUnit: dosingUnit, strength: strength),
      isPaused: isPaused || isPersonPaused,
      pausedUntil: isPersonPaused ? nil : pausedUntil
    )
  }

  /// The schedules of a medicine by which doses are still to come or may be taken.
  func own(_ medication: Int) -> [PlannedSchedule] {
    let now = context.now
    return schedules.filter { schedule in
      guard schedule.medication == medication, schedule.isActive else { return false }
      guard schedule.isEnded else { return true }
      return schedule.occurrences(fromDue: now.minuteOfUTC - 1440, in: zone)
        .contains { $0.instant >= now }
    }
  }

  /// The doses answered so far, where their number ends the course.
  private func answered(_ own: [PlannedSchedule]) throws -> [Int: Int] {
    let counted = own.filter { $0.dependsOnRecords && $0.rule.span?.count != nil }
    return try Dictionary(
      uniqueKeysWithValues: counted.map {
        ($0.id, try DoseRow.answeredCount(context.db, user: context.subject, schedule: $0))
      }
    )
  }

  /// What was used outside any fixed plan in the last 30 days; nil where an amount is unknown.
  ///
  /// Extra doses of a medicine that is planned say nothing about the days to come.
  private func used(
    _ own: [PlannedSchedule],
    dosingUnit: String,
    strength: Strength?
  ) -> Rational? {
    let isPlanned = own.contains { !$0.isUsedFreely }
    let since = context.now - Self.usageDays * 86_400
    var sum = Rational.zero
    for schedule in own where schedule.isUsedFreely {
      if isPlanned, schedule.rule.kind == .unscheduled { continue }
      for record in book.taken(schedule.id) {
        guard let at = record.takenAt, at > since else { continue }
        guard let amount = record.amount ?? schedule.plannedAmount,
          let units = units(amount, of: schedule.medication, at: at, dosingUnit, strength)
        else { return nil }
        sum = sum + units
      }
    }
    return sum
  }

  /// An amount that was used at an instant, in units of what is in the bottle now.
  private func units(
    _ amount: Amount,
    of medication: Int,
    at instant: Instant,
    _ dosingUnit: String,
    _ strength: Strength?
  ) -> Rational? {
    guard amount.unit == dosingUnit else {
      return strength?.units(in: amount, dosingUnit: dosingUnit)
    }
    guard let then = products.strength(of: medication, at: instant) else { return amount.quantity }
    guard let was = Strength(text: then), let strength else { return nil }
    return was == strength
      ? amount.quantity
      : ProductChange(from: was, to: strength, unit: dosingUnit)?.present(amount)?.quantity
  }
}

extension SupplyOutlook {
  /// What is needed for all medications of the person, or for one of them.
  static func load(
    _ context: ReadContext,
    zone: ZoneRules,
    medication: Int? = nil,
    isPersonPaused: Bool
  ) throws -> SupplyOutlook {
    let records = ScheduleRecords(context: context, zone: zone)
    var schedules = try records.all(medication: medication)
    // What is followed may belong to another medication.
    if medication != nil, schedules.contains(where: { $0.rule.kind == .linked }) {
      schedules = try records.all()
    }
    let isUsedFreely = schedules.contains { $0.isActive && $0.isUsedFreely }
    let last = context.now.minuteOfUTC
    let rows =
      isUsedFreely
      ? try DoseRow.range(
        context.db,
        user: context.subject,
        from: last - (usageDays + 2) * 1440,
        to: last + 2880
      ) : []
    return SupplyOutlook(
      context: context,
      zone: zone,
      schedules: schedules,
      open: try OpenDoseRecords.all(context),
      balances: try SupplyBalances.all(context),
      book: RecordBook(rows: rows, schedules: schedules),
      products: isUsedFreely ? try ProductHistory.all(context) : .none,
      isPersonPaused: isPersonPaused
    )
  }
}
