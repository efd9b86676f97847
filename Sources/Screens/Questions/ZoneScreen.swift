import Domain
import Store
import Terminal

/// Asks whether the person lives by the time of this machine now, with the next dose of each
/// medicine under both answers; once she does, whether she goes back to the time before.
@MainActor package final class ZoneScreen: Screen {
  private let context: ScreenContext
  /// The zone that is offered: that of this machine, or the one before.
  private var offered: String
  private let machine: String
  private var question: ZoneQuestion?
  private var problem: String?
  private var isSaving = false
  private var text = ScrolledText()
  private let mayAnswer: Bool

  package init(_ context: ScreenContext, machine: String) {
    self.context = context
    self.machine = machine
    offered = machine
    mayAnswer = context.allows(.change, .profile)
  }

  package var title: String { "Time zone" }
  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load()] }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  private func load() -> Effect {
    context.read(ZoneQuestionQuery(machineZone: offered)) { [weak self] result in
      guard let self else { return [] }
      switch result {
      case .success(let question):
        let isHere = question.home.identifier == offered
        if isHere, offered == machine, let before = question.before {
          offered = before
          return [load()]
        }
        self.question = question
        problem = nil
      case .failure(let error): problem = ErrorWords.sentence(for: error)
      }
      return []
    }
  }

  /// Whether there is another time to live by.
  private var hasChoice: Bool { question.map { $0.home.identifier != offered } ?? false }

  private var isOfMachine: Bool { offered == machine }

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
        : !hasChoice
          ? .disabled(reason: "You live by the time of this machine; there was no other before.")
          : mayAnswer
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
        title: isOfMachine
          ? "Live by the time of this machine from now on: asks once more"
          : "Go back to the time before: asks once more",
        hint: isOfMachine ? "Time of this machine" : "Time before",
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
    case "zone.use": return [.open(confirmation)]
    default:
      text.perform(action)
      return []
    }
  }

  /// What is about to change, before it does.
  private var confirmation: Dialog {
    let moved = question?.lines.count { !$0.preview.isSame } ?? 0
    let closed = question?.lines.count { $0.preview.ending != nil } ?? 0
    var what = ["Live by the time of \(place) from now on?"]
    what.append(
      moved == 0
        ? "No next dose moves."
        : moved == 1 ? "1 next dose moves." : "\(Display.number(moved)) next doses move."
    )
    let longer = question?.lines.count { $0.preview.longerBy != nil } ?? 0
    if longer > 0 {
      what.append("\(Display.count(longer, "medicine")) with a LONGER GAP.")
    }
    // Four lines are all that a small window has room for.
    if closed > 0 {
      what.append("\(Display.count(closed, "dose")) past their time then: NOT RECORDED.")
    }
    return Dialog(
      title: "Another time",
      message: what.joined(separator: " "),
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "Yes, from now on") {
          [weak self] in
          guard let self else { return [] }
          return answer(
            true,
            "Your medicines follow the time of \(place) from now on. On Today, : finds \"Say which time "
              + "you live by\", which takes it back."
          )
        },
        .cancel("No, by the time of \(home)"),
      ]
    )
  }

  private func answer(_ isAccepted: Bool, _ words: String) -> [Effect] {
    isSaving = true
    return [
      context.write(AnswerZone(zone: offered, isAccepted: isAccepted)) { [weak self] result in
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
    let there = Display.clock(question.machine.local(of: question.now).0.time)
    let atHome = Display.clock(question.home.local(of: question.now).0.time)
    guard hasChoice else {
      lines.add("You live by the time of \(home): \(atHome). It never was another.", width: width)
      return lines
    }
    lines.add(
      isOfMachine
        ? "Here in \(place) it is \(there), at home in \(home) \(atHome)."
        : "You live by the time of \(home): \(atHome). In \(place) it is \(there).",
      width: width
    )
    guard mayAnswer else {
      lines.add("You may look at this record; who lives by it says which time.", width: width)
      return lines
    }
    lines.add(
      isOfMachine ? "H: stay on home time" : "H: stay with the time of \(home)",
      .role(.text, .bold),
      width: width
    )
    lines.add(
      "Z: \(isOfMachine ? "take" : "go back to") the time of \(place) from now on",
      .role(.text, .bold),
      width: width
    )
    if question.lines.isEmpty {
      lines.add("No medicine has a next dose.", width: width)
    } else {
      lines.append(ScrolledText.Line(""))
      let clock = isOfMachine ? "here" : "of \(place)"
      lines.add("NEXT DOSES, on the clock \(clock)", .role(.heading, .bold), width: width)
    }
    let words =
      isOfMachine
      ? ZonePreviewWords(question)
      : ZonePreviewWords(
        question,
        staying: "time of \(home)",
        moving: "time of \(place)"
      )
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
