import Domain
import Store

/// The `refills` document.
enum RefillsDocument {
  static func json(_ sheet: RefillSheet) -> JSON {
    .object([
      "date": .string(sheet.today.description), "zone": .string(sheet.zone.identifier),
      "person": .string(sheet.person.fullName), "alertDays": .integer(sheet.usualAlertDays),
      "refills": .array(sheet.lines.map { line($0, sheet) }),
    ])
  }

  private static func line(_ line: RefillSheet.Line, _ sheet: RefillSheet) -> JSON {
    let (kind, why) = line.forecast.words
    return .object([
      "medication": .integer(line.label.medication), "name": .string(line.label.title),
      "left": .text(line.onHand.map { plain($0, line.label.dosingUnit) }),
      "goodThrough": .text(line.opened?.goodThrough.description), "supply": .string(kind),
      "why": .text(why),
      "runsOutOn": .text(line.forecast.runsOutOn?.description),
      "daysLeft": .number(line.daysLeft), "actBy": .text(line.actBy?.description),
      "closed": .text(line.treatment?.words), "atUsualRate": .bool(line.isUsedFreely),
      "runningLow": .bool(line.isRunningLow), "alertDays": .integer(line.alertDays),
      "dangerousGap": .text(line.risk?.rawValue),
      "refillsRemaining": .number(line.refillsLeft),
      "expiresOn": .text(line.expiresOn?.description),
      "status": .text(line.status?.word), "reason": .string(line.words(in: sheet)),
      "firstStep": .text(line.firstStep?.word),
      "request": line.request.map { request($0, zone: sheet.zone) } ?? .null,
    ])
  }

  static func request(_ request: RefillRequest, zone: ZoneRules) -> JSON {
    .object([
      "id": .integer(request.id), "reason": .string(request.reason.rawValue),
      "note": .text(request.note), "status": .string(request.status.rawValue),
      "requestedAt": .string(request.requestedAt.text(in: zone)),
      "answeredAt": .text(request.answeredAt?.text(in: zone)), "answer": .text(request.answer),
    ])
  }

  /// An amount that may be below zero, in plain ASCII.
  static func plain(_ quantity: Rational, _ unit: String) -> String {
    guard quantity < .zero else { return Amount(quantity, unit).description }
    return "-\(Amount(-quantity, unit).description)"
  }

  /// The sheet as lines of plain text.
  static func text(_ sheet: RefillSheet) -> String {
    var lines = [
      "\(sheet.person.fullName), \(Display.weekdayAndDate(sheet.today, today: sheet.today))"
    ]
    if sheet.lines.isEmpty { lines.append("No medicines are on the list.") }
    for line in sheet.lines {
      lines.append(supply(line, sheet))
      lines.append("  \(line.words(in: sheet))")
      if let opened = line.opened { lines.append("  \(opened.words(today: sheet.today))") }
      if let closed = line.treatment { lines.append("  The pharmacy is \(closed.words).") }
    }
    return lines.joined(separator: "\n")
  }

  /// What is left of one medicine and until when.
  static func supply(_ line: RefillSheet.Line, _ sheet: RefillSheet) -> String {
    let left = line.onHand.map { quantity in
      quantity < .zero
        ? "count again" : "\(Display.amount(Amount(quantity, line.label.dosingUnit))) left"
    }
    let end: String? =
      switch line.forecast {
      case .runsOut(let end):
        "runs out \(Display.day(end.runsOutOn, today: sheet.today))"
          + (line.isUsedFreely ? " at your usual rate" : "")
      case .lasts: "enough"
      case .unknown: nil
      }
    let facts = [left ?? "not counted", end].compactMap { $0 }.joined(separator: ", ")
    return "\(line.label.title): \(facts)"
  }
}

extension SupplyForecast {
  /// The word of the document, and why nothing is known.
  fileprivate var words: (kind: String, why: String?) {
    switch self {
    case .runsOut: ("runsOut", nil)
    case .lasts: ("lasts", nil)
    case .unknown(let why): ("unknown", "\(why)")
    }
  }
}

extension RefillStatus {
  /// The word of the document.
  var word: String {
    switch self {
    case .doseChanged: "doseChanged"
    case .expired: "expired"
    case .waitingForPrescriber: "waitingForPrescriber"
    case .newPrescriptionNeeded: "newPrescriptionNeeded"
    case .askPrescriber: "askPrescriber"
    case .tooSoonUntil: "tooSoon"
    case .requested: "requested"
    case .canFill: "canFill"
    }
  }
}

extension RefillStep {
  /// The word of the document.
  var word: String {
    switch self {
    case .request: "request"
    case .fill: "fill"
    case .askPrescriber: "askPrescriber"
    case .callPrescriber: "callPrescriber"
    case .waitForPrescriber: "waitForPrescriber"
    case .waitUntil: "waitUntil"
    }
  }
}
