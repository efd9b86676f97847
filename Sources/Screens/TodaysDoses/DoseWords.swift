import Domain
import Store

/// Sentences about one dose, for every screen that shows one.
enum DoseWords {
  /// What must be said beside a dose before it is taken.
  static func warnings(_ line: DaySheet.DoseLine, _ board: DayBoard) -> [String] {
    let due = line.dose.occurrence
    let isOtherStrength = line.newProduct?.difference != nil
    var warnings =
      newProduct(line)
      + [
        isOtherStrength
          ? nil
          : DoseRemarks.difference(
            line.amount,
            from: line.previousAmount,
            on: line.previousDay,
            due: due.local.date
          ),
        DoseRemarks.change(on: line.changedOn, toldBy: line.toldBy, today: board.sheet.today),
        DoseRemarks.taper(line.rule, due: due.local),
      ].compactMap { $0 }
    if line.dose.isOpenNow {
      if let gap = line.gap {
        warnings.append("\(gap.words).  Do not restart by yourself. Call. Enter says why.")
      } else if let taken = line.alreadyTaken {
        warnings.append("TAKEN AT \(board.clock(taken.takenAt)).  Enter shows it and asks first.")
      }
    }
    if let since = line.patchMissingSince {
      warnings.append("NO PATCH ON RECORD since \(board.clock(since)).")
    }
    if line.label.isForEye {
      let isSaid = line.special?.lowercased().contains("eye") == true
      if let eyes = line.eyes, !isSaid { warnings.append(eyes.words) }
      if line.eyes == nil { warnings.append("WHICH EYE is not known here: look at the label.") }
      if let wait = board.eyeWaitWords(line) { warnings.append(wait) }
    }
    if let fault = line.boxFault {
      warnings.append(
        "NOT FROM THE BOX, but from its own bottle. There lies \(fault.content): \(fault.words)."
      )
    } else if board.sheet.usesBox, line.dose.isOpenNow, !line.isInBox, line.label.isSolid {
      warnings.append("NOT IN THE BOX: take it from its own bottle.")
    }
    if line.dose.isToCome, let remark = line.opened?.remark(today: board.sheet.today) {
      warnings.append(remark)
    }
    switch line.ownQuestion {
    case .weekly: warnings.append("ONCE A WEEK OR LESS.  Enter asks before it is recorded.")
    case .patch where line.follows != nil:
      warnings.append("TAKE IT OFF.  It stays here until you say that it is off.")
    case .patch: warnings.append("PATCH.  Enter asks: the old one comes off first.")
    case .injection, .highAlert, .changedToday, .varyingAmount, .asked:
      warnings.append("BY ITSELF.  Enter asks before it is recorded.")
    case .late: warnings.append("LATE, ASK FIRST.  Enter asks before it is recorded.")
    case .byReading: warnings.append("BY READING.  Enter asks for the reading and the units.")
    case .withMeal: warnings.append("ONLY WITH A MEAL.  Enter asks whether you are eating now.")
    case nil: break
    }
    warnings += [
      line.label.isOralLiquid ? "In mL, with an oral syringe. No kitchen spoon." : nil,
      DoseRemarks.course(due.number, of: line.courseCount),
      line.dose.isOpenNow
        ? DoseRemarks.puffs(left: line.onHand, unit: line.label.dosingUnit) : nil,
    ].compactMap { $0 }
    return warnings
  }

  /// How much, in words: where it hangs on a reading, that it does.
  static func amount(_ line: DaySheet.DoseLine) -> String {
    if line.takesOff { return "take it OFF" }
    return line.amountWords ?? (line.rule.kind == .byReading ? "by reading" : "amount not given")
  }

  /// What is new about the bottle: its strength first, then its looks.
  private static func newProduct(_ line: DaySheet.DoseLine) -> [String] {
    guard let product = line.newProduct else { return [] }
    return [
      product.difference.map { "NEW STRENGTH: \($0)." },
      product.looks.map { "Your \(product.unit) now looks different: \($0)" },
    ].compactMap { $0 }
  }

  /// The prescriber's whole table, a row a line; empty for a dose that hangs on no reading.
  static func table(_ line: DaySheet.DoseLine) -> [String] {
    guard case .byReading(let rule) = line.rule else { return [] }
    let measure = rule.measure(isInsulin: line.label.highAlert == "insulin")
    let heading =
      measure.unit.isEmpty
      ? "The prescriber's table:" : "The prescriber's table, reading in \(measure.unit):"
    let floor = rule.floorText.map { ["below the table: \($0)"] } ?? []
    return [heading] + floor + rule.table.map { "\($0.range.words): \($0.units)" }
  }

  /// `metformin 500 mg: recorded 8:05 AM, 8:20 AM changed to not taken`.
  static func undone(_ line: DaySheet.UndoneLine, _ board: DayBoard) -> String {
    let taken = line.takenAt.map { "\(board.clock($0)) recorded" } ?? "recorded"
    return "\(taken), \(board.clock(line.changedAt)) changed to not taken"
  }

  /// How the dose is taken, for the sentence of Enter: `swallowed`, `used`, `taken`.
  static func verb(_ lines: [DaySheet.DoseLine]) -> String {
    let swallowed: Set<String> = ["tablet", "capsule", "caplet", "softgel", "mL", "lozenge"]
    let isSwallowed = lines.allSatisfy { line in
      swallowed.contains(line.amount?.unit ?? line.label.dosingUnit)
        && !line.label.form.contains("drop") && line.ownQuestion != .injection
    }
    return isSwallowed ? "swallowed" : "taken"
  }

  /// The name of a group: the one medicine, or how many.
  static func group(_ lines: [DaySheet.DoseLine]) -> String {
    guard lines.count == 1, let line = lines.first else {
      return Display.count(lines.count, "medicine")
    }
    return [line.label.title, line.amountWords].compactMap { $0 }.joined(separator: ", ")
  }

  /// What a late dose may do, in the pharmacy's dated words or that there are none.
  static func lateInstruction(_ line: DaySheet.DoseLine, _ board: DayBoard) -> [String] {
    guard let text = line.label.lateText else {
      if let fact = line.label.lateFact, !fact.isFromLabel {
        return [
          "Nobody wrote for you what to do when it is late, and no general rule is kept.",
          fact.text,
        ]
      }
      if let fact = line.label.lateFact {
        let on = fact.writtenOn.map { ", \(Display.date($0, today: board.sheet.today))" } ?? ""
        return [
          "Nobody wrote for you what to do when it is late. What the label says "
            + "(\(fact.source)\(on)):",
          "\"\(fact.text)\"",
        ]
      }
      let ask = pharmacy(board) ?? "your pharmacy"
      return [
        "No instruction is stored for a late dose.",
        "Do not take 2 doses at once. " + Display.sentence("Ask: \(ask)"),
      ]
    }
    let author = line.label.lateTextAuthor ?? "Your pharmacy"
    let on = line.label.lateTextOn.map {
      " (\(Display.date($0, today: board.sheet.today)))"
    }
    return ["\(author) wrote for a late dose\(on ?? ""):", "\"\(text)\""]
  }

  /// `Elm Pharmacy 555-0142`.
  static func pharmacy(_ board: DayBoard) -> String? {
    let person = board.sheet.person
    let parts = [person.pharmacyName, person.pharmacyPhone].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }
}

extension MedicationLabel {
  /// Whether its doses are tablets or the like, which one looks for in a pill box.
  var isSolid: Bool { ["tablet", "capsule", "caplet", "softgel"].contains(dosingUnit) }
}
