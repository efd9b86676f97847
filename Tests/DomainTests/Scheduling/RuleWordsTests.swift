import Domain
import Testing

@Suite struct RuleWordsTests {
  private static let today = CalendarDate(text: "2026-03-02") ?? CalendarDate(day: 0)

  static let rules: [(rule: String, words: String)] = [
    (
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},{"at":"18:00","amount":"1 tablet"}],"start":"2026-03-01"}"#,
      "Take 1 tablet at 8:00 AM and 1 tablet at 6:00 PM, every day."
    ),
    (
      #"{"kind":"times","times":[{"at":"12:00","amount":"6 tablets"}],"weekdays":["mon"],"start":"2026-03-01"}"#,
      "Take 6 tablets at noon, every Monday."
    ),
    (
      #"{"kind":"times","times":[{"at":"08:00"}],"everyDays":3,"start":"2026-03-05","end":"2026-04-01"}"#,
      "Take a dose at 8:00 AM, every 3 days. Begin on Thursday, March 5. The last day is Tuesday, March 31."
    ),
    (
      #"{"kind":"times","times":[{"at":"08:00"},{"at":"20:00"}],"everyDays":2,"start":"2026-03-01","count":30}"#,
      "Take a dose at 8:00 AM and a dose at 8:00 PM, every other day. 30 doses in all."
    ),
    (
      #"{"kind":"times","times":[{"at":"09:00","amount":"1 patch"}],"everyDays":7,"start":"2026-03-01"}"#,
      "Use 1 patch at 9:00 AM, every 7 days, on a Sunday."
    ),
    (
      #"{"kind":"times","times":[{"at":"08:00","amount":"1/2 tablet"}],"monthDays":[1,15,31],"start":"2026-03-01"}"#,
      "Take half tablet at 8:00 AM, on days 1, 15 and 31 of each month, none in a month without that day."
    ),
    (
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"cycle":{"onDays":21,"offDays":7},"start":"2026-03-01"}"#,
      "Take 1 tablet at 8:00 AM, for 21 days, then none for 7 days, again and again."
    ),
    (
      #"{"kind":"times","times":[{"at":"18:00","amounts":{"mon":"5 mg","tue":"2.5 mg","wed":"5 mg"}}],"start":"2026-03-01"}"#,
      "At 6:00 PM take 5 mg on Monday and Wednesday and 2.5 mg on Tuesday."
    ),
    (
      #"{"kind":"times","times":[{"at":"18:00","sequence":["5 mg","2.5 mg"]}],"start":"2026-03-01","zoneMode":"home"}"#,
      "At 6:00 PM take 5 mg, then 2.5 mg, in turn, one of them each time, every day. While you travel, the times are those of the clock at home."
    ),
    (
      #"{"kind":"interval","everyHours":8,"amount":"1 capsule","start":"2026-03-01T06:00","basis":"schedule"}"#,
      "Take 1 capsule every 8 hours, day and night, counted from 6:00 AM on March 1."
    ),
    (
      #"{"kind":"interval","everyHours":4,"amount":"2 puffs","start":"2026-03-01T06:00","basis":"schedule","window":{"from":"06:00","to":"22:00"}}"#,
      "Use 2 puffs every 4 hours, between 6:00 AM and 10:00 PM. The first dose of each day is at 6:00 AM."
    ),
    (
      #"{"kind":"interval","everyMinutes":90,"amount":"1 drop","start":"2026-03-01T06:00","basis":"taken"}"#,
      "Use 1 drop every 1 hour 30 minutes, counted from the last dose."
    ),
    (
      #"{"kind":"linked","after":"A","delayMinutes":30,"amount":"10 mL","start":"2026-03-01"}"#,
      "Take 10 mL 30 minutes after each dose of levothyroxine 75 mcg."
    ),
    (
      #"{"kind":"taper","steps":[{"days":5,"times":[{"at":"08:00","amount":"40 mg"}]},{"days":1,"times":[{"at":"08:00","amount":"20 mg"}]}],"start":"2026-03-01"}"#,
      "Take 40 mg at 8:00 AM, every day for 5 days. Then take 20 mg at 8:00 AM, every day for 1 day. Then stop."
    ),
    (
      #"{"kind":"taper","steps":[{"days":5,"times":[{"at":"08:00","amount":"5 mg"}]},{"days":null,"times":[{"at":"08:00","amount":"10 mg"}]}],"start":"2026-03-01"}"#,
      "Take 5 mg at 8:00 AM, every day for 5 days. Then take 10 mg at 8:00 AM, every day from then on."
    ),
    (
      #"{"kind":"asNeeded","minimumGapHours":4,"amount":"1 tablet","maximum":{"amount":"6 tablets","hours":24},"end":"2026-04-01T12:00"}"#,
      "Take 1 tablet only if you need it. Wait at least 4 hours between doses. No more than 6 tablets in 24 hours. None from noon on April 1 on."
    ),
    (
      #"{"kind":"byReading","times":[{"at":"08:00"},{"at":"12:00"}],"start":"2026-03-01","table":[{"below":70,"units":"no insulin, call"},{"from":70,"to":150,"units":"2 units"},{"from":151,"units":"4 units"}]}"#,
      "Measure at 8:00 AM and noon, every day. Then use what the prescriber's table says for that reading."
    ),
    (#"{"kind":"unscheduled"}"#, "No planned times: each dose is recorded when it is taken."),
  ]

  private let words = RuleWords(today: today, follows: "levothyroxine 75 mcg")

  @Test(arguments: rules)
  func `a rule is spoken in plain words`(rule: String, words: String) throws {
    let read = try ScheduleRule(json: JSON(text: rule))
    #expect(self.words.text(read) == words)
  }

  @Test func `every kind is spoken without a forbidden sign`() throws {
    var kinds: Set<ScheduleKind> = []
    for (text, _) in Self.rules {
      let rule = try ScheduleRule(json: JSON(text: text))
      kinds.insert(rule.kind)
      for sentence in [words.text(rule), words.short(rule)] + words.table(rule) {
        #expect(ForbiddenSigns.violations(in: sentence).isEmpty, "\(sentence)")
      }
    }
    #expect(kinds == Set(ScheduleKind.allCases))
  }

  @Test func `a prescriber's table is shown in the prescriber's words`() throws {
    let rule = Self.rules.first { $0.rule.contains("byReading") }
    let read = try ScheduleRule(json: JSON(text: try #require(rule).rule))
    #expect(
      words.table(read) == [
        "Below 70: \"no insulin, call\"", "70 to 150: \"2 units\"", "151 or more: \"4 units\"",
      ]
    )
  }

  @Test(arguments: [
    (#"{"kind":"times","times":[{"at":"08:00"}],"weekdays":["mon"],"start":"2026-03-01"}"#, true),
    (#"{"kind":"times","times":[{"at":"08:00"}],"start":"2026-03-01"}"#, false),
    (
      #"{"kind":"times","times":[{"at":"08:00"}],"weekdays":["mon","thu"],"start":"2026-03-01"}"#,
      false
    ),
    (
      #"{"kind":"times","times":[{"at":"08:00"},{"at":"20:00"}],"everyDays":7,"start":"2026-03-01"}"#,
      false
    ),
    (#"{"kind":"times","times":[{"at":"08:00"}],"everyDays":7,"start":"2026-03-01"}"#, true),
    (#"{"kind":"times","times":[{"at":"08:00"}],"monthDays":[1,5],"start":"2026-03-01"}"#, false),
    (#"{"kind":"times","times":[{"at":"08:00"}],"monthDays":[1],"start":"2026-03-01"}"#, true),
    (
      #"{"kind":"times","times":[{"at":"08:00","amounts":{"mon":"5 mg"}}],"start":"2026-03-01"}"#,
      true
    ),
    (#"{"kind":"interval","everyHours":168,"start":"2026-03-01T08:00"}"#, true),
    (#"{"kind":"interval","everyHours":24,"start":"2026-03-01T08:00"}"#, false),
    (#"{"kind":"asNeeded","amount":"1 tablet"}"#, false),
    (
      #"{"kind":"taper","steps":[{"days":5,"times":[{"at":"08:00"}]}],"start":"2026-03-01"}"#, false
    ),
    (#"{"kind":"linked","after":"A","delayMinutes":5,"start":"2026-03-01"}"#, false),
  ])
  func `a rule is known to stay within one dose a week`(rule: String, expected: Bool) throws {
    #expect(try ScheduleRule(json: JSON(text: rule)).isAtMostWeekly == expected)
  }
}
