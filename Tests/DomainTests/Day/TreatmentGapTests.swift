import Domain
import Testing

@Suite struct TreatmentGapTests {
  private static let rule = RestartRule(hours: 48, text: "Ask.", source: "label", writtenOn: nil)
  private static let start = Instant(seconds: 1_000_000)

  private static func gap(last: Int?, now hours: Int) -> TreatmentGap? {
    TreatmentGap(
      rule: rule,
      lastTaken: last.map { start + $0 * 3600 },
      knownAt: start,
      now: start + hours * 3600
    )
  }

  @Test func `two days without a dose are a gap, an hour less is none`() {
    #expect(Self.gap(last: 0, now: 47) == nil)
    #expect(Self.gap(last: 0, now: 48)?.words == "NO DOSE RECORDED FOR 48 HOURS")
    #expect(Self.gap(last: 0, now: 96)?.words == "NO DOSE RECORDED FOR 4 DAYS")
  }

  @Test func `a medicine that was just entered was not broken off`() {
    #expect(Self.gap(last: nil, now: 10) == nil)
    #expect(Self.gap(last: nil, now: 50)?.lastTaken == nil)
  }
}
