/// What would happen between two instants when nobody answers, and why: nothing is written.
package struct ReminderSimulation: Sendable {
  /// Half-open.
  package let from: Instant
  package let to: Instant
  /// Only those that decide something, each decision once; ascending.
  package let evaluations: [ReminderEvaluation]
  /// Whether there was more than could be shown.
  package let isCutShort: Bool

  /// The most evaluations that one simulation walks through.
  package static let mostEvaluations = 100_000

  /// Walks from one instant up to another, which is left out.
  ///
  /// The first evaluation is of the state as it is: what has come due before is told then.
  package init(of state: ReminderState, from: Instant, to: Instant) {
    self.from = from
    self.to = to
    var state = state
    var found: [ReminderEvaluation] = []
    var seen: Set<Decided> = []
    var now = from
    var count = 0
    while now < to, count < Self.mostEvaluations {
      let evaluation = state.evaluation(at: now)
      let new = evaluation.decisions.filter {
        seen.insert(Decided(key: $0.key, verdict: $0.verdict)).inserted
      }
      if !new.isEmpty { found.append(evaluation.keeping(new)) }
      state = state.applying(evaluation)
      count += 1
      guard let next = state.nextInstant(after: now) else { break }
      now = next
    }
    evaluations = found
    isCutShort = count >= Self.mostEvaluations
  }

  private struct Decided: Hashable {
    let key: AlertKey
    let verdict: ReminderVerdict
  }
}

extension ReminderEvaluation {
  fileprivate func keeping(_ decisions: [ReminderDecision]) -> ReminderEvaluation {
    ReminderEvaluation(
      at: at,
      zoneQuestion: zoneQuestion,
      clockJump: clockJump,
      decisions: decisions,
      alerts: alerts
    )
  }
}
