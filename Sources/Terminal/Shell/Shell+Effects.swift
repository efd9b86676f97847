extension Shell {
  /// Carries out effects in order; `origin` is the screen they come from.
  ///
  /// What would throw away unasked what was typed is not done: the screen asks in its place.
  package func apply(_ effects: [Effect], from origin: (any Screen)?) {
    for effect in objection(to: effects, from: origin) ?? effects { apply(effect, from: origin) }
  }

  /// What a screen does first that would be closed with work in it, over what leads elsewhere.
  private func objection(to effects: [Effect], from origin: (any Screen)?) -> [Effect]? {
    let leaves = effects.contains { if case .replaceAll = $0 { true } else { false } }
    // In a window too small a question could not be read; there the key was pressed twice.
    guard leaves, !isTooSmall else { return nil }
    let isOver = origin.map { $0.presentation != .full } ?? false
    let asked = screens.reversed().lazy.filter { !isOver || $0 !== origin }
    guard let question = asked.compactMap({ $0.closing() }).first else { return nil }
    return (isOver ? [.close] : []) + question
  }

  private func apply(_ effect: Effect, from origin: (any Screen)?) {
    switch effect {
    case .open(let screen): open(screen)
    case .replaceAll(let screen):
      screens = []
      open(screen)
    case .close: close(origin)
    case .closeScreen(let screen): close(screen)
    case .perform(let action): perform(action)
    case .notice(let notice): self.notice = notice
    case .work(let work): start(work, from: origin)
    case .theme(let theme):
      self.theme = theme
      hasNewTheme = true
    case .bell: ringBell()
    case .terminalNotification(let form, let title, let body):
      outgoing += form.text(title: title, body: body)
    case .refreshAll: refresh(.dataChanged)
    case .redraw: wantsRedraw = true
    case .suspend: wantsSuspend = true
    case .leave: hasEnded = true
    case .withdrawRings(let ids): removeRings(ids, as: .withdrawn)
    }
  }

  /// Sounds the bell; several at once are one.
  private func ringBell() {
    let now = clock.now()
    if let lastBell, now - lastBell < Self.bellTime { return }
    lastBell = now
    outgoing += "\u{7}"
  }

  /// For how long a bell stands for others too.
  private static let bellTime = Duration.seconds(1)

  /// Tells every screen to read its data again, for example when a message says so.
  package func refresh(_ cause: RefreshCause) {
    for screen in screens { apply(screen.refresh(cause), from: screen) }
    if let navigation, !rings.isEmpty { apply(navigation.review(rings), from: nil) }
  }

  /// Shows a line until the next action.
  package func show(_ notice: Notice) {
    self.notice = notice
  }

  /// Takes in all messages that wait, and what they bring.
  package func takeMessages() {
    for message in mailbox.takeAll() { message(self) }
  }

  /// Waits until no work is in flight and takes in all answers; for tests and for the end.
  ///
  /// Returns whether everything came within `milliseconds`.
  @discardableResult
  package func settle(milliseconds: Int32 = 10_000) -> Bool {
    takeMessages()
    while effectsInFlight > 0 {
      guard mailbox.wait(milliseconds: milliseconds) else { return false }
      takeMessages()
    }
    return true
  }

  /// Takes in the answers that come within a time, whatever else is still in flight then.
  func settle(within time: Duration) {
    let end = clock.now() + time
    while effectsInFlight > 0 {
      let left = (end - clock.now()) / .milliseconds(1)
      guard left >= 1, mailbox.wait(milliseconds: Int32(left)) else { return }
      takeMessages()
    }
  }

  /// Tells every screen that the program ends, topmost first.
  package func end(_ reason: LeaveReason) {
    for screen in screens.reversed() { apply(screen.ending(reason), from: screen) }
  }

  /// Closes the topmost screen unless it objects; the last one ends the program.
  func leaveLevel() {
    guard let top else { return }
    if let instead = top.closing() { return apply(instead, from: top) }
    closeTop()
  }

  /// Closes the topmost screen, without asking it; the last one ends the program.
  func closeTop() {
    if screens.count == 1 {
      hasEnded = true
    } else {
      close(top)
    }
  }

  private func open(_ screen: any Screen) {
    screens.append(screen)
    apply(screen.opened(in: self, by: currentPress), from: screen)
  }

  /// Closes a screen and all above it; one that is gone already stays gone.
  private func close(_ screen: (any Screen)?) {
    guard let screen, let index = screens.firstIndex(where: { $0 === screen }) else { return }
    screens.removeSubrange(index...)
    guard let top else {
      hasEnded = true
      return
    }
    apply(top.refresh(.returned), from: top)
  }

  private func start(_ work: Work, from origin: (any Screen)?) {
    effectsInFlight += 1
    let mailbox = mailbox
    let once = Once()
    work.start { effects in
      guard once.isFirst() else { return }
      mailbox.post { shell in
        shell.effectsInFlight -= 1
        shell.apply(effects(), from: origin)
      }
    }
  }
}
