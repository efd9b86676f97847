import Testing

@testable import Domain

@Suite struct DisplayTests {
  @Test(arguments: [
    (Amount(Rational(1), "tablet"), "1 tablet"), (Amount(Rational(2), "tablet"), "2 tablets"),
    (Amount(Rational(1, 2), "tablet"), "half tablet"),
    (Amount(Rational(1, 4), "tablet"), "quarter tablet"),
    (Amount(Rational(3, 4), "tablet"), "three quarters of a tablet"),
    (Amount(Rational(3, 2), "tablet"), "1 and a half tablets"),
    (Amount(Rational(11, 4), "tablet"), "2 and three quarters tablets"),
    (Amount(Rational(5, 2), "mg"), "2.5 mg"), (Amount(Rational(1, 2), "mg"), "0.5 mg"),
    (Amount(Rational(5), "mg"), "5 mg"), (Amount(Rational(1000), "unit"), "1,000 units"),
    (Amount(Rational(75), "mcg"), "75 mcg"), (Amount(Rational(1325), "mg"), "1,325 mg"),
    (Amount(Rational(0), "tablet"), "0 tablets"), (Amount(Rational(1), "%"), "1%"),
    (Amount(Rational(1, 3), "tablet"), "one third of a tablet"),
    (Amount(Rational(2, 3), "mL"), "about 0.667 mL"),
    (Amount(Rational(1, 5), "tablet"), "0.2 tablet"),
  ])
  func `an amount is spoken without signs that mislead`(amount: Amount, words: String) {
    #expect(Display.amount(amount) == words)
  }

  @Test func `a range names its unit once`() {
    #expect(Display.amount(Amount(Rational(1), "tablet"), to: Rational(2)) == "1 to 2 tablets")
    #expect(Display.amount(Amount(Rational(1, 2), "tablet"), to: Rational(1)) == "half to 1 tablet")
    #expect(Display.amount(Amount(Rational(5, 2), "mL"), to: Rational(5)) == "2.5 to 5 mL")
    #expect(Display.amount(Amount(Rational(1), "puff"), to: nil) == "1 puff")
  }

  @Test func `strengths keep the letters of names and have room around units`() {
    let parts = [
      (name: "carbidopa", strength: Amount(Rational(25), "mg")),
      (name: "levodopa", strength: Amount(Rational(100), "mg")),
    ]
    #expect(Display.combination(parts) == "carbidopa 25 mg and levodopa 100 mg")
    #expect(
      Display.medication("hydrOXYzine", Amount(Rational(25), "mg")) == "hydrOXYzine 25 mg"
    )
    let milliliter = Amount(Rational(1), "mL")
    let spoonful = Amount(Rational(5), "mL")
    #expect(
      Display.concentration(Amount(Rational(100), "unit"), per: milliliter) == "100 units per mL"
    )
    #expect(
      Display.concentration(Amount(Rational(400), "mg"), per: spoonful) == "400 mg per 5 mL"
    )
  }

  @Test(arguments: [
    (0, "midnight"), (1, "12:01 AM"), (485, "8:05 AM"), (720, "noon"), (721, "12:01 PM"),
    (1439, "11:59 PM"),
  ])
  func `a time of day is read on the twelve-hour clock`(minute: Int, words: String) {
    #expect(Display.clock(TimeOfDay(minuteOfDay: minute)) == words)
  }

  @Test func `a date names its month and only a year that is not this one`() throws {
    let today = try #require(CalendarDate(text: "2026-11-24"))
    let next = try #require(CalendarDate(text: "2027-01-05"))
    #expect(Display.date(today, today: today) == "November 24")
    #expect(Display.date(next, today: today) == "January 5, 2027")
    #expect(Display.weekdayAndDate(today, today: today) == "Tuesday, November 24")
    #expect(Display.shortDate(next, today: today) == "Jan 5, 2027")
    #expect(Display.shortWeekdayAndDate(today, today: today) == "Tue Nov 24")
    #expect(Display.fullDate(today) == "November 24, 2026")
    #expect(Display.day(today - 1, today: today) == "yesterday")
    #expect(Display.day(today, today: today) == "today")
    #expect(Display.day(today + 1, today: today) == "tomorrow")
    let morning = try #require(LocalMinute(text: "2026-11-30T07:00"))
    #expect(Display.moment(morning, today: today) == "Monday, November 30, 7:00 AM")
    #expect(Display.moment(today.midnight + 690, today: today) == "today 11:30 AM")
  }

  @Test(arguments: [
    (0, "0 min", "0 minutes"), (60, "1 h", "1 hour"), (175, "2 h 55 min", "2 hours 55 minutes"),
    (278, "4 h 38 min", "4 hours 38 minutes"), (7200, "5 days", "5 days"),
    (7260, "5 days", "5 days 1 hour"),
  ])
  func `a length of time has a short form and a form in words`(
    minutes: Int,
    short: String,
    words: String
  ) {
    #expect(Display.shortDuration(minutes: minutes) == short)
    #expect(Display.duration(minutes: minutes) == words)
  }

  @Test func `lists, counts and sentences read as people say them`() {
    #expect(Display.list([]).isEmpty)
    #expect(Display.list(["a"]) == "a")
    #expect(Display.list(["a", "b", "c"]) == "a, b and c")
    #expect(Display.count(1, "day") == "1 day")
    #expect(Display.count(1200, "patient") == "1,200 patients")
    #expect(Display.number(-1_234_567) == "-1,234,567")
    #expect(Display.sentence("take 1 tablet") == "Take 1 tablet.")
    #expect(Display.part(2, of: 12) == "2 of 12")
  }

  @Test func `no amount, strength or range of four thousand breaks the list of signs`() {
    var seed = SeededNumbers(seed: 20_261_124)
    let units = (Array(Amount.measures) + Array(Amount.counted.keys)).sorted()
    for _ in 0..<4000 {
      let unit = units[Int.random(in: 0..<units.count, using: &seed)]
      let denominator = [1, 1, 2, 3, 4, 5, 7, 8, 10, 16, 100, 1000, 10_000].randomElement(
        using: &seed
      )
      let top = Int.random(in: 1...2_000_000, using: &seed)
      let amount = Amount(Rational(top, denominator ?? 1), unit)
      let most = amount.quantity + Rational(Int.random(in: 0...3, using: &seed))
      let sentences = [
        "Take \(Display.amount(amount)).", "\(Display.amount(amount, to: most)) now",
        Display.concentration(amount, per: Amount(Rational(5), "mL")),
      ]
      for sentence in sentences {
        #expect(ForbiddenSigns.violations(in: sentence) == [], "\(sentence)")
      }
    }
  }
}
