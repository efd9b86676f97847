import Domain
import Store

/// Sentences about a medicine that is used when needed.
package enum AsNeededWords {
  /// For the one line on Today: `you may take it now`.
  static func short(_ line: DaySheet.AsNeededLine, _ board: DayBoard) -> String {
    switch line.decision {
    case .yes where line.carefulWith != nil: "CAREFUL. A says why"
    case .yes: "you may \(verb(line)) it now"
    case .notYet(let until, _): "NOT YET, wait until \(board.clock(until))"
    case .no: "NO. A says why"
    }
  }

  /// The answer in capitals and what it means.
  static func answer(_ line: DaySheet.AsNeededLine, _ board: DayBoard) -> String {
    switch line.decision {
    case .yes(_, let isLast):
      let amount = line.amountWords.map { ":  \($0)" } ?? ""
      let last = isLast ? ".  This is the LAST ONE for now." : ""
      guard line.carefulWith == nil else {
        return
          "CAREFUL.  Its own limits allow it now\(amount)\(last.isEmpty ? "." : last)  Read this first:"
      }
      return "YES, you may \(verb(line)) it now\(amount)\(last)"
    case .notYet(let until, _):
      let wait = Display.duration(minutes: board.minutes(until: until))
      return "NOT YET.  Wait until \(board.clock(until))  (\(wait))"
    case .no(let reason): return "NO.  \(Display.sentence(words(reason, board)))"
    }
  }

  /// The last use, the label's limits, what was counted, what is left: sentences that share a row
  /// where there is room.
  static func facts(_ line: DaySheet.AsNeededLine, _ board: DayBoard) -> [[String]] {
    var facts = careful(line, zone: board.sheet.zone).map { [$0] }
    if let special = line.special, !special.isEmpty { facts.append([Display.sentence(special)]) }
    facts.append(last(line, board))
    let limits = limits(line)
    let window = window(line)
    if !limits.isEmpty {
      facts.append(["Label: \(limits).", "\(window)."])
      if line.rule.minimumGap == nil {
        facts.append(["No time between 2 doses is stored: not 2 at once, ask how far apart."])
      }
    } else {
      facts.append(["No limit is stored for it.", "\(window)."])
    }
    facts.append(left(line, board))
    if let opened = line.opened?.remark(today: board.sheet.today) { facts.append([opened]) }
    if case .no = line.decision {
      facts.append(sums(line))
    } else {
      facts += line.uncheckedMaxima.map { [$0.sentence] }
    }
    return facts.filter { !$0.isEmpty }
  }

  /// What was taken lately and is a danger together with it: what can happen, what to do, whom to
  /// ask; empty where there is nothing.
  package static func careful(_ line: DaySheet.AsNeededLine, zone: ZoneRules) -> [String] {
    guard let partner = line.carefulWith else { return [] }
    let today = zone.local(of: partner.askedAt).0.date
    let when = Display.moment(zone.local(of: partner.takenAt).0, today: today)
    return [
      "CAREFUL: \(partner.title) was taken \(when). \(Display.sentence(partner.effect))",
      "\(Display.sentence(partner.management)) Not told to take both? Ask your pharmacy or "
        + "prescriber first.",
    ]
  }

  /// Everything that was counted, for the key that asks why.
  static func explanation(_ line: DaySheet.AsNeededLine, _ board: DayBoard) -> [String] {
    var lines = [answer(line, board)]
    if case .notYet(_, let reason) = line.decision {
      lines.append("Because \(words(reason, board)).")
    }
    lines += facts(line, board).flatMap { $0 }
    if case .no = line.decision {} else { lines += sums(line) }
    if let directions = line.label.instructions {
      lines.append("The label says: \"\(directions)\"")
    }
    let ask = DoseWords.pharmacy(board) ?? "your pharmacy"
    lines.append("Who can say more: \(ask).")
    return lines
  }

  /// `use` for what is not swallowed.
  static func verb(_ line: DaySheet.AsNeededLine) -> String {
    let unit = line.amount?.unit ?? line.label.dosingUnit
    return ["tablet", "capsule", "mL", "lozenge"].contains(unit) ? "take" : "use"
  }

  private static func last(_ line: DaySheet.AsNeededLine, _ board: DayBoard) -> [String] {
    guard let taken = line.lastTaken else { return ["Never recorded in the last month."] }
    let amount = line.lastAmount.map { "\(Display.amount($0)), " } ?? ""
    let when = Display.moment(board.sheet.zone.local(of: taken).0, today: board.sheet.today)
    let days = Display.count(line.daysUsedOfLast7, "day")
    return ["Last: \(amount)\(when).", "Used on \(days) of the last 7."]
  }

  private static func limits(_ line: DaySheet.AsNeededLine) -> String {
    let gap = line.rule.minimumGap.map { "\(Display.duration(minutes: $0.minutes)) apart" }
    let most = line.rule.maximum.map {
      "up to \(Display.amount($0.amount)) in \($0.within.words)"
    }
    return [gap, most].compactMap { $0 }.joined(separator: ", ")
  }

  private static func window(_ line: DaySheet.AsNeededLine) -> String {
    let time = (line.rule.maximum?.within ?? ElapsedTime(hours: 24)).words
    let taken = Display.quantity(line.takenInWindow)
    guard let maximum = line.rule.maximum?.amount, maximum.unit == line.label.dosingUnit else {
      let unit = Display.amount(Amount(line.takenInWindow, line.label.dosingUnit))
      return "Last \(time): \(line.takenInWindow.isPositive ? unit : "none")"
    }
    return "Last \(time): \(taken) of \(Display.amount(maximum))"
  }

  private static func left(_ line: DaySheet.AsNeededLine, _ board: DayBoard) -> [String] {
    var parts: [String] = []
    if let onHand = line.onHand {
      if line.label.dosingUnit == "puff" {
        parts.append("Counter should show \(Display.quantity(onHand)).")
      } else {
        let amount = Display.amount(Amount(onHand, line.label.dosingUnit))
        let count = line.label.highAlert == "opioid" ? ", please count" : ""
        parts.append("In the bottle: \(amount)\(count).")
      }
    }
    if case .yes(let next?, _) = line.decision {
      let after = line.largestAmount.map { "After \(Display.amount($0))" } ?? "After it"
      parts.append("\(after): next from \(board.clock(next)).")
    }
    if line.label.highAlert == "opioid" { parts.append("No alcohol with it.") }
    return parts
  }

  private static func sums(_ line: DaySheet.AsNeededLine) -> [String] {
    line.ingredientTotals.map { total in
      let name = total.ingredient.prefix(1).uppercased() + total.ingredient.dropFirst()
      let sum = total.milligrams.map { Display.amount(Amount($0, "mg")) } ?? "not known"
      return "All \(name), last 24 hours: \(sum)"
    }
  }

  private static func words(_ reason: AsNeededReason<Int>, _ board: DayBoard) -> String {
    reason.words(in: board.sheet.zone)
  }
}
