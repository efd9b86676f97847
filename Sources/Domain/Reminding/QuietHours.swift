/// A stretch of a day in which alerts wait, on the patient's wall clock.
///
/// Half-open: the first minute belongs to it, the last does not. One that ends before it begins
/// crosses midnight and belongs to the day on which it begins.
package struct QuietWindow: Hashable, Sendable {
  /// The first minute that is quiet.
  package let from: TimeOfDay

  /// The first minute that is not quiet any more; never equal to ``from``.
  package let to: TimeOfDay

  /// - Throws: ``QuietHoursError/withoutLength(_:)``
  package init(from: TimeOfDay, to: TimeOfDay) throws(QuietHoursError) {
    guard from != to else { throw .withoutLength(from) }
    self.from = from
    self.to = to
  }

  /// Whether it ends on the day after it began.
  package var crossesMidnight: Bool { to < from }

  /// Minutes from its beginning to its end, 1...1439.
  package var minutes: Int { (to.minute - from.minute + 1440) % 1440 }
}

/// Why quiet hours are not what somebody can have.
package enum QuietHoursError: Error, Equatable, Sendable {
  /// They begin and end at the same time, which an editor refuses: it would mean off.
  case withoutLength(TimeOfDay)
}

/// When alerts wait: a window for each day of the week that has one.
package struct QuietHours: Hashable, Sendable {
  private let windows: [Weekday: QuietWindow]

  /// No day has a window.
  package static let off = QuietHours([:])

  /// Windows by the day on which each begins.
  ///
  /// Each is shorter than a day, so that every week has minutes that are not quiet.
  package init(_ windows: [Weekday: QuietWindow]) { self.windows = windows }

  /// The same window every day.
  package init(daily window: QuietWindow) {
    self.init(Dictionary(uniqueKeysWithValues: Weekday.allCases.map { ($0, window) }))
  }

  /// The window that begins on a day of the week.
  package subscript(weekday: Weekday) -> QuietWindow? { windows[weekday] }

  /// Whether no day has a window.
  package var isOff: Bool { windows.isEmpty }

  /// Whether a minute of the wall clock is quiet.
  package func contains(_ local: LocalMinute) -> Bool { !covering(local).isEmpty }

  /// The first minute of the wall clock that is not quiet any more, from a quiet one on.
  func end(from local: LocalMinute) -> LocalMinute {
    var end = local
    while let last = covering(end).map(\.upperBound).max() { end = LocalMinute(minute: last) }
    return end
  }

  /// The first minute of the wall clock of the quiet stretch to which a quiet minute belongs.
  func start(of local: LocalMinute) -> LocalMinute {
    var start = local
    while let first = covering(start).map(\.lowerBound).min() {
      guard covering(LocalMinute(minute: first - 1)).isEmpty else {
        start = LocalMinute(minute: first - 1)
        continue
      }
      return LocalMinute(minute: first)
    }
    return start
  }

  /// The windows that hold a minute, in minutes of the wall clock: today's, and yesterday's when it
  /// reaches into today.
  private func covering(_ local: LocalMinute) -> [Range<Int>] {
    guard !windows.isEmpty else { return [] }
    let today = local.date
    return [today - 1, today].compactMap { day in
      guard let window = windows[day.weekday] else { return nil }
      let start = day.at(window.from).minute
      let range = start..<start + window.minutes
      return range.contains(local.minute) ? range : nil
    }
  }
}

extension QuietHours {
  /// Whether what the clock shows at a point in time is quiet.
  package func isQuiet(at instant: Instant, in zone: ZoneRules) -> Bool {
    !isOff && contains(zone.local(of: instant).0)
  }

  /// When the quiet hours end that hold at a point in time; nil when it is not quiet then.
  ///
  /// What the clock shows decides, also where clocks change: an end that the clock skips is the
  /// moment at which it jumps over it, and of an hour that comes twice both are quiet.
  package func end(after instant: Instant, in zone: ZoneRules) -> Instant? {
    guard isQuiet(at: instant, in: zone) else { return nil }
    var now = instant
    while true {
      let local = zone.local(of: now).0
      guard contains(local) else { return now }
      let last = Instant(seconds: end(from: local).minute * 60 - zone.offset(at: now))
      now = zone.nextTransition(after: now).map { min($0, last) } ?? last
    }
  }

  /// The last whole minute before the quiet hours that hold at a point in time; nil when it is not
  /// quiet then.
  package func lastMinute(before instant: Instant, in zone: ZoneRules) -> Instant? {
    guard isQuiet(at: instant, in: zone) else { return nil }
    let start = zone.resolve(start(of: zone.local(of: instant).0)).instant
    var minute = start - 60
    // Around a clock change the start may come twice or not at all.
    for _ in 0..<180 where isQuiet(at: minute, in: zone) { minute = minute - 60 }
    return minute
  }
}
