/// After how long without a dose a medicine is not taken up again without asking.
package struct RestartRule: Equatable, Sendable {
  package let hours: Int
  package let text: String
  package let source: String
  package let writtenOn: CalendarDate?

  package init(hours: Int, text: String, source: String, writtenOn: CalendarDate?) {
    self.hours = hours
    self.text = text
    self.source = source
    self.writtenOn = writtenOn
  }
}

/// A treatment that was broken off for so long that somebody must be asked first.
package struct TreatmentGap: Equatable, Sendable {
  package let rule: RestartRule
  /// The last dose on record; nil when there is none.
  package let lastTaken: Instant?
  /// Hours without one, at least.
  package let hours: Int

  /// The gap at a moment, or nil.
  ///
  /// What counts is what is in the body, so that paused and left-out doses count like unrecorded
  /// ones. A medicine of which no dose was ever recorded counts from when it was entered.
  package init?(rule: RestartRule, lastTaken: Instant?, knownAt: Instant, now: Instant) {
    let hours = (now - (lastTaken ?? knownAt)) / 3600
    guard hours >= rule.hours else { return nil }
    self.rule = rule
    self.lastTaken = lastTaken
    self.hours = hours
  }

  /// `NO DOSE RECORDED FOR 3 DAYS`.
  package var words: String {
    let time = hours >= 72 ? Display.days(hours / 24) : Display.count(hours, "hour")
    return "NO DOSE RECORDED FOR \(time.uppercased())"
  }
}
