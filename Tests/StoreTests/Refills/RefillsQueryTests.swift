import TestSupport
import Testing

@testable import Domain
@testable import Store

@Suite struct RefillsQueryTests {
  private func runOut(_ rules: [String], onHand: Rational, strength: String = "500 mg") throws
    -> SupplyForecast
  {
    let fixture = try RefillFixture()
    let added = try fixture.add("sample", strength: strength, rules: rules, onHand: onHand)
    return try fixture.line(added.medication).forecast
  }

  @Test func `thirty tablets twice daily last fifteen days`() throws {
    let forecast = try runOut([RefillFixture.twiceDaily], onHand: Rational(30))
    #expect(
      forecast
        == .runsOut(
          RunOut(
            lastCovered: LocalMinute(text: "2026-12-08T20:00"),
            runsOutOn: try #require(CalendarDate(text: "2026-12-09")),
            daysLeft: 15
          )
        )
    )
  }

  @Test(
    arguments: [
      // Half a tablet once a day.
      (
        #"{"kind":"times","times":[{"at":"08:00","amount":"1/2 tablet"}],"start":"2026-11-24"}"#,
        Rational(3, 2), "2026-11-27"
      ),
      // A taper of mass, counted in tablets of 500 mg: 2, 2, then 1 a day.
      (
        """
        {"kind":"taper","steps":[{"days":2,"times":[{"at":"08:00","amount":"1000 mg"}]},\
        {"days":null,"times":[{"at":"08:00","amount":"500 mg"}]}],"start":"2026-11-24"}
        """,
        Rational(6), "2026-11-28"
      ),
      // Every 8 hours from 8 AM on.
      (
        """
        {"kind":"interval","everyHours":8,"start":"2026-11-24T08:00","basis":"schedule",\
        "amount":"1 tablet"}
        """,
        Rational(5), "2026-11-26"
      ),
      // Every 12 hours after the last one taken.
      (
        """
        {"kind":"interval","everyHours":12,"start":"2026-11-24T08:00","basis":"taken",\
        "amount":"1 tablet"}
        """,
        Rational(4), "2026-11-26"
      ),
      // Mondays only.
      (
        """
        {"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"weekdays":["mon"],\
        "start":"2026-11-24"}
        """,
        Rational(2), "2026-12-14"
      ),
      // Three of the four tablets before midnight of the first day are covered.
      (
        """
        {"kind":"times","times":[{"at":"08:00","amount":"2 tablets"},{"at":"20:00",\
        "amount":"2 tablets"}],"start":"2026-11-24"}
        """,
        Rational(3), "2026-11-24"
      ),
    ])
  func `every kind of plan is walked to its first missing dose`(
    rule: String,
    onHand: Rational,
    day: String
  ) throws {
    #expect(try runOut([rule], onHand: onHand).runsOutOn?.description == day)
  }

  @Test func `a course that ends before the supply leaves some over`() throws {
    let rule = """
      {"kind":"times","times":[{"at":"08:00","amount":"1 tablet"}],"start":"2026-11-24",\
      "end":"2026-12-01"}
      """
    #expect(
      try runOut([rule], onHand: Rational(30))
        == .lasts(through: LocalMinute(text: "2026-11-30T08:00"))
    )
  }

  @Test func `two schedules draw on one bottle`() throws {
    let evening = """
      {"kind":"times","times":[{"at":"20:00","amount":"2 tablets"}],"start":"2026-11-24"}
      """
    #expect(
      try runOut([RefillFixture.daily, evening], onHand: Rational(9)).runsOutOn?.description
        == "2026-11-27"
    )
  }

  @Test(arguments: [("2026-10-31T07:00:00-04:00", 6), ("2026-03-07T07:00:00-05:00", 6)])
  func `a day of twenty-three or twenty-five hours is one day of supply`(
    now: String,
    days: Int
  ) throws {
    let fixture = try RefillFixture(now: now)
    let start = String(now.prefix(10))
    let rule = """
      {"kind":"times","times":[{"at":"02:30","amount":"1 tablet"},{"at":"20:00",\
      "amount":"1 tablet"}],"start":"\(start)T08:00"}
      """
    let added = try fixture.add("sample", rules: [rule], onHand: Rational(12))
    #expect(try fixture.line(added.medication).daysLeft == days)
  }

  @Test func `as needed lasts at the rate of the last thirty days`() throws {
    let fixture = try RefillFixture()
    let rule = #"{"kind":"asNeeded","amount":"1 tablet"}"#
    let added = try fixture.add("sample", rules: [rule], onHand: Rational(30))
    #expect(try fixture.line(added.medication).forecast == .unknown(.noRecentUse))
    for day in 1...10 {
      fixture.test.clock.advance(days: 1)
      _ = try fixture.own.write(
        LogDose(medication: added.medication, amount: Amount(Rational(1), "tablet"), via: .command)
      )
      _ = day
    }
    let line = try fixture.line(added.medication)
    #expect(line.onHand == Rational(20))
    #expect(line.daysLeft == 60)
    #expect(line.isUsedFreely)
  }

  @Test func `more taken than was there asks for a count`() throws {
    let fixture = try RefillFixture(now: "2026-11-24T08:00:00-05:00")
    let added = try fixture.add("sample", rules: [RefillFixture.daily], onHand: Rational(1, 2))
    _ = try fixture.own.write(
      RecordDose(
        schedule: added.schedules[0],
        due: .local(try #require(LocalMinute(text: "2026-11-24T08:00")), fold: 0),
        action: .take(at: nil, amount: nil, withFood: nil),
        via: .command
      )
    )
    let line = try fixture.line(added.medication)
    #expect(line.onHand == Rational(-1, 2))
    #expect(line.forecast == .unknown(.belowZero))
    #expect(line.firstStep == nil)
  }

  @Test func `a dose that cannot be put in tablets leaves the end unknown`() throws {
    let rule = #"{"kind":"times","times":[{"at":"08:00","amount":"5 mL"}],"start":"2026-11-24"}"#
    #expect(try runOut([rule], onHand: Rational(30)) == .unknown(.notComputable))
    let bare = #"{"kind":"times","times":[{"at":"08:00"}],"start":"2026-11-24"}"#
    #expect(try runOut([bare], onHand: Rational(30)) == .unknown(.notComputable))
  }

  @Test func `the nearest end stands first and what lasts comes last`() throws {
    let fixture = try RefillFixture()
    for (name, count) in [("beta", 9), ("alpha", 20), ("gamma", 3)] {
      try fixture.add(name, rules: [RefillFixture.daily], onHand: Rational(count))
    }
    try fixture.add("omega", rules: [RefillFixture.daily], onHand: nil)
    let sheet = try fixture.own.read(RefillsQuery())
    #expect(sheet.lines.map(\.label.drugName) == ["gamma", "beta", "alpha", "omega"])
    #expect(sheet.lines.map(\.isRunningLow) == [true, false, false, false])
    #expect(try fixture.own.read(DayQuery()).runningLow.map(\.label.drugName) == ["gamma"])
  }

  @Test func `a medicine's own number of days goes before the usual one`() throws {
    let fixture = try RefillFixture()
    let first = try fixture.add("alpha", rules: [RefillFixture.daily], onHand: Rational(9))
    let second = try fixture.add("beta", rules: [RefillFixture.daily], onHand: Rational(9))
    let own = fixture.own
    #expect(try own.write(SetRefillAlertDays(medication: nil, days: 10)) == 7)
    #expect(try own.write(SetRefillAlertDays(medication: second.medication, days: 3)) == nil)
    #expect(try fixture.line(first.medication).isRunningLow)
    #expect(try !fixture.line(second.medication).isRunningLow)
    #expect(try own.write(SetRefillAlertDays(medication: second.medication, days: nil)) == 3)
    #expect(try fixture.line(second.medication).isRunningLow)
    #expect(throws: StoreError.invalid("days are a number from 0 to 90")) {
      try own.write(SetRefillAlertDays(medication: nil, days: 91))
    }
  }

  @Test func `a changed dose is called about and another hour is none`() throws {
    let fixture = try RefillFixture()
    let added = try fixture.add("sample", rules: [RefillFixture.daily], onHand: Rational(9))
    func change(_ at: String, _ amount: String) throws {
      let rule = """
        {"kind":"times","times":[{"at":"\(at)","amount":"\(amount)"}],"start":"2026-11-24"}
        """
      _ = try fixture.own.write(
        ChangeSchedule(
          schedule: added.schedules[0],
          rule: try ScheduleRule(json: JSON(text: rule))
        )
      )
    }
    try change("09:00", "1 tablet")
    #expect(try fixture.line(added.medication).status == .canFill(refills: 3))
    fixture.test.clock.advance(seconds: 60)
    try change("09:00", "1/2 tablet")
    #expect(try fixture.line(added.medication).status == .doseChanged)
  }
}
