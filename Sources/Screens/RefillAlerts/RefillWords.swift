import Domain
import Store
import Terminal

/// The words of a line of refills, as narrow columns need them.
struct RefillWords {
  let line: RefillSheet.Line
  let sheet: RefillSheet

  /// When it runs out: `today`, `Sun Nov 29`, `enough`, `unknown`.
  var end: String {
    switch line.forecast {
    case .runsOut(let end):
      switch end.daysLeft {
      case 0: return "TODAY"
      case 1: return "tomorrow"
      default:
        let isThisYear = end.runsOutOn.components.year == sheet.today.components.year
        return isThisYear
          ? Display.shortWeekdayAndDate(end.runsOutOn, today: sheet.today)
          : Display.shortDate(end.runsOutOn, today: sheet.today)
      }
    case .lasts: return line.label.status == "paused" ? "paused" : "enough"
    case .unknown: return "unknown"
    }
  }

  /// What is left, in words.
  var left: String {
    guard let onHand = line.onHand else { return "not counted" }
    guard onHand >= .zero else { return "COUNT AGAIN" }
    return Display.amount(Amount(onHand, line.label.dosingUnit))
  }

  /// What is left for a column of so many columns: words, those of the number alone, or figures
  /// where they are too long.
  func left(within columns: Int) -> String {
    guard left.count > columns, let onHand = line.onHand, onHand >= .zero else { return left }
    let words = Display.quantity(onHand)
    if !onHand.isWhole, words.contains(" "), words.count <= columns { return words }
    return "\(Display.decimal(onHand)) \(Display.unit(line.label.dosingUnit, for: onHand))"
  }

  /// What comes next, in two or three words.
  var next: String {
    if let request = line.request {
      switch request.status {
      case .approved: return "being prepared"
      case .askedPrescriber: return "prescriber asked"
      default: return "asked \(day(sheet.zone.local(of: request.requestedAt).0))"
      }
    }
    if case .unknown(let why) = line.forecast, why != .noRecentUse {
      return line.onHand == nil ? "count the bottle" : "count again"
    }
    switch line.status {
    case .canFill: return line.isRunningLow ? "ask now" : "can be filled"
    case .tooSoonUntil(let first): return "from \(Display.shortDate(first, today: sheet.today))"
    case .askPrescriber: return "no refills left"
    case .newPrescriptionNeeded: return "new prescription"
    case .expired: return "prescription ended"
    case .doseChanged: return "dose changed"
    case .waitingForPrescriber: return "prescriber asked"
    case .requested: return "asked"
    case nil:
      switch line.origin {
      case "otc": return "buy it"
      case "elsewhere": return "other pharmacy"
      default: return "ask your pharmacy"
      }
    }
  }

  /// What the end looks like.
  var style: Style {
    if line.onHand.map({ $0 < .zero }) == true { return .role(.warning) }
    guard line.isRunningLow else { return .text }
    return line.daysLeft.map { $0 <= 1 } == true ? .role(.stockOut, .bold) : .role(.stockLow)
  }

  private func day(_ local: LocalMinute) -> String {
    local.date == sheet.today
      ? Display.clock(local.time) : Display.shortDate(local.date, today: sheet.today)
  }

  /// Everything about the medicine in full sentences, the first of them its name.
  var sentences: [String] {
    let purpose = line.label.purpose.map { "   \($0)" } ?? ""
    let opened = line.opened?.words(today: sheet.today)
    return ["\(line.label.title)\(purpose)", supply, line.words(in: sheet)]
      + [opened, closed, danger, container, prescription, pharmacy].compactMap { $0 }
  }

  private var supply: String {
    switch line.forecast {
    case .runsOut(let end):
      let day = Display.day(end.runsOutOn, today: sheet.today)
      guard !line.isUsedFreely else { return "\(left) left. Runs out \(day) at your usual rate." }
      guard let last = end.lastCovered else { return "\(left) left, not enough for the next dose." }
      let through = Display.moment(last, today: sheet.today)
      return "\(left) left, enough through \(through). Runs out \(day)."
    case .lasts(let last):
      guard line.label.status == "active" else { return "\(left) left. It is paused." }
      return last.map { "\(left) left, enough through \(Display.moment($0, today: sheet.today))." }
        ?? "\(left) left."
    case .unknown(.belowZero):
      return "More was taken than was there. Count the bottle again: press C."
    case .unknown(.noRecentUse): return "\(left) left. Not used in the last 30 days."
    case .unknown where line.onHand == nil:
      return "What is left was never counted. Count the bottle: press C."
    case .unknown: return "\(left) left. How long it lasts cannot be worked out."
    }
  }

  private var closed: String? {
    if line.mailDays > 0, let day = line.actBy {
      return "The mail takes \(Display.days(line.mailDays)): ask "
        + "\(Display.day(day, today: sheet.today)) at the latest."
    }
    return line.treatment.map { "The pharmacy is \($0.words)." }
  }

  private var danger: String? {
    line.risk == nil || line.daysLeft == nil ? nil : "Do not stop it without asking first."
  }

  private var container: String? {
    line.label.staysInContainer ? "Keep it in the container it came in." : nil
  }

  private var prescription: String? {
    guard let refills = line.refillsLeft else { return nil }
    let number = line.label.prescriptionNumber.map { " \($0)" } ?? ""
    let writer = line.label.prescriberName.map { " by \($0)" } ?? ""
    let until = line.expiresOn.map {
      ", good until \(Display.date($0, today: sheet.today))"
    }
    return "Prescription\(number)\(writer): \(Display.count(refills, "refill")) left\(until ?? "")."
  }

  private var pharmacy: String? {
    line.pharmacyName.map { [$0, line.pharmacyPhone].compactMap { $0 }.joined(separator: " ") }
  }
}
