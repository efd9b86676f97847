import Domain
import Testing

/// A dose that was taken counts, whatever the new directions say of the same day.
@Suite struct DirectionsChangeTests {
  /// One change: what was taken when, by which times, and the new times with the first dose.
  struct Case: CustomTestStringConvertible, Sendable {
    let title: String
    let old: [String]
    let taken: String
    let now: String
    let new: [[String]]
    let first: String

    var testDescription: String { title }
  }

  static let cases = [
    Case(
      title: "two hours later is the dose of today over again",
      old: ["08:00"],
      taken: "08:05",
      now: "09:00",
      new: [["10:00"]],
      first: "2026-03-03T10:00"
    ),
    Case(
      title: "from morning to evening is the next day",
      old: ["08:00"],
      taken: "08:00",
      now: "09:00",
      new: [["20:00"]],
      first: "2026-03-03T20:00"
    ),
    Case(
      title: "twice a day goes on with the evening",
      old: ["08:00", "20:00"],
      taken: "08:00",
      now: "09:00",
      new: [["10:00", "22:00"]],
      first: "2026-03-02T22:00"
    ),
    Case(
      title: "the plan of the day before never waits",
      old: ["08:00", "20:00"],
      taken: "13:30",
      now: "14:00",
      new: [["08:00", "20:00"]],
      first: "2026-03-02T20:00"
    ),
    Case(
      title: "oftener begins today",
      old: ["08:00"],
      taken: "08:00",
      now: "09:00",
      new: [["08:00", "14:00", "20:00"]],
      first: "2026-03-02T14:00"
    ),
    Case(
      title: "two schedules of one medicine are looked at together",
      old: ["08:00"],
      taken: "08:00",
      now: "09:00",
      new: [["08:00"], ["20:00"]],
      first: "2026-03-02T20:00"
    ),
  ]

  private let zone: ZoneRules

  init() throws { zone = try clocks("America/New_York").zone }

  private func rule(_ times: [String], start: String, count: Int? = nil) throws -> ScheduleRule {
    let entries = times.map { #"{"at":"\#($0)","amount":"1 tablet"}"# }.joined(separator: ",")
    let more = count.map { #","count":\#($0)"# } ?? ""
    return try ScheduleRule(
      json: JSON(text: #"{"kind":"times","times":[\#(entries)],"start":"\#(start)"\#(more)}"#)
    )
  }

  private func instant(_ time: String) throws -> Instant {
    zone.resolve(try #require(LocalMinute(text: "2026-03-02T\(time)"))).instant
  }

  private func taken(_ item: Case) throws -> DirectionsChange.Taken {
    let due = try instant(item.old[0])
    let next = try rule(item.old, start: "2026-03-01")
      .occurrences(from: due + 60, on: RuleClocks(zone: zone)).first { _ in true }
    return DirectionsChange.Taken(at: try instant(item.taken), due: due, next: next?.instant)
  }

  @Test(arguments: cases)
  func `new times begin with the dose that is not the one taken`(item: Case) throws {
    let rules = try item.new.map { try rule($0, start: "2026-03-02T\(item.now)") }
    let change = DirectionsChange(
      to: rules,
      from: try instant(item.now),
      after: try taken(item),
      on: RuleClocks(zone: zone)
    )
    let first = change.beginnings.compactMap(\.first).min { $0.instant < $1.instant }
    #expect(first?.local.description == item.first)
  }

  @Test func `without a dose taken the next time counts`() throws {
    let change = DirectionsChange(
      to: [try rule(["10:00"], start: "2026-03-02")],
      from: try instant("09:00"),
      after: nil,
      on: RuleClocks(zone: zone)
    )
    #expect(change.beginnings[0].first?.local.description == "2026-03-02T10:00")
    #expect(change.firstAfterTaken == nil)
  }

  @Test func `a course keeps the number of its doses`() throws {
    let change = DirectionsChange(
      to: [try rule(["10:00", "22:00"], start: "2026-03-02T09:00", count: 6)],
      from: try instant("09:00"),
      after: try taken(Self.cases[2]),
      on: RuleClocks(zone: zone)
    )
    let doses = Array(
      change.beginnings[0].rule.occurrences(
        from: try instant("09:00"),
        on: RuleClocks(zone: zone)
      )
    )
    #expect(doses.count == 6)
    #expect(doses.first?.local.description == "2026-03-02T22:00")
  }
}
