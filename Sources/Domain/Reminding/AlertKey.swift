/// What an alert is about.
package enum AlertKind: String, CaseIterable, Sendable {
  /// Ahead of time: a dose will be due.
  case advance
  /// A dose is due, or due again after a snooze.
  case due
  /// A dose that was told waits for an answer.
  case late
  /// A dose is listed in the digest.
  case digest
  /// Somebody else is told that a dose waits for an answer.
  case escalation
}

/// The one name of an alert for one dose, the same in every process.
///
/// Whoever claims it first rings; nobody rings it again.
package struct AlertKey: Hashable, Sendable {
  package let schedule: Int
  /// The minute on the schedule's own clock: see ``Occurrence/dueMinute``.
  package let dueMinute: Int
  /// Tells several doses of one minute apart, from 0.
  package let nth: Int
  package let kind: AlertKind
  /// Which repetition it is, from 0; each snooze of the dose adds 100.
  package let step: Int

  /// The name of an alert for the first dose of its minute unless `nth` says otherwise.
  package init(schedule: Int, dueMinute: Int, nth: Int = 0, kind: AlertKind, step: Int = 0) {
    self.schedule = schedule
    self.dueMinute = dueMinute
    self.nth = nth
    self.kind = kind
    self.step = step
  }

  /// The key of the repetition that follows.
  var next: AlertKey {
    AlertKey(schedule: schedule, dueMinute: dueMinute, nth: nth, kind: kind, step: step + 1)
  }

  /// Steps of one round of alerts: those between two snoozes.
  package static let roundLength = 100
}

extension AlertKey: Comparable {
  package static func < (left: AlertKey, right: AlertKey) -> Bool {
    (left.dueMinute, left.schedule, left.nth, left.kind.rawValue, left.step)
      < (right.dueMinute, right.schedule, right.nth, right.kind.rawValue, right.step)
  }
}

extension AlertKey: CustomStringConvertible {
  /// `17@29534880 due`, with `.nth` and `/step` where they are not 0.
  package var description: String {
    "\(schedule)@\(dueMinute)\(nth == 0 ? "" : ".\(nth)") \(kind.rawValue)"
      + (step == 0 ? "" : "/\(step)")
  }
}

/// How far an alert has come.
package enum AlertStatus: Hashable, Sendable {
  /// Waits for the end of the quiet hours.
  case waiting(until: Instant)
  /// Somebody who is alive is about to send it.
  case claimed(at: Instant)
  case sent(at: Instant)
  case cancelled

  /// When the person was told, or is being told.
  package var toldAt: Instant? {
    switch self {
    case .claimed(let at), .sent(let at): at
    case .waiting, .cancelled: nil
    }
  }
}
