import Domain
import GRDB

/// What is left of a person's medicines, when each runs out, and whether it can be refilled.
package struct RefillsQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .prescriptions }

  package func fetch(_ context: ReadContext) throws -> RefillSheet {
    let zone = try context.zoneInForce()
    let today = zone.local(of: context.now).0.date
    let person = try PersonHeader.fetch(context)
    let labels = try MedicationLabel.all(context).values.filter {
      $0.status == "active" || $0.status == "paused"
    }
    let records = try RefillRecord.all(context)
    let usual = try RefillRecord.usualAlertDays(context)
    let outlook = try SupplyOutlook.load(
      context,
      zone: zone,
      isPersonPaused: person.pausedSince != nil
    )
    let opened = try OpenedPackages.all(context)
    let lines = try labels.compactMap { label -> RefillSheet.Line? in
      guard let record = records[label.medication] else { return nil }
      return try line(
        label,
        record,
        outlook,
        opened[label.medication],
        usual: usual,
        today: today
      )
    }
    return RefillSheet(
      person: person,
      zone: zone,
      now: context.now,
      today: today,
      usualAlertDays: usual,
      lines: lines.sorted { $0.urgency < $1.urgency }
    )
  }

  private func line(
    _ label: MedicationLabel,
    _ record: RefillRecord,
    _ outlook: SupplyOutlook,
    _ opened: OpenedPackage?,
    usual: Int,
    today: CalendarDate
  ) throws -> RefillSheet.Line {
    let own = outlook.own(label.medication)
    let forecast = try outlook.forecast(label)
    let opening = record.hours.openingDays(around: today)
    let end = forecast.runsOutOn
    return RefillSheet.Line(
      label: label,
      onHand: outlook.balances[label.medication],
      countedAt: record.countedAt,
      opened: opened,
      forecast: forecast,
      isUsedFreely: !own.isEmpty && own.allSatisfy(\.isUsedFreely),
      refillsLeft: record.refillsLeft,
      expiresOn: record.expiresOn,
      origin: record.origin,
      status: record.status(on: today, schedules: own, zone: outlook.zone),
      request: record.request,
      isAnswerOverdue: record.isAnswerOverdue(on: today, opening: opening, zone: outlook.zone),
      risk: record.risk,
      alertDays: record.alertDays(usual: usual),
      hasOwnAlertDays: record.ownAlertDays != nil,
      actBy: end.flatMap { opening.actBy(runsOutOn: $0, mailDays: record.hours.mailDays) ?? $0 },
      treatment: end.flatMap { opening.treatment(of: $0) },
      mailDays: record.hours.mailDays,
      pharmacyName: record.pharmacyName,
      pharmacyPhone: record.pharmacyPhone
    )
  }
}

extension RefillRecord {
  /// Open days after which a prescriber who has not answered is asked again.
  static let answerDays = 3

  /// Whether the prescriber has been asked for longer than that.
  func isAnswerOverdue(on today: CalendarDate, opening: OpeningDays, zone: ZoneRules) -> Bool {
    guard let request, request.status == .askedPrescriber else { return false }
    let asked = zone.local(of: request.answeredAt ?? request.requestedAt).0.date
    return opening.day(afterOpenDays: Self.answerDays, from: asked).map { $0 <= today } ?? false
  }
}
