import Domain
import Store

/// What is packed for a trip, in words for the screen and for paper.
package struct TripWords: Sendable {
  private let sheet: TripSheet

  package init(_ sheet: TripSheet) { self.sheet = sheet }

  /// When, as in `TRIP from Thursday, December 3 until Thursday, December 17`.
  package var heading: String {
    "TRIP from \(day(sheet.trip.from)) until \(day(sheet.trip.until))"
  }

  /// For how many days is packed, and by which clock.
  package var span: String {
    let days = sheet.trip.until - sheet.trip.from + 1
    let place =
      sheet.trip.zone.identifier == sheet.zone.identifier
      ? "" : " Times are those of \(Self.place(sheet.trip.zone))."
    return "\(Display.days(days)) and \(Display.days(Trip.spareDays)) to spare.\(place)"
  }

  /// `New York` for `America/New_York`.
  static func place(_ zone: ZoneRules) -> String {
    let last = zone.identifier.split(separator: "/").last.map(String.init) ?? zone.identifier
    return last.replacing("_", with: " ")
  }

  /// What to do about one medicine, the first sentence with the amounts.
  package func sentences(_ line: TripSheet.Line) -> [String] {
    [amounts(line), request(line)].compactMap { $0 } + letters(line)
  }

  /// `Pack 40 tablets. TOO FEW, by 12 tablets.`.
  package func amounts(_ line: TripSheet.Line) -> String {
    guard let need = line.need else {
      return "How much is used cannot be worked out: pack the whole supply."
    }
    if need == .zero {
      return line.label.status == "paused"
        ? "It is paused: pack it only if you are told to."
        : line.isUsedFreely
          ? "Not used in the last 30 days: pack it if you may need it."
          : "No dose is planned on the trip."
    }
    let unit = line.label.dosingUnit
    let rounded = Amount.measures.contains(unit) ? need : Rational(need.ceiling)
    let take = Display.amount(Amount(rounded, unit))
    let rate = line.isUsedFreely ? " at your usual rate" : ""
    guard let missing = line.missing else {
      return "Pack \(take)\(rate). What is left was not counted: count the bottle."
    }
    guard missing.isPositive else { return "Pack \(take)\(rate). There is enough." }
    let short = Display.amount(
      Amount(Amount.measures.contains(unit) ? missing : Rational(missing.ceiling), unit)
    )
    return "Pack \(take)\(rate). TOO FEW, by \(short)."
  }

  private func request(_ line: TripSheet.Line) -> String? {
    guard line.isShort else { return nil }
    if let request = line.request {
      let at = Display.moment(sheet.zone.local(of: request.requestedAt).0, today: sheet.today)
      return "You asked for it \(at)."
    }
    switch line.origin {
    case "otc": return "Buy it before you leave."
    case "elsewhere": return "Ask where it comes from."
    default: return nil
    }
  }

  private func letters(_ line: TripSheet.Line) -> [String] {
    let prescriber = line.label.prescriberName ?? "your prescriber"
    var lines: [String] = []
    if line.label.controlSchedule != nil {
      lines.append(
        """
        Controlled: leave it in its labeled bottle, and ask \(prescriber) for a letter. Some \
        countries do not let it in: ask their embassy.
        """
      )
    }
    if line.hasNeedles {
      lines.append("Needles: ask \(prescriber) for a letter.")
    }
    if line.label.staysInContainer { lines.append("Leave it in the container it came in.") }
    return lines
  }

  /// What holds for all of them.
  package var advice: [String] {
    [
      "Carry all of them with you, in their labeled bottles, not in checked luggage.",
      "Take the page of your medicines along: prescripcare medication page prints it.",
    ]
  }

  /// The whole list as plain text.
  package var text: String {
    var lines = [heading, span, ""]
    for line in sheet.lines {
      lines.append(line.label.title)
      lines += sentences(line).map { "   \($0)" }
    }
    if sheet.lines.isEmpty { lines.append("There are no medicines on this list.") }
    return (lines + [""] + advice).joined(separator: "\n")
  }

  /// What the pharmacy reads with a request.
  package func note(_ line: TripSheet.Line) -> String {
    let missing = line.missing.map {
      ": \(Display.amount(Amount(Rational($0.ceiling), line.label.dosingUnit))) more needed"
    }
    let from = Display.date(sheet.trip.from, today: sheet.today)
    let until = Display.date(sheet.trip.until, today: sheet.today)
    return "trip from \(from) until \(until)\(missing ?? "")"
  }

  private func day(_ date: CalendarDate) -> String {
    Display.weekdayAndDate(date, today: sheet.today)
  }
}
