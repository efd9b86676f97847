/// A form over the screen that may say first, in full, what it is about.
///
/// What was typed stays until it is saved: `submit` may return effects that do not close the
/// form, such as work whose answer closes it or shows a problem. While an answer is awaited nothing
/// is taken, so that nothing is saved twice.
@MainActor package final class FormOverlay: Screen {
  package let title: String
  /// What is about to be done to what; may be empty.
  package let intro: String
  /// The form as it stands.
  package var form: Form
  /// What went wrong, until the next key.
  package var problem: String?
  /// Whether the answer of what was submitted is awaited.
  package var isSaving = false
  /// Makes the form anew when a choice changes what the other fields can be.
  package var remake: (@MainActor (Form) -> Form?)?
  /// What the key that submits does: `Save`.
  private let submitTitle: String
  private let submit: @MainActor (FormOverlay) -> [Effect]
  private weak var shell: Shell?

  private static let columns = 74
  /// Rows at the foot for what went wrong.
  private static let messageRows = 2

  package init(
    title: String,
    intro: String = "",
    form: Form,
    submitTitle: String = "Save",
    submit: @escaping @MainActor (FormOverlay) -> [Effect]
  ) {
    self.title = title
    self.intro = intro
    self.form = form
    self.submitTitle = submitTitle
    self.submit = submit
  }

  package var presentation: Presentation {
    let below = message == nil ? 0 : Self.messageRows
    return .overlay(Size(rows: form.rows + introRows + below + 2, columns: Self.columns))
  }

  package var minimumSize: Size { Size(rows: 6, columns: 40) }
  package var takesTyping: Bool { true }

  private var message: String? { isSaving ? "Saving…" : problem }

  private var introRows: Int {
    let columns = min(Self.columns, shell?.size.columns ?? Self.columns) - 4
    return intro.isEmpty ? 0 : WordWrap.lines(intro, width: columns).count + 1
  }

  package var actions: [Action] {
    [
      Action(
        id: "form.submit",
        keys: [.control("s")],
        title: submitTitle,
        hint: submitTitle,
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

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    self.shell = shell
    return []
  }

  package func takeText(_ press: KeyPress) -> [Effect]? {
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

  package func perform(_ action: Action.ID) -> [Effect] {
    let keys: [Action.ID: Key] = [
      "form.submit": .control("s"), "form.next": .tab, "form.previous": .backTab,
    ]
    return keys[action].flatMap { takeText(KeyPress($0)) } ?? []
  }

  package func closing() -> [Effect]? {
    if isSaving { return [.done("Being saved.")] }
    guard form.isChanged else { return nil }
    let discard = Dialog.Choice(key: .character("d"), title: "Discard what I typed") {
      [weak self] in self.map { [.closeScreen($0)] } ?? []
    }
    return [
      .open(
        Dialog(
          title: "Leave \(title)?",
          message: "What you typed has not been saved.",
          isDangerous: true,
          choices: [discard, .cancel("Go on typing")]
        )
      )
    ]
  }

  package func draw(on canvas: Canvas) {
    canvas.fill(style: .role(.overlay))
    let style = Style.role(.overlay, .bold)
    let used = intro.isEmpty ? 0 : canvas.wrap(intro, row: 0, maximumRows: 4, style: style) + 1
    let below = message == nil ? 0 : Self.messageRows
    form.draw(on: canvas.part(row: used, rows: max(2, canvas.rows - used - below)))
    guard let message else { return }
    canvas.wrap(
      message,
      row: canvas.rows - below,
      maximumRows: below,
      style: .role(isSaving ? .muted : .error, .bold)
    )
  }
}
