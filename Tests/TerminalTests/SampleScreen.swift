import Terminal

/// A small screen for the tests of the shell.
@MainActor final class SampleScreen: Screen {
  let title: String
  var done: [String] = []
  var refreshed: [RefreshCause] = []
  var undoable = false
  var onPerform: (Action.ID) -> [Effect] = { _ in [] }
  var onClosing: () -> [Effect]? = { nil }
  var onEnding: (LeaveReason) -> [Effect] = { _ in [] }

  init(_ title: String = "Sample") {
    self.title = title
  }

  var actions: [Action] {
    [
      Action(
        id: "take",
        keys: [.enter],
        title: "Record all as taken",
        hint: "Took them",
        group: "Doses",
        isDangerous: true
      ),
      Action(id: "skip", keys: [.character("s")], title: "Skip", hint: "Skip", group: "Doses"),
      Action(
        id: "undo",
        keys: [.character("u")],
        title: "Take back the last record",
        hint: "Undo",
        group: "Doses",
        availability: undoable ? .enabled : .disabled(reason: "Nothing to take back.")
      ),
    ]
  }

  func perform(_ action: Action.ID) -> [Effect] {
    done.append(action.name)
    return onPerform(action)
  }

  func refresh(_ cause: RefreshCause) -> [Effect] {
    refreshed.append(cause)
    return []
  }

  func closing() -> [Effect]? { onClosing() }
  func ending(_ reason: LeaveReason) -> [Effect] { onEnding(reason) }

  func draw(on canvas: Canvas) {
    canvas.put("\(title): \(done.joined(separator: " "))", row: 0, style: .role(.title))
    canvas.placeCursor(row: 0, column: 0)
  }
}

extension Shell {
  /// A shell with a clock that stands still.
  static func sample(_ screen: any Screen, clock: ManualClock = ManualClock()) throws -> Shell {
    Shell(root: screen, mailbox: try Mailbox(), clock: clock.clock, glyphs: .ascii)
  }

  /// The picture of the standard size.
  var picture: Canvas { draw(.standard) }
}
