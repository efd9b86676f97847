import Domain
import Store
import Terminal

/// Asking for a time, an amount, a reason or words before something is recorded.
extension TodayScreen {
  /// The doses that a time is asked for: those Enter stands for, else the selected record.
  func askTime() -> [Effect] {
    if let line = selectedLine, takeover == nil, !line.dose.isOpenNow { return askTime([line]) }
    let lines = enterTarget.lines
    guard !lines.isEmpty else {
      return [.notice(Notice("Select the medicine first, then T.", role: .warning))]
    }
    return askTime(lines)
  }

  func askTime(_ lines: [DaySheet.DoseLine]) -> [Effect] {
    guard let board else { return [] }
    guard board.sheet.date <= board.sheet.today, !lines.contains(where: \.dose.isUnplanned) else {
      return [.notice(Notice("The time of this one cannot be set here.", role: .warning))]
    }
    let reader = TimeEntry(board: board, lines: lines)
    let form = Form(
      [
        FormField(
          "time",
          label: "Taken at",
          kind: .time,
          help: "such as 8:10 AM, noon, 20:10",
          limit: 20
        )
      ]
    ) { _, values in reader.problem(values["time"] ?? "") }
    return [
      .open(
        FormOverlay(title: "When: \(DoseWords.group(lines))", form: form) { [weak self] overlay in
          guard let self, let at = reader.instant(overlay.form["time"]) else { return [] }
          if lines.count == 1, let line = lines.first, line.rule.kind == .byReading {
            return [.close] + askReading(line, at: at)
          }
          return [.close] + take(lines, at: at)
        }
      )
    ]
  }

  func askAmount() -> [Effect] {
    guard let line = lineInHand, line.dose.isOpenNow, board?.isToday == true else {
      return [.notice(Notice("Select a medicine to take now, then E.", role: .warning))]
    }
    if line.rule.kind == .byReading { return askReading(line) }
    let entry = AmountEntry(unit: line.amount?.unit ?? line.label.dosingUnit)
    let planned = line.amountWords.map { "planned: \($0)" } ?? "such as half tablet"
    let form = Form(
      [FormField("amount", label: "I took", kind: .amount, help: planned, limit: 40)]
    ) { _, values in entry.problem(values["amount"] ?? "") }
    return [
      .open(
        FormOverlay(title: "Another amount: \(line.label.title)", form: form) {
          [weak self] overlay in
          guard let self, let amount = entry.amount(overlay.form["amount"]) else { return [] }
          return [.close] + confirmed(amount, of: line)
        }
      )
    ]
  }

  /// More than planned is named in full before it is recorded.
  private func confirmed(_ amount: Amount, of line: DaySheet.DoseLine) -> [Effect] {
    guard let planned = line.amount, amount.unit == planned.unit,
      amount.quantity > planned.quantity
    else { return take([line], amount: amount) }
    return [
      .open(
        Dialog(
          title: "More than planned",
          message: "\(Display.amount(amount)) of \(line.label.title): planned is "
            + "\(Display.amount(planned)). Took too much? Press ! after this.",
          isDangerous: true,
          choices: [
            Dialog.Choice(key: .character("y"), title: "Yes, I have taken that much") {
              self.take([line], amount: amount)
            },
            .cancel("No"),
          ]
        )
      )
    ]
  }

  /// An insulin or the like whose amount hangs on a reading: both are typed, neither is filled in.
  func askReading(_ line: DaySheet.DoseLine, at: Instant? = nil) -> [Effect] {
    ReadingScreen(self, line: line, at: at).map { [.open($0)] } ?? []
  }

  func askReason() -> [Effect] {
    guard let line = lineInHand, line.dose.isOpenNow || line.dose.state == .notRecorded else {
      return [.notice(Notice("Select the medicine you leave out first.", role: .warning))]
    }
    let form = Form(
      [
        FormField(
          "reason",
          label: "Why",
          kind: .choice(SkipReason.choices),
          value: SkipReason.choices[0],
          help: "Left and Right choose, Enter records"
        )
      ]
    ) { _, values in
      values["reason"] == SkipReason.choices[0] ? "Choose with Left and Right." : nil
    }
    return [
      .open(
        FormOverlay(title: "Not taking \(line.label.title)", form: form) { [weak self] overlay in
          guard let self else { return [] }
          let reason = overlay.form["reason"]
          guard reason == SkipReason.vomited else {
            return [.close] + leaveOut(line, reason: reason)
          }
          return [.close] + vomited(line)
        }
      )
    ]
  }

  /// A dose that came up again was taken: it counts for every limit, and nobody here can say
  /// whether it is to be repeated.
  private func vomited(_ line: DaySheet.DoseLine) -> [Effect] {
    let note = AddDoseNote(
      schedule: line.key.schedule,
      dueMinute: line.key.dueMinute,
      kind: .sideEffect,
      text: SkipReason.vomited
    )
    return take([line]) + [
      context.write(note) { _ in
        [.done("Recorded as taken, then vomited. Do not repeat it before you have asked.")]
      }
    ]
  }

  func askSnooze() -> [Effect] {
    let lines = enterTarget.lines.filter(\.dose.isOpenNow)
    guard !lines.isEmpty else {
      return [.notice(Notice("Nothing is to be taken now.", role: .warning))]
    }
    // A second answer to the same question would use up one of the three times.
    let ringing = lines.filter { $0.dose.state != .snoozed }
    guard !ringing.isEmpty else {
      let until = lines.compactMap(\.dose.snoozedUntil).max()
      let clock = until.flatMap { until in board.map { $0.clock(until) } } ?? "later"
      return [.notice(Notice("Put off already: it rings again at \(clock)."))]
    }
    return [.open(DoseQuestions(screen: self).snooze(ringing))]
  }

  func askNote() -> [Effect] {
    guard let line = lineInHand, let board else {
      return [.notice(Notice("Select a medicine first, then N.", role: .warning))]
    }
    guard board.sheet.date <= board.sheet.today else { return [] }
    let form = Form(
      [
        FormField("kind", label: "This is", kind: .choice(["a note", "a side effect"])),
        FormField("text", label: "Words", help: "in your own words", limit: 500),
      ]
    ) { field, values in
      field == "text" && (values["text"] ?? "").allSatisfy(\.isWhitespace)
        ? "Write something, or Esc." : nil
    }
    return [
      .open(
        FormOverlay(title: "On \(line.label.title)", form: form) { [weak self] overlay in
          guard let self else { return [] }
          let note = AddDoseNote(
            schedule: line.key.schedule,
            dueMinute: line.key.dueMinute,
            nth: line.key.nth,
            kind: overlay.form["kind"] == "a note" ? .note : .sideEffect,
            text: overlay.form["text"]
          )
          return [.close] + save(note) { "Written down with \(line.label.title)." }
        }
      )
    ]
  }

  func details() -> [Effect] {
    guard let board else { return [] }
    return [.open(DoseDetailsScreen(context, board: board, line: lineInHand))]
  }

  /// What to look at when one does not remember.
  func helpToLook() -> [Effect] {
    guard let board, let line = lineInHand else { return [] }
    let sentences = NotSureWords.sentences(line, board)
    return [.open(TextOverlay(title: "Not sure?", sentences, columns: 60))]
  }
}

/// Why a dose is left out.
enum SkipReason {
  static let vomited = "vomited after taking it"
  static let noMeal = "no meal"
  /// The table says that nothing is taken for the reading.
  static let byTable = "nothing to take by the table"

  /// The first stands for none.
  static let choices = [
    "choose", noMeal, "felt too sick", vomited, "ran out", "told not to take it",
    "did not want it", "blood test or surgery", "another reason",
  ]
}
