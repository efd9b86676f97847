/// Something that fills the window or lies over it: state, actions, and how it draws.
///
/// Only `title`, `actions`, `perform` and `draw` must be written. State lives in the screen;
/// nothing in it waits: work goes out as an effect, its answer comes back as more effects.
@MainActor package protocol Screen: AnyObject, Sendable {
  /// Its name, for help and palette.
  var title: String { get }

  /// Whether it fills the window or lies over the screen before it.
  var presentation: Presentation { get }

  /// The size below which it is not shown; 80 by 24 unless said otherwise.
  var minimumSize: Size { get }

  /// What can be done in the present state, in the order of importance.
  var actions: [Action] { get }

  /// Does one of `actions`, which is enabled; returns what follows from it.
  func perform(_ action: Action.ID) -> [Effect]

  /// Whether characters are typed into it, so that no letter is a command.
  var takesTyping: Bool { get }

  /// Takes a key before actions see it, for typing and pasting; nothing when it is not taken.
  func takeText(_ press: KeyPress) -> [Effect]?

  /// Draws the present state. The last row of the window is not part of the canvas of a screen
  /// that fills it: the hints stand there.
  func draw(on canvas: Canvas)

  /// Called once when it comes onto the stack.
  func opened(in shell: Shell, by press: KeyPress?) -> [Effect]

  /// Reads its data again because of `cause`.
  func refresh(_ cause: RefreshCause) -> [Effect]

  /// Asked before Esc or `q` close it: nothing lets it close, effects take the place of closing.
  func closing() -> [Effect]?

  /// The program is about to end; the place to keep a draft. Work started here has half a second.
  func ending(_ reason: LeaveReason) -> [Effect]

  /// The row in which notices are shown, counted from the upper edge, or from below when negative.
  var noticeRow: Int { get }
}

/// How much of the window a screen takes.
package enum Presentation: Hashable, Sendable {
  /// All of it but the last row.
  case full
  /// A box of this size in the middle, cut to the window.
  case overlay(Size)
}

/// Why a screen is to read its data again.
package enum RefreshCause: Hashable, Sendable {
  /// The minute of the wall clock has changed.
  case minute
  /// Something was written, here or in another terminal.
  case dataChanged
  /// The screen above it was closed.
  case returned
  /// The program was stopped and goes on.
  case resumed
}

extension Screen {
  package var presentation: Presentation { .full }
  package var minimumSize: Size { .standard }
  package var noticeRow: Int { -1 }
  package var takesTyping: Bool { false }
  package func takeText(_ press: KeyPress) -> [Effect]? { nil }
  package func opened(in shell: Shell, by press: KeyPress?) -> [Effect] { [] }
  package func refresh(_ cause: RefreshCause) -> [Effect] { [] }
  package func closing() -> [Effect]? { nil }
  package func ending(_ reason: LeaveReason) -> [Effect] { [] }
}

/// Actions that every screen has: going from screen to screen, undoing, and the like.
@MainActor package protocol Navigation: AnyObject, Sendable {
  /// What can be done from everywhere; screens' own actions come before these.
  var actions: [Action] { get }

  /// Does one of them.
  func perform(_ action: Action.ID) -> [Effect]

  /// Looks whether lines that came by themselves still hold, after something was written or a
  /// minute has passed.
  func review(_ rings: [Ring]) -> [Effect]
}

extension Navigation {
  package func review(_ rings: [Ring]) -> [Effect] { [] }
}
