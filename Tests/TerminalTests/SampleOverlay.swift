import Terminal

/// A question over a screen that Enter answers.
@MainActor final class SampleOverlay: Screen {
  let title = "Question"
  let presentation: Presentation = .overlay(Size(rows: 4, columns: 20))
  let actions = [Action(id: "question.yes", keys: [.enter], title: "Yes", hint: "Yes")]

  func perform(_ action: Action.ID) -> [Effect] { [.close] }
  func draw(on canvas: Canvas) { canvas.placeCursor(row: 0, column: 0) }
}
