/// A clock that moved further than time can have passed.
package enum ClockJump: Hashable, Sendable {
  /// Back by more than a day: from what it showed, to what it shows.
  case back(from: Instant, to: Instant)
  /// Forward by more than a month.
  case forward(from: Instant, to: Instant)

  /// A day, in seconds.
  static let mostBack = 86_400
  /// 31 days, in seconds.
  static let mostForward = 31 * 86_400

  /// How far a clock must have run ahead, in seconds, for what was done meanwhile to be mended: clocks
  /// that are kept right move by less.
  package static let leastAhead = 900

  /// What the clock showed, and what it shows.
  package var ends: (from: Instant, to: Instant) {
    switch self {
    case .back(let from, let to), .forward(let from, let to): (from, to)
    }
  }

  /// The jump between two looks at the clock, or nil when there may have been none.
  package init?(from last: Instant, to now: Instant) {
    if now < last - Self.mostBack {
      self = .back(from: last, to: now)
    } else if now > last + Self.mostForward {
      self = .forward(from: last, to: now)
    } else {
      return nil
    }
  }
}

/// A change of the zone in force.
package struct ZoneChange: Hashable, Sendable {
  package let at: Instant
  package let from: ZoneRules
  package let to: ZoneRules

  package init(at: Instant, from: ZoneRules, to: ZoneRules) {
    self.at = at
    self.from = from
    self.to = to
  }

  /// Whether a dose of a schedule is due at a minute that the person's clock never showed: by the
  /// zone left it was still to come, by the zone reached it is past already.
  ///
  /// Doses at home time and in hours are on no clock of the person's, so that no journey passes
  /// them by.
  package func passesOver(_ occurrence: Occurrence, of schedule: PlannedSchedule) -> Bool {
    guard occurrence.instant < at,
      let before = schedule.occurrence(due: occurrence.dueMinute, in: from)
    else { return false }
    return before.instant > at
  }

  /// Whether a dose is left out at once because of it.
  ///
  /// One for a week or rarer waits for an answer for as long as it may still be taken: it would be
  /// missing for days.
  package func leavesOut(_ occurrence: Occurrence, of schedule: PlannedSchedule) -> Bool {
    schedule.rule.frequency?.isWeeklyOrRarer != true && passesOver(occurrence, of: schedule)
  }
}
