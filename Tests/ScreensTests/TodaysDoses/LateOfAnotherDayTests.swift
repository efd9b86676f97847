import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

/// A dose of an earlier day that is taken today is in the body today.
@MainActor @Suite struct LateOfAnotherDayTests {
  private static let mondays = """
    {"kind":"times","times":[{"at":"08:00","amount":"6 tablets"}],"weekdays":["mon"],\
    "start":"2026-11-23"}
    """

  private static func weekly() throws -> TestHousehold {
    let house = try TestHousehold()
    try house.add("methotrexate", "2.5 mg", mondays)
    try house.open(at: "2026-11-30T06:00:00-05:00")
    return house
  }

  @Test func `near the next dose a late weekly one is no plain yes`() throws {
    let house = try Self.weekly()
    house.press(.enter)
    let shown = house.picture()
    #expect(shown.contains("Late: ask first"), "\(shown)")
    house.press(.character("y"))
    #expect(house.picture().contains("Late: ask first"))
  }

  @Test func `what was taken for an earlier day stands under taken today, for the ambulance, too`()
    throws
  {
    let house = try Self.weekly()
    house.press(.enter, .character("r"))
    let shown = house.picture()
    #expect(shown.contains("ALREADY TAKEN TODAY - do not take again"), "\(shown)")
    #expect(shown.contains("taken at 6:00 AM"), "\(shown)")
    house.press(.character("!"))
    let help = house.picture()
    #expect(help.contains("6:00 AM, methotrexate 2.5 mg, 6 tablets"), "\(help)")
    house.press(.escape, .character("u"))
    #expect(house.picture().contains("changed to not taken"), "\(house.picture())")
  }

  @Test func `a patch that nobody answered for says since when none is on`() throws {
    let house = try TestHousehold()
    try house.add(
      "fentanyl",
      "25 mcg",
      form: "patch",
      unit: "patch",
      """
      {"kind":"times","times":[{"at":"06:30","amount":"1 patch"}],"everyDays":3,\
      "start":"2026-11-23"}
      """
    )
    try house.open(at: "2026-11-25T22:00:00-05:00")
    let shown = house.picture()
    #expect(shown.contains("NO PATCH ON RECORD since"), "\(shown)")
    house.press(.enter)
    #expect(house.picture().contains("Look at the skin"), "\(house.picture())")
  }
}
