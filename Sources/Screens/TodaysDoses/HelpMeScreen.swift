import Domain
import Store
import Terminal

/// What to read aloud when something went wrong: numbers to call first, then what was taken when,
/// then the whole list.
///
/// There is nothing to decide here.
@MainActor package final class HelpMeScreen: Screen {
  package let title = "Help me"
  private let context: ScreenContext
  private var days: [DaySheet] = []
  private var plan: MedicationPlan?
  private var problem: String?
  private var isRead = false
  private var text = ScrolledText()

  package init(_ context: ScreenContext) { self.context = context }

  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load()] }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  private func load() -> Effect {
    let session = context.session
    return context.work(
      {
        let today = try session.read(DayQuery())
        let yesterday = try session.read(DayQuery(date: today.today - 1))
        return ([today, yesterday], try session.read(MedicationPlanQuery()))
      },
      then: { [weak self] result in
        self?.show(result)
        return []
      }
    )
  }

  private func show(_ result: Result<([DaySheet], MedicationPlan), any Error>) {
    switch result {
    case .success(let (days, plan)):
      self.days = days
      self.plan = plan
      problem = nil
    case .failure(let error): problem = ReadingWords.reason(for: error)
    }
    isRead = true
  }

  package var actions: [Action] {
    [Action(id: "help.back", keys: [.escape], title: "Back", hint: "Back")] + text.actions
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    if action == "help.back" { return [.close] }
    text.perform(action)
    return []
  }

  package func draw(on canvas: Canvas) {
    HeaderLine(
      person: context.person,
      mark: context.mark,
      now: days.first?.now ?? context.now,
      zone: days.first?.zone ?? .utc
    ).draw(on: canvas)
    var row = 2
    for call in calls {
      row += canvas.wrap(call, row: row, column: 1, style: .role(.critical, .bold))
    }
    canvas.rule(row: row)
    let area = canvas.part(row: row + 1, column: 1, columns: canvas.columns - 2)
    text.draw(lines(width: area.columns), on: area)
  }

  private var calls: [String] {
    let pharmacy = days.first.flatMap { DoseWords.pharmacy(DayBoard($0)) }
    return [
      "Hard to wake, not breathing well, a seizure, collapsed:  call 911.",
      "Took too much or the wrong one:  Poison help (US) 1-800-222-1222, day and night.",
    ] + (pharmacy.map { ["Your pharmacy:  \($0)"] } ?? [])
  }

  private func lines(width: Int) -> [ScrolledText.Line] {
    var lines: [ScrolledText.Line] = []
    func add(_ text: String, _ style: Style = .text) {
      lines.add(text, style, width: width, indent: 2)
    }
    if let problem {
      add("I CANNOT READ YOUR MEDICINES (\(problem)).", .role(.critical, .bold))
      add("Read the labels on your bottles aloud instead.")
      return lines
    }
    guard isRead else { return [ScrolledText.Line("One moment.")] }
    let person = context.person
    add("READ THIS ALOUD", .role(.heading, .bold))
    let birth = person.birthDate.map { ", born \(Display.fullDate($0))" } ?? ""
    add("\(person.fullName)\(birth)")
    for (sheet, name) in zip(days, ["TAKEN TODAY", "TAKEN YESTERDAY"]) {
      add(name, .role(.heading, .bold))
      let taken = DayBoard(sheet).taken.filter { line in
        // By the day on which it was swallowed, whenever it was due.
        line.dose.record?.takenAt.map { sheet.zone.local(of: $0).0.date == sheet.date } ?? true
      }
      if taken.isEmpty { add("nothing is recorded") }
      for line in taken { add(words(line, sheet)) }
      for undone in sheet.undone {
        add("\(undone.label.title): \(DoseWords.undone(undone, DayBoard(sheet)))")
      }
    }
    add("ALL MEDICINES", .role(.heading, .bold))
    let active = (plan?.items ?? []).filter {
      $0.label.status == "active" || $0.label.status == "paused"
    }
    if active.isEmpty { add("none is entered") }
    for item in active { add(medicine(item)) }
    add("M shows all of them on one page, with allergies and what was taken last.")
    return lines
  }

  private func words(_ line: DaySheet.DoseLine, _ sheet: DaySheet) -> String {
    let at = line.dose.record?.takenAt.map {
      Display.clock(sheet.zone.local(of: $0).0.time)
    }
    let what = line.takesOff ? "patch taken OFF" : line.amountWords
    return [at, line.label.title, what].compactMap { $0 }.joined(separator: ", ")
  }

  private func medicine(_ item: MedicationPlan.Item) -> String {
    let purpose = item.label.purposeWords
    let paused = item.label.status == "paused" ? "paused" : ""
    return [item.label.title, purpose, directions(item), paused].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  /// How it is taken, in plain words as far as it is planned, else as it stands on the label.
  private func directions(_ item: MedicationPlan.Item) -> String {
    let sentences = plan.map { plan in PlanWords(plan: plan).active(item).map(plan.sentence) } ?? []
    guard sentences.isEmpty else { return sentences.joined(separator: " ") }
    return item.label.instructions.map { "\"\($0)\"" } ?? "how it is taken is not entered"
  }
}
