import Domain
import Store
import Terminal
import Testing

@testable import Screens

/// A pause that nobody looks at must not become a stop, in a small window either.
@MainActor @Suite struct PausedInASmallWindowTests {
  private static let small = Size(rows: 12, columns: 40)

  private func paused(until day: String?) throws -> TestHousehold {
    let house = try TestHousehold()
    try house.add("lisinopril", "10 mg", TestHousehold.daily("20:00"))
    let warfarin = try house.add("warfarin", "5 mg", TestHousehold.daily("18:00"))
    _ = try house.session.write(
      SetMedicationStatus(
        medication: warfarin.medication,
        change: .pause(until: day.flatMap { CalendarDate(text: $0) }),
        reason: "surgery"
      )
    )
    return house
  }

  @Test(arguments: [
    (nil, "warfarin 5 mg: Still paused? No end day."),
    ("2026-11-24", "warfarin 5 mg: Still paused? It was until November 24."),
  ])
  func `a pause without an end, or past it, asks on the first page`(
    day: String?,
    words: String
  ) throws {
    let house = try paused(until: day)
    try house.open(at: TestHousehold.morning, size: Self.small)
    #expect(house.picture().split(separator: "\n").joined(separator: " ").contains(words))
  }

  @Test func `its own page asks too, and one that lasts says until when`() throws {
    let house = try paused(until: nil)
    try house.open(at: TestHousehold.morning, size: Self.small)
    house.press(.down)
    #expect(house.picture().contains("Paused. Still paused? No end day."))
    let lasting = try paused(until: "2026-11-30")
    try lasting.open(at: TestHousehold.morning, size: Self.small)
    #expect(!lasting.picture().contains("paused"))
    lasting.press(.down)
    #expect(lasting.picture().contains("Paused until November 30."))
  }
}
