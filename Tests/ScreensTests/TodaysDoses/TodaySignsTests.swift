import Domain
import Store
import Terminal
import TestSupport
import Testing

@testable import Screens

@MainActor @Suite struct TodaySignsTests {
  /// Amounts and strengths that tempt a formatter: halves, decimals, thousands, liquids.
  private static let amounts = [
    ("1 tablet", "tablet", "500 mg"), ("1/2 tablet", "tablet", "0.5 mg"),
    ("1.5 tablets", "tablet", "1000 mg"), ("2.5 mL", "mL", "400 mg per 5 mL"),
    ("10 units", "unit", "100 units per mL"), ("2 puffs", "puff", "90 mcg"),
    ("1 patch", "patch", "25 mcg"), ("1 drop", "drop", "0.005%"),
  ]

  @Test(arguments: 0..<12)
  func `no picture holds a sign that has been misread`(seed: Int) throws {
    var random = TestRandom(seed: UInt64(seed + 1))
    let house = try TestHousehold()
    for index in 0..<Int.random(in: 1...7, using: &random) {
      let (amount, unit, strength) = Self.amounts.randomElement(using: &random) ?? Self.amounts[0]
      let time = ["06:00", "08:00", "12:00", "21:30"].randomElement(using: &random) ?? "08:00"
      let rule =
        Int.random(in: 0...4, using: &random) == 0
        ? #"{"kind":"asNeeded","minimumGapHours":4,"amount":"\#(amount)","#
          + #""maximum":{"amount":"4 \#(unit)","hours":24}}"#
        : TestHousehold.daily(time, amount: amount)
      try house.add(
        "medicine\(Character(UnicodeScalar(UInt8(97 + index))))",
        strength,
        for: "a reason",
        form: unit,
        unit: unit,
        critical: Bool.random(using: &random),
        onHand: 30,
        rule
      )
    }
    let hour = Int.random(in: 5...23, using: &random)
    let now = "2026-11-24T\(hour < 10 ? "0" : "")\(hour):07:00-05:00"
    try house.open(at: now)
    var pictures = [house.picture()]
    for key: Key in [
      .enter, .escape, .character("u"), .character("d"), .escape, .character("a"), .character("w"),
      .escape, .enter, .escape, .character("!"), .escape, .character("["), .escape,
      .character("p"), .escape, .end, .enter, .escape, .escape,
    ] {
      guard house.shell?.hasEnded == false else { break }
      house.press(key)
      pictures.append(house.picture())
      pictures.append(house.picture(Size(rows: 12, columns: 40)))
    }
    for picture in pictures {
      let found = ForbiddenSigns.violations(in: picture)
      #expect(found.isEmpty, "\(found)\n\(picture)")
      #expect(!picture.lowercased().contains("missed"))
    }
  }
}
