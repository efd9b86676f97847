/// Where one dose stands at a moment, by the names of the `today` document.
package enum DoseState: String, CaseIterable, Sendable {
  case later
  case due
  case late
  case snoozed
  case taken
  case skipped
  case notRecorded
  case paused
}

/// What was recorded about one occurrence.
package struct DoseRecord: Hashable, Sendable {
  /// What became of the dose.
  package enum Status: String, CaseIterable, Sendable {
    case taken
    case skipped
    /// Closed without an answer; patients read "not recorded".
    case missed
    /// Fell into a pause.
    case paused
  }

  /// The minute on the schedule's own clock: see ``Occurrence/dueMinute``.
  package let dueMinute: Int

  /// Tells several doses of one minute apart, from 0.
  package let nth: Int

  /// What became of it.
  package let status: Status

  /// When the dose was taken; nil for every other status.
  package let takenAt: Instant?

  /// What was really taken, which may differ from what was planned.
  package let amount: Amount?

  /// A record of the first dose of its minute unless `nth` says otherwise.
  package init(
    dueMinute: Int,
    nth: Int = 0,
    status: Status,
    takenAt: Instant? = nil,
    amount: Amount? = nil
  ) {
    self.dueMinute = dueMinute
    self.nth = nth
    self.status = status
    self.takenAt = takenAt
    self.amount = amount
  }
}

extension DoseState {
  /// The state of an occurrence at `now`.
  ///
  /// A record decides, then a pause, then the clock: due from the due instant on, late once it is
  /// no longer on time, not recorded from the moment on at which it closes. A snooze holds until
  /// its own end, never past closing. `closesAt` is what
  /// ``LatePolicy/closesAt(_:nextDue:onTime:in:)`` says.
  package init(
    of occurrence: Occurrence,
    record: DoseRecord?,
    snoozedUntil: Instant? = nil,
    isPaused: Bool = false,
    onTime: OnTimeWindow,
    closesAt: Instant?,
    now: Instant
  ) {
    if let record {
      self = DoseState(record.status)
    } else if isPaused {
      self = .paused
    } else if now < occurrence.instant {
      self = .later
    } else if let closesAt, now >= closesAt {
      self = .notRecorded
    } else if let snoozedUntil, now < snoozedUntil {
      self = .snoozed
    } else {
      self = now > onTime.end(of: occurrence.instant) ? .late : .due
    }
  }

  private init(_ status: DoseRecord.Status) {
    self =
      switch status {
      case .taken: .taken
      case .skipped: .skipped
      case .missed: .notRecorded
      case .paused: .paused
      }
  }
}
