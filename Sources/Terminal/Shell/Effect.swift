/// What follows from a key or an answer, carried out by the shell in order.
@MainActor package enum Effect {
  /// Puts a screen or overlay on top.
  case open(any Screen)
  /// Closes all screens and shows this one.
  case replaceAll(any Screen)
  /// Closes the screen this effect comes from, and everything above it.
  case close
  /// Closes another screen, and everything above it.
  case closeScreen(any Screen)
  /// Does an action of the screen that is on top by then, as if its key had been pressed.
  case perform(Action.ID)
  /// Shows a line that stays until the next action.
  case notice(Notice)
  /// Starts work whose answer comes back later.
  case work(Work)
  /// Shows everything in another theme.
  case theme(Theme)
  /// Sounds the terminal's bell.
  case bell
  /// Asks the terminal for a notification of its own.
  case terminalNotification(NotificationSequence, title: String, body: String)
  /// Reads the data of all screens again.
  case refreshAll
  /// Sends the whole picture again.
  case redraw
  /// Gives the terminal to the shell until the program is continued.
  case suspend
  /// Ends the program.
  case leave
  /// Takes lines back that came by themselves, because what they say holds no longer.
  case withdrawRings(Set<Ring.ID>)

  /// A notice of something done.
  package static func done(_ text: String) -> Effect { .notice(Notice(text)) }

  /// A notice of something that failed.
  package static func failed(_ text: String) -> Effect { .notice(Notice(text, role: .error)) }

  /// Work that another thread does.
  ///
  /// `start` runs at once and must not wait: it hands the work to a queue and passes on the
  /// function that takes the answer, which may be called from any thread and counts once. `then`
  /// runs on the screen's thread, even when the screen has been closed meanwhile.
  package static func work<Answer: Sendable>(
    _ start: @escaping @Sendable (_ answer: @escaping @Sendable (Answer) -> Void) -> Void,
    then: @escaping @MainActor @Sendable (Answer) -> [Effect]
  ) -> Effect {
    .work(
      Work { finish in
        start { answer in finish { then(answer) } }
      }
    )
  }
}

/// Work under way elsewhere, with what to do after it.
package struct Work: Sendable {
  package typealias Finish = @Sendable (@escaping @MainActor @Sendable () -> [Effect]) -> Void

  let start: @Sendable (@escaping Finish) -> Void
}

/// A line that says what was done or what went wrong.
package struct Notice: Hashable, Sendable {
  package let text: String
  /// `notice`, `warning` or `error`.
  package let role: StyleRole

  package init(_ text: String, role: StyleRole = .notice) {
    self.text = text
    self.role = role
  }
}
