/// How late a dose of a medicine may still be taken.
package enum LatePolicy: Hashable, Sendable {
  /// Until the end of the local day.
  case sameDay
  /// Until the end of the local day, but not within so many hours of the next dose.
  case sameDayUnlessNear(hours: Int)
  case hoursBeforeNext(Int)
  case hours(Int)
  /// Until the same wall-clock time so many days later.
  case days(Int)
  case halfGap
  case halfGapAtMost(hours: Int)
  /// Not once it is no longer on time.
  case never
  /// Nobody can say but the pharmacy or the prescriber.
  case ask
}

extension LatePolicy {
  /// The policy of a medicine about which nothing is known.
  ///
  /// Once a day: the same day, not within 6 hours of the next. Every few days, and twice a day: half
  /// the gap. Oftener: half the gap, at most 4 hours. Weekly and rarer, and where the frequency is
  /// unknown: ask.
  package init(whenNothingIsKnownFor frequency: DoseFrequency?) {
    guard let frequency, !frequency.isWeeklyOrRarer else {
      self = .ask
      return
    }
    switch frequency.dosesPerDay {
    case 1 where frequency.daysApart > 1: self = .halfGap
    case 1: self = .sameDayUnlessNear(hours: 6)
    case 2: self = .halfGap
    default: self = .halfGapAtMost(hours: 4)
    }
  }

  /// When a dose that was not recorded closes; nil when nothing closes it.
  ///
  /// At the latest when the next occurrence is due, so that a schedule never has two open doses,
  /// and otherwise not before the dose stops being on time. `next` on the same instant, as two
  /// times around a clock change may be, closes nothing: give the one after it.
  package func closesAt(
    _ occurrence: Occurrence,
    nextDue: Instant?,
    onTime: OnTimeWindow,
    in zone: ZoneRules
  ) -> Instant? {
    let nextDue = nextDue.flatMap { $0 > occurrence.instant ? $0 : nil }
    let limit = limit(after: occurrence.instant, nextDue: nextDue, in: zone)
    let closes = limit.map { max($0, onTime.end(of: occurrence.instant)) }
    guard let nextDue else { return closes }
    return closes.map { min($0, nextDue) } ?? nextDue
  }

  private func limit(after due: Instant, nextDue: Instant?, in zone: ZoneRules) -> Instant? {
    switch self {
    case .sameDay: return Self.endOfDay(due, in: zone)
    case .sameDayUnlessNear(let hours):
      let midnight = Self.endOfDay(due, in: zone)
      return nextDue.map { min(midnight, $0 - hours * 3600) } ?? midnight
    case .hoursBeforeNext(let hours): return nextDue.map { $0 - hours * 3600 }
    case .hours(let hours): return due + hours * 3600
    case .days(let days): return zone.resolve(zone.local(of: due).0 + days * 1440).instant
    case .halfGap: return nextDue.map { due + ($0 - due) / 2 }
    case .halfGapAtMost(let hours):
      return nextDue.map { due + min(($0 - due) / 2, hours * 3600) } ?? due + hours * 3600
    case .never: return due
    case .ask: return nil
    }
  }

  /// The fewest seconds between two doses that a policy in days allows by itself.
  ///
  /// So many lie between a dose that is as late as may be and the next at its usual time, `gap`
  /// seconds after the one before. Nil for policies that hold within the day or say nothing.
  package func leastGap(of gap: Int) -> Int? {
    switch self {
    case .days(let days) where days * 86_400 < gap: gap - days * 86_400
    case .hoursBeforeNext(let hours) where hours >= 24 && hours * 3600 < gap: hours * 3600
    case .sameDay, .sameDayUnlessNear, .hoursBeforeNext, .hours, .days, .halfGap, .halfGapAtMost,
      .never, .ask:
      nil
    }
  }

  private static func endOfDay(_ instant: Instant, in zone: ZoneRules) -> Instant {
    zone.resolve((zone.local(of: instant).0.date + 1).midnight).instant
  }
}

extension LatePolicy {
  /// The compact text for storage, as in `sameDay` and `hours:3`.
  package var text: String {
    switch self {
    case .sameDay: "sameDay"
    case .sameDayUnlessNear(let hours): "sameDayUnlessNear:\(hours)"
    case .hoursBeforeNext(let hours): "hoursBeforeNext:\(hours)"
    case .hours(let hours): "hours:\(hours)"
    case .days(let days): "days:\(days)"
    case .halfGap: "halfGap"
    case .halfGapAtMost(let hours): "halfGapAtMost:\(hours)"
    case .never: "never"
    case .ask: "ask"
    }
  }

  /// The policy that ``text`` stands for, or nil; numbers are 1...8,760 hours or 1...365 days.
  package init?(text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let name = parts.first, parts.count <= 2 else { return nil }
    guard parts.count == 2 else {
      switch name {
      case "sameDay": self = .sameDay
      case "halfGap": self = .halfGap
      case "never": self = .never
      case "ask": self = .ask
      default: return nil
      }
      return
    }
    guard let number = Int(parts[1]), String(number) == parts[1], (1...8760).contains(number)
    else { return nil }
    switch name {
    case "sameDayUnlessNear": self = .sameDayUnlessNear(hours: number)
    case "hoursBeforeNext": self = .hoursBeforeNext(number)
    case "hours": self = .hours(number)
    case "days" where number <= 365: self = .days(number)
    case "halfGapAtMost": self = .halfGapAtMost(hours: number)
    default: return nil
    }
  }
}
