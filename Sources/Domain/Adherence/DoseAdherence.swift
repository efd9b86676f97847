/// How one occurrence counts when doses are added up.
package enum DoseOutcome: String, CaseIterable, Sendable {
  case taken
  case skipped
  /// Skipped for a reason that a prescriber would accept.
  case skippedForMedicalReason
  case notRecorded
  /// Due while the medicine or the person was paused.
  case paused
  /// Due before the medicine was started.
  case beforeStart
  /// Taken as needed: nothing was expected.
  case asNeeded
  /// Still to come, or open and not yet too late.
  case pending

  /// Whether it is neither held for nor against anybody.
  package var isExcused: Bool {
    switch self {
    case .skippedForMedicalReason, .paused, .beforeStart, .asNeeded: true
    case .taken, .skipped, .notRecorded, .pending: false
    }
  }
}

/// The share of expected doses that were taken.
///
/// A number about recording as much as about taking, and not the proportion of days covered: what
/// was not recorded is expected and not taken; what is excused or still pending is not expected.
package struct DoseAdherence: Hashable, Sendable {
  /// Doses taken out of those expected.
  package let taken: Int
  /// Doses that were to be taken, whatever became of them.
  package let expected: Int

  /// Adds up the occurrences of a period.
  package init(_ outcomes: some Sequence<DoseOutcome>) {
    var (taken, expected) = (0, 0)
    for outcome in outcomes {
      switch outcome {
      case .taken:
        taken += 1
        expected += 1
      case .skipped, .notRecorded: expected += 1
      case .skippedForMedicalReason, .paused, .beforeStart, .asNeeded, .pending: break
      }
    }
    (self.taken, self.expected) = (taken, expected)
  }

  /// From zero to one; nil when nothing was expected.
  package var proportion: Rational? { expected == 0 ? nil : Rational(taken, expected) }
}

/// Days on end on which every scheduled dose was taken or excused.
///
/// A day without a scheduled dose neither adds to a streak nor ends it; a day with a dose still
/// pending does neither yet.
package struct DoseStreak: Hashable, Sendable {
  /// Days up to the last one given.
  package let current: Int
  /// The longest run among the days given.
  package let longest: Int

  /// Counts over days in order, each with the outcomes of its scheduled doses.
  package init(days: some Sequence<[DoseOutcome]>) {
    var (current, longest) = (0, 0)
    for outcomes in days {
      let scheduled = outcomes.filter { $0 != .asNeeded && $0 != .beforeStart }
      if scheduled.contains(where: { $0 == .skipped || $0 == .notRecorded }) {
        current = 0
      } else if !scheduled.isEmpty, !scheduled.contains(.pending) {
        current += 1
      }
      longest = max(longest, current)
    }
    (self.current, self.longest) = (current, longest)
  }
}
