import Domain
import Store
import Terminal

/// The doses of a day.
@MainActor package final class TodayScreen: Screen {
  private let context: ScreenContext
  private var sheet: DaySheet?
  private var problem: String?

  package init(_ context: ScreenContext) { self.context = context }

  package var title: String { "Today" }
  package var actions: [Action] { [] }
  package func perform(_ action: Action.ID) -> [Effect] { [] }
  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [load()] }
  package func refresh(_ cause: RefreshCause) -> [Effect] { [load()] }

  private func load() -> Effect {
    context.read(DayQuery()) { [weak self] result in
      switch result {
      case .success(let sheet): self?.sheet = sheet
      case .failure(let error): self?.problem = ErrorWords.sentence(for: error)
      }
      return []
    }
  }

  package func draw(on canvas: Canvas) {
    guard let sheet else {
      canvas.put(problem ?? "", row: 3, column: 1)
      return
    }
    HeaderLine(person: context.person, mark: context.mark, now: sheet.now, zone: sheet.zone)
      .draw(on: canvas)
    for (index, line) in sheet.lines.enumerated() {
      canvas.put(
        "\(Display.clock(line.dose.occurrence.local.time)) \(line.label.title)",
        row: index + 3,
        column: 1
      )
    }
  }
}
