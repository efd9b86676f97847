import Testing

@testable import Domain

/// The words in which reasons are given.
@Suite struct ReminderReasonTests {
  static let today = CalendarDate(day: 20_513)
  static let eight = Instant(seconds: 20_513 * 86_400 + 8 * 3600)

  static let sentences: [(ReminderReason, String)] = [
    (.due, "The dose is due."),
    (.snoozeOver(snoozes: 1), "The snooze is over."),
    (.snoozeOver(snoozes: 2), "Snooze 2 is over."),
    (.repeated(number: 1, since: eight), "Reminder 1 after the one at 8:00 AM: no answer yet."),
    (.criticalDue(isQuiet: false), "A critical dose is due."),
    (.criticalDue(isQuiet: true), "A critical dose is due: it rings in quiet hours too."),
    (
      .criticalRepeated(number: 3, since: eight, isQuiet: true),
      "Reminder 3 after the one at 8:00 AM: a critical dose rings until it is answered, in quiet hours too."
    ),
    (.quietByChoice, "Shown without a sound: quiet hours, as chosen for this medicine."),
    (
      .aheadOfQuietHours(due: eight),
      "Before quiet hours, as chosen for this medicine. Due at 8:00 AM."
    ),
    (.announced(minutes: 30), "Due in 30 minutes."),
    (.quietHours(until: eight), "Quiet hours until 8:00 AM: told then."),
    (.quietHoursOver(due: eight), "Quiet hours are over. It was due at 8:00 AM."),
    (
      .notTold(due: eight - 86_400),
      "It was due yesterday 8:00 AM, when reminders were not running."
    ),
    (
      .pastItsTime(due: eight, since: eight + 3600),
      "It was due at 8:00 AM. Since 9:00 AM it is not to be taken any more."
    ),
    (.notAnswered, "There was no answer before its time was past."),
    (.closedInQuietHours, "Its time was past before quiet hours ended."),
    (.tooLongAgo, "It was due more than 7 days ago: nobody is asked."),
    (.notRunning, "Its time was past while reminders were not running."),
    (.notReached, "The clock jumped over its time on a journey."),
    (.actedOn(.taken), "It is recorded as taken."),
    (.actedOn(.skipped), "It is recorded as skipped."),
    (.actedOn(.missed), "It is closed as not recorded."),
    (.actedOn(.paused), "It fell into a pause."),
    (.paused(since: eight), "Paused since today 8:00 AM."),
    (
      .clockJump(.back(from: eight, to: eight)),
      "The clock was set back by more than a day. Please confirm it."
    ),
    (
      .clockJump(.forward(from: eight, to: eight)),
      "The clock went forward by more than a month. Please confirm it."
    ),
    (.unanswered(minutes: 45), "No answer for 45 minutes."),
    (.announcementInQuietHours, "Quiet hours: announcements are left out."),
    (.announcementTooEarly(gapMinutes: 30), "The dose before is only 30 minutes earlier."),
    (.remindersOff, "Reminders are off."),
  ]

  @Test(arguments: sentences)
  func `a reason reads as a sentence`(reason: ReminderReason, words: String) {
    let text = reason.words(in: .utc, today: Self.today)
    #expect(text == words)
    #expect(ForbiddenSigns.violations(in: text).isEmpty)
    #expect(!text.lowercased().contains("missed"))
  }
}
