import Domain
import Store
import Terminal

/// What the label says about one dose, beside the list in a wide window.
@MainActor struct DosePane {
  let board: DayBoard
  let line: DaySheet.DoseLine?

  func draw(on canvas: Canvas) {
    guard let line else {
      canvas.wrap("Nothing is selected.", row: 0, style: .role(.muted))
      return
    }
    var row = canvas.wrap(line.label.title, row: 0, style: .role(.heading, .bold)) + 1
    for fact in DoseFacts(board: board, line: line).facts {
      row += canvas.wrap(fact, row: row)
    }
    guard let directions = line.label.instructions else { return }
    row += 1
    canvas.put("The label says:", row: row, style: .role(.heading))
    canvas.wrap("\"\(directions)\"", row: row + 1)
  }
}

/// Everything known about a dose, one sentence a fact.
struct DoseFacts {
  let board: DayBoard
  let line: DaySheet.DoseLine

  var facts: [String] {
    let due = line.dose.occurrence
    var facts: [String] = []
    if let amount = line.amountWords { facts.append(amount) }
    facts += [line.label.purposeWords, line.label.appearance ?? "", line.special ?? ""]
    facts.append(
      line.dose.isUnplanned ? "Recorded without a plan." : "Due \(board.clock(due.local)). \(state)"
    )
    facts += DoseWords.warnings(line, board)
    facts += DoseWords.table(line)
    if let last = line.lastTaken { facts.append("Last taken: \(board.clock(last)).") }
    if let next = line.nextDue { facts.append("Next due: \(board.clock(next)).") }
    if let left = line.onHand {
      let amount = Display.amount(Amount(left, line.label.dosingUnit))
      facts.append("In the bottle there should be \(amount).")
    }
    if board.isLate(line) || line.dose.isCritical {
      facts += DoseWords.lateInstruction(line, board)
    }
    facts += notes
    if let prescriber = line.label.prescriberName { facts.append("Prescribed by \(prescriber).") }
    if let number = line.label.prescriptionNumber { facts.append("Prescription \(number).") }
    return facts.filter { !$0.isEmpty }
  }

  private var notes: [String] {
    board.sheet.notes.filter { note in
      note.schedule == line.key.schedule && note.dueMinute == line.key.dueMinute
        && note.nth == line.key.nth
    }.map { "\($0.isSideEffect ? "Side effect" : "Note"): \"\($0.text)\"" }
  }

  private var state: String {
    switch line.dose.state {
    case .later: "Not due yet."
    case .due: "Due now."
    case .late: "Late, not recorded."
    case .snoozed: board.isLate(line) ? "Late, put off, not recorded." : "Put off."
    case .taken:
      line.dose.record?.takenAt.map { "Taken at \(board.clock($0)). Do not take it again." }
        ?? "Taken."
    case .skipped: "Left out: \(line.reason ?? "no reason given")."
    case .notRecorded: "Not recorded. Have you taken it?"
    case .paused: "Paused."
    }
  }
}
