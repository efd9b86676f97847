import Testing

@testable import Domain

@Suite struct LatePolicyTests {
  static func dose(_ text: String, zone: RuleClocks) throws -> Occurrence {
    Occurrence(wall: try local(text), clocks: zone, mode: .local, amount: nil, number: nil)
  }

  struct Closing: CustomTestStringConvertible {
    let policy: LatePolicy
    var due = "2026-03-02T08:00"
    var next: String? = "2026-03-03T08:00"
    let closes: String?
    var testDescription: String { "\(policy) \(due) \(next ?? "-")" }
  }

  @Test(arguments: [
    Closing(policy: .sameDay, closes: "2026-03-03T00:00"),
    Closing(policy: .sameDay, next: "2026-03-02T20:00", closes: "2026-03-02T20:00"),
    Closing(policy: .sameDay, due: "2026-03-02T23:30", closes: "2026-03-03T00:30"),
    Closing(policy: .sameDayUnlessNear(hours: 6), closes: "2026-03-03T00:00"),
    Closing(
      policy: .sameDayUnlessNear(hours: 6),
      due: "2026-03-02T16:00",
      next: "2026-03-03T04:00",
      closes: "2026-03-02T22:00"
    ),
    Closing(policy: .sameDayUnlessNear(hours: 6), next: nil, closes: "2026-03-03T00:00"),
    Closing(policy: .hoursBeforeNext(6), next: "2026-03-02T20:00", closes: "2026-03-02T14:00"),
    Closing(policy: .hoursBeforeNext(6), next: "2026-03-02T12:00", closes: "2026-03-02T09:00"),
    Closing(policy: .hoursBeforeNext(6), next: nil, closes: nil),
    Closing(policy: .hours(3), closes: "2026-03-02T11:00"),
    Closing(policy: .hours(48), closes: "2026-03-03T08:00"),
    Closing(policy: .days(5), next: "2026-03-09T08:00", closes: "2026-03-07T08:00"),
    Closing(policy: .halfGap, next: "2026-03-02T20:00", closes: "2026-03-02T14:00"),
    Closing(policy: .halfGap, next: nil, closes: nil),
    Closing(policy: .halfGapAtMost(hours: 4), next: "2026-03-02T14:00", closes: "2026-03-02T11:00"),
    Closing(policy: .halfGapAtMost(hours: 4), closes: "2026-03-02T12:00"),
    Closing(policy: .halfGapAtMost(hours: 4), next: nil, closes: "2026-03-02T12:00"),
    Closing(policy: .never, closes: "2026-03-02T09:00"),
    Closing(policy: .ask, closes: "2026-03-03T08:00"),
    Closing(policy: .ask, next: nil, closes: nil),
    Closing(policy: .ask, next: "2026-03-02T08:00", closes: nil),
  ]) func `a dose closes when its medicine says so`(closing: Closing) throws {
    let clocks = try clocks("America/New_York")
    let closes = closing.policy.closesAt(
      try Self.dose(closing.due, zone: clocks),
      nextDue: try closing.next.map { try Self.dose($0, zone: clocks).instant },
      onTime: OnTimeWindow(minutes: 60),
      in: clocks.zone
    )
    #expect(closes.map { clocks.zone.local(of: $0).0.description } == closing.closes)
  }

  @Test func `five days are five days of the wall clock`() throws {
    let clocks = try clocks("America/New_York")
    let closes = LatePolicy.days(5).closesAt(
      try Self.dose("2026-03-05T08:00", zone: clocks),
      nextDue: nil,
      onTime: OnTimeWindow(minutes: 60),
      in: clocks.zone
    )
    #expect(closes?.text(in: clocks.zone) == "2026-03-10T08:00:00-04:00")
  }

  @Test(arguments: [
    (LatePolicy.sameDay, "sameDay"), (.sameDayUnlessNear(hours: 6), "sameDayUnlessNear:6"),
    (.hoursBeforeNext(6), "hoursBeforeNext:6"), (.hours(3), "hours:3"), (.days(5), "days:5"),
    (.halfGap, "halfGap"), (.halfGapAtMost(hours: 4), "halfGapAtMost:4"), (.never, "never"),
    (.ask, "ask"),
  ]) func `a policy is stored as text`(policy: LatePolicy, text: String) {
    #expect(policy.text == text)
    #expect(LatePolicy(text: text) == policy)
  }

  @Test(arguments: [
    "", "hours", "hours:", "hours:0", "hours:03", "hours:+3", "hours:3:4", "days:366", "halfGap:4",
    "Never", "hours:8761",
  ]) func `any other text is no policy`(text: String) { #expect(LatePolicy(text: text) == nil) }

  static let span = #""start":"2026-03-01"}"#

  @Test(arguments: [
    (#"{"kind":"times","times":[{"at":"08:00"}],\#(span)"#, LatePolicy.sameDayUnlessNear(hours: 6)),
    (
      #"{"kind":"times","times":[{"at":"08:00"}],"everyDays":3,\#(span)"#,
      .halfGap
    ),
    (#"{"kind":"times","times":[{"at":"08:00"},{"at":"20:00"}],\#(span)"#, .halfGap),
    (
      #"{"kind":"times","times":[{"at":"08:00"},{"at":"14:00"},{"at":"20:00"}],\#(span)"#,
      .halfGapAtMost(hours: 4)
    ),
    (#"{"kind":"times","times":[{"at":"08:00"}],"weekdays":["mon"],\#(span)"#, .ask),
    (
      #"{"kind":"times","times":[{"at":"08:00","amounts":{"mon":"1 tablet"}}],\#(span)"#, .ask
    ),
    (
      #"{"kind":"times","times":[{"at":"08:00"}],"weekdays":["mon","thu"],\#(span)"#,
      .halfGap
    ),
    (#"{"kind":"times","times":[{"at":"08:00"}],"everyDays":7,\#(span)"#, .ask),
    (#"{"kind":"times","times":[{"at":"08:00"}],"monthDays":[1,15],\#(span)"#, .ask),
    (#"{"kind":"interval","everyHours":12,\#(span)"#, .halfGap),
    (#"{"kind":"interval","everyHours":6,\#(span)"#, .halfGapAtMost(hours: 4)),
    (#"{"kind":"interval","everyHours":72,\#(span)"#, .halfGap),
    (#"{"kind":"linked","after":"A","delayMinutes":30,\#(span)"#, .ask),
  ]) func `nothing known leaves the default for the frequency`(
    text: String,
    policy: LatePolicy
  ) throws {
    #expect(LatePolicy(whenNothingIsKnownFor: try rule(text).frequency) == policy)
  }
}
