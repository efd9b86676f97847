/// Why something rings, waits or does not ring.
package enum ReminderReason: Hashable, Sendable {
  case due
  /// So many snoozes, of which the last is over.
  case snoozeOver(snoozes: Int)
  /// Which repetition, and when the dose was told first.
  case repeated(number: Int, since: Instant)
  case criticalDue(isQuiet: Bool)
  case criticalRepeated(number: Int, since: Instant, isQuiet: Bool)
  /// In quiet hours, by the person's choice without a sound.
  case quietByChoice
  /// Before quiet hours, by the person's choice, for a dose due in them.
  case aheadOfQuietHours(due: Instant)
  /// So many minutes ahead.
  case announced(minutes: Int)
  /// Quiet hours put it off until an instant.
  case quietHours(until: Instant)
  /// It fell into quiet hours that are over.
  case quietHoursOver(due: Instant)
  /// Nothing ran when it should have been told.
  case notTold(due: Instant)
  /// Its time is past: it is asked about, not to be taken.
  case pastItsTime(due: Instant, since: Instant)
  /// Too long ago to ask about.
  case tooLongAgo
  /// Nobody answered before it closed.
  case notAnswered
  /// It closed in quiet hours.
  case closedInQuietHours
  /// It closed while nothing ran.
  case notRunning
  /// It was told before it closed, but on no way that reached anybody.
  case notHeard
  /// The clock of a traveller jumped over it.
  case notReached
  /// It was answered.
  case actedOn(DoseRecord.Status)
  case paused(since: Instant)
  case clockJump(ClockJump)
  /// So many minutes without an answer.
  case unanswered(minutes: Int)
  /// Since then nothing that was told reached the person.
  case couldNotBeReminded(since: Instant)
  /// An announcement has no place in quiet hours.
  case announcementInQuietHours
  /// The dose before is so many minutes away, which is no more than the announcement.
  case announcementTooEarly(gapMinutes: Int)
  case remindersOff
}

extension ReminderReason {
  /// The reason as a sentence, with times of a zone as read on a day.
  package func words(in zone: ZoneRules, today: CalendarDate) -> String {
    func clock(_ instant: Instant) -> String { Display.clock(zone.local(of: instant).0.time) }
    func time(_ instant: Instant) -> String {
      let local = zone.local(of: instant).0
      return local.date == today
        ? "at \(Display.clock(local.time))" : Display.moment(local, today: today)
    }
    switch self {
    case .due: return "The dose is due."
    case .snoozeOver(1): return "The snooze is over."
    case .snoozeOver(let snoozes): return "Snooze \(snoozes) is over."
    case .repeated(let number, let since):
      return "Reminder \(number) after the one \(time(since)): no answer yet."
    case .criticalDue(false): return "A critical dose is due."
    case .criticalDue(true): return "A critical dose is due: it rings in quiet hours too."
    case .criticalRepeated(let number, let since, let isQuiet):
      return "Reminder \(number) after the one \(time(since)): a critical dose rings until "
        + (isQuiet ? "it is answered, in quiet hours too." : "it is answered.")
    case .quietByChoice: return "Shown without a sound: quiet hours, as chosen for this medicine."
    case .aheadOfQuietHours(let due):
      return "Before quiet hours, as chosen for this medicine. Due \(time(due))."
    case .announced(let minutes): return "Due in \(Display.duration(minutes: minutes))."
    case .quietHours(let until): return "Quiet hours until \(clock(until)): told then."
    case .quietHoursOver(let due): return "Quiet hours are over. It was due \(time(due))."
    case .notTold(let due):
      return "It was due \(time(due)), when reminders were not running."
    case .pastItsTime(let due, let since):
      return "It was due \(time(due)). Since \(clock(since)) it is not to be taken any more."
    case .tooLongAgo:
      return
        "It was due more than \(Display.count(PastQuestions.days, "day")) ago: nobody is asked."
    case .notAnswered: return "There was no answer before its time was past."
    case .closedInQuietHours: return "Its time was past before quiet hours ended."
    case .notRunning: return "Its time was past while reminders were not running."
    case .notHeard: return "Its time was past before anybody could be reminded."
    case .notReached: return "The clock jumped over its time on a journey."
    case .actedOn(.taken): return "It is recorded as taken."
    case .actedOn(.skipped): return "It is recorded as skipped."
    case .actedOn(.missed): return "It is closed as not recorded."
    case .actedOn(.paused): return "It fell into a pause."
    case .paused(let since):
      return "Paused since \(Display.moment(zone.local(of: since).0, today: today))."
    case .clockJump(.back): return "The clock was set back by more than a day. Please confirm it."
    case .clockJump(.forward):
      return "The clock went forward by more than a month. Please confirm it."
    case .unanswered(let minutes):
      return "No answer for \(Display.duration(minutes: minutes))."
    case .couldNotBeReminded(let since):
      return "It could not be told \(time(since)): no way reached anybody."
    case .announcementInQuietHours: return "Quiet hours: announcements are left out."
    case .announcementTooEarly(let gap):
      return "The dose before is only \(Display.duration(minutes: gap)) earlier."
    case .remindersOff: return "Reminders are off."
    }
  }
}
