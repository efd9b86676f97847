import Domain
import Store
import Terminal

/// The way back from a stay: every medicine is the same, changed or stopped, and new ones are
/// entered, before anything rings again.
///
/// Nothing is written before the last answer; leaving changes nothing.
@MainActor package final class StayScreen: Screen {
  let context: ScreenContext
  private(set) var stay: Stay?
  private(set) var problem: String?
  private(set) var answers: [Int: StayAnswer] = [:]
  /// Medicines that were entered while this screen was open: they are new, which is their answer.
  private(set) var new: Set<Int> = []
  var list = ListState()
  private var known: Set<Int>?
  private var isSaving = false
  private let mayChange: Bool

  package init(_ context: ScreenContext) {
    self.context = context
    mayChange = context.allows(.change, .medications)
  }

  package var title: String { "Back home" }
  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load()] }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  private func load() -> Effect {
    context.read(StayQuery()) { [weak self] result in
      guard let self else { return [] }
      switch result {
      case .success(let stay): take(stay)
      case .failure(let error):
        stay = nil
        problem = ErrorWords.sentence(for: error)
      }
      list.count = stay?.medicines.count ?? 0
      return []
    }
  }

  private func take(_ stay: Stay) {
    self.stay = stay
    problem = nil
    let listed = Set(stay.medicines.map(\.label.medication))
    if let known { new.formUnion(listed.subtracting(known)) }
    known = listed.union(known ?? [])
    new.formIntersection(listed)
    answers = answers.filter { listed.contains($0.key) }
  }

  /// The answer for a medicine, nil while there is none.
  func answer(_ medication: Int) -> StayAnswer? {
    answers[medication] ?? (new.contains(medication) ? .same : nil)
  }

  /// Medicines without an answer.
  var missing: Int {
    stay?.medicines.count { answer($0.label.medication) == nil } ?? 0
  }

  var selected: MedicationListQuery.Item? {
    guard let medicines = stay?.medicines, medicines.indices.contains(list.selected) else {
      return nil
    }
    return medicines[list.selected]
  }

  package func draw(on canvas: Canvas) { StayView(screen: self).draw(on: canvas) }
}

// MARK: - Actions

extension StayScreen {
  package var actions: [Action] {
    [
      answer("stay.same", "s", "The same as before", hint: "Same"),
      answer(
        "stay.changed",
        "c",
        "Changed: it rests until the new directions are entered",
        hint: "Changed"
      ),
      answer("stay.stopped", "x", "Stopped: it leaves the list", hint: "Stopped"),
      Action(
        id: "stay.new",
        keys: [.character("n")],
        title: "Enter a new medicine, in Schedules",
        hint: "New one",
        availability: changing
      ),
      Action(
        id: "stay.end",
        keys: [.enter],
        title: "All are answered for: reminders go on",
        hint: missing == 0 ? "Reminders go on" : "",
        availability: ending,
        isDangerous: true
      ),
      Action(id: "stay.back", keys: [.escape], title: "Not yet: all stays paused", hint: "Not yet"),
    ] + list.actions
  }

  private var changing: Action.Availability {
    if isSaving { return .disabled(reason: "One moment: still saving.") }
    if !mayChange { return .disabled(reason: "You may look at this list and not change it.") }
    guard let stay else { return .disabled(reason: "One moment: still reading.") }
    return stay.person.pausedSince == nil
      ? .disabled(reason: "Nothing is paused.") : .enabled
  }

  private var ending: Action.Availability {
    guard changing == .enabled else { return changing }
    let count = Display.count(missing, "medicine")
    return missing == 0
      ? .enabled : .disabled(reason: "\(count) without an answer: S same, C changed, X stopped.")
  }

  private func answer(
    _ id: Action.ID,
    _ key: Character,
    _ title: String,
    hint: String
  ) -> Action {
    Action(id: id, keys: [.character(key)], title: title, hint: hint, availability: changing)
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if list.perform(action) { return [] }
    switch action {
    case "stay.back": return closing() ?? [.close]
    case "stay.same": give(.same)
    case "stay.changed": give(.changed)
    case "stay.stopped": give(.stopped)
    case "stay.new": return [.open(SchedulesScreen(context))]
    case "stay.end": return [.open(confirmation)]
    default: break
    }
    return []
  }

  package func closing() -> [Effect]? {
    guard !answers.isEmpty, !isSaving else { return nil }
    let discard = Dialog.Choice(key: .character("d"), title: "Discard the answers") {
      [weak self] in self.map { [.closeScreen($0)] } ?? []
    }
    return [
      .open(
        Dialog(
          title: "Not yet back?",
          message: "\(Display.count(answers.count, "answer")) given here would be lost. "
            + "Everything stays paused.",
          isDangerous: true,
          choices: [discard, .cancel("Go on answering")]
        )
      )
    ]
  }

  private func give(_ answer: StayAnswer) {
    guard let selected else { return }
    answers[selected.label.medication] = answer
    list.select(list.selected + 1)
  }

  /// What is about to hold, each medicine named that does not go on as it was.
  private var confirmation: Dialog {
    func names(_ answer: StayAnswer) -> [String] {
      stay?.medicines.filter { self.answer($0.label.medication) == answer }.map(\.label.title) ?? []
    }
    var words = ["The same: \(Display.count(names(.same).count, "medicine"))."]
    if !names(.changed).isEmpty {
      words.append("Changed, resting until entered: \(Display.list(names(.changed))).")
    }
    if !names(.stopped).isEmpty { words.append("Stopped: \(Display.list(names(.stopped))).") }
    words.append("Reminders go on with the next dose.")
    return Dialog(
      title: "Back home",
      message: words.joined(separator: " "),
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "Yes, that is right") { [weak self] in
          self?.end() ?? []
        },
        .cancel("No"),
      ]
    )
  }

  private func end() -> [Effect] {
    guard let stay else { return [] }
    isSaving = true
    var given: [Int: StayAnswer] = [:]
    for item in stay.medicines { given[item.label.medication] = answer(item.label.medication) }
    let changed = given.values.count { $0 == .changed }
    let next =
      changed == 0
      ? "" : " \(Display.count(changed, "medicine")) to be entered anew: 2 leads to Schedules."
    return [
      context.write(EndStay(given)) { [weak self] result in
        guard let self else { return [] }
        isSaving = false
        switch result {
        case .success: return [.closeScreen(self), .done("Reminders go on.\(next)"), .refreshAll]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error)), load()]
        }
      }
    ]
  }
}
