/// What is done about one dose at one moment.
package enum ReminderVerdict: Hashable, Sendable {
  case ring
  case ringQuietly
  /// Waits for the end of the quiet hours, to be part of the digest.
  case deferToDigest
  case digest
  case critical
  case advance
  /// Which repetition, from 1.
  case again(Int)
  /// A caregiver is told.
  case escalate
  case cancel
  /// Closed without an answer.
  case settle(Settlement)
  /// Nothing is done while something lasts: a pause, a doubtful clock.
  case hold
  /// Left out for good.
  case drop

  /// Whether something is told now.
  package var tells: Bool {
    switch self {
    case .ring, .ringQuietly, .digest, .critical, .advance, .again, .escalate: true
    case .deferToDigest, .cancel, .settle, .hold, .drop: false
    }
  }

  /// A short name for documents.
  package var name: String {
    switch self {
    case .ring: "ring"
    case .ringQuietly: "ringQuietly"
    case .deferToDigest: "defer"
    case .digest: "digest"
    case .critical: "critical"
    case .advance: "advance"
    case .again: "repeat"
    case .escalate: "escalate"
    case .cancel: "cancel"
    case .settle: "settle"
    case .hold: "hold"
    case .drop: "drop"
    }
  }
}

/// As what a dose without an answer is closed.
package enum Settlement: String, Sendable {
  case missed
  /// The person's clock never showed its time.
  case notReached
}

/// One dose, what is done about it, and why.
package struct ReminderDecision: Hashable, Sendable {
  package let key: AlertKey
  package let medication: Int
  package let occurrence: Occurrence
  package let verdict: ReminderVerdict
  package let reason: ReminderReason
}

/// One dose as part of an alert.
package struct AlertItem: Hashable, Sendable {
  package let key: AlertKey
  package let medication: Int
  package let occurrence: Occurrence
  package let reason: ReminderReason
  /// Whether it is asked about and not to be taken any more.
  package let isQuestionAboutThePast: Bool
  /// Whether it is a routine dose of a fixed amount, which may be answered with others at once.
  package let mayBeAnsweredTogether: Bool
}

/// One event on the screen or another channel, with one sound at most.
package struct Alert: Hashable, Sendable {
  /// What sort of event it is.
  package enum Style: String, Sendable {
    /// Ends when every dose of it is answered.
    case critical
    /// Doses of the same minute.
    case doses
    /// Everything that was put off.
    case digest
    case advance
    /// For the caregiver's channel.
    case escalation
  }

  package let style: Style
  /// Without a sound.
  package let isSilent: Bool
  /// Never empty; by instant, then by schedule.
  package let items: [AlertItem]

  /// The same event with some of its doses.
  package func keeping(_ items: [AlertItem]) -> Alert {
    Alert(style: style, isSilent: isSilent, items: items)
  }
}

/// What an evaluation comes to.
package struct ReminderEvaluation: Sendable {
  package let at: Instant
  /// The zone of the machine, when it differs from the one in force and was not asked about: home
  /// time is kept until the person answers.
  package let zoneQuestion: String?
  /// While the clock is in doubt nothing is closed and no dose as needed is allowed.
  package let clockJump: ClockJump?
  /// By kind of decision in the order of the evaluation.
  package let decisions: [ReminderDecision]
  /// What is told now, one event each.
  package let alerts: [Alert]

  /// The alerts to be claimed before anything is told.
  package var claims: [AlertKey] { alerts.flatMap(\.items).map(\.key) }
}
