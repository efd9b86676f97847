import Domain
import Store
import Terminal

/// The title line of the screens about stock.
@MainActor struct StockHeader {
  private let context: ScreenContext
  private let place: CounterPlace?

  init(_ context: ScreenContext, _ place: CounterPlace?) {
    (self.context, self.place) = (context, place)
  }

  /// Draws it in the first two rows; before the place is known, the title alone.
  func draw(_ title: String, on canvas: Canvas) {
    let marked = context.mark.map { "\($0)  \(title)" } ?? title
    guard let place else {
      canvas.put(marked, row: 0, column: 1, style: .role(.title, .bold))
      canvas.rule(row: 1)
      return
    }
    HeaderLine(
      title: marked,
      place: place.name,
      person: String(context.actor.fullName.prefix(20)),
      now: context.now,
      zone: place.zone
    ).draw(on: canvas)
  }
}
