/// Something to be done at a time.
struct ShellTimer {
  let deadline: Duration
  let body: @MainActor () -> [Effect]
}

extension Shell {
  /// Does something after a time, once; a timer of the same name is replaced.
  ///
  /// The loop sleeps until then: a timer that is not set costs nothing.
  package func schedule(
    _ name: String,
    after delay: Duration,
    _ body: @escaping @MainActor () -> [Effect]
  ) {
    timers[name] = ShellTimer(deadline: clock.now() + delay, body: body)
  }

  /// Forgets a timer.
  package func cancelTimer(_ name: String) {
    timers[name] = nil
  }

  /// When the next timer is due, by `clock`.
  package var nextDeadline: Duration? {
    timers.values.map(\.deadline).min()
  }

  /// Does what is due, earliest first.
  package func fireTimers() {
    let now = clock.now()
    let due = timers.filter { $0.value.deadline <= now }
      .sorted { $0.value.deadline < $1.value.deadline }
    for (name, timer) in due where timers[name]?.deadline == timer.deadline {
      timers[name] = nil
      apply(timer.body(), from: nil)
    }
  }
}

extension Shell {
  /// Calls `ended` once nobody has pressed a key for `limit`; a minute before that a line says so.
  ///
  /// A key costs nothing: the timer looks at the time of the last one when it fires.
  package func watchIdle(limit: Duration, ended: @escaping @MainActor () -> Void) {
    let rest = limit - (clock.now() - lastInput)
    guard rest > .zero else { return ended() }
    let warning = min(Duration.seconds(60), limit / 2)
    let isNear = rest <= warning
    schedule("shell.idle", after: isNear ? rest : rest - warning) { [weak self] in
      self?.watchIdle(limit: limit, ended: ended)
      return []
    }
    guard isNear else { return }
    notice = Notice("This ends soon unless a key is pressed.", role: .warning)
  }
}
