import Domain
import GRDB

/// What belongs into the pill box for some days, what lies in it, and what stays outside.
package struct PillBox: Sendable {
  /// One dose of a compartment.
  package struct Dose: Equatable, Sendable {
    package let label: MedicationLabel
    package let schedule: Int
    package let dueMinute: Int
    package let due: LocalMinute
    /// Dosing units that belong into the compartment.
    package let units: Rational
    /// Whether that much of it lies there, of the product of now.
    package let isFilled: Bool
    /// Whether something of it lies there that does not belong there any more.
    package let isWrong: Bool
    /// Whether it was taken, left out or is past, so that nothing is put there any more.
    package let isOver: Bool
  }

  /// A medicine that stays outside, and why.
  package struct Outside: Equatable, Sendable {
    package let label: MedicationLabel
    package let reason: String
  }

  /// What is left of a medicine, and where.
  package struct Stock: Equatable, Sendable {
    package let label: MedicationLabel
    /// Dosing units in the bottle; nil when it was never counted.
    package let inBottle: Rational?
    /// Dosing units in the box.
    package let inBox: Rational
    /// Dosing units that still belong into the box for these days.
    package let missing: Rational
  }

  package let person: PersonHeader
  package let zone: ZoneRules
  package let now: Instant
  package let today: CalendarDate
  package let firstDay: CalendarDate
  package let days: Int
  /// In the order in which they are due.
  package let doses: [Dose]
  package let outside: [Outside]
  package let stocks: [Stock]
  /// What lies in the box and does not belong there any more, of all days, by its time.
  package let faults: [BoxFault]

  /// What must come out before anything else goes in.
  package var mustComeOut: [BoxFault] { faults.filter(\.mustComeOut) }
}

/// Asks for the pill box of some days from a day on.
package struct PillBoxQuery: NamedQuery {
  /// Today when nil.
  package var firstDay: CalendarDate?
  package var days: Int

  package init(firstDay: CalendarDate? = nil, days: Int = 7) {
    self.firstDay = firstDay
    self.days = days
  }

  package var dataKind: DataKind { .doses }

  package func fetch(_ context: ReadContext) throws -> PillBox {
    let zone = try context.zoneInForce()
    let today = zone.local(of: context.now).0.date
    let first = firstDay ?? today
    let schedules = try ScheduleRecords(context: context, zone: zone).all()
    let labels = try MedicationLabel.all(context)
    let slots = try BoxSlots(
      context,
      labels: labels,
      schedules: schedules,
      products: try ProductHistory.all(context),
      zone: zone
    )
    let rows = try DoseRow.range(
      context.db,
      user: context.subject,
      from: first.midnight.minute,
      to: (first + days).midnight.minute
    )
    let recorded = Set(rows.map { BoxSlots.Key(schedule: $0.schedule, dueMinute: $0.dueMinute) })
    var doses: [PillBox.Dose] = []
    for schedule in schedules {
      guard schedule.isActive, let label = labels[schedule.medication], label.status == "active",
        label.reasonOutsideBox == nil, schedule.isOnWallClock, schedule.rule.kind != .byReading
      else { continue }
      let occurrences = schedule.occurrences(
        from: first.midnight,
        to: (first + days).midnight,
        in: zone
      )
      for occurrence in occurrences where schedule.answers(for: occurrence) {
        guard let amount = occurrence.amount, let units = label.units(in: amount) else { continue }
        let key = BoxSlots.Key(schedule: schedule.id, dueMinute: occurrence.dueMinute)
        doses.append(
          PillBox.Dose(
            label: label,
            schedule: schedule.id,
            dueMinute: occurrence.dueMinute,
            due: occurrence.local,
            units: units,
            isFilled: slots.isFilled(key),
            isWrong: slots.faults[key] != nil,
            isOver: recorded.contains(key) || occurrence.instant < context.now
          )
        )
      }
    }
    doses.sort { ($0.due.minute, $0.label.medication) < ($1.due.minute, $1.label.medication) }
    return PillBox(
      person: try PersonHeader.fetch(context),
      zone: zone,
      now: context.now,
      today: today,
      firstDay: first,
      days: days,
      doses: doses,
      outside: labels.values.filter { $0.status == "active" }
        .sorted { $0.medication < $1.medication }
        .compactMap { label in Self.outside(label, schedules) },
      stocks: try stocks(context, doses, slots, labels),
      faults: slots.inOrder
    )
  }

  private static func outside(
    _ label: MedicationLabel,
    _ schedules: [PlannedSchedule]
  ) -> PillBox.Outside? {
    if let reason = label.reasonOutsideBox { return PillBox.Outside(label: label, reason: reason) }
    let own = schedules.filter { $0.medication == label.medication && $0.isActive }
    guard !own.contains(where: { $0.isOnWallClock && $0.rule.kind != .byReading }) else {
      return nil
    }
    return PillBox.Outside(
      label: label,
      reason: own.contains { $0.rule.kind == .asNeeded }
        ? "only if needed" : "no fixed times of day"
    )
  }

  private func stocks(
    _ context: ReadContext,
    _ doses: [PillBox.Dose],
    _ slots: BoxSlots,
    _ labels: [Int: MedicationLabel]
  ) throws -> [PillBox.Stock] {
    let balances = try SupplyBalances.all(context)
    let medications = Set(doses.map(\.label.medication)).union(slots.inBox.keys)
    return medications.sorted().compactMap { medication in
      guard let label = labels[medication] else { return nil }
      let inBox = slots.inBox[medication] ?? .zero
      let missing = doses.filter {
        $0.label.medication == medication && !$0.isFilled && !$0.isOver
      }.map(\.units).reduce(.zero, +)
      return PillBox.Stock(
        label: label,
        inBottle: balances[medication].map { $0 - inBox },
        inBox: inBox,
        missing: missing
      )
    }
  }
}

extension MedicationLabel {
  /// Why it is kept out of a pill box; nil for tablets and capsules that may lie in one.
  package var reasonOutsideBox: String? {
    let words = form.lowercased()
    if words.contains("sublingual") { return "keep it in its own glass bottle" }
    if words.contains("disintegrating") { return "damp spoils it: keep it in its blister" }
    if flags.contains("notInBox") || flags.contains("originalContainer") {
      return flags.contains("hazardous")
        ? "hazardous: keep it in its own bottle" : "keep it in its own bottle"
    }
    guard ["tablet", "capsule", "caplet", "softgel"].contains(dosingUnit),
      MedicineWay(form: form, unit: dosingUnit) == .swallowed
    else { return "no tablet or capsule" }
    return nil
  }

  /// An amount in dosing units; nil where that cannot be computed.
  func units(in amount: Amount) -> Rational? {
    amount.unit == dosingUnit
      ? amount.quantity : strength?.units(in: amount, dosingUnit: dosingUnit)
  }
}
