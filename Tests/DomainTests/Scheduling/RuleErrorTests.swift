import Testing

@testable import Domain

@Suite struct RuleErrorTests {
  static let start = RuleMoment.date(CalendarDate(day: 20_513))
  static let local = LocalMinute(minute: 20_513 * 1440)

  static let sentences: [(RuleError, String)] = [
    (.wrongType("", expected: .object), "The rule should be an object."),
    (.wrongType("times", expected: .list), "“times” should be a list."),
    (.wrongType("kind", expected: .text), "“kind” should be a text."),
    (.wrongType("count", expected: .wholeNumber), "“count” should be a whole number."),
    (.wrongType("table[0].below", expected: .number), "“table[0].below” should be a number."),
    (.unknownKey("at", in: ""), "There is no “at” in the rule."),
    (.unknownKey("dose", in: "times[0]"), "There is no “dose” in “times[0]”."),
    (.missingKey("start", in: ""), "“start” is missing in the rule."),
    (.unknownKind("daily"), "There is no kind of schedule named “daily”."),
    (
      .unknownWord("away", at: "zoneMode", expected: ["local", "home"]),
      "“zoneMode” is “away”, but should be one of local, home."
    ),
    (
      .unreadableTime("8:00", at: "times[0].at"),
      "“times[0].at” is “8:00”, which is not a time such as 08:00."
    ),
    (
      .unreadableMoment("March", at: "end"),
      "“end” is “March”, which is not a date such as 2026-03-01 or 2026-03-01T08:00."
    ),
    (
      .unreadableAmount("x", at: "amount", .unreadable("x")),
      "“amount” is “x”, which is not an amount such as 1 tablet."
    ),
    (
      .unreadableAmount("2", at: "amount", .unitMissing("2")),
      "“amount” is “2”, which has no unit."
    ),
    (
      .unreadableAmount("2 sips", at: "amount", .unknownUnit("sips")),
      "“amount” is “2 sips”, and “sips” is not a known unit."
    ),
    (
      .unreadableAmount("0 mg", at: "amount", .notPositive("0 mg")),
      "“amount” is “0 mg”, which is no amount at all."
    ),
    (
      .outOfRange(32, at: "monthDays[0]", 1...31),
      "“monthDays[0]” is 32, but should be 1 to 31."
    ),
    (
      .excluding("weekdays", "everyDays", in: ""),
      "“weekdays” and “everyDays” cannot stand together in the rule."
    ),
    (.emptyList("times"), "“times” is empty."),
    (.duplicate("08:00", at: "times"), "“times” repeats 08:00."),
    (
      .endNotAfterStart(start: start, end: .local(local)),
      "The end, 2026-03-01T00:00, is not after the start, 2026-03-01."
    ),
    (
      .windowWithoutLength(TimeOfDay(minuteOfDay: 360), at: "window"),
      "“window” begins and ends at 06:00."
    ),
    (.openStepNotLast(2), "Step 2 has no number of days, but is not the last."),
    (.neverOccurs("times"), "“times” has amounts only for days on which nothing is due."),
    (.emptyText("after"), "“after” has no text."),
    (
      .unreadableReading("-70", at: "table[0].below"),
      "“table[0].below” is -70, which is not a reading."
    ),
    (
      .readingsOutOfOrder("table[1]"),
      "“table[1]” overlaps the row before it or stands in the wrong order."
    ),
    (.amountFromReading("times"), "“times” has an amount, but the amount comes from the reading."),
    (.linkedAlone(after: "A"), "Doses that follow “A” are known only once it is recorded."),
    (
      .rangeBackwards(from: local + 1, to: local),
      "The range ends, 2026-03-01T00:00, before it begins, 2026-03-01T00:01."
    ),
    (
      .unknownRule("B", at: "records[0].rule"),
      "“records[0].rule” names the rule “B”, which is not given."
    ),
    (.linkedToItself("A"), "The rule “A” follows itself."),
  ]

  @Test(arguments: sentences) func `an error is one plain sentence`(
    error: RuleError,
    sentence: String
  ) {
    #expect(error.sentence == sentence)
  }
}
