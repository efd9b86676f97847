import Domain

/// What the pharmacy's screen of refill alerts shows above, from one snapshot.
package struct RefillAlertSheet: Sendable {
  package let pharmacyName: String?
  /// The zone of the counter.
  package let zone: ZoneRules
  /// Today at the counter.
  package let today: CalendarDate
  package let now: Instant
  package let counts: Counts
  /// Rows there are with the filter.
  package let total: Int
  /// The place of the first of ``rows`` among them.
  package let offset: Int
  package let rows: [Row]

  /// Supplies that have to be acted on within some days, whatever the filter.
  package struct Counts: Equatable, Sendable {
    package let today: Int
    package let inThreeDays: Int
    package let inSevenDays: Int
  }

  /// One supply that runs out.
  package struct Row: Equatable, Sendable {
    package let patient: KnownPerson
    /// Last name first and the year of birth, for lists: `Bauer, Otto 1949`.
    package let listName: String
    package let label: MedicationLabel
    /// The name in the spelling that tells look-alikes apart.
    package let title: String
    package let runsOutOn: CalendarDate
    package let actBy: CalendarDate
    /// Set when the run-out falls on a day on which the pharmacy is closed.
    package let treatment: ClosedDayTreatment?
    package let onHand: Rational?
    package let refillsLeft: Int?
    package let expiresOn: CalendarDate?
    /// Nil when no prescription is on record here.
    package let status: RefillStatus?
    package let request: RefillRequest?
    package let isAnswerOverdue: Bool
    package let risk: InterruptionRisk?
    /// Whether a mistake with it is especially dangerous.
    package let isHighAlert: Bool
    /// The product that it would be filled with; nil when none is on the shelf list.
    package let stock: InventoryRow?
    package let zone: ZoneRules
  }
}

extension RefillAlertSheet.Row {
  /// Whether it can be filled, in the words of the pharmacy.
  package func words(today: CalendarDate) -> String {
    guard let status else { return "no prescription here" }
    if let request, request.status == .approved { return "approved, to be filled" }
    let words = status.pharmacistWords(
      day: { Display.shortDate($0, today: today) },
      time: { local in
        local.date == today
          ? Display.clock(local.time) : Display.shortDate(local.date, today: today)
      }
    )
    return isAnswerOverdue ? "ASK AGAIN, \(words)" : words
  }

  /// The state of the shelf in one word: `ok`, `SHORT`, `OUT`, `LOW`, `RECALL` or `-`.
  package var stockWord: String {
    guard let stock else { return "-" }
    if stock.alerts.contains(.short) { return StockAlert.short.word }
    if stock.position.free <= .zero {
      return stock.alerts.contains(.recall) ? StockAlert.recall.word : StockAlert.out.word
    }
    return stock.alerts.contains(.low) ? StockAlert.low.word : "ok"
  }
}
