import Domain
import Services
import Store
import Terminal

/// The few questions before there is a record: who, since when, where, and what is taken first.
///
/// Everything is judged beside its field while it is typed; directions are spoken back in plain
/// words. Nothing is made before the last answer, and leaving leaves nothing behind.
@MainActor package final class FirstRunScreen: Screen {
  package let title = "Welcome"
  let reader: FirstRunReader
  private(set) var form: Form
  /// Whether the record was made.
  package private(set) var isDone = false
  private var isMaking = false
  private var hasOwnHours = false
  private let make: @Sendable (FirstRunAnswers) throws -> [String]
  private let queue = WorkQueue("prescripcare.first-run")

  /// `make` makes the record from the answers, away from the thread that draws, and gives what the
  /// checks say about the medicines.
  package init(
    _ surroundings: FirstRunSurroundings,
    make: @escaping @Sendable (FirstRunAnswers) throws -> [String]
  ) {
    let reader = FirstRunReader(surroundings: surroundings)
    self.reader = reader
    self.make = make
    form = Form(
      [
        FormField("name", label: "Your name", help: "as your pharmacy writes it", limit: 100),
        FormField(
          "birth",
          label: "Birth date",
          kind: .date,
          help: "such as March 4, 1955; empty to leave it out",
          limit: 30
        ),
        FormField(
          "zone",
          label: "Time zone",
          value: FirstRunReader.spoken(surroundings.zone),
          help: "from this computer; type a city to search, such as Berlin",
          limit: 60
        ),
        FormField(
          "drug",
          label: "A medicine",
          help: "one that you take; empty to add it later",
          limit: 120
        ),
        FormField("strength", label: "Strength", help: "from the label, such as 500 mg", limit: 80),
        FormField(
          "directions",
          label: "How you take it",
          help: "as on the label, such as 1 tablet twice daily with food",
          limit: 300
        ),
        FormField(
          "others",
          label: "Without Rx",
          help: "aspirin, Tylenol, St. John's wort, fish oil, salt substitute?",
          limit: 300
        ),
        FormField(
          "quiet",
          label: "Quiet hours",
          value: reader.proposedHours([:]),
          help: "when nothing rings, or none",
          limit: 40
        ),
      ]
    ) { field, values in reader.problem(field, values) }
  }

  package var minimumSize: Size { Size(rows: 12, columns: 40) }
  package var takesTyping: Bool { true }

  package var actions: [Action] {
    [
      Action(
        id: "first.save",
        keys: [.control("s")],
        title: "Make my record and show my day",
        hint: "Done",
        availability: isMaking ? .disabled(reason: "One moment: it is being made.") : .enabled,
        isDangerous: true
      ),
      Action(id: "first.next", keys: [.tab, .down], title: "Next question", hint: "Next"),
      Action(
        id: "first.previous",
        keys: [.backTab, .up],
        title: "Question before",
        hint: "Back one"
      ),
      Action(
        id: "first.leave",
        keys: [.escape],
        title: "Leave; nothing is kept",
        hint: "Leave"
      ),
    ]
  }

  package func takeText(_ press: KeyPress) -> [Effect]? {
    if press.key == .escape { return nil }
    if isMaking { return [] }
    if isDone { return [.leave] }
    // A key held down runs through the questions and answers none, and it makes nothing.
    let isLast = form.focus == form.fields.count - 1
    if press.isRepeat, press.key == .control("s") || (isLast && press.key == .enter) { return [] }
    let wasAt = form.fields[form.focus].id
    let outcome = form.take(press)
    switch outcome {
    case .ignored:
      if case .character = press.key { return [] }
      return nil
    case .submitted: return submit()
    case .changed:
      if wasAt == "quiet", form.fields[form.focus].id == "quiet" { hasOwnHours = true }
      follow(from: wasAt)
      return []
    }
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    switch action {
    case "first.leave": return closing() ?? [.leave]
    case "first.save": return takeText(KeyPress(.control("s"))) ?? []
    case "first.next": return takeText(KeyPress(.tab)) ?? []
    case "first.previous": return takeText(KeyPress(.backTab)) ?? []
    default: return []
    }
  }

  package func closing() -> [Effect]? {
    guard form.isChanged, !isDone else { return nil }
    return [
      .open(
        Dialog(
          title: "Leave?",
          message: "Nothing of what you typed is kept. You can begin again at any time.",
          isDangerous: true,
          choices: [
            Dialog.Choice(key: .character("l"), title: "Leave, keep nothing") { [.leave] },
            .cancel("Go on"),
          ]
        )
      )
    ]
  }

  /// What one answer means for others: a zone found by a part of its name is written out, and the
  /// hours offered follow the doses until somebody types others.
  private func follow(from field: FormField.ID) {
    if field == "zone", form.fields[form.focus].id != "zone" {
      let found = reader.zones(form["zone"])
      let spoken = found.first.map(FirstRunReader.spoken)
      if found.count == 1, let spoken, spoken != form["zone"] { form.fill("zone", with: spoken) }
    }
    if !hasOwnHours {
      let hours = reader.proposedHours(form.values)
      if hours != form["quiet"] { form.fill("quiet", with: hours) }
    }
  }

  private func submit() -> [Effect] {
    let answers: FirstRunAnswers
    do throws(EntryError) {
      answers = try reader.answers(form.values)
    } catch {
      return [.failed(error.sentence)]
    }
    isMaking = true
    let make = make
    let queue = queue
    return [
      .notice(Notice("One moment: your record is being made.")),
      .work(
        { answer in queue.run { answer(Result { try make(answers) }) } },
        then: { [weak self] result in
          guard let self else { return [] }
          isMaking = false
          switch result {
          case .success(let alerts):
            isDone = true
            return alerts.isEmpty ? [.leave] : [.open(warning(alerts))]
          case .failure(let error):
            return [.failed("Nothing was made. \(ErrorWords.sentence(for: error))")]
          }
        }
      ),
    ]
  }

  /// What the checks found; it is kept with the record and read before the first day is shown.
  ///
  /// The record is made: there is nothing to cancel any more, and every key leads to the day.
  private func warning(_ alerts: [String]) -> Dialog {
    Dialog(
      title: "Ask your pharmacist",
      message: alerts.prefix(3).joined(separator: "\n"),
      choices: [.cancel("I have read it: show my day") { [.leave] }]
    )
  }

  package func draw(on canvas: Canvas) {
    FirstRunView(screen: self).draw(on: canvas)
  }
}
