import Terminal

/// A text over the screen, to be read and closed; it scrolls where it is longer than the window.
@MainActor final class TextOverlay: Screen {
  /// What a place says: one heading or sentence, and how it looks.
  typealias Paragraph = (text: String, role: StyleRole)

  let title: String
  private let paragraphs: [Paragraph]
  private let columns: Int
  private var text = ScrolledText()
  private weak var shell: Shell?

  init(title: String, _ paragraphs: [Paragraph], columns: Int = 70) {
    self.title = title
    self.paragraphs = paragraphs
    self.columns = columns
  }

  convenience init(title: String, _ sentences: [String], columns: Int = 70) {
    self.init(title: title, sentences.map { ($0, .overlay) }, columns: columns)
  }

  var presentation: Presentation {
    let width = min(columns, shell?.size.columns ?? columns)
    return .overlay(Size(rows: lines(width: width - 4).count + 2, columns: columns))
  }

  var minimumSize: Size { Size(rows: 8, columns: 40) }

  var actions: [Action] {
    [Action(id: "text.close", keys: [.escape], title: "Back", hint: "Back")] + text.actions
  }

  func opened(in shell: Shell, by press: KeyPress?) -> [Effect] {
    self.shell = shell
    return []
  }

  func perform(_ action: Action.ID) -> [Effect] {
    if action == "text.close" { return [.close] }
    text.perform(action)
    return []
  }

  func draw(on canvas: Canvas) { text.draw(lines(width: canvas.columns), on: canvas) }

  private func lines(width: Int) -> [ScrolledText.Line] {
    var lines: [ScrolledText.Line] = []
    for paragraph in paragraphs {
      lines.add(paragraph.text, .role(paragraph.role), width: width, indent: 2)
    }
    return lines
  }
}
