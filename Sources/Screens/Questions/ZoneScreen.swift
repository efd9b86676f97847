import Domain
import Store
import Terminal

/// Asks once whether the person lives by the time of this machine now, with the next dose of each
/// medicine under both answers.
@MainActor package final class ZoneScreen: Screen {
  private let context: ScreenContext
  private let machine: String
  private var question: ZoneQuestion?
  private var problem: String?
  private var isSaving = false
  private var text = ScrolledText()

  package init(_ context: ScreenContext, machine: String) {
    self.context = context
    self.machine = machine
  }

  package var title: String { "Time zone" }
  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load()] }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  private func load() -> Effect {
    context.read(ZoneQuestionQuery(machineZone: machine)) { [weak self] result in
      switch result {
      case .success(let question):
        self?.question = question
        self?.problem = nil
      case .failure(let error): self?.problem = ErrorWords.sentence(for: error)
      }
      return []
    }
  }

  private var place: String {
    question.map { ZoneWords.place($0.machine, at: $0.now) } ?? "this machine"
  }

  private var home: String {
    question.map { ZoneWords.place($0.home, at: $0.now) } ?? "home"
  }

  package var actions: [Action] {
    let answering: Action.Availability =
      question == nil
      ? .disabled(reason: "One moment: still reading.")
      : isSaving
        ? .disabled(reason: "One moment: still saving.")
        : context.allows(.change, .profile)
          ? .enabled : .disabled(reason: "You may look at this record and not change it.")
    return [
      Action(
        id: "zone.stay",
        keys: [.character("h")],
        title: "Stay on home time",
        hint: "Home time",
        availability: answering,
        isDangerous: true
      ),
      Action(
        id: "zone.use",
        keys: [.character("z")],
        title: "Live by the time of this machine from now on",
        hint: "Time of this machine",
        availability: answering,
        isDangerous: true
      ),
      Action(id: "zone.back", keys: [.escape], title: "Answer later", hint: "Later"),
    ] + text.actions
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    switch action {
    case "zone.back": return [.close]
    case "zone.stay": return answer(false, "Home time stays: the time of \(home).")
    case "zone.use": return answer(true, "Your medicines follow the time of \(place) from now on.")
    default:
      text.perform(action)
      return []
    }
  }

  private func answer(_ isAccepted: Bool, _ words: String) -> [Effect] {
    isSaving = true
    return [
      context.write(AnswerZone(zone: machine, isAccepted: isAccepted)) { [weak self] result in
        guard let self else { return [] }
        isSaving = false
        switch result {
        case .success: return [.closeScreen(self), .done(words), .refreshAll]
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
        }
      }
    ]
  }

  package func draw(on canvas: Canvas) {
    HeaderLine(
      person: context.person,
      mark: context.mark,
      now: question?.now ?? context.now,
      zone: question?.home ?? .utc
    ).draw(on: canvas)
    canvas.put("WHICH TIME DO YOU LIVE BY?", row: 2, column: 1, style: .role(.due, .bold))
    let area = canvas.part(row: 3, column: 1, rows: canvas.rows - 4, columns: canvas.columns - 2)
    text.draw(lines(width: area.columns), on: area)
  }

  private func lines(width: Int) -> [ScrolledText.Line] {
    var lines: [ScrolledText.Line] = []
    if let problem {
      lines.add(problem, .role(.critical, .bold), width: width)
      return lines
    }
    guard let question else { return [ScrolledText.Line("One moment.")] }
    let here = Display.clock(question.machine.local(of: question.now).0.time)
    let there = Display.clock(question.home.local(of: question.now).0.time)
    lines.add("Here in \(place) it is \(here), at home in \(home) \(there).", width: width)
    lines.add("H: stay on home time", .role(.text, .bold), width: width)
    lines.add("Z: take the time of \(place) from now on", .role(.text, .bold), width: width)
    if question.lines.isEmpty {
      lines.add("No medicine has a next dose.", width: width)
    } else {
      lines.append(ScrolledText.Line(""))
      lines.add("NEXT DOSES, on the clock here", .role(.heading, .bold), width: width)
    }
    let words = ZonePreviewWords(question)
    for line in question.lines {
      lines.add(line.label.title, .role(.text, .bold), width: width, indent: 2)
      for sentence in words.sentences(line.preview) {
        lines += WordWrap.lines(sentence, width: max(10, width - 3)).map { line in
          ScrolledText.Line("   \(line)")
        }
      }
    }
    return lines
  }
}
