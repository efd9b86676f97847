/// How far from its due time a dose still counts as on time.
package struct OnTimeWindow: Hashable, Sendable {
  /// Minutes before and after; 1 or more.
  package let minutes: Int

  /// A window of the person's own choice.
  package init(minutes: Int) { self.minutes = minutes }

  /// The window for a schedule where the person has set none.
  ///
  /// 30 minutes when critical or more often than every four hours, 120 when daily or rarer, 60
  /// otherwise and when nothing is known.
  package init(for frequency: DoseFrequency?, isCritical: Bool) {
    if isCritical {
      minutes = 30
    } else if let frequency {
      minutes =
        frequency.shortestGapMinutes < 240 ? 30 : frequency.isDailyOrRarer ? 120 : 60
    } else {
      minutes = 60
    }
  }

  /// Whether a dose due at one moment and taken at another was on time; both ends belong.
  package func contains(_ taken: Instant, due: Instant) -> Bool {
    abs(taken.milliseconds - due.milliseconds) <= minutes * 60_000
  }

  /// The last moment that is on time.
  package func end(of due: Instant) -> Instant { due + minutes * 60 }
}
