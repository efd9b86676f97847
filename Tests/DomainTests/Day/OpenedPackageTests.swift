import Domain
import Testing

@Suite struct OpenedPackageTests {
  private static func day(_ text: String) throws -> CalendarDate {
    try #require(CalendarDate(text: text))
  }

  @Test(arguments: [
    (42, nil, "2026-12-25"), (42, "2026-12-01", "2026-12-01"), (nil, nil, "2027-11-13"),
    (nil, "2027-03-31", "2027-03-31"),
  ])
  func `the earliest of days, date on it and one year counts`(
    days: Int?,
    expires: String?,
    through: String
  ) throws {
    let package = OpenedPackage(
      openedOn: try Self.day("2026-11-13"),
      inUseDays: days,
      lotExpiresOn: try expires.map { try Self.day($0) }
    )
    #expect(package.goodThrough == (try Self.day(through)))
  }

  @Test func `nothing is said while the end is far, and much when it has passed`() throws {
    let package = OpenedPackage(openedOn: try Self.day("2026-11-13"), inUseDays: 14)
    #expect(package.remark(today: try Self.day("2026-11-19")) == nil)
    #expect(
      package.remark(today: try Self.day("2026-11-20"))
        == "Good through November 27 (opened November 13), then open a new one."
    )
    #expect(package.remark(today: try Self.day("2026-11-27"))?.hasPrefix("LAST DAY") == true)
    #expect(
      package.remark(today: try Self.day("2026-11-28"))
        == "DISCARD IT: opened November 13, good through November 27. Open a new one."
    )
  }
}
