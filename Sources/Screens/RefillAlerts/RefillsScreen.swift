import Domain
import Store
import Terminal

/// What is left of a person's medicines, when each runs out, and asking for more.
@MainActor package final class RefillsScreen: Screen {
  /// What can be taken back with one key.
  private enum Done {
    case asked(request: Int, title: String)
    case counted(medication: Int, before: Rational, title: String)
    case received(fill: Int, title: String)
  }

  let context: ScreenContext
  private(set) var sheet: RefillSheet?
  private(set) var problem: String?
  private(set) var showsOnlyLow = false
  var list = ListState()
  private var done: Done?

  package init(_ context: ScreenContext) { self.context = context }

  package var title: String { "Refills" }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load()] }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  /// The medicines in sight with the filter.
  var lines: [RefillSheet.Line] {
    guard let sheet else { return [] }
    return showsOnlyLow ? sheet.lines.filter(\.isRunningLow) : sheet.lines
  }

  /// The medicine that keys act on.
  var selected: RefillSheet.Line? {
    lines.indices.contains(list.selected) ? lines[list.selected] : nil
  }

  private func load() -> Effect {
    context.read(RefillsQuery()) { [weak self] result in
      guard let self else { return [] }
      switch result {
      case .success(let sheet): show(sheet)
      case .failure(let error):
        sheet = nil
        problem = ErrorWords.sentence(for: error)
      }
      return []
    }
  }

  /// Shows new data with the mark on the same medicine.
  private func show(_ new: RefillSheet) {
    let marked = selected?.label.medication
    sheet = new
    problem = nil
    list.count = lines.count
    if let index = lines.firstIndex(where: { $0.label.medication == marked }) {
      list.select(index)
    }
  }

  package func draw(on canvas: Canvas) {
    RefillsView(screen: self, canvas: canvas).draw()
  }
}

// MARK: - Actions

extension RefillsScreen {
  package var actions: [Action] {
    [
      Action(
        id: "refills.ask",
        keys: [.enter],
        title: "Ask the pharmacy for a refill",
        hint: "Ask for refill",
        availability: askAvailability,
        isDangerous: true
      ),
      Action(
        id: "refills.count",
        keys: [.character("c")],
        title: "Enter what you counted in the bottle",
        hint: "Count",
        availability: mayChange(.record, .medications)
      ),
      Action(
        id: "refills.received",
        keys: [.character("b")],
        title: "I have a new bottle: enter what is in it",
        hint: "New bottle",
        availability: mayChange(.change, .medications)
      ),
      Action(
        id: "refills.days",
        keys: [.character("a")],
        title: "Set how many days before you are told",
        hint: "Alert days",
        availability: mayChange(.change, .medications)
      ),
      Action(
        id: "refills.undo",
        keys: [.character("u")],
        title: "Take back the last request, count or new bottle",
        hint: "Undo",
        availability: undoAvailability,
        isDangerous: true
      ),
      Action(
        id: "refills.trip",
        keys: [.character("t")],
        title: "Going on a trip: what to pack, and asking for what is missing",
        hint: "Trip",
        availability: sheet == nil ? .disabled(reason: "The list has not been read.") : .enabled
      ),
      Action(
        id: "refills.filter",
        keys: [.character("f")],
        title: showsOnlyLow ? "Show all medicines" : "Show only what is running low",
        hint: showsOnlyLow ? "Show all" : "Low only"
      ),
    ] + list.actions
  }

  private var askAvailability: Action.Availability {
    guard let selected else { return .disabled(reason: "There is no medicine to ask for.") }
    if selected.request != nil {
      return .disabled(reason: "You asked for it already. U takes it back.")
    }
    return mayChange(.record, .prescriptions)
  }

  private var undoAvailability: Action.Availability {
    if done != nil { return .enabled }
    guard let request = selected?.request else {
      return .disabled(reason: "There is nothing to take back.")
    }
    return request.status == .approved
      ? .disabled(reason: "The pharmacy is preparing it already: call to take it back.") : .enabled
  }

  private func mayChange(_ operation: AccessOperation, _ kind: DataKind) -> Action.Availability {
    guard selected != nil else { return .disabled(reason: "There is no medicine on this list.") }
    return context.allows(operation, kind)
      ? .enabled : .disabled(reason: "You may look at this record and not change it.")
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if list.perform(action) { return [] }
    switch action {
    case "refills.filter": filter()
    case "refills.undo": return undo()
    case "refills.trip": return trip()
    default: break
    }
    guard let sheet, let line = selected else { return [] }
    switch action {
    case "refills.ask": return [.open(askDialog(line, sheet))]
    case "refills.count": return [.open(countForm(line))]
    case "refills.days": return [.open(daysForm(line, sheet))]
    case "refills.received": return [.open(newBottle(line))]
    default: return []
    }
  }

  private func trip() -> [Effect] {
    guard let sheet else { return [] }
    return [.open(TripForm(context: context, today: sheet.today, home: sheet.zone).overlay)]
  }

  private func filter() {
    let marked = selected?.label.medication
    showsOnlyLow.toggle()
    list.count = lines.count
    list.select(lines.firstIndex { $0.label.medication == marked } ?? 0)
  }

  private func askDialog(_ line: RefillSheet.Line, _ sheet: RefillSheet) -> Dialog {
    let title = line.label.title
    func choice(
      _ key: Character,
      _ words: String,
      _ reason: RefillRequest.Reason
    ) -> Dialog.Choice {
      Dialog.Choice(key: .character(key), title: words) { [weak self] in
        self?.ask(line, reason) ?? []
      }
    }
    return Dialog(
      title: "Ask for a refill",
      message: "Ask \(line.pharmacyName ?? "the pharmacy") for \(title)?\n"
        + line.words(in: sheet),
      choices: [
        choice("r", "It is running low", .runningLow),
        choice("t", "I am going on a trip", .vacation), choice("l", "I lost it", .lost),
        choice("o", "Another reason", .other),
      ]
    )
  }

  private func ask(_ line: RefillSheet.Line, _ reason: RefillRequest.Reason) -> [Effect] {
    let title = line.label.title
    let transaction = RequestRefill(medication: line.label.medication, reason: reason)
    return [
      context.write(transaction) { [weak self] result in
        switch result {
        case .success(let answer):
          guard answer.isNew else { return [.done("Asked for \(title) already."), .refreshAll] }
          self?.done = .asked(request: answer.request.id, title: title)
          return [.done("Asked for \(title). U takes it back."), .refreshAll]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
        }
      }
    ]
  }

  private func undo() -> [Effect] {
    if let done {
      self.done = nil
      switch done {
      case .asked(let request, let title): return [cancel(request, title)]
      case .counted(let medication, let before, let title):
        return [count(medication, before, title, isUndo: true)]
      case .received(let fill, let title): return [takeBack(fill, title)]
      }
    }
    guard let line = selected, let request = line.request else { return [] }
    let title = line.label.title
    return [
      .open(
        Dialog(
          title: "Take back a request?",
          message: "You asked for \(title). The pharmacy will no longer fill it.",
          isDangerous: true,
          choices: [
            Dialog.Choice(key: .character("t"), title: "Take the request back") { [weak self] in
              self.map { [$0.cancel(request.id, title)] } ?? []
            }
          ]
        )
      )
    ]
  }

  private func cancel(_ request: Int, _ title: String) -> Effect {
    context.write(CancelRefill(request: request)) { result in
      switch result {
      case .success: [.done("The request for \(title) was taken back."), .refreshAll]
      case .failure(let error): [.failed(ErrorWords.sentence(for: error))]
      }
    }
  }
}

// MARK: - Forms

extension RefillsScreen {
  private func newBottle(_ line: RefillSheet.Line) -> FormOverlay {
    let title = line.label.title
    return NewBottleForm(context: context, label: line.label) { [weak self] answer in
      self?.done = .received(fill: answer.fill, title: title)
    }.overlay
  }

  private func takeBack(_ fill: Int, _ title: String) -> Effect {
    context.write(UndoFill(fill: fill)) { result in
      switch result {
      case .success: [.done("Taken back. \(title) is as it was."), .refreshAll]
      case .failure(let error): [.failed(ErrorWords.sentence(for: error))]
      }
    }
  }

  private func countForm(_ line: RefillSheet.Line) -> FormOverlay {
    let units = Display.unit(line.label.dosingUnit, for: Rational(2))
    let medication = line.label.medication
    let title = line.label.title
    let form = Form([
      FormField(
        "count",
        label: "In the bottle, \(units)",
        kind: .amount,
        help: "A number such as 28 or 12.5.",
        limit: 12
      )
    ]) { _, values in
      let text = values["count"]?.split(separator: " ").joined(separator: " ") ?? ""
      return Rational(text: text) == nil ? "That is not a number from zero up." : nil
    }
    return FormOverlay(title: "Count \(title)", form: form) { [weak self] overlay in
      let text = overlay.form["count"].split(separator: " ").joined(separator: " ")
      guard let self, let quantity = Rational(text: text) else { return [] }
      return [count(medication, quantity, title, closing: overlay)]
    }
  }

  private func count(
    _ medication: Int,
    _ quantity: Rational,
    _ title: String,
    closing overlay: FormOverlay? = nil,
    isUndo: Bool = false
  ) -> Effect {
    context.write(CountSupply(medication: medication, quantity: quantity)) { [weak self] result in
      switch result {
      case .success(let answer):
        let words = Display.amount(Amount(answer.after, answer.unit))
        let close: [Effect] = overlay.map { [.closeScreen($0)] } ?? []
        let canUndo = !isUndo && (answer.before.map { $0 >= .zero } ?? false)
        if canUndo, let before = answer.before {
          self?.done = .counted(medication: medication, before: before, title: title)
        }
        let back = canUndo ? " U takes it back." : ""
        return close + [.done("\(title): \(words) saved.\(back)"), .refreshAll]
      case .failure(let error):
        let sentence = ErrorWords.sentence(for: error)
        guard let overlay else { return [.failed(sentence)] }
        overlay.form.show(problem: sentence, at: "count")
        return []
      }
    }
  }

  private func daysForm(_ line: RefillSheet.Line, _ sheet: RefillSheet) -> FormOverlay {
    let medication = line.label.medication
    let own = line.hasOwnAlertDays ? "\(line.alertDays)" : ""
    let form = Form([
      FormField(
        "own",
        label: "Days for this medicine",
        kind: .number,
        value: own,
        help: "Empty: as for all others.",
        limit: 2
      ),
      FormField(
        "usual",
        label: "Days for all others",
        kind: .number,
        value: "\(sheet.usualAlertDays)",
        help: "0 to 90. Blood thinners: 7 days more.",
        limit: 2
      ),
    ]) { field, values in
      let text = values[field] ?? ""
      if field == "own", text.isEmpty { return nil }
      return Int(text).map { (0...90).contains($0) } == true ? nil : "A number from 0 to 90."
    }
    return FormOverlay(title: "Tell me before \(line.label.title) runs out", form: form) {
      [weak self] overlay in
      guard let self else { return [] }
      let own = SetRefillAlertDays(medication: medication, days: Int(overlay.form["own"]))
      let usual = SetRefillAlertDays(medication: nil, days: Int(overlay.form["usual"]))
      let session = context.session
      return [
        context.work(
          {
            _ = try session.write(own)
            _ = try session.write(usual)
          },
          then: { result in
            switch result {
            case .success: return [.closeScreen(overlay), .done("Saved."), .refreshAll]
            case .failure(let error):
              overlay.form.show(problem: ErrorWords.sentence(for: error), at: "own")
              return []
            }
          }
        )
      ]
    }
  }
}
