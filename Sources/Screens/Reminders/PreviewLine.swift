import Domain
import Store
import Terminal

/// What would happen at one moment of the next 24 hours if nobody answered.
struct PreviewLine: Equatable {
  let at: Instant
  let what: String
  let names: String
  let why: String
  let role: StyleRole

  /// The lines of a time from `now` on.
  static func lines(_ board: ReminderBoard, preferences: ReminderPreferences) -> [PreviewLine] {
    var state = board.state
    state.preferences = preferences
    let simulation = ReminderSimulation(of: state, from: board.now, to: board.now + 86_400)
    return simulation.evaluations.flatMap { lines(of: $0, board) }
  }

  private static func lines(
    of evaluation: ReminderEvaluation,
    _ board: ReminderBoard
  ) -> [PreviewLine] {
    var order: [String] = []
    var groups: [String: [ReminderDecision]] = [:]
    for decision in evaluation.decisions where !decision.isRepetition {
      let name = decision.verdict.words
      if groups[name] == nil { order.append(name) }
      groups[name, default: []].append(decision)
    }
    return order.compactMap { name -> PreviewLine? in
      guard let group = groups[name], let first = group.first else { return nil }
      let names = group.map { board.labels[$0.medication]?.title ?? "a medicine" }
      return PreviewLine(
        at: evaluation.at,
        what: name,
        names: Display.list(names),
        why: why(first, board),
        role: first.verdict.role
      )
    }
  }

  /// What has not happened yet and hangs on the answers is said to.
  private static func why(_ decision: ReminderDecision, _ board: ReminderBoard) -> String {
    let words = decision.reason.words(in: board.zone, today: board.today)
    return switch decision.verdict {
    case .settle: "If nobody answers until then, its time is past and it counts as not recorded."
    case .escalate: "If nobody answers until then. \(words)"
    default: words
    }
  }

  /// What the lines come to, as in `Next 24 hours: rings 5 times, 1 put off by quiet hours`.
  static func summary(_ lines: [PreviewLine]) -> String {
    let rings = lines.count { $0.role == .due || $0.role == .critical }
    let waits = lines.count { $0.role == .paused }
    let ringing = rings == 0 ? "nothing rings" : "rings \(Display.count(rings, "time"))"
    return waits == 0
      ? "Next 24 hours: \(ringing)."
      : "Next 24 hours: \(ringing), \(Display.number(waits)) put off by quiet hours."
  }
}

extension ReminderDecision {
  /// Whether it only says again what was told: without an answer that goes on for long.
  fileprivate var isRepetition: Bool {
    switch (verdict, reason) {
    case (.cancel, _), (.again, _), (_, .criticalRepeated): true
    case (.deferToDigest, _): key.kind == .late || key.step % AlertKey.roundLength > 0
    case (.digest, _): key.step % AlertKey.roundLength > 0
    default: false
    }
  }
}

extension ReminderVerdict {
  /// What is done, in a few words.
  var words: String {
    switch self {
    case .ring: "rings"
    case .ringQuietly: "shows, no sound"
    case .deferToDigest: "waits"
    case .digest: "told together"
    case .critical: "rings, on time"
    case .advance: "announced"
    case .again: "rings again"
    case .escalate: "caregiver, if open"
    case .cancel: "cancelled"
    case .settle: "time past, if open"
    case .hold: "held"
    case .drop: "left out"
    }
  }

  /// How it looks.
  var role: StyleRole {
    switch self {
    case .ring, .again, .digest, .escalate: .due
    case .critical: .critical
    case .ringQuietly, .advance: .text
    case .deferToDigest: .paused
    case .cancel, .settle, .hold, .drop: .muted
    }
  }
}
