import CLinux
import Foundation

/// What the program does around a stop: the database writer must be idle while nobody can wake it.
package struct StopHooks: Sendable {
  /// Called before the process stops; returns when nothing is half done.
  package let hold: @MainActor @Sendable () -> Void
  /// Called when it goes on.
  package let release: @MainActor @Sendable () -> Void

  package init(
    hold: @escaping @MainActor @Sendable () -> Void,
    release: @escaping @MainActor @Sendable () -> Void
  ) {
    self.hold = hold
    self.release = release
  }

  /// Nothing to hold.
  package static let none = StopHooks(hold: {}, release: {})
}

/// Joins a shell and a terminal: waits for keys, messages, signals and deadlines, one redraw for
/// each wake.
///
/// While it waits nothing runs: no timers but those that are set, no wake-ups but these.
@MainActor package final class EventLoop {
  private let shell: Shell
  private let options: TerminalOptions
  private let hooks: StopHooks
  private let untilNextMinute: (@MainActor () -> Duration)?
  private var session: CursesSession
  private var input: TerminalInput
  private var signals: Int32 = -1
  private var reason: LeaveReason?

  /// Time that work has to finish after a hang-up, so that all is over within a second.
  private static let lastWork: Int32 = 500
  /// Time that the answer to a key may take until the picture without it is shown: what most reads
  /// take is too short for a "one moment" to be read, and too long to send twice for.
  private static let quickAnswer: Duration = .milliseconds(15)
  /// Time after which a lone Escape is one.
  private static let escapeDelay: Duration = .milliseconds(25)

  private init(
    _ shell: Shell,
    _ options: TerminalOptions,
    _ hooks: StopHooks,
    _ untilNextMinute: (@MainActor () -> Duration)?,
    _ session: CursesSession
  ) {
    self.shell = shell
    self.options = options
    self.hooks = hooks
    self.untilNextMinute = untilNextMinute
    self.session = session
    input = TerminalInput(descriptor: STDIN_FILENO, extraKeys: session.keySequences)
  }

  /// Shows the screens of `shell` until the user leaves or the terminal is gone.
  ///
  /// `untilNextMinute` says how long the minute on the wall clock still lasts; without it no
  /// screen hears of minutes. Call on the main thread, after
  /// `SignalSet.blockBeforeThreadsStart()`.
  package static func run(
    _ shell: Shell,
    options: TerminalOptions,
    hooks: StopHooks = .none,
    untilNextMinute: (@MainActor () -> Duration)? = nil
  ) throws(TerminalError) -> LeaveReason {
    cl_block_terminal_signals()
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { throw .notATerminal }
    let capture = try StandardErrorCapture()
    defer { capture.finish() }
    CrashGuard.begin(
      terminal: STDOUT_FILENO,
      standardError: capture.original,
      captured: capture.file
    )
    defer { CrashGuard.end() }
    let session = try CursesSession.open(options)
    defer { session.close() }
    let loop = EventLoop(shell, options, hooks, untilNextMinute, session)
    return try loop.run()
  }

  private func run() throws(TerminalError) -> LeaveReason {
    signals = cl_terminal_signal_descriptor()
    guard signals >= 0 else { throw .system(call: "signalfd", code: errno) }
    defer { close(signals) }
    shell.allowsSuspending = options.allowsSuspending
    shell.glyphs = chooseGlyphs()
    scheduleMinute()
    if let limit = options.idleLimit {
      shell.watchIdle(limit: limit) { [weak self] in self?.reason = .idle }
    }
    while true {
      shell.takeMessages()
      shell.fireTimers()
      if shell.hasEnded { return .quit }
      if let reason { return finish(reason) }
      carryOutWishes()
      session.show(shell.draw(session.size), theme: shell.theme)
      sendOutgoing()
      reportIdle()
      try wait()
    }
  }

  private func chooseGlyphs() -> Glyphs {
    let useASCII = options.isASCIIOnly || !session.showsUnicode
    let glyphs = useASCII ? Glyphs.ascii : Glyphs.unicode
    return options.isLinear ? glyphs.linear : glyphs
  }

  private func carryOutWishes() {
    if shell.hasNewTheme {
      shell.hasNewTheme = false
      session.forgetColors()
    }
    if shell.wantsRedraw {
      shell.wantsRedraw = false
      session.adoptWindowSize()
      session.redrawAll()
    }
    if shell.wantsSuspend {
      shell.wantsSuspend = false
      stop(wholeGroup: true)
    }
  }

  /// Between two pictures, so that none is torn.
  private func sendOutgoing() {
    guard !shell.outgoing.isEmpty else { return }
    session.send(shell.outgoing)
    shell.outgoing = ""
  }

  private func scheduleMinute() {
    guard let untilNextMinute else { return }
    shell.schedule("loop.minute", after: untilNextMinute()) { [weak self] in
      self?.shell.refresh(.minute)
      self?.scheduleMinute()
      return []
    }
  }

  private func reportIdle() {
    guard let descriptor = options.idleDescriptor, shell.effectsInFlight == 0,
      shell.mailbox.isEmpty, !input.isWaiting
    else { return }
    var byte = UInt8(truncatingIfNeeded: input.bytesRead)
    _ = write(descriptor, &byte, 1)
  }

  private func wait() throws(TerminalError) {
    var watched = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: shell.mailbox.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
    ]
    let ready = poll(&watched, nfds_t(watched.count), timeout())
    if ready < 0, errno != EINTR { throw .system(call: "poll", code: errno) }
    if watched[2].revents != 0 { readSignals() }
    if watched[0].revents != 0 {
      readKeys(isHungUp: watched[0].revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0)
    } else if input.isWaiting {
      takeKeys(flush: true)
    }
  }

  /// Milliseconds until something is due, rounded up so that it is due on waking; -1: never.
  private func timeout() -> Int32 {
    var until = shell.nextDeadline.map { $0 - shell.clock.now() }
    if input.isWaiting { until = min(until ?? Self.escapeDelay, Self.escapeDelay) }
    guard let until else { return -1 }
    let parts = until.components
    let milliseconds = parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000 + 1
    return Int32(clamping: max(0, milliseconds))
  }

  private func readKeys(isHungUp: Bool) {
    switch input.read() {
    case .bytes: takeKeys(flush: false)
    case .nothing: if isHungUp { reason = .hangUp }
    case .hungUp: reason = .hangUp
    }
  }

  private func takeKeys(flush: Bool) {
    while !shell.hasEnded, let key = input.next(flush: flush) { shell.press(key) }
    shell.settle(within: Self.quickAnswer)
  }

  private func readSignals() {
    var resized = false
    while true {
      switch cl_next_signal(signals) {
      case 0:
        if resized { session.adoptWindowSize() }
        return
      case SIGWINCH: resized = true
      case SIGHUP: reason = .hangUp
      case SIGTERM, SIGINT: reason = .terminated
      case SIGTSTP: if options.allowsSuspending { stop(wholeGroup: false) }
      // Stopped and continued by somebody else, the shell has changed the terminal's modes.
      case SIGCONT: session.retake()
      default: break
      }
    }
  }

  private func stop(wholeGroup: Bool) {
    hooks.hold()
    session.suspended { cl_stop_here(wholeGroup ? 1 : 0) }
    hooks.release()
    shell.refresh(.resumed)
  }

  private func finish(_ reason: LeaveReason) -> LeaveReason {
    shell.end(reason)
    shell.settle(milliseconds: Self.lastWork)
    return reason
  }
}
