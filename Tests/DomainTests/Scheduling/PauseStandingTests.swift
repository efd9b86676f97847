import Testing

@testable import Domain

@Suite struct PauseStandingTests {
  private static let today = CalendarDate(year: 2026, month: 11, day: 26)

  @Test(
    arguments: [
      (27, .until(CalendarDate(year: 2026, month: 11, day: 27)), false),
      (26, .dayHasCome(CalendarDate(year: 2026, month: 11, day: 26)), true),
      (20, .dayHasCome(CalendarDate(year: 2026, month: 11, day: 20)), true),
    ] as [(Int, PauseStanding, Bool)]
  )
  func `a pause asks from the day on which the medicine was to be taken again`(
    day: Int,
    standing: PauseStanding,
    asks: Bool
  ) {
    let until = CalendarDate(year: 2026, month: 11, day: day)
    let found = PauseStanding(until: until, today: Self.today)
    #expect(found == standing)
    #expect(found.asks == asks)
  }

  @Test func `a pause without an end day asks from the first day`() {
    let standing = PauseStanding(until: nil, today: Self.today)
    #expect(standing == .noEnd)
    #expect(standing.asks)
    #expect(standing.words(today: Self.today) == "Still paused? No end day")
  }

  @Test func `a pause says its day, before it and after`() {
    let coming = CalendarDate(year: 2026, month: 11, day: 29)
    let gone = CalendarDate(year: 2026, month: 11, day: 20)
    #expect(
      PauseStanding(until: coming, today: Self.today).words(today: Self.today)
        == "until November 29"
    )
    #expect(
      PauseStanding(until: gone, today: Self.today).words(today: Self.today)
        == "Still paused? It was until November 20"
    )
  }
}
