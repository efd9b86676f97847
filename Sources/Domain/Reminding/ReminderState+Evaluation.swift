extension ReminderState {
  /// What is to be done at a moment, and why.
  package func evaluation(at now: Instant) -> ReminderEvaluation {
    var evaluator = ReminderEvaluator(self, at: now)
    return evaluator.evaluate()
  }

  /// The next moment at which an evaluation may come to something, once what is to be done now was
  /// done; nil when there is none.
  ///
  /// It may come to nothing then; between now and then nothing is to be done.
  package func nextInstant(after now: Instant) -> Instant? {
    ReminderEvaluator(self, at: now).moments().filter { $0 > now }.min()
  }

  /// The same for each schedule with an open dose on its own; one that only an answer can move is
  /// missing.
  package func nextInstants(after now: Instant) -> [Int: Instant] {
    let evaluator = ReminderEvaluator(self, at: now)
    let moments = evaluator.standings.compactMap { standing in
      evaluator.changes(of: standing).filter { $0 > now }.min().map { (standing.schedule.id, $0) }
    }
    return Dictionary(uniqueKeysWithValues: moments)
  }
}

extension ReminderEvaluator {
  /// Moments at which something changes by itself.
  func moments() -> [Instant] {
    var moments = standings.flatMap { changes(of: $0) }
    if let quietEnd, state.alerts.values.contains(where: { $0.isWaiting }) {
      moments.append(quietEnd)
    }
    return moments
  }

  fileprivate func changes(of standing: ScheduleStanding) -> [Instant] {
    var moments: [Instant] = []
    if standing.instants.count >= ScheduleStanding.most { moments.append(now + 1) }
    for occurrence in standing.due {
      let closes = closesAt(occurrence, standing)
      guard pause(standing.schedule, closesAt: closes) == nil else { continue }
      if let closes, jump == nil { moments.append(closes) }
      let course = course(occurrence, standing)
      let told = [
        alertTime(occurrence, standing, course), escalationTime(occurrence, standing),
      ]
      moments += told.compactMap { $0 }
      if let quietEnd { moments.append(quietEnd) }
    }
    for occurrence in standing.coming {
      moments.append(occurrence.instant)
      if state.preferences.advanceMinutes > 0 {
        moments.append(occurrence.instant - state.preferences.advanceMinutes * 60)
      }
      if let at = alertTime(occurrence, standing, course(occurrence, standing)) {
        moments.append(at)
      }
    }
    return moments
  }
}

extension AlertStatus {
  fileprivate var isWaiting: Bool { if case .waiting = self { true } else { false } }
}
