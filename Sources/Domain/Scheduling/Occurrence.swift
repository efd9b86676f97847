/// One dose that a rule plans: which one it is, when it is due, how much.
///
/// What names it for good is ``dueMinute`` with its schedule; the instant follows from it and the
/// zone in force.
package struct Occurrence: Hashable, Sendable {
  /// The minute since 1970-01-01T00:00 on the schedule's own clock.
  ///
  /// The wall clock for times, tapers and readings (at home for those anchored there), UTC for the
  /// rest.
  package let dueMinute: Int

  /// The wall clock in the zone in force; a minute that the clock skips when ``isShifted``.
  package let local: LocalMinute

  /// 1 when ``local`` is meant as the second time the clock shows it, otherwise 0.
  package let fold: Int

  /// When it is due.
  package let instant: Instant

  /// Seconds east of UTC at ``instant`` in the zone in force.
  package let utcOffset: Int

  /// Nil when the rule names none.
  package let amount: Amount?

  /// Whether the planned local time does not exist that day.
  package let isShifted: Bool

  /// Which one it is of a counted course, from 1; nil for a rule without a count.
  package let number: Int?
}

extension Occurrence {
  /// A dose planned at a wall-clock minute.
  init(wall: LocalMinute, clocks: RuleClocks, mode: ZoneMode, amount: Amount?, number: Int?) {
    let isAway = mode == .home && clocks.isAway
    let resolved = isAway ? clocks.home.resolve(wall) : clocks.zone.resolve(wall)
    dueMinute = wall.minute
    instant = resolved.instant
    isShifted = resolved.isShifted
    self.amount = amount
    self.number = number
    if isAway {
      (local, fold) = clocks.zone.local(of: resolved.instant)
      utcOffset = clocks.zone.offset(at: resolved.instant)
    } else {
      local = wall
      fold = resolved.fold
      utcOffset = resolved.offset
    }
  }

  /// A dose planned at a point in time.
  init(elapsed instant: Instant, clocks: RuleClocks, amount: Amount?, number: Int?) {
    dueMinute = instant.minuteOfUTC
    (local, fold) = clocks.zone.local(of: instant)
    self.instant = instant
    utcOffset = clocks.zone.offset(at: instant)
    self.amount = amount
    isShifted = false
    self.number = number
  }

  /// Order by instant, then by local time.
  func comesBefore(_ other: Occurrence) -> Bool {
    instant == other.instant ? local < other.local : instant < other.instant
  }

  /// The object of the `schedule preview` document.
  package var json: JSON {
    .object([
      "local": .string(local.description), "fold": .integer(fold),
      "instant": .string(instant.text(offset: utcOffset)), "amount": .text(amount?.description),
      "shifted": .bool(isShifted),
    ])
  }
}

extension Instant {
  /// Whole minutes since 1970-01-01T00:00Z, rounded down.
  package var minuteOfUTC: Int { seconds >= 0 ? seconds / 60 : (seconds - 59) / 60 }
}

/// The clocks a rule is read on: where the person is, and at home.
///
/// Elapsed intervals begin at the home clock's start wherever the person travels, so that they do
/// not jump when the zone in force changes.
package struct RuleClocks: Hashable, Sendable {
  /// The zone in force.
  package let zone: ZoneRules

  /// The zone that home-anchored rules and the starts of intervals are read in.
  package let home: ZoneRules

  /// Whether the two differ.
  let isAway: Bool

  /// Clocks for a zone in force; `home` is the same unless given.
  package init(zone: ZoneRules, home: ZoneRules? = nil) {
    self.zone = zone
    self.home = home ?? zone
    isAway = home.map { $0.identifier != zone.identifier } ?? false
  }

  /// The clock that a rule of this mode reads.
  func wall(for mode: ZoneMode) -> ZoneRules { mode == .home ? home : zone }
}
