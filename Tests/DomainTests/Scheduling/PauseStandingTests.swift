import Testing

@testable import Domain

@Suite struct PauseStandingTests {
  private let today: CalendarDate

  init() throws { today = try Self.november(26) }

  private static func november(_ day: Int) throws -> CalendarDate {
    try #require(CalendarDate(year: 2026, month: 11, day: day))
  }

  @Test(arguments: [(27, false), (26, true), (20, true)])
  func `a pause asks from the day on which the medicine was to be taken again`(
    day: Int,
    asks: Bool
  ) throws {
    let until = try Self.november(day)
    let found = PauseStanding(until: until, today: today)
    #expect(found == (asks ? .dayHasCome(until) : .until(until)))
    #expect(found.asks == asks)
  }

  @Test func `a pause without an end day asks from the first day`() {
    let standing = PauseStanding(until: nil, today: today)
    #expect(standing == .noEnd)
    #expect(standing.asks)
    #expect(standing.words(today: today) == "Still paused? No end day")
  }

  @Test(arguments: [
    (29, "until November 29"), (20, "Still paused? It was until November 20"),
  ])
  func `a pause says its day, before it and after`(day: Int, words: String) throws {
    let standing = PauseStanding(until: try Self.november(day), today: today)
    #expect(standing.words(today: today) == words)
  }
}
