import Testing

@testable import Domain

@Suite struct SigSchedulingTests {
  private let evening = LocalMinute(minute: 20_780 * 1440 + 20 * 60)

  private func rules(_ written: String) -> [String] {
    SigParser.parse(written).sig.scheduleProposals(start: evening).map { proposal in
      switch proposal.outcome {
      case .rule(let json): json.text
      case .impossible(let why): why.rawValue
      }
    }
  }

  @Test(arguments: [
    (
      "1 tab bid x10d",
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},"#
        + #"{"at":"20:00","amount":"1 tablet"}],"start":"2026-11-23T20:00","count":20}"#
    ),
    (
      "1 cap q8h",
      #"{"kind":"interval","everyHours":8,"amount":"1 capsule","start":"2026-11-23T20:00","#
        + #""basis":"schedule"}"#
    ),
    (
      "1-2 tabs q4-6h prn max 8 tablets in 24 hours",
      #"{"kind":"asNeeded","minimumGapHours":4,"amount":"1 tablet","amountMax":"2 tablets","#
        + #""maximum":{"amount":"8 tablets","hours":24},"#
        + #""start":"2026-11-23T20:00"}"#
    ),
    (
      "1 drop every 4 hours while awake for 7 days",
      #"{"kind":"interval","everyHours":4,"amount":"1 drop","start":"2026-11-23T20:00","#
        + #""basis":"schedule","window":{"from":"07:00","to":"22:00"},"count":28}"#
    ),
    (
      "1 tab bid, 14 days on and 7 days off",
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},"#
        + #"{"at":"20:00","amount":"1 tablet"}],"cycle":{"onDays":14,"offDays":7},"#
        + #""start":"2026-11-23T20:00"}"#
    ),
    (
      "1 tab at onset of migraine, may repeat in 2 hours, max 2 tablets in 24 hours",
      #"{"kind":"asNeeded","minimumGapHours":2,"amount":"1 tablet","#
        + #""maximum":{"amount":"2 tablets","hours":24},"start":"2026-11-23T20:00"}"#
    ),
    (
      "1 tab up to 4 times daily prn",
      #"{"kind":"asNeeded","amount":"1 tablet","maximum":{"amount":"4 tablets","hours":24},"#
        + #""start":"2026-11-23T20:00"}"#
    ),
    (
      "2 tabs qam and 1 tab qhs",
      #"{"kind":"times","times":[{"at":"08:00","amount":"2 tablets"},"#
        + #"{"at":"22:00","amount":"1 tablet"}],"start":"2026-11-23T20:00"}"#
    ),
    (
      "5 mg mon wed and 2.5 mg tue in the evening",
      #"{"kind":"times","times":[{"at":"08:00","amount":"5 mg"}],"weekdays":["mon","wed"],"#
        + #""start":"2026-11-23T20:00"}"#
    ),
    (
      "5 mg at 6 pm on monday and 2.5 mg at 6 pm on tuesday",
      #"{"kind":"times","times":[{"at":"18:00","amounts":{"mon":"5 mg","tue":"2.5 mg"}}],"#
        + #""weekdays":["mon","tue"],"start":"2026-11-23T20:00"}"#
    ),
    (
      "1 tab every 3 days",
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"everyDays":3,"#
        + #""start":"2026-11-23T20:00"}"#
    ),
    (
      "40 mg daily for 5 days then 20 mg daily for 5 days",
      #"{"kind":"taper","steps":[{"days":5,"times":[{"at":"08:00","amount":"40 mg"}]},"#
        + #"{"days":5,"times":[{"at":"08:00","amount":"20 mg"}]}],"start":"2026-11-24"}"#
    ),
    (
      "1 tab 30 minutes before breakfast",
      #"{"kind":"times","times":[{"at":"07:30","amount":"1 tablet"}],"start":"2026-11-23T20:00"}"#
    ),
  ])
  func `directions make a rule`(written: String, rule: String) {
    #expect(rules(written).first == rule)
  }

  @Test(arguments: [
    ("1 tab", SigUnschedulable.noFrequency), ("1 tab 2-3 times a day", .rangeOfTimes),
    ("1 tab q4-6h", .rangeOfHours), ("1 tab twice a week", .daysNotNamed),
    ("1 tab 20 times a day", .tooManyTimes), ("1 tab daily 1 hour before exercise", .beforeEvent),
  ])
  func `what cannot be scheduled says why`(written: String, why: SigUnschedulable) {
    #expect(rules(written) == [why.rawValue])
  }

  @Test func `a step after an open one waits for a date`() {
    #expect(rules("1 tab prn then 1 tab daily").last == SigUnschedulable.openStep.rawValue)
  }

  @Test func `a person's own times of day are used`() {
    var day = DayTimes.usual
    day.breakfast = TimeOfDay(minuteOfDay: 400)
    #expect(day.times(aDay: 2) == [TimeOfDay(minuteOfDay: 400), TimeOfDay(minuteOfDay: 1120)])
    #expect(day.times(aDay: 3, withMeals: true) == [day.breakfast, day.lunch, day.dinner])
    #expect(day.times(aDay: 13) == nil)
    #expect(day.times(aDay: 6)?.count == 6)
  }
}
