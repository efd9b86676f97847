import Testing

@testable import Domain

/// Doses around the meals and at bedtime, and tablets written as one letter.
@Suite struct SigMealsAndBedtimeTests {
  private let evening = LocalMinute(minute: 20_780 * 1440 + 20 * 60)

  @Test(arguments: [
    ("1 tab ac & hs", SigMeal.before), ("1 tab before meals and at bedtime", .before),
    ("1 tab after meals and at bedtime", .after), ("1 tab with meals and at bedtime", .with),
    ("1 tab pc and hs", .after), ("1 tab with each meal and at bedtime", .with),
    ("1 tab 4 times a day before meals and at bedtime", .before), ("1 tab qid ac & hs", .before),
  ])
  func `around the meals and at bedtime is four doses with their names`(
    written: String,
    meal: SigMeal
  ) throws {
    let reading = SigParser.parse(written)
    #expect(reading.unparsed == [])
    let clause = try #require(reading.sig.clauses.first)
    #expect(reading.sig.clauses.count == 1)
    #expect(clause.when == [.breakfast, .lunch, .dinner, .bedtime])
    #expect(clause.meal == meal)
    #expect(clause.frequency == SigFrequency(4, per: 1, .day))
    #expect(SigParser.parse(reading.text).sig == reading.sig)
  }

  @Test func `an hour before the meals is not an hour before bedtime`() throws {
    let reading = SigParser.parse("take 1 tablet 1 hour before meals and at bedtime")
    #expect(reading.unparsed == [])
    #expect(SigParser.parse(reading.text).sig == reading.sig)
    guard case .times(let rule) = try #require(try reading.sig.plans(start: evening).first).rule
    else {
      Issue.record("no rule of times")
      return
    }
    #expect(rule.times.map(\.at.description) == ["07:00", "11:00", "17:00", "22:00"])
  }

  @Test func `a t is a tablet where the medicine is counted in tablets`() {
    #expect(
      SigParser.parse("1 t po bid", unit: "tablet").text == "Take 1 tablet by mouth 2 times a day."
    )
    #expect(SigParser.parse("2 t", unit: "tablet").text == "2 tablets.")
    #expect(SigParser.parse("1 t am, 2 tabs hs").understood)
    #expect(!SigParser.parse("1 t po bid", unit: "mL").understood)
    #expect(!SigParser.parse("t po bid", unit: "tablet").understood)
    #expect(!SigParser.parse("1 tab t/th", unit: "tablet").sig.clauses.isEmpty)
  }
}
