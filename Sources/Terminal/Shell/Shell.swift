/// The stack of screens, and the one way from a key to what follows from it.
///
/// Knows nothing of curses: tests press keys and look at pictures. The event loop does the same
/// with a terminal.
@MainActor package final class Shell {
  /// Where other threads leave messages.
  package let mailbox: Mailbox
  /// The clock for waits and repeated keys.
  package let clock: MonotonicClock
  /// The characters pictures are drawn with.
  package var glyphs: Glyphs
  /// How roles look now.
  package internal(set) var theme: Theme
  /// Actions that every screen has.
  package var navigation: (any Navigation)?
  /// The line that stays until the next action.
  package internal(set) var notice: Notice?
  /// Lines that came by themselves, the one in sight first.
  package internal(set) var rings: [Ring] = []
  /// The ring that was drawn last, and since when.
  var shownRing: (id: Ring.ID, at: Duration)?
  /// When the bell sounded last, by `clock`.
  var lastBell: Duration?
  /// Work whose answer has not come yet.
  package internal(set) var effectsInFlight = 0
  /// When the last key came, by `clock`; for locking an idle screen.
  package private(set) var lastInput: Duration
  /// Screens from the lowest to the one that takes keys.
  package internal(set) var screens: [any Screen] = []
  /// Whether the user has left the last screen.
  package internal(set) var hasEnded = false
  /// The size of the window when it was last drawn.
  package private(set) var size: Size = .standard
  /// Whether `^Z` is offered.
  package var allowsSuspending = true

  /// Set when the whole picture is to be sent again; the loop takes it back.
  var wantsRedraw = false
  /// Set when the terminal is to be given to the shell; the loop takes it back.
  var wantsSuspend = false
  /// Set when the theme has changed; the loop takes it back.
  var hasNewTheme = false
  /// What goes to the terminal beside pictures, after the next one; the loop takes it.
  package internal(set) var outgoing = ""
  var timers: [String: ShellTimer] = [:]
  /// Whether the next key that leads away from a window too small throws away what was typed.
  private var discardsUnseen = false
  private var marker = RepeatMarker()
  private(set) var currentPress: KeyPress?

  /// A shell that shows `root` first.
  package init(
    root: any Screen,
    mailbox: Mailbox,
    clock: MonotonicClock = .system,
    glyphs: Glyphs = .unicode,
    theme: Theme = .plain
  ) {
    self.mailbox = mailbox
    self.clock = clock
    self.glyphs = glyphs
    self.theme = theme
    lastInput = clock.now()
    apply([.open(root)], from: nil)
  }

  /// The screen that takes keys; nothing after the last one was left.
  package var top: (any Screen)? { screens.last }

  /// Takes a key, as if it came from the keyboard now.
  package func press(_ key: Key) {
    let press = marker.mark(key, at: clock.now())
    lastInput = press.time
    currentPress = press
    defer { currentPress = nil }
    dispatch(press)
  }

  /// Takes several keys, one after the other.
  package func press(_ first: Key, _ second: Key, _ others: Key...) {
    for key in [first, second] + others { press(key) }
  }

  /// Takes the characters of a text as keys.
  package func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// Does an action of the topmost screen by its name, as the palette does.
  package func perform(_ id: Action.ID) {
    guard let action = table.actions.first(where: { $0.id == id }) else { return }
    run(action)
  }

  /// Draws everything at a size.
  package func draw(_ size: Size) -> Canvas {
    self.size = size
    let canvas = Canvas(rows: size.rows, columns: size.columns, glyphs: glyphs)
    ShellPicture(shell: self).draw(on: canvas)
    sawRing()
    return canvas
  }

  /// All actions that keys can reach now, in order of precedence.
  package var table: ActionTable {
    ActionTable(screenActions + navigationActions + standardActions)
  }

  var screenActions: [Action] { top?.actions ?? [] }

  var navigationActions: [Action] { navigationActions(overAll: false) }

  private func dispatch(_ press: KeyPress) {
    guard let top else { return }
    if isTooSmall { return dispatchUnseen(press) }
    discardsUnseen = false
    if let effects = top.takeText(press) { return apply(effects, from: top) }
    switch press.key {
    case .paste:
      notice = Notice("Pasted text was not taken: there is no field here to take it.")
    case .pasteRefused(let problem):
      notice = Notice(PasteWords.sentence(for: problem), role: .error)
    case .control("c"):
      notice = Notice("q leaves, Esc goes back, ? shows all keys.")
    default:
      guard let action = table.action(for: press.key) else { return }
      if action.isDangerous, press.isRepeat { return }
      run(action)
    }
  }

  private func run(_ action: Action) {
    if let reason = action.reason {
      notice = Notice(reason, role: .warning)
      return
    }
    notice = nil
    let seen = shownRing
    let isOverlaid = top?.presentation != .full
    let answer = ringAnswer(to: action.id)
    // What asks before it is closed asks before one goes elsewhere, too.
    let question = isTooSmall || top?.presentation != .full ? nil : top?.closing()
    defer {
      if answer == nil || question == nil {
        passRing(seen, wasAnswered: answer != nil, isOverlaid: isOverlaid)
      }
    }
    if let answer {
      apply(question ?? answer.effects(), from: top)
    } else if standardActions.contains(where: { $0.id == action.id }) {
      performStandard(action.id)
    } else if screenActions.contains(where: { $0.id == action.id }), let top {
      apply(top.perform(action.id), from: top)
    } else if let effects = navigation?.perform(action.id) {
      apply(effects, from: top)
    }
  }

  /// In a window too small to show a screen, nothing is done that cannot be seen: keys lead
  /// elsewhere, or to help.
  private func dispatchUnseen(_ press: KeyPress) {
    guard let action = unseenTable.action(for: press.key) else { return }
    let opensOver = ["app.helpMe", "shell.redraw", "shell.suspend"].contains(action.id)
    // What was typed is not thrown away by one key, and the question about it has no room.
    if !opensOver, !discardsUnseen, screens.contains(where: { $0.closing() != nil }) {
      discardsUnseen = true
      notice = Notice(
        "Not saved yet: make the window larger to go on, or press the key again to leave it.",
        role: .warning
      )
      return
    }
    discardsUnseen = false
    if opensOver || navigationActions(overAll: true).contains(where: { $0.id == action.id }) {
      return run(action)
    }
    notice = nil
    let seen = shownRing
    let isOverlaid = top?.presentation != .full
    defer { passRing(seen, wasAnswered: false, isOverlaid: isOverlaid) }
    if action.id == "shell.leave" || screens.count > 1 { closeTop() } else { run(action) }
  }

  /// What can be done where the screen cannot be shown.
  var unseenTable: ActionTable {
    let standard: Set<Action.ID> = ["shell.back", "shell.leave", "shell.redraw", "shell.suspend"]
    return ActionTable(
      navigationActions(overAll: true) + standardActions.filter { standard.contains($0.id) }
    )
  }

  private func navigationActions(overAll: Bool) -> [Action] {
    // An overlay is answered or closed before one goes elsewhere.
    overAll || top?.presentation == .full ? navigation?.actions ?? [] : []
  }

  /// The topmost screen that fills the window, and what lies over it.
  var visibleScreens: ArraySlice<any Screen> {
    screens[(screens.lastIndex { $0.presentation == .full } ?? screens.startIndex)...]
  }

  /// Whether one of those has no room in the window.
  var isTooSmall: Bool { visibleScreens.contains { !size.holds($0.minimumSize) } }
}
