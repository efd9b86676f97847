/// A time zone as a value: every offset it ever had, and will have by its present rule.
///
/// Made from the bytes of the system's zone files, so that this program and the machine it runs on
/// never disagree about an hour. One binary search answers each question; nothing is allocated.
package struct ZoneRules: Hashable, Sendable {
  /// The IANA name, as in `America/New_York`.
  package let identifier: String

  /// Seconds since 1970 at which the offset changes, ascending.
  let times: [Int]

  /// Seconds east of UTC: `offsets[i]` holds before `times[i]`, the last one after all.
  let offsets: [Int]

  /// The seconds from which on, and before which, the table stands for the same moment of another
  /// Gregorian cycle of 400 years; nil without a rule that repeats.
  let repeating: Range<Int>?

  /// Coordinated Universal Time.
  package static let utc = ZoneRules(
    identifier: "UTC",
    times: [],
    offsets: [0],
    repeating: nil
  )

  /// Four hundred Gregorian years in seconds: a whole number of weeks, so weekdays repeat too.
  static let cycle = 146_097 * 86_400

  /// The same rules under no name, for finding zones that are links to one another.
  package var unnamed: ZoneRules {
    ZoneRules(identifier: "", times: times, offsets: offsets, repeating: repeating)
  }

  /// Seconds east of UTC at a point in time.
  package func offset(at instant: Instant) -> Int {
    let seconds = instant.seconds
    return offsets[transitions(upTo: seconds - shift(of: seconds))]
  }

  /// What the wall clock shows at a point in time, the seconds dropped.
  ///
  /// `fold` is 1 when the clock shows that minute for the second time, otherwise 0.
  package func local(of instant: Instant) -> (LocalMinute, fold: Int) {
    let seconds = instant.seconds - shift(of: instant.seconds)
    let passed = transitions(upTo: seconds)
    let offset = offsets[passed]
    let wall = instant.seconds + offset
    let local = LocalMinute(minute: wall >= 0 ? wall / 60 : (wall - 59) / 60)
    guard passed > 0, offsets[passed - 1] > offset else { return (local, fold: 0) }
    let isRepeated = seconds + offset < times[passed - 1] + offsets[passed - 1]
    return (local, fold: isRepeated ? 1 : 0)
  }

  /// The point in time that a wall-clock minute stands for.
  ///
  /// A minute that the clock skips is read with the offset before the gap, so 02:30 becomes 03:30
  /// (RFC 5545 section 3.3.5). One that it shows twice is the first for `fold` 0, the second for 1.
  package func resolve(_ local: LocalMinute, fold: Int = 0) -> ResolvedTime {
    let wall = local.minute * 60
    let shift = shift(of: wall)
    let passed = wallTransitions(upTo: wall - shift)
    let before = offsets[passed]
    guard passed < times.count, wall - shift >= times[passed] + min(before, offsets[passed + 1])
    else {
      return ResolvedTime(
        instant: Instant(seconds: wall - before),
        offset: before,
        isShifted: false,
        fold: 0
      )
    }
    let after = offsets[passed + 1]
    let isShifted = after > before
    let isSecond = !isShifted && fold == 1
    let instant = Instant(seconds: wall - (isSecond ? after : before))
    return ResolvedTime(
      instant: instant,
      // A later change may follow before the shifted time is reached.
      offset: isShifted ? offset(at: instant) : isSecond ? after : before,
      isShifted: isShifted,
      fold: isSecond ? 1 : 0
    )
  }

  /// Whether the clock shows this minute twice.
  package func isAmbiguous(_ local: LocalMinute) -> Bool {
    resolve(local, fold: 1).fold == 1
  }

  /// The next point in time at which the offset changes, or nil when it never does again.
  package func nextTransition(after instant: Instant) -> Instant? {
    let shift = shift(of: instant.seconds)
    let passed = transitions(upTo: instant.seconds - shift)
    guard passed < times.count else {
      guard let repeating, !times.isEmpty else { return nil }
      // The table ends with a whole cycle, so the change after its last one is its first repeated.
      let first = transitions(upTo: repeating.upperBound - Self.cycle - 1)
      return first < times.count ? Instant(seconds: times[first] + Self.cycle + shift) : nil
    }
    return Instant(seconds: times[passed] + shift)
  }

  /// Whole cycles between a moment and the part of the table that stands for it.
  private func shift(of seconds: Int) -> Int {
    guard let repeating else { return 0 }
    if seconds >= repeating.upperBound {
      return ((seconds - repeating.upperBound) / Self.cycle + 1) * Self.cycle
    }
    if seconds < repeating.lowerBound {
      return -((repeating.lowerBound - seconds - 1) / Self.cycle + 1) * Self.cycle
    }
    return 0
  }

  /// How many changes happened at or before `seconds`.
  private func transitions(upTo seconds: Int) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= seconds { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// How many changes the wall clock has left behind for good when it first reads `wall`.
  private func wallTransitions(upTo wall: Int) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      let end = times[middle] + max(offsets[middle], offsets[middle + 1])
      if end <= wall { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The point in time a wall-clock minute stands for in one zone.
package struct ResolvedTime: Hashable, Sendable {
  /// When the clock shows the minute, or what it shows instead.
  package let instant: Instant

  /// Seconds east of UTC in force at ``instant``.
  package let offset: Int

  /// Whether the clock skips the minute, so that ``instant`` shows a later one.
  package let isShifted: Bool

  /// 1 when ``instant`` is the second time the clock shows the minute, otherwise 0.
  package let fold: Int
}
