import Domain
import Testing

/// Whatever number, unit, time or rule comes along: the formatter never writes a forbidden sign.
@Suite struct DisplayPropertyTests {
  private func expectClean(_ text: String) {
    let violations = ForbiddenSigns.violations(in: text)
    #expect(violations.isEmpty, "\(text): \(violations)")
  }

  private var numbers: [Rational] {
    let whole = [0, 1, 2, 9, 10, 100, 999, 1000, 10_000, 100_000, 1_234_567]
    let parts = (1...16).flatMap { numerator in
      [2, 3, 4, 5, 6, 7, 8, 10, 16, 100, 1000].map { Rational(numerator, $0) }
    }
    return whole.map { Rational($0) } + parts + parts.map { $0 + Rational(12) }
  }

  @Test func `amounts in every unit`() {
    let units = Amount.measures.union(Amount.counted.keys)
    for unit in units.sorted() {
      for number in numbers where number.isPositive {
        let amount = Amount(number, unit)
        expectClean(Display.amount(amount))
        expectClean(Display.amount(amount, to: number + Rational(1)))
        expectClean(Display.medication("metformin", amount))
        if unit != "%" {
          expectClean(Display.concentration(amount, per: Amount(Rational(5), "mL")))
          expectClean(Display.concentration(amount, per: Amount(Rational(1), "mL")))
        }
      }
    }
  }

  @Test func `numbers, times, days and lengths`() {
    for number in numbers {
      expectClean(Display.quantity(number))
      expectClean(Display.percent(number))
      expectClean(Display.number(number.numerator))
    }
    let today = CalendarDate(day: 20_000)
    for minute in 0..<1440 { expectClean(Display.clock(TimeOfDay(minuteOfDay: minute))) }
    for day in stride(from: 0, to: 40_000, by: 37) {
      let date = CalendarDate(day: day)
      for text in [
        Display.date(date, today: today), Display.shortDate(date, today: today),
        Display.fullDate(date), Display.day(date, today: today),
      ] {
        expectClean(text)
      }
    }
    for minutes in stride(from: 0, to: 20_000, by: 13) {
      expectClean(Display.duration(minutes: minutes))
      expectClean(Display.shortDuration(minutes: minutes))
    }
  }

  @Test(arguments: [
    #"{"kind":"times","times":[{"at":"08:00","amount":"1/2 tablet"},{"at":"20:00"}],"start":"2026-11-01"}"#,
    #"{"kind":"times","times":[{"at":"18:00","amounts":{"mon":"5 mg","tue":"2.5 mg"}}],"start":"2026-11-01"}"#,
    #"{"kind":"times","times":[{"at":"08:00"}],"everyDays":3,"start":"2026-11-01","end":"2027-01-01"}"#,
    #"{"kind":"times","times":[{"at":"00:00"}],"monthDays":[1,15,31],"start":"2026-11-01"}"#,
    #"{"kind":"times","times":[{"at":"12:00"}],"cycle":{"onDays":21,"offDays":7},"start":"2026-11-01"}"#,
    #"{"kind":"times","times":[{"at":"08:00"}],"weekdays":["mon"],"start":"2026-11-01","count":30}"#,
    #"{"kind":"interval","everyHours":8,"start":"2026-11-01T06:00","amount":"10000 unit"}"#,
    #"{"kind":"interval","everyHours":4,"start":"2026-11-01T06:00","window":{"from":"06:00","to":"22:00"}}"#,
    #"{"kind":"linked","after":"A","delayMinutes":30,"start":"2026-11-01"}"#,
    #"{"kind":"taper","steps":[{"days":5,"times":[{"at":"08:00","amount":"40 mg"}]},{"days":null,"times":[{"at":"08:00","amount":"2.5 mg"}]}],"start":"2026-11-01"}"#,
    #"{"kind":"asNeeded","minimumGapHours":4,"amount":"1 tablet","maximum":{"amount":"6 tablets","hours":24}}"#,
  ]) func `every kind of rule in words, long and short`(rule: String) throws {
    let rule = try ScheduleRule(json: JSON(text: rule))
    let words = RuleWords(today: CalendarDate(day: 20_780), follows: "breakfast insulin")
    expectClean(words.text(rule))
    expectClean(words.short(rule))
  }
}
