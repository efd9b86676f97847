import Domain
import GRDB

/// Finds the supplies of a person that end soon, by walking each schedule.
struct RunningLowBuilder {
  let context: ReadContext
  let zone: ZoneRules
  let schedules: [PlannedSchedule]
  let labels: [Int: MedicationLabel]
  let balances: [Int: Rational]
  let open: [Int: OpenDose]
  let today: CalendarDate

  func lines() throws -> [DaySheet.RunningLow] {
    let alertDays = try Int.fetchOne(
      context.db,
      sql: "SELECT refill_alert_days FROM notification_preferences WHERE user_id = ?",
      arguments: [context.subject]
    )
    let requests = try openRequests()
    return labels.values.compactMap { label -> DaySheet.RunningLow? in
      guard label.status == "active", balances[label.medication] != nil else { return nil }
      guard case .runsOut(let runOut) = forecast(label), runOut.daysLeft <= alertDays ?? 7 else {
        return nil
      }
      return DaySheet.RunningLow(
        label: label,
        daysLeft: runOut.daysLeft,
        requestedAt: requests[label.medication]
      )
    }.sorted { ($0.daysLeft, $0.label.medication) < ($1.daysLeft, $1.label.medication) }
  }

  /// How long the supply of a medication lasts: by its plan, or at the usual rate when it is used as
  /// needed only.
  func forecast(_ label: MedicationLabel) -> SupplyForecast {
    let own = schedules.filter { $0.medication == label.medication && $0.isActive }
    let walks = own.compactMap { upcoming($0, label) }
    guard walks.count == own.count, !walks.isEmpty else { return .unknown(.notComputable) }
    let doses = MergedDoses(walks: walks)
    return SupplyForecast(onHand: balances[label.medication], doses: doses, today: today)
  }

  /// The doses to come of a schedule in dosing units; nil where they cannot be computed.
  private func upcoming(
    _ schedule: PlannedSchedule,
    _ label: MedicationLabel
  ) -> AnyIterator<SupplyDose>? {
    guard !schedule.dependsOnRecords, schedule.rule.kind != .byReading,
      schedule.rule.kind != .asNeeded, schedule.rule.kind != .unscheduled
    else { return nil }
    let from = open[schedule.id]?.dueMinute
    guard let from else { return AnyIterator { nil } }
    let occurrences = schedule.occurrences(fromDue: from, in: zone).makeIterator()
    var isComputable = true
    let walk = AnyIterator<SupplyDose> {
      guard isComputable, let next = occurrences.next() else { return nil }
      guard let amount = next.amount,
        let units = amount.unit == label.dosingUnit
          ? amount.quantity
          : label.strength?.units(in: amount, dosingUnit: label.dosingUnit)
      else {
        isComputable = false
        return nil
      }
      return SupplyDose(at: next.local, amount: units)
    }
    return walk
  }

  private func openRequests() throws -> [Int: Instant] {
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT r.medication_id, r.requested_at
        FROM refill_requests AS r
        JOIN user_medications AS m ON m.medication_id = r.medication_id
        WHERE m.user_id = ? AND r.status IN ('requested', 'askedPrescriber', 'approved')
        """,
      arguments: [context.subject]
    )
    return Dictionary(
      uniqueKeysWithValues: rows.map {
        ($0["medication_id"], Instant(milliseconds: $0["requested_at"]))
      }
    )
  }
}

/// The doses of several schedules in order of time.
struct MergedDoses: Sequence, IteratorProtocol {
  private var heads: [(dose: SupplyDose, walk: AnyIterator<SupplyDose>)]

  init(walks: [AnyIterator<SupplyDose>]) {
    heads = walks.compactMap { walk in walk.next().map { ($0, walk) } }
  }

  mutating func next() -> SupplyDose? {
    guard let index = heads.indices.min(by: { heads[$0].dose.at < heads[$1].dose.at }) else {
      return nil
    }
    let dose = heads[index].dose
    if let following = heads[index].walk.next() {
      heads[index].dose = following
    } else {
      heads.remove(at: index)
    }
    return dose
  }
}
