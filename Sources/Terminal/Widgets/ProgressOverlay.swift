/// Long work over the screen, which can be cancelled.
///
/// The work reports through the mailbox: `mailbox.post { _ in overlay.done = 500 }`, and closes
/// the overlay with the effect of its answer, `.closeScreen(overlay)`.
@MainActor package final class ProgressOverlay: Screen {
  package let title: String
  /// What is being done now, such as the name of a file.
  package var detail = ""
  package var done = 0
  /// Nothing when nobody can say.
  package var total: Int?
  private let cancel: (@Sendable () -> Void)?
  private var isCancelled = false

  /// Work that `cancel` asks to stop, from the screen's thread; without it there is no way back.
  package init(title: String, total: Int? = nil, cancel: (@Sendable () -> Void)?) {
    self.title = title
    self.total = total
    self.cancel = cancel
  }

  package var presentation: Presentation { .overlay(Size(rows: 6, columns: 60)) }
  package var minimumSize: Size { Size(rows: 7, columns: 30) }

  package var actions: [Action] {
    var availability = Action.Availability.enabled
    if cancel == nil { availability = .disabled(reason: "This cannot be cancelled.") }
    if isCancelled { availability = .disabled(reason: "Being cancelled.") }
    return [
      Action(
        id: "progress.cancel",
        keys: [.escape],
        title: "Cancel",
        hint: "Cancel",
        group: title,
        availability: availability
      )
    ]
  }

  package func perform(_ action: Action.ID) -> [Effect] {
    isCancelled = true
    cancel?()
    return []
  }

  /// The work ends first; only its answer closes this.
  package func closing() -> [Effect]? { [] }

  package func draw(on canvas: Canvas) {
    canvas.put(detail, row: 0, style: .role(.overlay))
    canvas.put(
      ProgressBar(done: done, total: total).text(width: canvas.columns),
      row: 1,
      style: .role(.overlay)
    )
    canvas.put(
      isCancelled ? "Cancelling: what is under way is finished first." : "",
      row: 2,
      style: .role(.warning)
    )
    canvas.placeCursor(row: 1, column: 0)
  }
}
