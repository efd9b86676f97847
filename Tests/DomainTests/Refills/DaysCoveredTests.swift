import Testing

@testable import Domain

@Suite struct DaysCoveredTests {
  private let first = CalendarDate(text: "2026-01-01") ?? CalendarDate(day: 0)

  private func covered(_ fills: [(String, Int, Int)], days: Int = 90) -> DaysCovered? {
    DaysCovered(
      fills: fills.map {
        CoveringFill(drug: $0.0, filledOn: first + $0.1, daysSupply: $0.2)
      },
      from: first,
      through: first + (days - 1)
    )
  }

  @Test(
    arguments: [
      ([("a", 0, 30), ("a", 30, 30), ("a", 60, 30)], 90), ([("a", 0, 30), ("a", 40, 30)], 60),
      ([("a", 0, 30), ("a", 20, 30)], 60), ([("a", 0, 30), ("b", 20, 30)], 50),
      ([("a", 0, 30), ("b", 0, 30)], 30), ([("a", 80, 30)], 10), ([("a", -10, 30)], 20),
      ([("a", -10, 30), ("a", 5, 30)], 50), ([("a", -90, 30)], 0),
      ([("a", 0, 90), ("a", 1, 90)], 90),
      ([("a", 20, 30), ("a", 0, 30)], 60), ([("a", 0, 0)], 0), ([], 0),
    ])
  func `days are counted and an early fill moves behind the one before`(
    fills: [(String, Int, Int)],
    expected: Int
  ) throws {
    #expect(try #require(covered(fills)).covered == expected)
  }

  @Test func `eighty percent is enough and less is not`() throws {
    let enough = try #require(covered([("a", 0, 72)]))
    #expect(enough.proportion == Rational(4, 5))
    #expect(enough.meetsThreshold)
    #expect(try !#require(covered([("a", 0, 71)])).meetsThreshold)
  }

  @Test func `a period of no days has no proportion`() { #expect(covered([], days: 0) == nil) }
}
