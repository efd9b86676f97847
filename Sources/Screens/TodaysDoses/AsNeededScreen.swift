import Domain
import Store
import Terminal

/// Medicines used only when needed: for each YES, NOT YET or NO, before anything is pressed.
@MainActor package final class AsNeededScreen: Screen {
  let context: ScreenContext
  private(set) var state = Reading.underWay
  private var selected = 0
  private var isSaving = false
  private var undoneUpTo: Instant?
  private let mayRecord: Bool

  /// What reading the day gave.
  enum Reading {
    case underWay
    case day(DayBoard)
    case failed(String)
  }

  package init(_ context: ScreenContext) {
    self.context = context
    mayRecord = context.allows(.record, .doses)
  }

  package var title: String { "Only if needed" }
  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  var board: DayBoard? {
    guard case .day(let board) = state else { return nil }
    return board
  }

  private var line: DaySheet.AsNeededLine? {
    guard let lines = board?.sheet.asNeeded, lines.indices.contains(selected) else { return nil }
    return lines[selected]
  }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load()] }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  private func load() -> Effect {
    context.read(DayQuery()) { [weak self] result in
      switch result {
      case .success(let sheet): self?.state = .day(DayBoard(sheet))
      case .failure(let error): self?.state = .failed(ReadingWords.reason(for: error))
      }
      return []
    }
  }

  package var actions: [Action] {
    let recording: Action.Availability =
      isSaving
      ? .disabled(reason: "One moment: still saving.")
      : mayRecord ? .enabled : .disabled(reason: "You may look at this list, not record.")
    return [
      Action(
        id: "needed.use",
        keys: [.enter],
        title: useTitle,
        hint: useHint,
        availability: recording,
        isDangerous: true
      ),
      Action(
        id: "needed.amount",
        keys: [.character("n"), .character("e")],
        title: "Another amount",
        hint: "Other amount",
        availability: recording
      ),
      Action(id: "needed.why", keys: [.character("w")], title: "Why this answer", hint: "Why"),
      Action(
        id: "needed.already",
        keys: [.character("t")],
        title: "I have already taken it: put it on record",
        hint: "Took it already",
        availability: recording
      ),
      Action(
        id: "needed.undo",
        keys: [.character("u")],
        title: "Take back what was just recorded",
        availability: recording,
        isDangerous: true
      ),
      Action(id: "needed.back", keys: [.escape], title: "Back to Today", hint: "Today"),
      Action(
        id: "needed.down",
        keys: [.down, .character("j"), .tab],
        title: "Next medicine",
        group: "Move"
      ),
      Action(
        id: "needed.up",
        keys: [.up, .character("k"), .backTab],
        title: "Medicine before",
        group: "Move"
      ),
    ]
  }

  private var useHint: String {
    guard let line, case .yes = line.decision else { return "" }
    let amount = line.amountWords.map { " \($0)" } ?? " it"
    return "I \(AsNeededWords.verb(line))\(amount) now"
  }

  private var useTitle: String {
    guard let line else { return "Use the selected medicine" }
    return "I \(AsNeededWords.verb(line)) \(line.label.title) now"
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    let count = board?.sheet.asNeeded.count ?? 0
    switch action {
    case "needed.back": return [.close]
    case "needed.down": selected = min(selected + 1, max(0, count - 1))
    case "needed.up": selected = max(0, selected - 1)
    case "needed.undo": return undo()
    default:
      guard let line, let board else {
        return [.notice(Notice("There is no medicine here.", role: .warning))]
      }
      switch action {
      case "needed.use": return use(line, board)
      case "needed.amount": return askAmount(line)
      case "needed.why":
        let sentences = AsNeededWords.explanation(line, board)
        return [.open(TextOverlay(title: "Why: \(line.label.title)", sentences))]
      case "needed.already": return askAlready(line)
      default: break
      }
    }
    return []
  }

  package func draw(on canvas: Canvas) {
    AsNeededView(
      state: state,
      selected: selected,
      person: context.person,
      mark: context.mark,
      now: board?.sheet.now ?? context.now,
      reminders: context.reminders.sentence
    ).draw(on: canvas)
  }
}

extension AsNeededScreen {
  private func use(_ line: DaySheet.AsNeededLine, _ board: DayBoard) -> [Effect] {
    guard case .yes = line.decision else {
      let refusal = AsNeededWords.answer(line, board)
      return [.notice(Notice(refusal, role: .warning))]
    }
    guard line.carefulWith != nil else { return chooseAmount(line) { $0.log(line, amount: $1) } }
    return [
      .open(
        Dialog(
          title: line.label.title,
          message: AsNeededWords.careful(line, zone: board.sheet.zone).joined(separator: " "),
          isDangerous: true,
          choices: [
            Dialog.Choice(key: .character("y"), title: "I was told to use both: I use it now") {
              [weak self] in
              self?.chooseAmount(line) { $0.log(line, amount: $1) } ?? []
            },
            .cancel("No, I ask first"),
          ]
        )
      )
    ]
  }

  /// Asks how much it was where the directions leave it open.
  private func chooseAmount(
    _ line: DaySheet.AsNeededLine,
    then record: @escaping @MainActor (AsNeededScreen, Amount?) -> [Effect]
  ) -> [Effect] {
    let amounts = line.choices
    guard !amounts.isEmpty else { return record(self, nil) }
    let choices = amounts.enumerated().map { index, amount in
      let key =
        amount.quantity.isWhole && amount.quantity <= Rational(9)
        ? "\(amount.quantity.numerator)" : String("abcdefgh".dropFirst(index).prefix(1))
      return Dialog.Choice(key: .character(Character(key)), title: Display.amount(amount)) {
        record(self, amount)
      }
    }
    return [
      .open(
        Dialog(
          title: line.label.title,
          message: "How much: \(line.amountWords ?? "")?",
          isDangerous: true,
          choices: choices + [.cancel("Nothing")]
        )
      )
    ]
  }

  /// Records a dose; the limits are looked at once more where it is written.
  private func log(
    _ line: DaySheet.AsNeededLine,
    amount: Amount?,
    at: Instant? = nil,
    anywayBecause: String? = nil,
    amountIsMeant: Bool = false
  ) -> [Effect] {
    guard !isSaving else { return [.notice(Notice("One moment: still saving."))] }
    isSaving = true
    let dose = LogDose(
      medication: line.label.medication,
      at: at,
      amount: amount,
      operationID: context.database.environment.publicID(),
      via: context.actor.user == context.person.user ? .screen : .caregiver,
      anywayBecause: anywayBecause,
      amountIsMeant: amountIsMeant
    )
    let words = (amount ?? line.amount).map { ", \(Display.amount($0))" } ?? ""
    let name = line.label.title + words
    return [
      context.write(dose) { [weak self] result in
        guard let self else { return [] }
        isSaving = false
        switch result {
        case .success(let answer):
          let clock = answer.takenAt.map { taken in
            Display.clock(TimeOfDay(minuteOfDay: (taken.seconds + answer.utcOffset) / 60))
          }
          let recorded = answer.isNew ? "Recorded" : "Already recorded"
          return [.done("\(recorded) \(clock ?? ""). \(name). U takes it back."), load()]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error)), load()]
        }
      }
    ]
  }

  private func undo() -> [Effect] {
    guard let board, !isSaving else { return [] }
    let unplanned = board.lastBatch(since: undoneUpTo).filter(\.dose.isUnplanned)
    guard !unplanned.isEmpty else {
      return [
        .notice(
          Notice("No dose was recorded here in the last 10 minutes. Today changes older ones.")
        )
      ]
    }
    isSaving = true
    let parts = unplanned.map {
      UndoDose(schedule: $0.key.schedule, due: .minute($0.key.dueMinute), nth: $0.key.nth)
    }
    let now = context.now
    return [
      context.write(UndoDoses(parts)) { [weak self] result in
        guard let self else { return [] }
        isSaving = false
        undoneUpTo = now
        switch result {
        case .success:
          return [.done("Taken back: \(DoseWords.group(unplanned)). It stays in sight."), load()]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error)), load()]
        }
      }
    ]
  }

  private func askAmount(_ line: DaySheet.AsNeededLine) -> [Effect] {
    let entry = AmountEntry(unit: line.amount?.unit ?? line.label.dosingUnit)
    let label = line.amountWords.map { "the label says \($0)" } ?? "such as 1 tablet"
    let form = Form(
      [FormField("amount", label: "I use", kind: .amount, help: label, limit: 40)]
    ) { _, values in entry.problem(values["amount"] ?? "") }
    return [
      .open(
        FormOverlay(title: line.label.title, form: form) { [weak self] overlay in
          guard let self, let amount = entry.amount(overlay.form["amount"]) else { return [] }
          return [.close] + confirmed(amount, of: line)
        }
      )
    ]
  }

  /// More than the label says is named in full before it is recorded.
  private func confirmed(_ amount: Amount, of line: DaySheet.AsNeededLine) -> [Effect] {
    guard let planned = line.amount, amount.unit == planned.unit,
      amount.quantity > planned.quantity
    else { return log(line, amount: amount) }
    return [
      .open(
        Dialog(
          title: "More than the label says",
          message: "\(Display.amount(amount)) of \(line.label.title): the label says "
            + "\(Display.amount(planned)). Took too much? Press ! after this.",
          isDangerous: true,
          choices: [
            Dialog.Choice(key: .character("y"), title: "Yes, I take that much") {
              self.log(line, amount: amount, amountIsMeant: true)
            },
            .cancel("No"),
          ]
        )
      )
    ]
  }

  /// What was swallowed is put on record, whatever the limits say.
  private func askAlready(_ line: DaySheet.AsNeededLine) -> [Effect] {
    guard let board else { return [] }
    let name = [line.amountWords, line.label.title].compactMap { $0 }
      .joined(separator: " of ")
    let refusal =
      if case .yes = line.decision { "" } else { " \(AsNeededWords.answer(line, board))" }
    return [
      .open(
        Dialog(
          title: "Taken already",
          message: "Put on record that you took \(name) just now?\(refusal)",
          isDangerous: true,
          choices: [
            Dialog.Choice(key: .character("y"), title: "Yes, I have taken it") {
              self.chooseAmount(line) {
                $0.log(line, amount: $1, anywayBecause: "taken already")
              }
            },
            .cancel("No"),
          ]
        )
      )
    ]
  }
}
