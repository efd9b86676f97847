import Testing

@testable import Domain

@Suite struct RefillUrgencyTests {
  private let thanksgiving = CalendarDate(text: "2026-11-26") ?? CalendarDate(day: 0)

  @Test func `the day comes first, then the dangerous interruption, then the name`() {
    let day = thanksgiving
    let sorted = [
      RefillUrgency(actBy: nil, risk: .insulin, name: "unknown"),
      RefillUrgency(actBy: day + 1, risk: .anticoagulant, name: "apixaban"),
      RefillUrgency(actBy: day, risk: nil, name: "Zinc"),
      RefillUrgency(actBy: day, risk: nil, name: "allopurinol"),
      RefillUrgency(actBy: day, risk: .steroid, name: "prednisone"),
      RefillUrgency(actBy: day, risk: .antiepileptic, name: "levetiracetam"),
    ].sorted()
    #expect(
      sorted.map(\.name)
        == ["levetiracetam", "prednisone", "allopurinol", "Zinc", "apixaban", "unknown"]
    )
  }

  @Test func `a run-out on Thanksgiving is treated as Wednesday`() throws {
    let opening = OpeningDays(closedDays: [thanksgiving])
    let treatment = try #require(opening.treatment(of: thanksgiving))
    #expect(treatment.treatedAs == thanksgiving - 1)
    #expect(treatment.words == "closed Thursday: treat as Wednesday")
    #expect(opening.treatment(of: thanksgiving - 1) == nil)
  }

  @Test func `closed days in a row are passed and mail takes its days`() {
    let opening = OpeningDays(closedWeekdays: [.saturday, .sunday], closedDays: [thanksgiving + 1])
    #expect(opening.lastOpenDay(onOrBefore: thanksgiving + 3) == thanksgiving)
    #expect(opening.actBy(runsOutOn: thanksgiving + 5, mailDays: 3) == thanksgiving)
    #expect(opening.day(afterOpenDays: 3, from: thanksgiving) == thanksgiving + 6)
    #expect(opening.day(afterOpenDays: 0, from: thanksgiving) == thanksgiving)
  }

  @Test func `a pharmacy that never opens has no open day`() {
    let never = OpeningDays(closedWeekdays: Set(Weekday.allCases))
    #expect(never.lastOpenDay(onOrBefore: thanksgiving) == nil)
    #expect(never.treatment(of: thanksgiving) == nil)
    #expect(never.day(afterOpenDays: 1, from: thanksgiving) == nil)
  }
}
