import Domain
import Store
import Terminal

/// What must be read before a dose is put on record has the whole window.
///
/// Enter records nothing here, and the keys that do take nothing for half a second, so that a key
/// on its way does not answer.
@MainActor final class StopScreen: Screen {
  /// One way on, by a key of its own that is never Enter.
  struct Choice {
    let key: Key
    let title: String
    let effects: @MainActor () -> [Effect]
  }

  let title: String
  private let context: ScreenContext
  private let zone: ZoneRules
  private let headline: String
  private let sentences: [String]
  private let choices: [Choice]
  /// What leaving does: `I take nothing now`.
  private let leaving: String
  private var text = ScrolledText()
  private var opened: Duration = .zero
  private weak var shell: Shell?

  init(
    _ context: ScreenContext,
    zone: ZoneRules,
    title: String,
    headline: String,
    sentences: [String],
    choices: [Choice],
    leaving: String = "I take nothing now"
  ) {
    self.context = context
    self.zone = zone
    self.title = title
    self.headline = headline
    self.sentences = sentences
    self.choices = choices
    self.leaving = leaving
  }

  var minimumSize: Size { Size(rows: 12, columns: 40) }

  func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    self.shell = shell
    opened = shell.clock.now()
    return []
  }

  func takeText(_ press: KeyPress) -> [Effect]? {
    if press.isRepeat { return [] }
    if press.time < opened + Dialog.guardTime { return [] }
    return press.key == .enter
      ? [.notice(Notice("Enter records nothing here. Esc: \(leaving).", role: .warning))] : nil
  }

  var actions: [Action] {
    [Action(id: "stop.back", keys: [.escape], title: leaving, hint: leaving)]
      + choices.enumerated().map { index, choice in
        Action(
          id: Action.ID("stop.choice\(index)"),
          keys: [choice.key],
          title: choice.title,
          isDangerous: true
        )
      } + text.actions
  }

  func perform(_ action: Action.ID) -> [Effect] {
    if action == "stop.back" { return [.close] }
    for (index, choice) in choices.enumerated() where action == Action.ID("stop.choice\(index)") {
      return [.closeScreen(self)] + choice.effects()
    }
    text.perform(action)
    return []
  }

  func draw(on canvas: Canvas) {
    HeaderLine(person: context.person, mark: context.mark, now: context.now, zone: zone)
      .draw(on: canvas)
    let style = Style.role(.late, [.bold, .reverse])
    let lines = WordWrap.lines(headline, width: canvas.columns - 2)
    for (index, line) in lines.enumerated() {
      canvas.part(row: 2 + index, rows: 1).fill(style: style)
      canvas.put(line, row: 2 + index, column: 1, style: style)
    }
    let answers = ([(.escape, leaving)] + choices.map { ($0.key, $0.title) }).map {
      (key: Key, title: String) in (shell?.table.name(of: key) ?? key.name, title)
    }
    let rows = answers.map { WordWrap.lines($0.1, width: canvas.columns - 9) }
    let below = rows.map(\.count).reduce(0, +) + 1
    let top = 2 + lines.count + (canvas.rows > 16 ? 1 : 0)
    let area = canvas.part(
      row: top,
      column: 1,
      rows: max(1, canvas.rows - top - below),
      columns: canvas.columns - 2
    )
    var paragraphs: [ScrolledText.Line] = []
    for (index, sentence) in sentences.enumerated() {
      if index > 0, canvas.rows > 16 { paragraphs.append(ScrolledText.Line("")) }
      paragraphs.add(sentence, .text, width: area.columns, indent: 2)
    }
    text.draw(paragraphs, on: area)
    canvas.rule(row: canvas.rows - below)
    var row = canvas.rows - below + 1
    for (answer, words) in zip(answers, rows) {
      canvas.put(answer.0, row: row, column: 1, style: .role(.footerKey, .bold))
      for line in words {
        canvas.put(line, row: row, column: 8)
        row += 1
      }
    }
  }
}
