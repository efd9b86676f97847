import Domain
import Store
import Terminal

/// Draws the medicines that are gone through after a stay, and what was answered so far.
@MainActor struct StayView {
  let screen: StayScreen

  func draw(on canvas: Canvas) {
    HeaderLine(
      person: screen.context.person,
      mark: screen.context.mark,
      now: screen.stay?.now ?? screen.context.now,
      zone: screen.stay?.zone ?? .utc
    ).draw(on: canvas)
    guard let stay = screen.stay else {
      canvas.drawWaiting(screen.problem)
      return
    }
    let isShort = canvas.rows < 17
    var row = 2
    if isShort {
      // How far one is stands in the last row.
      canvas.put(headline(stay), row: row, column: 1, style: .role(.paused, .bold))
      row += 1
    } else {
      let words = "\(headline(stay)).  \(progress)"
      row += canvas.wrap(words, row: row, column: 1, style: .role(.paused, .bold))
      row += canvas.wrap(Self.advice, row: row, column: 1, style: .role(.muted))
      canvas.rule(row: row)
      row += 1
    }
    let below = isShort ? 2 : 4
    let area = canvas.part(row: row, rows: max(1, canvas.rows - row - below))
    if stay.medicines.isEmpty {
      area.wrap(
        "The list has no medicine. N enters one, Enter lets reminders go on.",
        row: 0,
        column: 1
      )
    }
    screen.list.layout(rows: area.rows)
    screen.list.draw(on: area) { index, row, isSelected in
      let item = stay.medicines[index]
      row.put(words(item), row: 0, style: .role(.text, isSelected ? .bold : []))
    }
    canvas.rule(row: canvas.rows - below)
    let foot = canvas.part(row: canvas.rows - below + 1, column: 1, columns: canvas.columns - 2)
    if let item = screen.selected, !isShort {
      foot.wrap(details(item, today: stay.today), row: 0, maximumRows: 3)
    }
    if isShort { foot.wrap(progress, row: 0, maximumRows: 1) }
  }

  private static let advice =
    "Go by the list the hospital gave you. Not sure about a medicine: ask before you answer. "
    + "Nothing rings before all are answered."

  private func headline(_ stay: Stay) -> String {
    guard let day = stay.firstDay, stay.person.pausedSince != nil else {
      return "NOTHING IS PAUSED"
    }
    return "PAUSED since \(Display.date(day, today: stay.today))"
  }

  private var progress: String {
    screen.missing == 0
      ? "All are answered: Enter" : "\(Display.count(screen.missing, "medicine")) to answer for"
  }

  private func words(_ item: MedicationListQuery.Item) -> String {
    let mark =
      switch screen.answer(item.label.medication) {
      case nil: "?       "
      case .same where screen.new.contains(item.label.medication): "NEW     "
      case .same: "same    "
      case .changed: "CHANGED "
      case .stopped: "STOPPED "
      }
    let purpose = item.label.purposeWords
    let rests = item.label.status == "paused" ? "rested before" : ""
    return mark
      + [item.label.title, purpose, rests].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What the medicine was taken by until now.
  private func details(_ item: MedicationListQuery.Item, today: CalendarDate) -> String {
    let rules = item.schedules.filter { $0.isActive && $0.rule.kind != .unscheduled }
      .map { schedule in
        // Which eye, and what else belongs to each dose.
        let special = item.details[schedule.id]?.special
        let words = RuleWords(today: today, special: special).text(schedule.rule)
        guard item.label.isForEye, !words.lowercased().contains("eye") else { return words }
        return words + " "
          + (Eyes(special, item.label.instructions)?.words ?? "WHICH EYE is not known here.")
      }
    let before = rules.isEmpty ? "no planned times." : rules.joined(separator: " ")
    return "\(item.label.title) until now: \(before)"
  }
}
