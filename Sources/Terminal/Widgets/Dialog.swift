/// A question over the screen, with its answers.
///
/// Takes no key for half a second after it opens, so that keys typed ahead do not answer it; an
/// answer that does something is never given by the key that brought the question up.
@MainActor package final class Dialog: Screen {
  /// One answer.
  package struct Choice {
    package let key: Key
    package let title: String
    /// What follows when it is chosen; the dialog has closed by then.
    package let effects: @MainActor () -> [Effect]
    let isCancel: Bool

    package init(key: Key, title: String, effects: @escaping @MainActor () -> [Effect]) {
      self.key = key
      self.title = title
      self.effects = effects
      isCancel = false
    }

    private init(cancel title: String, effects: @escaping @MainActor () -> [Effect]) {
      key = .escape
      self.title = title
      self.effects = effects
      isCancel = true
    }

    /// The answer that changes nothing, on Esc; `effects` may lead on from there.
    package static func cancel(
      _ title: String = "Cancel",
      effects: @escaping @MainActor () -> [Effect] = { [] }
    ) -> Choice {
      Choice(cancel: title, effects: effects)
    }
  }

  /// Time after opening in which keys are dropped.
  package static let guardTime: Duration = .milliseconds(500)

  package let title: String
  private let message: String
  private let choices: [Choice]
  private let isDangerous: Bool
  private var focus = 0
  private var openedAt: Duration = .zero
  private var askedBy: Key?
  private var clock = MonotonicClock.system
  private var hint = ""
  private weak var shell: Shell?

  /// Asks `message`, which names in full what a dangerous question is about.
  ///
  /// Choices without a cancel get one; a dangerous question has it marked at first.
  package init(title: String, message: String, isDangerous: Bool = false, choices: [Choice]) {
    self.title = title
    self.message = message
    self.isDangerous = isDangerous
    let hasCancel = choices.contains(where: \.isCancel)
    self.choices = hasCancel ? choices : choices + [.cancel()]
    if isDangerous { focus = self.choices.firstIndex(where: \.isCancel) ?? 0 }
  }

  package var presentation: Presentation {
    .overlay(Size(rows: messageRows + choices.count + 5, columns: width))
  }

  /// A question is shown whole or not at all.
  package var minimumSize: Size {
    Size(rows: min(Size.standard.rows, messageRows + choices.count + 6), columns: 30)
  }

  private var width: Int { min(60, shell?.size.columns ?? 60) }

  private var messageRows: Int { WordWrap.lines(message, width: width - 4).count }

  package var actions: [Action] {
    let own = choices.indices.map { index in
      Action(
        id: Self.id(index),
        keys: [choices[index].key],
        title: choices[index].title,
        hint: choices[index].key == askedBy ? "" : choices[index].title,
        group: title,
        isDangerous: !choices[index].isCancel
      )
    }
    return own + [
      Action(
        id: "dialog.enter",
        keys: [.enter],
        title: "Choose the marked answer",
        group: title,
        isDangerous: true
      ),
      Action(
        id: "dialog.next",
        keys: [.down, .tab, .right],
        title: "Mark the next answer",
        group: title
      ),
      Action(
        id: "dialog.previous",
        keys: [.up, .backTab, .left],
        title: "Mark the answer before",
        group: title
      ),
    ]
  }

  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    self.shell = shell
    clock = shell.clock
    openedAt = clock.now()
    askedBy = press?.key
    shell.schedule("dialog.guard", after: Self.guardTime) { [] }
    return []
  }

  /// Whether answers are taken now.
  package var isArmed: Bool { clock.now() - openedAt >= Self.guardTime }

  package func takeText(_ press: KeyPress) -> [Effect]? {
    if !isArmed { return [] }
    guard press.key == askedBy || press.key == askedBy?.otherCase else { return nil }
    let isMeant = { (key: Key) in key == press.key || key == press.key.otherCase }
    let index = press.key == .enter ? focus : choices.firstIndex { isMeant($0.key) }
    guard let index, !choices[index].isCancel else { return nil }
    hint = "Press another key: \(press.key.name) is the one that asked."
    return []
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    hint = ""
    switch action {
    case "dialog.next": focus = (focus + 1) % choices.count
    case "dialog.previous": focus = (focus + choices.count - 1) % choices.count
    case "dialog.enter": return choose(focus)
    default:
      if let index = choices.indices.first(where: { Self.id($0) == action }) {
        return choose(index)
      }
    }
    return []
  }

  package func draw(on canvas: Canvas) {
    let used = canvas.wrap(
      message,
      row: 0,
      maximumRows: max(1, canvas.rows - choices.count - 2),
      style: .role(.overlay)
    )
    for (index, choice) in choices.enumerated() {
      let row = used + 1 + index
      let style: Style = index == focus ? .role(.selection) : .role(.overlay)
      let mark = index == focus ? canvas.glyphs.bar : " "
      let table = ActionTable(actions)
      let key = choice.key == askedBy ? "" : table.name(of: choice.key)
      canvas.put(mark, row: row, style: style)
      canvas.put(key, row: row, column: 1, width: 6, style: Style(style.role, .bold))
      canvas.put(choice.title, row: row, column: 8, style: style)
      if index == focus {
        canvas.restyle(row: row, style: style)
        canvas.placeCursor(row: row, column: 0)
      }
    }
    let words = isArmed ? hint : "One moment: read first."
    canvas.put(words, row: canvas.rows - 1, style: .role(isArmed ? .warning : .muted))
  }

  private func choose(_ index: Int) -> [Effect] {
    [.close] + choices[index].effects()
  }

  private static func id(_ index: Int) -> Action.ID { Action.ID("dialog.choice\(index)") }
}
