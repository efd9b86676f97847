/// A form over the screen.
///
/// What was typed stays until it is saved: `submit` may return effects that do not close the
/// form, such as work whose answer closes it or shows a problem beside a field.
@MainActor package final class FormOverlay: Screen {
  package let title: String
  /// The form as it stands.
  package var form: Form
  private let submit: @MainActor (FormOverlay) -> [Effect]

  package init(
    title: String,
    form: Form,
    submit: @escaping @MainActor (FormOverlay) -> [Effect]
  ) {
    self.title = title
    self.form = form
    self.submit = submit
  }

  package var presentation: Presentation { .overlay(Size(rows: form.rows + 2, columns: 72)) }
  package var minimumSize: Size { Size(rows: 6, columns: 40) }
  package var takesTyping: Bool { true }

  package var actions: [Action] {
    [
      Action(
        id: "form.submit",
        keys: [.control("s")],
        title: "Save",
        hint: "Save",
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

  package func takeText(_ press: KeyPress) -> [Effect]? {
    let isSubmit = press.key == .control("s") || press.key == .enter
    // A key held down must not save twice.
    if isSubmit, press.isRepeat, press.key == .control("s") { return [] }
    switch form.take(press) {
    case .ignored: return nil
    case .changed: return []
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
    form.draw(on: canvas)
  }
}
