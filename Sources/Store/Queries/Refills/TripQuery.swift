import Domain
import GRDB

/// A journey for which medicines are packed.
package struct Trip: Equatable, Sendable {
  /// The day of departure and that of the return.
  package let from: CalendarDate
  package let until: CalendarDate
  /// The zone there, by which doses are counted.
  package let zone: ZoneRules

  /// Days after the return for which there must be enough: a flight may be late.
  package static let spareDays = 3
  /// The longest that can be planned, in days.
  package static let longest = 366

  package init(from: CalendarDate, until: CalendarDate, zone: ZoneRules) {
    self.from = from
    self.until = until
    self.zone = zone
  }

  /// Days that the medicines have to last from the departure on.
  package var days: Int { until - from + 1 + Self.spareDays }
}

/// What has to be packed for a trip, from one snapshot.
package struct TripSheet: Sendable {
  package let person: PersonHeader
  package let now: Instant
  package let zone: ZoneRules
  package let today: CalendarDate
  package let trip: Trip
  /// Those that are short first.
  package let lines: [Line]

  /// One medicine.
  package struct Line: Equatable, Sendable {
    package let label: MedicationLabel
    /// What will be left at the departure, in dosing units; nil when it cannot be known.
    package let atDeparture: Rational?
    /// What is used on the trip and in the spare days; nil when it cannot be known.
    package let need: Rational?
    /// Whether the need is what is usually used and no plan.
    package let isUsedFreely: Bool
    /// `pharmacy`, `elsewhere` or `otc`.
    package let origin: String
    /// The request that waits.
    package let request: RefillRequest?

    /// What there is too little of; zero when there is enough, nil when it cannot be known.
    package var missing: Rational? {
      guard let need, let atDeparture else { return nil }
      return max(.zero, need - max(.zero, atDeparture))
    }

    package var isShort: Bool { missing.map { $0.isPositive } ?? false }

    /// Whether the pharmacy can be asked for more of it.
    package var canBeAsked: Bool { origin == "pharmacy" && request == nil }

    /// Whether it is injected.
    package var hasNeedles: Bool {
      ["unit", "injection", "pen", "syringe", "cartridge"].contains(label.dosingUnit)
        || ["injection", "syringe", "vial", "pen "].contains { label.form.contains($0) }
        || label.form.hasSuffix("pen")
    }
  }
}

/// Asks what has to be packed.
package struct TripQuery: NamedQuery {
  package var from: CalendarDate
  package var until: CalendarDate
  /// The zone there; that of the person when nil.
  package var zone: String?

  package init(from: CalendarDate, until: CalendarDate, zone: String? = nil) {
    self.from = from
    self.until = until
    self.zone = zone
  }

  package var dataKind: DataKind { .prescriptions }

  package func fetch(_ context: ReadContext) throws -> TripSheet {
    let home = try context.zoneInForce()
    let today = home.local(of: context.now).0.date
    guard from >= today else { throw StoreError.invalid("the trip would begin before today") }
    guard until >= from, until - from < Trip.longest else {
      throw StoreError.invalid("the return is a day after the departure, within a year")
    }
    let trip = Trip(
      from: from,
      until: until,
      zone: try zone.map { try context.environment.zone($0) } ?? home
    )
    let person = try PersonHeader.fetch(context)
    let records = try RefillRecord.all(context)
    let outlook = try SupplyOutlook.load(
      context,
      zone: home,
      isPersonPaused: person.pausedSince != nil
    )
    let lines = try MedicationLabel.all(context).values
      .filter { $0.status == "active" || $0.status == "paused" }
      .compactMap { label in
        try records[label.medication].map { try line(label, $0, outlook, trip) }
      }
    return TripSheet(
      person: person,
      now: context.now,
      zone: home,
      today: today,
      trip: trip,
      lines: lines.sorted {
        ($0.isShort ? 0 : 1, $0.label.medication) < ($1.isShort ? 0 : 1, $1.label.medication)
      }
    )
  }

  private func line(
    _ label: MedicationLabel,
    _ record: RefillRecord,
    _ outlook: SupplyOutlook,
    _ trip: Trip
  ) throws -> TripSheet.Line {
    let supply = try outlook.supply(label)
    let now = outlook.context.now
    let today = outlook.zone.local(of: now).0.date
    // Doses at home until the day before, there from the first day on.
    let before = supply.needed(from: today, through: from - 1, at: now, in: outlook.zone)
    let need = supply.needed(
      from: from,
      through: until + Trip.spareDays,
      at: now,
      in: trip.zone
    )
    let onHand = outlook.balances[label.medication]
    return TripSheet.Line(
      label: label,
      atDeparture: onHand.flatMap { onHand in before.map { onHand - $0 } },
      need: need,
      isUsedFreely: supply.schedules.allSatisfy(\.isUsedFreely),
      origin: record.origin,
      request: record.request
    )
  }
}
