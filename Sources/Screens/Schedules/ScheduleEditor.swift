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
  weak var list: SchedulesScreen?
  var form: Form
  /// Everything that was ever typed, also in fields that are not in sight now.
  var values: Form.Values
  var isChanged = false
  /// Where the times, as they stand now, are too near to others on the list.
  var apart: [KeepApartConflict] = []
  /// What was asked about that last.
  var askedApart: KeepApartQuery.Question?
  var isSaving = false
  /// A name outside the catalogue that the person keeps on purpose.
  var keptName: String?
  /// The line of which the fields were made last.
  private var appliedLine: String?
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
    let others = item.schedules.filter { $0.isActive && !$0.isEnded && $0.id != schedule.id }
    purpose = .change(schedule, isOnly: !others.contains { $0.rule.kind != .unscheduled })
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
    let isLineEntered = press.key == .enter && focused == "line"
    let outcome = form.take(press)
    if isLineEntered, let problem = entry.lineProblem { form.show(problem: problem, at: "line") }
    guard outcome != .ignored else { return nil }
    let before = values
    values.merge(form.values) { _, typed in typed }
    if values != before { isChanged = true }
    if values["kind"] != before["kind"] {
      // Fields that are chosen instead of the line leave no line that says otherwise.
      if before["kind"] == RuleShape.asWritten.rawValue { values["line"] = "" }
      rebuild()
    } else if focused == "line", form.fields[form.focus].id != "line" {
      leaveLine()
    }
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
    appliedLine = entry.optional("line")
    isChanged = true
    rebuild(at: "line")
  }

  /// Puts a line that was typed into the fields, whichever key leaves it, and goes where that key led.
  private func leaveLine() {
    guard let text = entry.optional("line"), text != appliedLine else { return }
    let next = form.fields[form.focus].id
    applyLine(always: true)
    rebuild(at: next)
  }

  /// Whether the line, of which nothing was made yet, is not understood: then the cursor goes there
  /// and what is left over is named.
  private func pointsAtLine() -> Bool {
    guard item == nil, entry.text("drug").isEmpty, entry.optional("line") != nil else {
      return false
    }
    // A name alone may be followed by fields that say the rest.
    guard entry.line.map({ !$0.reading.unparsed.isEmpty }) ?? true,
      let problem = entry.lineProblem
    else { return false }
    form.show(problem: problem, at: "line")
    return true
  }

  /// Steps that nobody has edited are those left on the day from which the change holds.
  private func countStepsAnew() {
    guard case .change(let schedule, _) = purpose, values["steps"] == steps,
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
}
