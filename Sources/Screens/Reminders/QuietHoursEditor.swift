import Domain
import Store
import Terminal

/// Changes quiet hours and announcements, with what comes of them in the next 24 hours beside it.
@MainActor final class QuietHoursEditor: Screen {
  let context: ScreenContext
  let board: ReminderBoard
  private(set) var form: Form
  private var isSaving = false

  init(_ context: ScreenContext, board: ReminderBoard) {
    self.context = context
    self.board = board
    let preferences = board.state.preferences
    let window = board.dailyWindow
    form = Form([
      FormField(
        "on",
        label: "Reminders",
        kind: .choice(["on", "off"]),
        value: preferences.isOn ? "on" : "off",
        help: "Off: nothing rings, critical doses neither."
      ),
      FormField(
        "from",
        label: "Quiet from",
        kind: .time,
        value: window.map { Display.clock($0.from) } ?? "",
        help: "Such as 10 PM. Empty in both: no quiet hours.",
        limit: 12
      ),
      FormField(
        "to",
        label: "Quiet until",
        kind: .time,
        value: window.map { Display.clock($0.to) } ?? "",
        help: "Such as 7 AM. Critical doses ring all the same.",
        limit: 12
      ),
      FormField(
        "advance",
        label: "Minutes before",
        kind: .number,
        value: "\(preferences.advanceMinutes)",
        help: "An announcement before each dose; 0 for none.",
        limit: 3
      ),
    ]) { field, values in Self.problem(field, values) }
  }

  var title: String { "Quiet hours" }

  var actions: [Action] {
    [
      Action(
        id: "quiet.save",
        keys: [.control("s")],
        title: "Save",
        hint: "Save",
        group: title,
        isDangerous: true
      ),
      Action(
        id: "quiet.propose",
        keys: [.control("p")],
        title: "Propose: from half an hour after the last dose until the first",
        hint: "Propose",
        group: title,
        availability: proposal == nil
          ? .disabled(reason: "The planned doses leave no such time.") : .enabled
      ),
      Action(
        id: "quiet.next",
        keys: [.tab, .down],
        title: "Next field",
        hint: "Next",
        group: title
      ),
    ]
  }

  func takeText(_ press: KeyPress) -> [Effect]? {
    if press.key == .control("s"), press.isRepeat { return [] }
    switch form.take(press) {
    case .ignored: return nil
    case .changed: return []
    case .submitted: return save()
    }
  }

  func perform(_ action: Action.ID) -> [Effect] {
    switch action {
    case "quiet.save": return takeText(KeyPress(.control("s"))) ?? []
    case "quiet.next": return takeText(KeyPress(.tab)) ?? []
    case "quiet.propose":
      guard let proposal else { return [] }
      form.fill("from", with: Display.clock(proposal.from))
      form.fill("to", with: Display.clock(proposal.to))
    default: break
    }
    return []
  }

  func closing() -> [Effect]? {
    guard form.isChanged else { return nil }
    let discard = Dialog.Choice(key: .character("d"), title: "Discard what I typed") {
      [weak self] in self.map { [.closeScreen($0)] } ?? []
    }
    return [
      .open(
        Dialog(
          title: "Leave quiet hours?",
          message: "What you typed has not been saved.",
          isDangerous: true,
          choices: [discard, .cancel("Go on typing")]
        )
      )
    ]
  }

  /// What the fields say as far as they can be read; the present where they cannot.
  var draft: ReminderPreferences {
    var draft = board.state.preferences
    draft.isOn = form["on"] == "on"
    switch Self.window(form.values) {
    case .success(let window): draft.quietHours = QuietHours(daily: window, but: board.otherDays)
    case .failure: break
    }
    if let minutes = Int(form["advance"]), (0...720).contains(minutes) {
      draft.advanceMinutes = minutes
    }
    return draft
  }

  /// What a newcomer would be offered: from half an hour after the last planned time of the week
  /// until the first, moved so that a night is left.
  private var proposal: QuietWindow? {
    let hours = QuietHoursProposal.hours(
      around: board.state.schedules,
      from: board.today,
      in: board.zone
    )
    return try? QuietWindow(from: hours.start, to: hours.end)  // They never have the same ends.
  }

  /// Schedules with doses in these quiet hours that had none before.
  private func newlyHushed(by hours: QuietHours) -> Set<Int> {
    let before = board.state.preferences.quietHours
    let hushed = { (hours: QuietHours) in
      Set(
        self.board.state.schedules.compactMap {
          QuietDoses($0, in: hours, from: self.board.now, zone: self.board.zone)?.schedule
        }
      )
    }
    return hushed(hours).subtracting(hushed(before))
  }

  private func save() -> [Effect] {
    guard !isSaving, case .success(let window) = Self.window(form.values),
      let minutes = Int(form["advance"])
    else { return [] }
    isSaving = true
    let hours = draft.quietHours
    let change = SetQuietHours(
      isOn: form["on"] == "on",
      window: window,
      advanceMinutes: minutes
    )
    return [
      context.write(change) { [weak self] result in
        guard let self else { return [] }
        isSaving = false
        switch result {
        case .success:
          let said =
            change.isOn
            ? "Saved. \(ReminderWords.quiet(draft.quietHours))" : "Saved: reminders are OFF."
          let hushed = newlyHushed(by: hours)
          let quiet =
            hushed.isEmpty ? [] : [QuietChoiceQuestion.ask(about: hushed, in: context)]
          return [.closeScreen(self), .done(said), .refreshAll] + quiet
        case .failure(let error):
          form.show(problem: ErrorWords.sentence(for: error), at: "from")
          return []
        }
      }
    ]
  }

  func draw(on canvas: Canvas) {
    HeaderLine(
      person: context.person,
      mark: context.mark,
      now: board.now,
      zone: board.zone
    ).draw(on: canvas)
    let heading = "QUIET HOURS AND ANNOUNCEMENTS"
    canvas.put(heading, row: 2, column: 1, style: .role(.heading, .bold))
    form.draw(on: canvas.part(row: 3, rows: form.rows))
    var state = board.state
    state.preferences = draft
    let strip = QuietStrip(
      state,
      today: board.today,
      cells: QuietStrip.cells(in: canvas.columns)
    )
    canvas.rule(row: 11)
    strip.draw(on: canvas.part(row: 12, column: 1, rows: 8), today: board.today)
    canvas.rule(row: 20)
    let lines = PreviewLine.lines(board, preferences: draft)
    canvas.put(PreviewLine.summary(lines), row: 21, column: 1, style: .role(.text, .bold))
    let hushed = strip.hushed
    canvas.put(
      Self.words(hushed: hushed, waiting: strip.waiting),
      row: 22,
      column: 1,
      style: .role(hushed == 0 ? .muted : .warning)
    )
  }
}

extension QuietHoursEditor {
  /// What becomes of so many doses of a week that fall into quiet hours, of which so many wait.
  private static func words(hushed: Int, waiting: Int) -> String {
    let others = hushed - waiting
    return switch (waiting, others) {
    case (0, 0): "No dose of this week falls into quiet hours."
    case (0, _):
      "\(Display.count(others, "dose")) of this week in quiet hours, told all the same."
    case (_, 0):
      "\(Display.count(waiting, "dose")) of this week: due in quiet hours, told when they end."
    default:
      "\(Display.count(waiting, "dose")) of this week told when quiet hours end, "
        + "\(others) all the same."
    }
  }
}

// MARK: - Reading

extension QuietHoursEditor {
  /// What two fields mean as a window; nil for none.
  nonisolated static func window(_ values: Form.Values) -> Result<QuietWindow?, EntryProblem> {
    let from = values["from"] ?? ""
    let to = values["to"] ?? ""
    let isFromEmpty = from.allSatisfy(\.isWhitespace)
    let isToEmpty = to.allSatisfy(\.isWhitespace)
    if isFromEmpty, isToEmpty { return .success(nil) }
    if isFromEmpty || isToEmpty {
      return .failure(EntryProblem("Both times, or neither."))
    }
    switch (time(from), time(to)) {
    case (.failure(let problem), _), (_, .failure(let problem)): return .failure(problem)
    case (.success(let start), .success(let end)):
      do {
        return .success(try QuietWindow(from: start, to: end))
      } catch {
        return .failure(
          EntryProblem("They begin and end at the same time: leave both empty for none.")
        )
      }
    }
  }

  /// One time, with its half of the day where it could be either.
  private nonisolated static func time(_ text: String) -> Result<TimeOfDay, EntryProblem> {
    let times = TimeEntry.times(text)
    switch times.count {
    case 1: return .success(times[0])
    case 0: return .failure(EntryProblem("A time reads like 10 PM, noon or 22:00."))
    default: return .failure(EntryProblem("In the morning or in the evening? Add AM or PM."))
    }
  }

  private nonisolated static func problem(
    _ field: FormField.ID,
    _ values: Form.Values
  ) -> String? {
    switch field {
    case "from":
      let text = values["from"] ?? ""
      guard !text.allSatisfy(\.isWhitespace), case .failure(let problem) = time(text) else {
        return nil
      }
      return problem.sentence
    case "to":
      guard case .failure(let problem) = window(values) else { return nil }
      return problem.sentence
    case "advance":
      let minutes = Int(values["advance"] ?? "")
      return minutes.map { (0...720).contains($0) } == true ? nil : "A number from 0 to 720."
    default: return nil
    }
  }
}

/// Why a field cannot be read, as a sentence.
struct EntryProblem: Error, Equatable {
  let sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}
