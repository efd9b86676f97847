import Testing

@testable import Domain

@Suite struct SupplyForecastTests {
  private let today = CalendarDate(text: "2026-11-24") ?? CalendarDate(day: 0)

  private func daily(
    _ times: [String],
    _ amount: Rational,
    from minute: String = "00:00"
  ) -> some Sequence<SupplyDose> {
    let clock = times.compactMap { TimeOfDay(text: $0) }
    let start = today.at(TimeOfDay(text: minute) ?? TimeOfDay(minuteOfDay: 0))
    return (0...).lazy.flatMap { [today] day in clock.map { (today + day).at($0) } }
      .filter { $0 >= start }.map { SupplyDose(at: $0, amount: amount) }
  }

  @Test func `thirty tablets twice daily last fifteen days`() {
    let forecast = SupplyForecast(
      onHand: Rational(30),
      doses: daily(["08:00", "20:00"], Rational(1)),
      today: today
    )
    #expect(
      forecast
        == .runsOut(
          RunOut(
            lastCovered: LocalMinute(text: "2026-12-08T20:00"),
            runsOutOn: today + 15,
            daysLeft: 15
          )
        )
    )
  }

  @Test func `a day is uncovered when its second dose is missing`() {
    let forecast = SupplyForecast(
      onHand: Rational(29),
      doses: daily(["08:00", "20:00"], Rational(1)),
      today: today
    )
    #expect(forecast.runsOutOn == today + 14)
  }

  @Test func `one tablet and a half covers three halves and not a fourth`() {
    let forecast = SupplyForecast(
      onHand: Rational(3, 2),
      doses: daily(["08:00"], Rational(1, 2)),
      today: today
    )
    #expect(forecast.runsOutOn == today + 3)
  }

  @Test func `a remainder too small for a dose covers nothing`() {
    let forecast = SupplyForecast(
      onHand: Rational(1),
      doses: daily(["08:00"], Rational(2)),
      today: today
    )
    #expect(
      forecast == .runsOut(RunOut(lastCovered: nil, runsOutOn: today, daysLeft: 0))
    )
  }

  @Test func `a course that ends before the supply lasts through its end`() {
    let course = Array(daily(["08:00"], Rational(1)).prefix(5))
    #expect(
      SupplyForecast(onHand: Rational(5), doses: course, today: today)
        == .lasts(through: LocalMinute(text: "2026-11-28T08:00"))
    )
  }

  @Test func `a supply beyond the horizon ends the walk`() {
    let forecast = SupplyForecast(
      onHand: Rational(1_000_000),
      doses: daily(["08:00"], Rational(1)),
      today: today
    )
    #expect(forecast == .lasts(through: (today + 1100).midnight + 480))
  }

  @Test func `an open dose of yesterday runs out today`() {
    let doses = [SupplyDose(at: (today - 1).midnight, amount: Rational(1))]
    #expect(SupplyForecast(onHand: .zero, doses: doses, today: today).runsOutOn == today)
  }

  @Test func `what cannot be computed is never guessed`() {
    let doses = Array(daily(["08:00"], Rational(1)).prefix(2))
    #expect(
      SupplyForecast(onHand: nil, doses: doses, today: today) == .unknown(.notComputable)
    )
    #expect(
      SupplyForecast(onHand: Rational(-1), doses: doses, today: today) == .unknown(.belowZero)
    )
    #expect(
      SupplyForecast.asNeeded(onHand: Rational(9), maximumPerDay: nil, today: today)
        == .unknown(.noMaximum)
    )
    #expect(
      SupplyForecast.asNeeded(onHand: Rational(9), usedInLast30Days: .zero, today: today)
        == .unknown(.noRecentUse)
    )
    #expect(
      SupplyForecast.asNeeded(onHand: nil, maximumPerDay: Rational(1), today: today)
        == .unknown(.notComputable)
    )
  }

  @Test func `as needed the payer counts the maximum and the patient the usual rate`() {
    #expect(
      SupplyForecast.asNeeded(onHand: Rational(20), maximumPerDay: Rational(6), today: today)
        .runsOutOn == today + 3
    )
    #expect(
      SupplyForecast.asNeeded(onHand: Rational(20), usedInLast30Days: Rational(12), today: today)
        .runsOutOn == today + 50
    )
  }
}
