import Domain
import Store
import Terminal

/// What speaks against a medicine, to be read before it is saved, or looked at later.
///
/// A person's own entry is never blocked: she keeps the medicine on her list, and what is not yet
/// checked stays marked so. Whoever prescribes or gives out needs a reason, typed, and three keys of
/// which none is the one that asked.
@MainActor package final class SafetyAlertScreen: Screen {
  let sheet: SafetySheet
  let context: ScreenContext
  private(set) var list: ListState
  private(set) var showsSource = false
  private let proceed: (@MainActor @Sendable (SafetyAnswer) -> [Effect])?
  private var openedAt: Duration = .zero
  private var askedBy: Key?
  private var clock = MonotonicClock.system

  /// Alerts before something is saved; without `proceed` they are only looked at.
  init(
    _ sheet: SafetySheet,
    context: ScreenContext,
    then proceed: (@MainActor @Sendable (SafetyAnswer) -> [Effect])? = nil
  ) {
    self.sheet = sheet
    self.context = context
    self.proceed = proceed
    list = ListState(count: sheet.alerts.count)
  }

  package var title: String { "Alerts" }

  /// Whether something is about to be saved.
  var isAsking: Bool { proceed != nil }

  /// What has to be answered with a reason before a professional goes on.
  var stops: [SafetyAlert] {
    context.isProfessional ? sheet.speaking.filter { $0.stop != nil } : []
  }

  package var actions: [Action] {
    var actions = [
      Action(
        id: "safety.back",
        keys: [.escape],
        title: isAsking ? "Go back and change it" : "Back",
        hint: isAsking ? "Go back" : "Back"
      )
    ]
    if isAsking, refused == nil { actions.append(stops.isEmpty ? keep : override) }
    if context.allows(.verify, .medications), !isAsking { actions.append(accept) }
    actions.append(
      Action(
        id: "safety.source",
        keys: [.character("s"), .right],
        title: showsSource ? "Hide the sources" : "Where this comes from",
        hint: "Source"
      )
    )
    return actions + list.actions
  }

  /// What no list of a person takes, so that nothing offers to keep it.
  ///
  /// Only a pharmacist can say that a medicine for once a week is given oftener. One of two bottles can still be chosen.
  var refused: SafetyAlert? {
    guard isAsking, !context.isProfessional else { return nil }
    return sheet.speaking.first { $0.stop == .cancerTreatment && $0.twin == nil }
  }

  private var keep: Action {
    Action(
      id: "safety.keep",
      keys: [.character("k")],
      title: "Keep it on the list, not yet checked by a pharmacist",
      hint: "Keep it on my list",
      isDangerous: true
    )
  }

  private var override: Action {
    Action(
      id: "safety.override",
      keys: [.character("o")],
      title: "Say why it is right all the same",
      hint: "Override",
      isDangerous: true
    )
  }

  private var accept: Action {
    let alert = selected
    return Action(
      id: "safety.accept",
      keys: [.character("a")],
      title: "Let this alert rest, with a reason",
      hint: "Accept",
      availability: alert == nil
        ? .disabled(reason: "No alert is marked.")
        : alert?.acceptedBecause == nil
          ? .enabled : .disabled(reason: "It rests already."),
      isDangerous: true
    )
  }

  var selected: SafetySheet.Item? {
    sheet.alerts.indices.contains(list.selected) ? sheet.alerts[list.selected] : nil
  }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    clock = shell.clock
    openedAt = clock.now()
    askedBy = press?.key
    return []
  }

  /// Nothing is answered in the first half second, and never by the key that asked.
  package func takeText(_ press: KeyPress) -> [Effect]? {
    guard isAsking, press.key != .escape else { return nil }
    if clock.now() - openedAt < Dialog.guardTime { return [] }
    // A digit leads to another screen, and what was typed would be gone without a word.
    if case .character(let sign) = press.key, sign.isNumber {
      return [.notice(Notice("Nothing is saved yet: Esc goes back to what you typed."))]
    }
    return press.key == askedBy ? [] : nil
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    switch action {
    case "safety.back": return [.close]
    case "safety.source": showsSource.toggle()
    case "safety.keep": return askToKeep()
    case "safety.override": return [.open(reasonForm())]
    case "safety.accept": return selected.map { [.open(acceptForm($0.alert))] } ?? []
    default: list.perform(action)
    }
    return []
  }

  package func draw(on canvas: Canvas) { SafetyAlertView(screen: self).draw(on: canvas) }

  /// Fits the list into the rows that the view has for it.
  func select(_ index: Int) { list.select(index) }

  // MARK: Keeping

  private func askToKeep() -> [Effect] {
    guard let proceed else { return [] }
    if let twin { return [.open(whichBottle(twin.alert, twin.medication))] }
    return keep(proceed)
  }

  /// The medicine on the list that holds the same as the one about to be added.
  private var twin: (alert: SafetyAlert, medication: Int)? {
    guard sheet.medication == nil else { return nil }
    return sheet.speaking.lazy.compactMap { alert in alert.twin.map { (alert, $0) } }.first
  }

  /// Two bottles of one medicine after a stay in hospital are how a dose is doubled.
  private func whichBottle(_ alert: SafetyAlert, _ other: Int) -> Dialog {
    let (new, old) = (sheet.title, alert.between.last ?? "the other")
    return Dialog(
      title: "Which bottle do you keep?",
      message: "\(alert.effect) \(old) is on your list, \(new) is the new one.",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("n"), title: "The new one: stop \(old)") { [weak self] in
          guard let self, let proceed else { return [] }
          return [.closeScreen(self)] + proceed(SafetyAnswer(replaces: other))
        },
        Dialog.Choice(key: .character("l"), title: "The one on the list: add nothing") {
          [weak self] in
          guard let self else { return [] }
          return [
            .closeScreen(self),
            .notice(Notice("You keep \(old). Nothing was added: Esc leaves the form.")),
          ]
        },
      ] + (mayKeepBoth ? [both] : []) + [.cancel("I do not know: go back and ask")]
    )
  }

  private var both: Dialog.Choice {
    Dialog.Choice(key: .character("b"), title: "Both, I was told to take both") { [weak self] in
      guard let self, let proceed else { return [] }
      return keep(proceed)
    }
  }

  /// Two weekly doses of one medicine are on nobody's list.
  private var mayKeepBoth: Bool {
    context.isProfessional || !sheet.speaking.contains { $0.stop == .cancerTreatment }
  }

  private func keep(_ proceed: @escaping @MainActor @Sendable (SafetyAnswer) -> [Effect])
    -> [Effect]
  {
    let grave = sheet.speaking.filter { $0.severity == .contraindicated }
    guard let worst = grave.first else {
      return [.closeScreen(self)] + proceed(.keep)
    }
    return [
      .open(
        Dialog(
          title: "Keep it on the list",
          message: """
            \(SafetyWords.names(worst)). \(worst.effect)\(Self.others(grave.count - 1)) It is put on \
            the list as not yet checked. Ask your pharmacist before you take it.
            """,
          isDangerous: true,
          choices: [
            Dialog.Choice(key: .character("y"), title: "Yes, put it on the list") {
              [.closeScreen(self)] + proceed(.keep)
            },
            .cancel("No, go back"),
          ]
        )
      )
    ]
  }

  private static func others(_ count: Int) -> String {
    count == 0 ? "" : " And \(Display.count(count, "other")) as grave: go back to read."
  }

  // MARK: Overriding

  private func reasonForm() -> FormOverlay {
    let stops = stops
    let needsCancer = stops.contains { $0.stop == .cancerTreatment }
    var fields = [
      FormField("reason", label: "Why is it right", value: "", help: "In your words", limit: 500)
    ]
    if needsCancer {
      fields.append(
        FormField(
          "cancer",
          label: "Against which cancer",
          value: "",
          help: "Daily use is for cancer only",
          limit: 200
        )
      )
    }
    let form = Form(fields) { id, values in
      let text = (values[id] ?? "").filter { !$0.isWhitespace }
      return text.count < SafetyOverride.shortestReason ? "Write a few words." : nil
    }
    return FormOverlay(title: "Override", form: form) { [weak self] overlay in
      guard let self else { return [] }
      let reason = overlay.form["reason"]
      let cancer = needsCancer ? overlay.form["cancer"] : ""
      return [.open(self.lastQuestion(stops, reason, cancer: cancer, overlay))]
    }
  }

  private func lastQuestion(
    _ stops: [SafetyAlert],
    _ reason: String,
    cancer: String,
    _ overlay: FormOverlay
  ) -> Dialog {
    let names = stops.map(SafetyWords.names).joined(separator: "; ")
    let override = SafetyOverride(
      reason: cancer.isEmpty ? reason : "\(reason); against \(cancer)",
      alerts: Set(stops.map(\.key)),
      isForCancer: !cancer.isEmpty
    )
    let proceed = proceed
    return Dialog(
      title: "Override",
      message: "\(sheet.title): \(names). The reason is kept with your name.",
      isDangerous: true,
      choices: [
        Dialog.Choice(key: .character("y"), title: "Yes, go on with this reason") {
          [.closeScreen(self)] + (proceed?(SafetyAnswer(override: override)) ?? [])
        },
        .cancel("No, go back"),
      ]
    )
  }

  // MARK: Accepting

  private func acceptForm(_ alert: SafetyAlert) -> FormOverlay {
    let form = Form([
      FormField("reason", label: "Why it may rest", value: "", help: "In your words", limit: 500)
    ]) { _, values in
      let text = (values["reason"] ?? "").filter { !$0.isWhitespace }
      return text.count < SafetyOverride.shortestReason ? "Write a few words." : nil
    }
    return FormOverlay(title: "Let it rest", form: form) { [weak self] overlay in
      guard let self, let medication = self.sheet.medication else { return [] }
      let accept = AcceptSafetyAlert(
        medication: medication,
        alertKey: alert.key,
        reason: overlay.form["reason"]
      )
      return [
        self.context.write(accept) { [weak self] result in
          guard let self else { return [] }
          switch result {
          case .failure(let error): return [.failed(ErrorWords.sentence(for: error))]
          case .success:
            return [
              .closeScreen(self),
              .done("It rests until a medicine, an amount or the kidney function changes."),
            ]
          }
        }
      ]
    }
  }
}
