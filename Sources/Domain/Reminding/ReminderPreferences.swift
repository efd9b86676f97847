/// How one person wants to be reminded.
package struct ReminderPreferences: Hashable, Sendable {
  /// Whether anything rings at all.
  package var isOn: Bool
  package var quietHours: QuietHours
  /// Minutes before each dose at which it is announced, 0...720; 0 for never.
  package var advanceMinutes: Int
  package var repeats: RepeatPlan
  /// Minutes without an answer after which a caregiver is told; nil when nobody is.
  package var escalateAfterMinutes: Int?

  /// Reminders without quiet hours, announcements or a caregiver.
  package init(
    isOn: Bool = true,
    quietHours: QuietHours = .off,
    advanceMinutes: Int = 0,
    repeats: RepeatPlan = RepeatPlan(everyMinutes: 30, atMost: 2),
    escalateAfterMinutes: Int? = nil
  ) {
    self.isOn = isOn
    self.quietHours = quietHours
    self.advanceMinutes = advanceMinutes
    self.repeats = repeats
    self.escalateAfterMinutes = escalateAfterMinutes
  }
}

/// How often a dose that waits for an answer is told again.
package struct RepeatPlan: Hashable, Sendable {
  /// 1 or more.
  package let everyMinutes: Int
  /// 0...99.
  package let atMost: Int

  package init(everyMinutes: Int, atMost: Int) {
    self.everyMinutes = everyMinutes
    self.atMost = atMost
  }

  /// Told once and not again.
  package static let none = RepeatPlan(everyMinutes: 30, atMost: 0)

  /// Minutes after the first alert of a critical dose at which it rings again, and then every ten:
  /// it is told until it is answered.
  static let criticalMinutes = [5, 10, 20, 30]

  /// The highest repetition of a critical dose whose time has come so many seconds after the first
  /// alert; 0 when none has.
  ///
  /// The count stops at 99, after which the last one is not told again under another name.
  static func criticalNumber(after seconds: Int) -> Int {
    let minutes = seconds / 60
    let listed = criticalMinutes.count { $0 <= minutes }
    guard listed == criticalMinutes.count, let last = criticalMinutes.last else { return listed }
    return min(listed + (minutes - last) / 10, AlertKey.roundLength - 1)
  }

  /// Seconds after the first alert at which a repetition of a critical dose rings, from 1; nil after
  /// the last.
  static func criticalSeconds(_ number: Int) -> Int? {
    guard number < AlertKey.roundLength, let last = criticalMinutes.last else { return nil }
    return number <= criticalMinutes.count
      ? criticalMinutes[number - 1] * 60 : (last + (number - criticalMinutes.count) * 10) * 60
  }
}

/// What to do with the alert of a dose that falls into quiet hours.
package enum QuietChoice: String, CaseIterable, Sendable {
  /// Shown at its time, without a sound.
  case ringQuietly
  /// Rung in the last minute before the quiet hours.
  case ringBefore
  /// Told in the digest when they end.
  case ringAtEnd
}

/// What one schedule asks of its reminders.
package struct ScheduleReminding: Hashable, Sendable {
  package var quietChoice: QuietChoice
  /// Whether its doses may not be part of a group answer.
  package var asksOwnQuestion: Bool

  package init(quietChoice: QuietChoice = .ringAtEnd, asksOwnQuestion: Bool = false) {
    self.quietChoice = quietChoice
    self.asksOwnQuestion = asksOwnQuestion
  }
}
