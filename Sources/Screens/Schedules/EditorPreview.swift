import Domain
import Store
import Terminal

/// What the editor says back while it is being filled in.
struct EditorPreview {
  /// The medicine by its name.
  let title: String
  /// The rules in plain words; empty while there are none.
  private(set) var sentences: [String]
  /// What is missing or wrong, as far as that can be said already.
  let problem: String?
  let warnings: [String]
  let coming: [PlanWords.Coming]
  /// Said in place of doses that cannot be known beforehand.
  let instead: String?

  @MainActor init(_ editor: ScheduleEditor) {
    let entry = editor.entry
    let plan = editor.plan
    let isLine = editor.form.fields[editor.form.focus].id == "line"
    var said: String?
    let shown = editor.shownEntry
    if shown.shape == .asWritten, let line = entry.line { said = line.reading.text }
    title = Self.title(editor, shown, isLine: isLine)
    var rules: [ScheduleRule] = []
    var problem: String?
    do throws(EntryError) {
      rules = try shown.rules()
    } catch {
      problem = error.sentence
    }
    self.problem = (isLine ? shown.lineProblem : nil) ?? problem
    let words = RuleWords(today: plan.today)
    let spoken = rules.map { words.text($0) }
    sentences = [said].compactMap { $0 }.filter { !$0.isEmpty } + (said == nil ? spoken : [])
    if editor.item == nil, shown.text("drug").isEmpty, shown.optional("line") == nil {
      sentences = [Self.withoutPrescription]
    }
    let planned = PlannedChange(rules, shown, editor.item, plan)
    let planWords = PlanWords(plan: plan)
    warnings =
      Self.warnings(editor, shown, rules) + Self.apart(editor)
      + (planned.firstAfterTaken.map { [PlanWords.afterTaken($0, today: plan.today)] } ?? [])
      + planned.ending
    coming = planWords.coming(planned.schedules, limit: 5)
    instead = rules.isEmpty || !coming.isEmpty ? nil : Self.instead(rules)
  }

  /// What is bought without a prescription makes half of all interactions, and is thought of only
  /// when it is named.
  static let withoutPrescription = """
    What needs no prescription belongs here, too: aspirin, Tylenol, St. John's wort, fish oil, \
    salt substitute.
    """

  /// Why a rule is refused for a medicine that may be taken once a week at most.
  static func weekly(_ rule: ScheduleRule) -> String {
    "For ONCE A WEEK ONLY: daily doses have killed. Ask your pharmacist."
  }

  @MainActor private static func title(
    _ editor: ScheduleEditor,
    _ entry: EditorEntry,
    isLine: Bool
  ) -> String {
    if let item = editor.item { return item.label.title }
    if isLine, let line = entry.line { return name(line.name, line.strength) }
    return name(entry.text("drug"), entry.text("strength"))
  }

  private static func name(_ drug: String, _ strength: String) -> String {
    strength.isEmpty ? drug : "\(drug) \(Display.strength(strength))"
  }

  @MainActor private static func warnings(
    _ editor: ScheduleEditor,
    _ entry: EditorEntry,
    _ rules: [ScheduleRule]
  ) -> [String] {
    var warnings: [String] = []
    if editor.isWeeklyOnly {
      let wrong = rules.first { !$0.isAtMostWeekly }
      warnings.append(wrong.map { weekly($0) } ?? "For ONCE A WEEK ONLY.")
    }
    guard editor.item == nil else { return warnings }
    let drug = entry.text("drug").lowercased()
    let same = editor.plan.items.filter { item in
      ["active", "paused"].contains(item.label.status) && !drug.isEmpty
        && item.label.drugName.lowercased() == drug
    }
    if let same = same.first {
      warnings.append("\(same.label.title) is on your list already. Do not take both unasked.")
    }
    return warnings
  }

  /// What stands too near, and the key that takes the nearest free time.
  @MainActor private static func apart(_ editor: ScheduleEditor) -> [String] {
    guard let first = editor.apart.first else { return [] }
    let key = editor.freeTimeAction.isEnabled ? " ^T takes it." : ""
    let more = editor.apart.count > 1 ? " \(editor.apart.count - 1) more of this kind." : ""
    return [KeepApartWords.sentence(first), KeepApartWords.free(first) + key + more]
  }

  private static func instead(_ rules: [ScheduleRule]) -> String {
    switch rules.first {
    case .asNeeded: "Nothing rings: it is taken when you need it."
    case .interval: "The first at its time, then counted from each dose you record."
    default: "No dose would ever be due."
    }
  }
}
