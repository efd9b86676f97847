import Domain

/// Everything the patient's screen of refills shows, from one snapshot.
package struct RefillSheet: Sendable {
  package let person: PersonHeader
  package let zone: ZoneRules
  package let now: Instant
  /// Today in the zone in force.
  package let today: CalendarDate
  /// Days before a run-out on which the person is told, unless a medicine has its own number.
  package let usualAlertDays: Int
  /// The most urgent first; medicines that are not running out come last.
  package let lines: [Line]

  /// One medicine.
  package struct Line: Equatable, Sendable {
    package let label: MedicationLabel
    /// What is left, in dosing units; nil when it was never counted, below zero when more was taken
    /// than was there.
    package let onHand: Rational?
    package let countedAt: Instant?
    /// The package in use, where it was said when it was opened.
    package let opened: OpenedPackage?
    package let forecast: SupplyForecast
    /// Whether the end is at the usual rate and not by a plan.
    package let isUsedFreely: Bool
    /// Nil when no prescription is on record.
    package let refillsLeft: Int?
    /// The last day on which the prescription may be filled.
    package let expiresOn: CalendarDate?
    /// `pharmacy`, `elsewhere` or `otc`.
    package let origin: String
    /// Nil when no prescription is on record.
    package let status: RefillStatus?
    /// The request that waits for somebody.
    package let request: RefillRequest?
    /// Whether the prescriber was asked three open days ago or longer.
    package let isAnswerOverdue: Bool
    /// Why going without would be dangerous.
    package let risk: InterruptionRisk?
    /// Days before the run-out on which the person is told.
    package let alertDays: Int
    package let hasOwnAlertDays: Bool
    /// The last open day on which something can still be done in time.
    package let actBy: CalendarDate?
    /// Set when the run-out falls on a day on which the pharmacy is closed.
    package let treatment: ClosedDayTreatment?
    /// Days that the mail takes; zero for a counter.
    package let mailDays: Int
    package let pharmacyName: String?
    package let pharmacyPhone: String?

    /// Whole days until a dose is missing; nil when there is none or it is unknown.
    package var daysLeft: Int? {
      guard case .runsOut(let end) = forecast else { return nil }
      return end.daysLeft
    }

    /// Whether the person is to be told now.
    package var isRunningLow: Bool {
      label.status == "active" && daysLeft.map { $0 <= alertDays } == true
    }

    var urgency: RefillUrgency {
      RefillUrgency(actBy: actBy, risk: risk, name: "\(label.title) \(label.medication)")
    }
  }
}

extension RefillSheet.Line {
  /// The first thing there is to do; nil when nothing is or when no prescription is on record.
  package var firstStep: RefillStep? {
    if case .unknown(.belowZero) = forecast { return nil }
    return status?.firstStep
  }

  /// Whether it can be refilled and what stands in the way, as the patient reads it.
  package func words(in sheet: RefillSheet) -> String {
    if let asked = requestWords(in: sheet) { return asked }
    guard let status else {
      switch origin {
      case "otc": return "It needs no prescription: you can buy it."
      case "elsewhere": return "It comes from another pharmacy: ask there."
      default: return "No prescription is on record: ask your pharmacy."
      }
    }
    return status.patientWords(
      day: { Display.day($0, today: sheet.today) },
      time: { Display.moment($0, today: sheet.today) }
    )
  }

  private func requestWords(in sheet: RefillSheet) -> String? {
    guard let request else { return nil }
    let asked = Display.moment(sheet.zone.local(of: request.requestedAt).0, today: sheet.today)
    switch request.status {
    case .approved: return "You asked \(asked). The pharmacy is preparing it."
    case .askedPrescriber:
      let since = sheet.zone.local(of: request.answeredAt ?? request.requestedAt).0
      let whom = label.prescriberName ?? "your prescriber"
      let moment = Display.moment(since, today: sheet.today)
      return "Needs a new prescription: the pharmacy asked \(whom) \(moment), no answer yet."
        + (isAnswerOverdue ? " Ask there yourself." : "")
    case .requested:
      switch status?.firstStep {
      case .askPrescriber:
        let whom = label.prescriberName ?? "your prescriber"
        return "You asked \(asked). It needs a new prescription: the pharmacy will ask \(whom)."
      case .callPrescriber:
        return "You asked \(asked). Your dose has changed: the pharmacy will call about it."
      case .waitUntil(let day):
        return "You asked \(asked). It can be filled from \(Display.day(day, today: sheet.today))."
      case .request, .fill, .waitForPrescriber, nil:
        return "You asked \(asked). The pharmacy has not answered yet."
      }
    case .denied, .filled, .cancelled: return nil
    }
  }
}
