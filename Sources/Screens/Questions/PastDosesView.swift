import Domain
import Store
import Terminal

/// Draws past doses as questions, with what the marked one was.
@MainActor struct PastDosesView {
  let screen: PastDosesScreen

  func draw(on canvas: Canvas) {
    HeaderLine(
      person: screen.context.person,
      mark: screen.context.mark,
      now: screen.doses?.now ?? screen.context.now,
      zone: screen.doses?.zone ?? .utc
    ).draw(on: canvas)
    guard let doses = screen.doses else {
      canvas.drawWaiting(screen.problem)
      return
    }
    canvas.put(headline(doses), row: 2, column: 1, style: .role(.late, .bold))
    guard !doses.lines.isEmpty else {
      canvas.wrap("Every dose of the last days has an answer. Esc leads back.", row: 4, column: 1)
      return
    }
    let isShort = canvas.rows < 17
    var row = 3
    if !isShort {
      row += canvas.wrap(Self.advice, row: row, column: 1, style: .role(.muted))
      canvas.rule(row: row)
      row += 1
    }
    let below = isShort ? 3 : 5
    let area = canvas.part(row: row, rows: max(1, canvas.rows - row - below))
    screen.list.layout(rows: area.rows)
    screen.list.draw(on: area) { index, row, isSelected in
      draw(doses.lines[index], doses, on: row, isSelected: isSelected)
    }
    canvas.rule(row: canvas.rows - below)
    drawDetails(
      doses,
      on: canvas.part(
        row: canvas.rows - below + 1,
        column: 1,
        rows: below - 2,
        columns: canvas.columns - 2
      )
    )
  }

  private static let advice =
    "These are over: nothing here is to be taken now. Answer only what you remember; it stands on "
    + "record as recorded later, by recall."

  private func headline(_ doses: PastDoses) -> String {
    doses.lines.isEmpty
      ? "NOTHING LEFT TO ANSWER" : "NOT RECORDED: \(Display.count(doses.lines.count, "dose"))"
  }

  private func draw(
    _ line: DaySheet.DoseLine,
    _ doses: PastDoses,
    on row: Canvas,
    isSelected: Bool
  ) {
    let mark =
      line.mayBeRecalledTogether ? screen.ticked.contains(line.key) ? "[x]" : "[ ]" : " ? "
    let local = line.dose.occurrence.local
    let when =
      row.columns < 60
      ? "\(Display.shortDate(local.date, today: doses.today)) \(Display.clock(local.time))"
      : Self.padded(Display.shortWeekdayAndDate(local.date, today: doses.today), to: 12)
        + Self.padded(Display.clock(local.time), to: 9, leading: true)
    let name = "\(mark) \(when)  \(line.label.title)"
    let whole = name + (line.amountWords.map { ": \($0)" } ?? "")
    // An amount stands whole or, as always, below the list.
    row.put(
      CellText.width(of: whole) <= row.columns ? whole : name,
      row: 0,
      style: .role(.text, isSelected ? .bold : [])
    )
  }

  private func drawDetails(_ doses: PastDoses, on canvas: Canvas) {
    guard let line = screen.selected else { return }
    let purpose = line.label.purposeWords
    let amount = line.amountWords.map { ": \($0)" } ?? ""
    let what = line.label.title + amount + (purpose.isEmpty ? "" : ", \(purpose)")
    let alone =
      line.mayBeRecalledTogether
      ? !screen.ticked.isEmpty
        ? "T answers for the \(screen.ticked.count) ticked: taken at their time. N not taken, D "
          + "nobody remembers."
        : "T taken at its time, N not taken, D nobody remembers; Space ticks several."
      : "Answered for by itself: T taken at its time, N not taken, D nobody remembers."
    let row = canvas.wrap(what, row: 0, maximumRows: max(1, canvas.rows - 1))
    if row < canvas.rows {
      canvas.wrap(alone, row: row, maximumRows: canvas.rows - row, style: .role(.muted))
    }
  }

  private static func padded(_ text: String, to width: Int, leading: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - text.count))
    return leading ? blanks + text : text + blanks
  }
}
