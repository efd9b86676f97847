import Domain
import Store
import Terminal

/// What to pack for a trip, and asking the pharmacy for what is missing.
@MainActor package final class TripScreen: Screen {
  package let title = "Trip"
  private let context: ScreenContext
  private var sheet: TripSheet
  private var problem: String?
  private var isSaving = false
  private var text = ScrolledText()

  package init(_ sheet: TripSheet, context: ScreenContext) {
    self.sheet = sheet
    self.context = context
  }

  package var minimumSize: Size { Size(rows: 12, columns: 40) }

  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  private func load() -> Effect {
    let query = TripQuery(
      from: sheet.trip.from,
      until: sheet.trip.until,
      zone: sheet.trip.zone.identifier
    )
    return context.read(query) { [weak self] result in
      switch result {
      case .success(let sheet):
        self?.sheet = sheet
        self?.problem = nil
      case .failure(let error): self?.problem = ErrorWords.sentence(for: error)
      }
      return []
    }
  }

  /// The medicines that are short and can be asked for.
  private var askable: [TripSheet.Line] { sheet.lines.filter { $0.isShort && $0.canBeAsked } }

  package var actions: [Action] {
    [
      Action(
        id: "trip.ask",
        keys: [.character("a")],
        title: "Ask the pharmacy for all that is missing, for a vacation",
        hint: askable.isEmpty ? "" : "Ask for all",
        availability: askAvailability,
        isDangerous: true
      ),
      Action(
        id: "trip.page",
        keys: [.character("m")],
        title: "The page of your medicines, to take along",
        hint: "My medicines"
      ),
      Action(id: "trip.back", keys: [.escape, .left], title: "Back to refills", hint: "Back"),
    ] + text.actions
  }

  private var askAvailability: Action.Availability {
    if isSaving { return .disabled(reason: "One moment: still saving.") }
    guard context.allows(.record, .prescriptions) else {
      return .disabled(reason: "You may look at this record and not change it.")
    }
    return askable.isEmpty
      ? .disabled(reason: "Nothing is missing that the pharmacy could be asked for.") : .enabled
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    switch action {
    case "trip.back": return [.close]
    case "trip.page": return [.open(MedicinePageScreen(context))]
    case "trip.ask": return [.open(question)]
    default: text.perform(action)
    }
    return []
  }

  private var question: Dialog {
    let names = Display.list(askable.map(\.label.title))
    return Dialog(
      title: "Ask for the trip",
      message: "Ask the pharmacy for \(names)? It reads that you travel, and when.",
      choices: [
        Dialog.Choice(key: .character("y"), title: "Yes, ask for them") { [weak self] in
          self.map { [$0.ask()] } ?? []
        },
        .cancel("No, go back"),
      ]
    )
  }

  private func ask() -> Effect {
    let words = TripWords(sheet)
    let requests = askable.map {
      RequestRefill(medication: $0.label.medication, reason: .vacation, note: words.note($0))
    }
    let session = context.session
    isSaving = true
    return context.work(
      { try requests.map { try session.write($0).isNew }.count { $0 } },
      then: { [weak self] result in
        self?.isSaving = false
        switch result {
        case .failure(let error): return [.failed(ErrorWords.sentence(for: error)), .refreshAll]
        case .success(let count):
          return [.done("Asked for \(Display.count(count, "medicine"))."), .refreshAll]
        }
      }
    )
  }

  package func draw(on canvas: Canvas) {
    HeaderLine(person: context.person, mark: context.mark, now: sheet.now, zone: sheet.zone)
      .draw(on: canvas)
    let area = canvas.part(row: 2, column: 1, rows: canvas.rows - 3, columns: canvas.columns - 2)
    text.draw(lines(width: area.columns), on: area)
  }

  private func lines(width: Int) -> [ScrolledText.Line] {
    let words = TripWords(sheet)
    var lines: [ScrolledText.Line] = []
    if let problem { lines.add(problem, .role(.error, .bold), width: width) }
    lines.add(words.heading, .role(.heading, .bold), width: width)
    lines.add(words.span, width: width)
    for line in sheet.lines {
      lines.append(ScrolledText.Line(""))
      lines.add(line.label.title, .role(.title, .bold), width: width)
      for (index, sentence) in words.sentences(line).enumerated() {
        let style: Style = index == 0 && line.isShort ? .role(.stockLow, .bold) : .text
        let wrapped = WordWrap.lines(sentence, width: max(10, width - 2))
        lines += wrapped.map { ScrolledText.Line("  " + $0, style) }
      }
    }
    if sheet.lines.isEmpty { lines.add("There are no medicines on this list.", width: width) }
    lines.append(ScrolledText.Line(""))
    for advice in words.advice { lines.add(advice, width: width) }
    return lines
  }
}

/// Asks when one travels and where to.
@MainActor struct TripForm {
  let context: ScreenContext
  let today: CalendarDate
  let home: ZoneRules

  var overlay: FormOverlay {
    let reader = EntryReader(today: today)
    let form = Form([
      FormField("from", label: "First day away", kind: .date, help: "December 3, or tomorrow"),
      FormField("until", label: "Day of the return", kind: .date, help: "December 17"),
      FormField(
        "zone",
        label: "Time zone there",
        value: home.identifier,
        help: "Europe/Paris; as it stands if the same",
        limit: 60
      ),
    ]) { id, values in
      guard id == "from" || id == "until" else { return nil }
      do throws(EntryError) {
        let day = try reader.date(values[id] ?? "")
        if day < today { return "That day is past." }
        guard id == "until" else { return nil }
        let first = try reader.date(values["from"] ?? "")
        if day < first { return "That is before the first day away." }
        return day - first < Trip.longest ? nil : "That is longer than a year."
      } catch {
        return error.sentence
      }
    }
    let context = context
    return FormOverlay(title: "Going on a trip", form: form) { overlay in
      // The fields were judged before: a day that cannot be read does not come here.
      guard let from = try? reader.date(overlay.form["from"]),
        let until = try? reader.date(overlay.form["until"])
      else { return [] }
      let zone = overlay.form["zone"]
      let query = TripQuery(from: from, until: until, zone: zone.isEmpty ? nil : zone)
      return [
        context.read(query) { result in
          switch result {
          case .success(let sheet):
            return [.closeScreen(overlay), .open(TripScreen(sheet, context: context))]
          case .failure(let error):
            overlay.form.show(problem: Self.sentence(error), at: "zone")
            return []
          }
        }
      ]
    }
  }

  private static func sentence(_ error: any Error) -> String {
    switch error {
    case StoreError.invalid: ErrorWords.sentence(for: error)
    case is StoreError: "That zone is not known. One reads like Europe/Paris."
    default: "That zone is not known. One reads like Europe/Paris."
    }
  }
}
