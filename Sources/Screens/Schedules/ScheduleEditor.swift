import Domain
import Store
import Terminal

/// Adds a medicine, or changes the rule of one from a moment on, with the next doses in sight.
@MainActor final class ScheduleEditor: Screen {
  let context: ScreenContext
  let plan: MedicationPlan
  /// The medicine whose rule is changed; nil when one is added.
  let item: MedicationPlan.Item?
  let purpose: EditorEntry.Purpose
  private weak var list: SchedulesScreen?
  private(set) var form: Form
  /// Everything that was ever typed, also in fields that are not in sight now.
  var values: Form.Values
  var isChanged = false
  /// Where the times, as they stand now, are too near to others on the list.
  var apart: [KeepApartConflict] = []
  /// What was asked about that last.
  var askedApart: KeepApartQuery.Question?
  private var isSaving = false
  /// Drugs like the name being typed.
  private(set) var suggestions: [DrugSuggestionsQuery.Suggestion] = []
  private var asked = ""
  private var taken = -1
  /// The steps as they were put into the field.
  private var steps: String?

  /// For a medicine that is not on the list yet.
  init(adding plan: MedicationPlan, context: ScreenContext, for list: SchedulesScreen) {
    self.plan = plan
    self.context = context
    self.list = list
    item = nil
    purpose = .add
    values = ["kind": RuleShape.daily.rawValue, "unit": "tablet", "start": "today"]
    form = Form([])
    form = makeForm()
  }

  /// For a schedule that is on the list; nil when its rule does not fit into fields.
  init?(
    changing schedule: PlannedSchedule,
    of item: MedicationPlan.Item,
    in plan: MedicationPlan,
    context: ScreenContext,
    for list: SchedulesScreen
  ) {
    guard let (shape, fields) = RuleShape.fields(of: schedule.rule, today: plan.today) else {
      return nil
    }
    self.plan = plan
    self.context = context
    self.list = list
    self.item = item
    purpose = .change(schedule)
    values = fields.merging(["kind": shape.rawValue, "from": "today"]) { first, _ in first }
    steps = fields["steps"]
    if let end = schedule.rule.span?.end { values["lastDay"] = (end.date - 1).description }
    if let count = schedule.rule.span?.count { values["count"] = String(count) }
    form = Form([])
    form = makeForm()
  }

  func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { askApart() }

  var takesTyping: Bool { true }
  var title: String { item == nil ? "Add a medicine" : "Change \(item?.label.title ?? "")" }

  /// What the fields say now.
  var entry: EditorEntry { entry(values) }

  /// The same, with a line that is being typed read as the directions.
  var shownEntry: EditorEntry {
    var shown = entry
    let isLine = form.fields[form.focus].id == "line"
    if isLine, shown.line != nil { shown.values["kind"] = RuleShape.asWritten.rawValue }
    return shown
  }

  private func entry(_ values: Form.Values) -> EditorEntry {
    EditorEntry(
      purpose: purpose,
      today: plan.today,
      now: plan.zone.local(of: plan.now).0,
      zone: plan.zone,
      values: values
    )
  }

  private func makeForm() -> Form {
    let base = entry
    return Form(EditorFields(entry: base).all()) { id, values in
      var now = base
      now.values.merge(values) { _, typed in typed }
      return now.problem(id)
    }
  }

  // MARK: Keys

  var actions: [Action] {
    [
      Action(
        id: "editor.save",
        keys: [.control("s")],
        title: "Save",
        hint: "Save",
        group: title,
        isDangerous: true
      ),
      Action(
        id: "editor.next",
        keys: [.tab, .down],
        title: "Next field",
        hint: "Next",
        group: title
      ),
      Action(id: "editor.previous", keys: [.backTab, .up], title: "Field before", group: title),
      Action(
        id: "editor.name",
        keys: [.control("n")],
        title: "Take the next name from the catalogue",
        hint: suggestions.isEmpty ? "" : "Name",
        group: title,
        availability: suggestions.isEmpty
          ? .disabled(reason: "The catalogue has no name like that.") : .enabled
      ),
      freeTimeAction,
    ]
  }

  func perform(_ action: Action.ID) -> [Effect] {
    switch action {
    case "editor.save": return takeText(KeyPress(.control("s"))) ?? []
    case "editor.next": return takeText(KeyPress(.tab)) ?? []
    case "editor.previous": return takeText(KeyPress(.backTab)) ?? []
    case "editor.name": return takeSuggestion()
    case "editor.freeTime": return takeFreeTime()
    default: return []
    }
  }

  func takeText(_ press: KeyPress) -> [Effect]? {
    let focused = form.fields[form.focus].id
    if press.key == .control("s") {
      guard !press.isRepeat, !isSaving else { return [] }
      if pointsAtLine() { return [] }
      applyLine(always: false)
    } else if press.key == .enter, focused == "line" {
      applyLine(always: true)
    }
    let outcome = form.take(press)
    guard outcome != .ignored else { return nil }
    let before = values
    values.merge(form.values) { _, typed in typed }
    if values != before { isChanged = true }
    if values["kind"] != before["kind"] { rebuild() }
    if values["from"] != before["from"] { countStepsAnew() }
    if outcome == .submitted { return isSaving ? [] : save() }
    return (values["drug"] == before["drug"] ? [] : suggest()) + askApart()
  }

  func closing() -> [Effect]? {
    guard isChanged else { return nil }
    let discard = Dialog.Choice(key: .character("d"), title: "Discard what I typed") {
      [weak self] in self.map { [.closeScreen($0)] } ?? []
    }
    return [
      .open(
        Dialog(
          title: "Leave without saving?",
          message: "What you typed has not been saved.",
          isDangerous: true,
          choices: [discard, .cancel("Go on typing")]
        )
      )
    ]
  }

  func draw(on canvas: Canvas) { ScheduleEditorView(editor: self).draw(on: canvas) }

  /// Makes the fields anew, with what was typed, and stays in the same field.
  func rebuild(at id: FormField.ID? = nil) {
    let focused = id ?? form.fields[form.focus].id
    form = makeForm()
    let index = form.fields.firstIndex { $0.id == focused } ?? 0
    for _ in 0..<index { _ = form.take(KeyPress(.tab)) }
  }

  /// Puts what the line says into the fields.
  ///
  /// When saving, only a line that nothing was made of yet.
  func applyLine(always: Bool) {
    guard let line = entry.line, always || (item == nil && entry.text("drug").isEmpty) else {
      return
    }
    if item == nil {
      values["drug"] = line.name
      values["strength"] = line.strength
      if let unit = line.unit { values["unit"] = unit }
      if entry.text("special").isEmpty { values["special"] = line.special }
      if entry.text("purpose").isEmpty { values["purpose"] = line.purpose }
    }
    if line.reading.understood { values["kind"] = RuleShape.asWritten.rawValue }
    isChanged = true
    rebuild(at: "line")
  }

  /// Whether the line, of which nothing was made yet, is not understood: then the cursor goes there
  /// and what is left over is named.
  private func pointsAtLine() -> Bool {
    guard item == nil, entry.text("drug").isEmpty, entry.optional("line") != nil else {
      return false
    }
    let unparsed = entry.line.map(\.reading.unparsed) ?? [entry.text("line")]
    guard !unparsed.isEmpty else { return false }
    form.show(problem: EntryError.line(unparsed).sentence, at: "line")
    return true
  }

  /// Steps that nobody has edited are those left on the day from which the change holds.
  private func countStepsAnew() {
    guard case .change(let schedule) = purpose, values["steps"] == steps,
      let day = try? entry.start(),  // While the day cannot be read, the steps stay.
      let (_, fields) = RuleShape.fields(of: schedule.rule, today: day), let new = fields["steps"]
    else { return }
    steps = new
    values["steps"] = new
    rebuild()
  }

  // MARK: Names from the catalogue

  private func suggest() -> [Effect] {
    let text = entry.text("drug")
    guard text != asked, taken < 0 || suggestions.first(where: { $0.name == text }) == nil else {
      return []
    }
    asked = text
    taken = -1
    return [
      context.read(DrugSuggestionsQuery(text)) { [weak self] result in
        guard let self, self.asked == text else { return [] }
        // A catalogue that cannot be asked suggests nothing; the name can be typed in full.
        self.suggestions = (try? result.get()) ?? []
        return []
      }
    ]
  }

  private func takeSuggestion() -> [Effect] {
    guard !suggestions.isEmpty else { return [] }
    taken = (taken + 1) % suggestions.count
    let drug = suggestions[taken]
    values["drug"] = drug.name
    if EditorFields.units.contains(drug.dosingUnit) { values["unit"] = drug.dosingUnit }
    isChanged = true
    rebuild(at: "drug")
    return []
  }

  /// The drug of the catalogue that has this very name.
  var knownDrug: DrugSuggestionsQuery.Suggestion? {
    let name = entry.text("drug").lowercased()
    return suggestions.first { $0.name.lowercased() == name }
  }

  /// Whether the medicine may be taken once a week at most.
  var isWeeklyOnly: Bool {
    item?.flags.contains("weeklyOnly") ?? knownDrug?.isWeeklyOnly ?? false
  }

  // MARK: Saving

  private func save() -> [Effect] {
    let entry = entry
    do throws(EntryError) {
      let rules = try entry.rules()
      if isWeeklyOnly, !context.isProfessional,
        let rule = rules.first(where: { !$0.isAtMostWeekly })
      {
        form.show(problem: EditorPreview.weekly(rule), at: "kind")
        return []
      }
      isSaving = true
      switch purpose {
      case .add:
        let new = try medication(entry, rules)
        return [
          checked(.adding(new)) { [weak self] answer in
            self.map { [$0.add(new, answer)] } ?? []
          }
        ]
      case .change(let schedule):
        let from = try entry.changesFrom()
        let rule = rules[0]
        let toldBy = entry.text("toldBy")
        let others = item?.schedules.filter { $0.isActive && $0.id != schedule.id }.map(\.rule)
        let question = SafetyQuery.Question.changing(
          medication: schedule.medication,
          to: [rule] + (others ?? [])
        )
        return [
          checked(question) { [weak self] answer in
            self.map {
              [$0.change(schedule, to: rule, from: from, toldBy: toldBy, answer.override)]
            } ?? []
          }
        ]
      }
    } catch {
      isSaving = false
      form.show(problem: error.sentence, at: entry.shape.fields.last ?? "line")
      return []
    }
  }

  func medication(
    _ entry: EditorEntry,
    _ rules: [ScheduleRule]
  ) throws(EntryError) -> NewMedication {
    let unit = entry.unit ?? "tablet"
    let asks = OwnQuestionRule(unit: unit)
    let origin = EditorFields.origins.firstIndex(of: entry.text("origin")) ?? 0
    return NewMedication(
      drugName: entry.text("drug"),
      strength: Strength(text: entry.text("strength"))?.description ?? entry.text("strength"),
      form: EditorFields.form(of: unit),
      dosingUnit: unit,
      purpose: entry.optional("purpose"),
      instructions: entry.shape == .asWritten ? entry.line?.reading.text : nil,
      startDate: try entry.start(),
      endDate: try entry.lastDay(),
      onHand: try entry.onHand(),
      origin: EditorFields.storedOrigins[origin],
      schedules: rules.map { rule in
        NewSchedule(
          rule: rule,
          special: entry.optional("special"),
          asksOwnQuestion: asks.holds(for: rule)
        )
      }
    )
  }

  /// Shows what speaks against it first, while what was typed still stands in the form.
  private func checked(
    _ question: SafetyQuery.Question,
    then save: @escaping @MainActor @Sendable (SafetyAnswer) -> [Effect]
  ) -> Effect {
    SafetyGate(context: context).ask(
      question,
      reading: { [weak self] in self?.isSaving = false },
      then: save
    )
  }

  private func add(_ medication: NewMedication, _ safety: SafetyAnswer) -> Effect {
    isSaving = true
    let replaced = safety.replaces.flatMap { id in
      plan.items.first { $0.label.medication == id }?.label.title
    }
    let strength = Display.strength(medication.strength)
    let title = strength.isEmpty ? medication.drugName : "\(medication.drugName) \(strength)"
    let add = AddMedication(medication, replacing: safety.replaces)
    return context.write(add, overriding: safety.override) { [weak self] result in
      self?.answered(result) { list, answer in
        if let replaced {
          // Taking back the new one alone would leave the person with neither.
          list?.undo = nil
          let load = list.map { [$0.load(select: answer.medication)] } ?? []
          return load + [.done("Added: \(title). Stopped: \(replaced). Put that bottle away.")]
        }
        list?.undo = .transaction(.added(medication: answer.medication), title: title)
        let load = list.map { [$0.load(select: answer.medication)] } ?? []
        return load + [.done("Added: \(title). U takes it back.")]
      } ?? []
    }
  }

  private func change(
    _ schedule: PlannedSchedule,
    to rule: ScheduleRule,
    from: LocalMinute?,
    toldBy: String,
    _ override: SafetyOverride?
  ) -> Effect {
    isSaving = true
    let title = item?.label.title ?? ""
    let change = ChangeSchedule(schedule: schedule.id, rule: rule, from: from, toldBy: toldBy)
    return context.write(change, overriding: override) { [weak self] result in
      self?.answered(result) { list, minute in
        let back = UndoMedicationChange.Change.changed(schedule: schedule.id, from: minute)
        list?.undo = .transaction(back, title: title)
        let load = list.map { [$0.load(select: schedule.medication)] } ?? []
        return load + [.done("Changed: \(title). U takes it back.")]
      } ?? []
    }
  }

  /// Closes after success; keeps what was typed after a failure.
  private func answered<Answer>(
    _ result: Result<Answer, any Error>,
    then: (SchedulesScreen?, Answer) -> [Effect]
  ) -> [Effect] {
    isSaving = false
    switch result {
    case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
    case .success(let answer):
      isChanged = false
      return [.closeScreen(self)] + then(list, answer)
    }
  }
}

/// Which doses are never part of a group answer, since a slip with them is graver.
struct OwnQuestionRule {
  let unit: String

  private static let units: Set<String> = ["patch", "unit", "injection", "suppository", "film"]

  /// Whether doses of a rule ask a question of their own.
  func holds(for rule: ScheduleRule) -> Bool {
    if Self.units.contains(unit) || rule.isAtMostWeekly { return true }
    switch rule {
    case .times(let rule):
      return rule.times.contains { time in
        switch time.amount {
        case .none, .byWeekday, .sequence: true
        case .fixed: false
        }
      }
    case .taper, .byReading, .asNeeded: return true
    case .interval, .linked, .unscheduled: return false
    }
  }
}
