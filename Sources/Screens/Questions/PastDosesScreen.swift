import Domain
import Store
import Terminal

/// Doses of the last days without an answer, asked about as what they are: the past.
///
/// Nothing is marked beforehand and no key here records a dose as taken now. Routine doses may be
/// answered together, all others one by one.
@MainActor package final class PastDosesScreen: Screen {
  let context: ScreenContext
  private(set) var doses: PastDoses?
  private(set) var problem: String?
  private(set) var ticked: Set<DoseKey> = []
  var list = ListState()
  private var isSaving = false
  /// What was answered last, for taking it back.
  private var lastAnswered: [DoseKey] = []
  private let mayRecord: Bool

  package init(_ context: ScreenContext) {
    self.context = context
    mayRecord = context.allows(.record, .doses)
  }

  package var title: String { "Past doses" }
  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load()] }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  private func load() -> Effect {
    context.read(PastDosesQuery()) { [weak self] result in
      guard let self else { return [] }
      switch result {
      case .success(let doses):
        self.doses = doses
        problem = nil
        ticked.formIntersection(Set(doses.lines.map(\.key)))
      case .failure(let error):
        doses = nil
        problem = ErrorWords.sentence(for: error)
      }
      list.count = doses?.lines.count ?? 0
      return []
    }
  }

  /// The dose that keys act on.
  var selected: DaySheet.DoseLine? {
    guard let lines = doses?.lines, lines.indices.contains(list.selected) else { return nil }
    return lines[list.selected]
  }

  /// What an answer stands for: the ticked doses, else the marked one.
  private var inHand: [DaySheet.DoseLine] {
    guard !ticked.isEmpty else { return selected.map { [$0] } ?? [] }
    return doses?.lines.filter { ticked.contains($0.key) } ?? []
  }

  package func draw(on canvas: Canvas) { PastDosesView(screen: self).draw(on: canvas) }
}

// MARK: - Actions

extension PastDosesScreen {
  package var actions: [Action] {
    [
      answer(
        "past.taken",
        "t",
        "It was taken at its time, as planned",
        hint: ticked.isEmpty ? "Took it then" : "Took the \(ticked.count) ticked then"
      ),
      answer("past.notTaken", "n", "It was not taken", hint: "Not taken"),
      answer("past.notKnown", "d", "Nobody remembers: it stays not recorded", hint: "Don't know"),
      Action(
        id: "past.tick",
        keys: [.space],
        title: "Tick a routine dose, to answer several at once",
        hint: "Tick",
        availability: answering
      ),
      Action(
        id: "past.tickDay",
        keys: [.character("a")],
        title: "Tick all routine doses of the marked day",
        hint: "Tick day",
        availability: answering
      ),
      Action(
        id: "past.undo",
        keys: [.character("u")],
        title: "Take the last answer back",
        hint: "Undo",
        availability: lastAnswered.isEmpty
          ? .disabled(reason: "Nothing was answered here yet.") : answering,
        isDangerous: true
      ),
      Action(id: "past.back", keys: [.escape], title: "Leave the rest open", hint: "Leave open"),
    ] + list.actions
  }

  private var answering: Action.Availability {
    if isSaving { return .disabled(reason: "One moment: still saving.") }
    if !mayRecord { return .disabled(reason: "You may look at this list, not record.") }
    return .enabled
  }

  private func answer(
    _ id: Action.ID,
    _ key: Character,
    _ title: String,
    hint: String
  ) -> Action {
    Action(
      id: id,
      keys: [.character(key)],
      title: title,
      hint: hint,
      availability: selected == nil && answering == .enabled
        ? .disabled(reason: "There is nothing left to answer.") : answering,
      isDangerous: true
    )
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if list.perform(action) { return [] }
    switch action {
    case "past.back": return [.close]
    case "past.tick": return tick()
    case "past.tickDay": return tickDay()
    case "past.taken": return answer(.takenAtItsTime)
    case "past.notTaken": return answer(.notTaken)
    case "past.notKnown": return answer(.notKnown)
    case "past.undo": return undo()
    default: return []
    }
  }

  private func tick() -> [Effect] {
    guard let line = selected else { return [] }
    guard line.mayBeRecalledTogether else {
      return [
        .notice(Notice("\(line.label.title) is answered for by itself: T, N or D.", role: .warning))
      ]
    }
    ticked.formSymmetricDifference([line.key])
    list.select(list.selected + 1)
    return []
  }

  private func tickDay() -> [Effect] {
    guard let line = selected, let doses else { return [] }
    let day = line.dose.occurrence.local.date
    let own = doses.lines.filter {
      $0.dose.occurrence.local.date == day && $0.mayBeRecalledTogether
    }
    guard !own.isEmpty else {
      return [.notice(Notice("The doses of that day are answered for one by one.", role: .warning))]
    }
    ticked.formUnion(own.map(\.key))
    return []
  }

  private func answer(_ answer: AnswerPastDose.Recall) -> [Effect] {
    if !ticked.isEmpty, let line = selected, !line.mayBeRecalledTogether {
      let text =
        "\(line.label.title) is answered for by itself. Answer for the \(ticked.count) ticked first, "
        + "on one of their rows."
      return [.notice(Notice(text, role: .warning))]
    }
    let lines = inHand
    if answer == .takenAtItsTime, let line = lines.first(where: { $0.rule.kind == .byReading }) {
      let text =
        "The amount of \(line.label.title) hung on a reading: on Today, [ leads to its day."
      return [.notice(Notice(text, role: .warning))]
    }
    let parts = lines.map {
      AnswerPastDose(
        schedule: $0.key.schedule,
        due: .minute($0.key.dueMinute),
        answer: answer
      )
    }
    let what = lines.count == 1 ? DoseWords.group(lines) : Display.count(lines.count, "dose")
    return save(AnswerPastDoses(parts)) { [weak self] in
      self?.lastAnswered = lines.map(\.key)
      self?.ticked = []
      switch answer {
      case .takenAtItsTime: return "By recall, taken at its time: \(what). U takes it back."
      case .notTaken: return "By recall, not taken: \(what). U takes it back."
      case .notKnown: return "Stays not recorded: \(what). U takes it back."
      }
    }
  }

  private func undo() -> [Effect] {
    let parts = lastAnswered.map {
      TakeBackPastAnswer(schedule: $0.schedule, due: .minute($0.dueMinute))
    }
    let count = Display.count(parts.count, "dose")
    return save(TakeBackPastAnswers(parts)) { [weak self] in
      self?.lastAnswered = []
      return "Taken back: \(count). Open again."
    }
  }

  private func save<Group: NamedTransaction>(
    _ group: Group,
    words: @escaping @MainActor @Sendable () -> String
  ) -> [Effect] {
    isSaving = true
    return [
      context.write(group) { [weak self] result in
        guard let self else { return [] }
        isSaving = false
        switch result {
        case .success: return [.done(words()), load()]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error)), load()]
        }
      }
    ]
  }
}
