import Domain
import Store
import Terminal

/// A late dose that must be on time, on the whole screen.
@MainActor struct LateDoseView {
  let board: DayBoard
  let line: DaySheet.DoseLine
  let person: KnownPerson
  let mark: String?
  let reminders: String

  func draw(on canvas: Canvas) {
    HeaderLine(person: person, mark: mark, now: board.sheet.now, zone: board.sheet.zone)
      .draw(on: canvas)
    canvas.repeatGlyph("!", row: 1, style: .role(.critical, .bold))
    let style = Style.role(.late, [.bold, .reverse])
    canvas.part(row: 2, rows: 1).fill(style: style)
    let late = board.minutes(since: due.instant)
    canvas.put(
      "LATE BY \(Display.duration(minutes: late).uppercased())",
      row: 2,
      column: 1,
      style: style
    )
    canvas.put("must be on time", row: 2, column: canvas.columns - 17, style: style)
    var row = drawDose(on: canvas, row: 4) + 1
    row = drawTimes(on: canvas, row: row) + 1
    row = drawInstruction(on: canvas, row: row) + 1
    drawQuestion(on: canvas, row: min(row, canvas.rows - 8))
    drawFoot(on: canvas)
  }

  private var due: Occurrence { line.dose.occurrence }

  private func drawDose(on canvas: Canvas, row: Int) -> Int {
    let purpose = line.label.purposeWords
    let title = line.label.title
    canvas.placeCursor(row: row, column: 6)
    var row = row + canvas.wrap(title, row: row, column: 6, style: .role(.due, .bold))
    if title.count < 44, !purpose.isEmpty {
      canvas.put(purpose, row: row - 1, column: max(53, title.count + 9))
    } else if !purpose.isEmpty {
      row += canvas.wrap(purpose, row: row, column: 6)
    }
    let looks = line.label.appearance.map { "   (\($0))" } ?? ""
    let amount = line.amountWords ?? "amount not given"
    let used = canvas.put(amount, row: row, column: 6, style: .role(.text, .bold))
    canvas.put(looks, row: row, column: 6 + used)
    return row + 1
  }

  private func drawTimes(on canvas: Canvas, row: Int) -> Int {
    var facts = [("Was due", due.local, "NOT RECORDED")]
    if let last = line.lastTaken {
      let ago = Display.duration(minutes: board.minutes(since: last))
      facts.append(("Last taken", board.sheet.zone.local(of: last).0, "\(ago) ago"))
    }
    if let next = line.nextDue, let at = line.nextInstant {
      let wait = Display.duration(minutes: board.minutes(until: at))
      facts.append(("Next due", next, "in \(wait)"))
    }
    for (index, fact) in facts.enumerated() {
      let clock = Display.clock(fact.1.time)
      let padding = String(repeating: " ", count: max(0, 8 - clock.count))
      let day = Display.day(fact.1.date, today: board.sheet.today)
      canvas.put(fact.0, row: row + index, column: 6)
      let used = canvas.put("\(padding)\(clock) \(day)", row: row + index, column: 19)
      canvas.put(
        fact.2,
        row: row + index,
        column: max(38, 19 + used + 2),
        style: .role(.text, .bold)
      )
    }
    var row = row + facts.count
    let undone = board.sheet.undone.filter {
      $0.schedule == line.key.schedule && $0.dueMinute == line.key.dueMinute
    }
    for record in undone.suffix(2) {
      canvas.put(
        "Undone       \(DoseWords.undone(record, board))",
        row: row,
        column: 6,
        style: .role(.warning, .bold)
      )
      row += 1
    }
    return row
  }

  private func drawInstruction(on canvas: Canvas, row: Int) -> Int {
    var row = row
    for (index, text) in DoseWords.lateInstruction(line, board).enumerated() {
      let room = max(1, canvas.rows - 9 - row)
      let lines = WordWrap.lines(text, width: canvas.columns - 14, indent: index == 0 ? 0 : 1)
      for words in lines.prefix(max(room, 1)) {
        canvas.put(words, row: row, column: 6)
        row += 1
      }
    }
    return row
  }

  private func drawQuestion(on canvas: Canvas, row: Int) {
    let unit = line.amount?.unit ?? line.label.dosingUnit
    let clock = Display.clock(due.local.time)
    canvas.put(
      "Have you taken the \(clock) \(unit)?",
      row: row,
      column: 6,
      style: .role(.text, .bold)
    )
    let verb = DoseWords.verb([line]) == "swallowed" ? "swallow" : "take"
    let answers = [
      ("Enter", "NO, I \(verb) it now", "T", "YES, earlier (asks the time)"),
      ("N", "I will not take it", "P", "I am not sure (help me look)"),
    ]
    for (index, answer) in answers.enumerated() {
      let line = row + 2 + index
      canvas.put(answer.0, row: line, column: 6, style: .role(.footerKey, .bold))
      canvas.put(answer.1, row: line, column: 14)
      canvas.put(answer.2, row: line, column: 44, style: .role(.footerKey, .bold))
      canvas.put(answer.3, row: line, column: 48)
    }
  }

  private func drawFoot(on canvas: Canvas) {
    canvas.rule(row: canvas.rows - 3)
    let others = board.open.filter { $0.key != line.key }
    var also = "Also due now: \(others.isEmpty ? "nothing" : DoseWords.group(others))."
    if let last = board.taken.last?.recordedAt {
      let batch = board.taken.filter { $0.recordedAt == last }
      let were = batch.count == 1 ? "was" : "were"
      also += "     \(Display.count(batch.count, "medicine")) \(were) taken at "
      also += "\(batch.first?.dose.record?.takenAt.map { board.clock($0) } ?? "")."
    }
    canvas.put(also, row: canvas.rows - 1, column: 1)
    canvas.put(reminders, row: canvas.rows - 2, column: 1)
  }
}

/// What to look at when nobody remembers whether a dose was taken.
enum NotSureWords {
  static func sentences(_ line: DaySheet.DoseLine, _ board: DayBoard) -> [String] {
    let weekday = board.sheet.today.weekday.name
    let count = line.onHand.map { left in
      let bottle = Amount(left - line.boxed, line.label.dosingUnit)
      return " or count the bottle: it should hold \(Display.amount(bottle))"
    }
    let ask = DoseWords.pharmacy(board) ?? "your pharmacy"
    let takes = line.lastTaken.map { " Last recorded: \(board.clock($0))." } ?? ""
    return [
      "\(line.label.title).\(takes)",
      "Look in the \(weekday) box\(count ?? ", or at the bottle").",
      "If you still do not know, do not take a second one before you have asked: \(ask).",
    ]
  }
}
