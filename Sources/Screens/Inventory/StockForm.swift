import Domain
import Store
import Terminal

/// A form over the screen that says first, in full, what it is about.
///
/// What was typed stays until it is saved. While an answer is awaited nothing is taken, so that
/// nothing is saved twice.
@MainActor final class StockForm: Screen {
  let title: String
  /// The form as it stands.
  var form: Form
  /// What is about to be done to what.
  var intro: String
  /// What went wrong, until the next key.
  var problem: String?
  /// Whether a transaction is under way.
  private(set) var isSaving = false
  /// Makes the form anew when a choice changes what the others can be.
  var remake: (@MainActor (Form) -> Form?)?
  private let submit: @MainActor (StockForm) -> [Effect]
  private weak var shell: Shell?

  init(
    title: String,
    intro: String = "",
    form: Form,
    submit: @escaping @MainActor (StockForm) -> [Effect]
  ) {
    self.title = title
    self.intro = intro
    self.form = form
    self.submit = submit
  }

  var presentation: Presentation {
    .overlay(Size(rows: form.rows + introRows + 4, columns: 74))
  }

  var minimumSize: Size { Size(rows: 12, columns: 60) }
  var takesTyping: Bool { true }

  private var introRows: Int {
    let columns = min(74, shell?.size.columns ?? 74) - 4
    return intro.isEmpty ? 0 : WordWrap.lines(intro, width: columns).count + 1
  }

  var actions: [Action] {
    [
      Action(
        id: "form.submit",
        keys: [.control("s")],
        title: "Go on",
        hint: "Go on",
        group: title,
        isDangerous: true
      ),
      Action(
        id: "form.next",
        keys: [.tab, .down],
        title: "Next field",
        hint: "Next",
        group: title
      ),
      Action(
        id: "form.previous",
        keys: [.backTab, .up],
        title: "Field before",
        group: title
      ),
    ]
  }

  func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    self.shell = shell
    return []
  }

  func takeText(_ press: KeyPress) -> [Effect]? {
    if isSaving { return [] }
    let isSubmit = press.key == .control("s") || press.key == .enter
    // A key held down must not save twice.
    if isSubmit, press.isRepeat { return [] }
    problem = nil
    switch form.take(press) {
    case .ignored: return nil
    case .changed:
      if let new = remake?(form) { form = new }
      return []
    case .submitted: return submit(self)
    }
  }

  func perform(_ action: Action.ID) -> [Effect] {
    let keys: [Action.ID: Key] = [
      "form.submit": .control("s"), "form.next": .tab, "form.previous": .backTab,
    ]
    return keys[action].flatMap { takeText(KeyPress($0)) } ?? []
  }

  /// Runs a transaction; the form closes when it is on disk, else it says why not and stays.
  func save<Transaction: NamedTransaction>(
    _ transaction: Transaction,
    in context: ScreenContext,
    done: @escaping @MainActor @Sendable (Transaction.Answer) -> String
  ) -> [Effect] {
    guard !isSaving else { return [] }
    isSaving = true
    return [
      context.write(transaction) { [weak self] result in
        self?.isSaving = false
        switch result {
        case .success(let answer):
          return (self.map { [.closeScreen($0)] } ?? []) + [.refreshAll, .done(done(answer))]
        case .failure(let error):
          self?.problem = StockWords.sentence(for: error)
          return []
        }
      }
    ]
  }

  /// Finds the second person by the handle in the field `second`; an empty field is nobody.
  func withSecondPerson(
    in context: ScreenContext,
    then: @escaping @MainActor @Sendable (KnownPerson?) -> [Effect]
  ) -> [Effect] {
    let handle = form["second"].trimmed
    guard !handle.isEmpty else { return then(nil) }
    let database = context.database
    let found: @MainActor @Sendable (Result<KnownPerson?, any Error>) -> [Effect] = {
      [weak self] result in
      switch result {
      case .success(let person?): return then(person)
      case .success(nil):
        self?.form.show(problem: "Nobody here has that handle.", at: "second")
      case .failure(let error): self?.problem = StockWords.sentence(for: error)
      }
      return []
    }
    return [context.work({ try database.person(handle: handle) }, then: found)]
  }

  func closing() -> [Effect]? {
    if isSaving { return [.done("Being saved.")] }
    guard form.isChanged else { return nil }
    let discard = Dialog.Choice(key: .character("d"), title: "Discard what I typed") {
      [weak self] in self.map { [.closeScreen($0)] } ?? []
    }
    return [
      .open(
        Dialog(
          title: "Leave this?",
          message: "What you typed has not been saved.",
          isDangerous: true,
          choices: [discard, .cancel("Go on typing")]
        )
      )
    ]
  }

  func draw(on canvas: Canvas) {
    canvas.fill(style: .role(.overlay))
    let used =
      intro.isEmpty
      ? 0 : canvas.wrap(intro, row: 0, maximumRows: 4, style: .role(.overlay, .bold)) + 1
    form.draw(on: canvas.part(row: used, rows: max(2, canvas.rows - used - 2)))
    let words = isSaving ? "Saving…" : problem ?? ""
    canvas.wrap(
      words,
      row: canvas.rows - 2,
      maximumRows: 2,
      style: .role(isSaving ? .muted : .error, .bold)
    )
  }
}
