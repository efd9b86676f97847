import Domain
import Store

/// The `refills alerts` document.
enum RefillAlertsDocument {
  static func json(_ sheet: RefillAlertSheet) -> JSON {
    .object([
      "date": .string(sheet.today.description), "pharmacy": .text(sheet.pharmacyName),
      "today": .integer(sheet.counts.today), "inThreeDays": .integer(sheet.counts.inThreeDays),
      "inSevenDays": .integer(sheet.counts.inSevenDays), "total": .integer(sheet.total),
      "offset": .integer(sheet.offset),
      "alerts": .array(sheet.rows.map { row($0, today: sheet.today) }),
    ])
  }

  private static func row(_ row: RefillAlertSheet.Row, today: CalendarDate) -> JSON {
    .object([
      "patient": .string(row.patient.handle), "name": .string(row.patient.fullName),
      "born": .text(row.patient.birthDate?.description),
      "medication": .integer(row.label.medication), "medicine": .string(row.title),
      "runsOutOn": .string(row.runsOutOn.description), "actBy": .string(row.actBy.description),
      "closed": .text(row.treatment?.words),
      "left": .text(row.onHand.map { RefillsDocument.plain($0, row.label.dosingUnit) }),
      "dangerousGap": .text(row.risk?.rawValue), "status": .text(row.status?.word),
      "reason": .string(row.words(today: today)), "firstStep": .text(row.status?.firstStep.word),
      "refillsRemaining": .number(row.refillsLeft),
      "request": row.request.map { RefillsDocument.request($0, zone: row.zone) } ?? .null,
      "stock": .string(row.stockWord),
    ])
  }

  /// The alerts as lines of plain text.
  static func text(_ sheet: RefillAlertSheet) -> String {
    let counts = sheet.counts
    var lines = [
      """
      Runs out: today \(counts.today), in 3 days \(counts.inThreeDays), in 7 days \
      \(counts.inSevenDays).
      """
    ]
    for row in sheet.rows {
      let day = Display.day(row.runsOutOn, today: sheet.today)
      let mark = row.isHighAlert ? "! " : ""
      let closed = row.treatment.map { " (\($0.words))" } ?? ""
      lines.append(
        """
        \(day)\(closed)  \(row.listName)  \(mark)\(row.title): \
        \(row.words(today: sheet.today)); stock \(row.stockWord)
        """
      )
    }
    return lines.joined(separator: "\n")
  }
}
