import Domain
import Store
import Terminal

/// Draws the compartments of a week and what belongs into the marked one.
@MainActor struct PillBoxView {
  let screen: PillBoxScreen

  func draw(on canvas: Canvas) {
    HeaderLine(
      person: screen.context.person,
      mark: screen.context.mark,
      now: screen.box?.now ?? screen.context.now,
      zone: screen.box?.zone ?? .utc
    ).draw(on: canvas)
    guard let box = screen.box else {
      canvas.drawWaiting(screen.problem)
      return
    }
    let isShort = canvas.rows < 20
    canvas.put(headline(box), row: 2, column: 1, style: .role(.heading, .bold))
    let warnings = warning(box)
    let warned =
      warnings.isEmpty
      ? 0
      : canvas.wrap(
        warnings,
        row: 3,
        column: 1,
        maximumRows: isShort ? 1 : 2,
        style: .role(.critical, .bold)
      )
    let top = (isShort ? 3 : 4) + warned
    let below = isShort ? min(5, canvas.rows / 2 - 1) : min(11, canvas.rows / 2)
    let area = canvas.part(row: top, rows: max(1, canvas.rows - top - below))
    let compartments = screen.compartments
    if compartments.isEmpty {
      area.wrap(
        "Nothing of these days belongs into a box.",
        row: 0,
        column: 1
      )
    }
    screen.list.layout(rows: area.rows)
    screen.list.draw(on: area) { index, row, isSelected in
      let item = compartments[index]
      let isFirst = index == 0 || compartments[index - 1].day != item.day
      let style = Style.role(.text, isSelected ? .bold : [])
      let day = Display.shortWeekdayAndDate(item.day, today: box.today)
      if isFirst || isSelected { row.put(day, row: 0, column: 1, style: style) }
      row.put(item.part.title, row: 0, column: 13, width: 18, style: style)
      let total = item.total
      row.put(total, row: 0, column: 32, style: style)
      let column = max(56, 32 + total.count + 2)
      if column < row.columns { row.put(item.state, row: 0, column: column, style: style) }
    }
    canvas.rule(row: canvas.rows - below)
    drawFoot(
      box,
      on: canvas.part(row: canvas.rows - below + 1, column: 1, columns: canvas.columns - 2)
    )
  }

  /// That something in the box must not be taken, or that nothing of it is taken now.
  private func warning(_ box: PillBox) -> String {
    if box.person.pausedSince != nil {
      return "EVERYTHING IS PAUSED: take nothing from the box before you are back and went through "
        + "your medicines."
    }
    guard screen.wrong > 0 else { return "" }
    let count = screen.wrong
    return "WRONG: \(Display.count(count, "dose")) in the box must not be taken as "
      + "\(count == 1 ? "it lies" : "they lie") there. X says which, why, and takes out."
  }

  private func headline(_ box: PillBox) -> String {
    let first = Display.shortWeekdayAndDate(box.firstDay, today: box.today)
    let last = Display.shortWeekdayAndDate(box.firstDay + (box.days - 1), today: box.today)
    let missing =
      screen.missing == 0
      ? "nothing missing" : "\(Display.count(screen.missing, "dose")) to put in"
    return "PILL BOX  \(first) to \(last):  \(missing)"
  }

  private func drawFoot(_ box: PillBox, on canvas: Canvas) {
    var lines: [(String, Style)] = []
    if let selected = screen.selected {
      let day = Display.weekdayAndDate(selected.day, today: box.today)
      lines.append(
        ("\(day), \(selected.part.title): \(selected.total)", .role(.heading, .bold))
      )
      for fault in selected.faults {
        let style = Style.role(fault.mustComeOut ? .critical : .warning, .bold)
        lines.append(("\(fault.content): \(fault.words)", style))
      }
      for dose in selected.doses {
        let looks = dose.label.appearance.map { ", \($0)" } ?? ""
        let state = BoxWords.state(dose)
        let amount = Display.amount(Amount(dose.units, dose.label.dosingUnit))
        lines.append(("\(amount) of \(dose.label.title)\(looks): \(state)", .text))
      }
    }
    if !box.outside.isEmpty {
      lines.append(("NOT IN THE BOX", .role(.warning, .bold)))
      for outside in box.outside {
        lines.append(("\(outside.label.title): \(outside.reason)", .role(.warning)))
      }
    }
    var row = 0
    for (index, line) in lines.enumerated() where row < canvas.rows {
      let isLastRow = row == canvas.rows - 1 && index < lines.count - 1
      if isLastRow {
        canvas.put(
          "and \(Display.count(lines.count - index, "line")) more in a taller window",
          row: row,
          style: .role(.muted)
        )
        break
      }
      row += canvas.wrap(line.0, row: row, maximumRows: canvas.rows - row, style: line.1)
    }
  }
}
