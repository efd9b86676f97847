import Testing

@testable import Domain

@Suite struct LotConditionTests {
  private let today = CalendarDate(text: "2026-06-30") ?? CalendarDate(day: 0)

  @Test(
    arguments: [
      ("2026-06-30", 0, LotUsability.usable), ("2026-06-29", 0, .unusable(.expired)),
      ("2026-07-29", 29, .usable), ("2026-07-29", 30, .unusable(.expiresDuringUse)),
      ("2026-06-29", 30, .unusable(.expired)),
    ]) func `a lot is good through its expiry day`(
      expires: String,
      daysInUse: Int,
      expected: LotUsability
    )
  {
    let lot = LotCondition(status: .approved, expiresOn: CalendarDate(text: expires))
    #expect(lot.usability(on: today, usableThrough: today + daysInUse) == expected)
  }

  @Test func `stock without an expiry stays good`() {
    let lot = LotCondition(status: .approved, expiresOn: nil)
    #expect(lot.usability(on: today, usableThrough: today + 10_000) == .usable)
  }

  @Test(
    arguments: [
      (LotStatus.hold, UnusableReason.hold), (.quarantine, .quarantine), (.recalled, .recalled),
      (.damaged, .damaged), (.expired, .expired),
    ]) func `a decision about a lot outranks its date`(status: LotStatus, reason: UnusableReason)
  {
    for expiresOn in [today - 1, today + 100] {
      let lot = LotCondition(status: status, expiresOn: expiresOn)
      #expect(lot.usability(on: today) == .unusable(reason))
    }
  }
}
