import Domain
import Store
import TestSupport
import Testing

/// What directions say beside amounts and times reaches the list.
@Suite struct DirectionsKeptTests {
  private let home: OnePersonHome

  init() throws { home = try OnePersonHome() }

  private func add(_ name: String, _ written: String) throws -> AddMedication.Answer {
    let sig = SigParser.parse(written).sig
    let start = try #require(LocalMinute(text: "2026-11-24T08:05"))
    let unit = sig.clauses.first?.unit ?? "tablet"
    return try home.session.write(
      AddMedication(
        NewMedication(
          drugName: name,
          form: sig.form(of: unit) ?? unit,
          dosingUnit: unit,
          schedules: try sig.plans(start: start).map {
            NewSchedule(rule: $0.rule, special: $0.special, minutesOn: $0.minutesOn)
          }
        )
      )
    )
  }

  @Test func `a patch that comes off has a schedule for taking it off`() throws {
    let answer = try add("nitroglycerin patch", "1 patch to the back daily, remove after 12 hours")
    let plan = try home.plan()
    #expect(
      plan.sentences(of: answer.schedules) == [
        "Apply 1 patch at 8:00 AM, every day. Apply to the back.",
        "Remove 1 patch 12 hours after it was put on.",
      ]
    )
    #expect(plan.items.first?.schedules.last?.follows == answer.schedules.first)
  }

  @Test func `drops for one eye wait for each other`() throws {
    let first = try add("latanoprost", "1 gtt in right eye at 9 pm")
    let second = try add("timolol", "1 gtt in right eye at 9 pm")
    #expect(
      try home.plan().sentences(of: first.schedules) == [
        "Use 1 drop at 9:00 PM, every day. In the right eye."
      ]
    )
    try home.test.clock.set("2026-11-24T21:00:00-05:00")
    let due = try #require(LocalMinute(text: "2026-11-24T21:00"))
    _ = try home.session.write(
      RecordDose(
        schedule: first.schedules[0],
        due: .local(due, fold: 0),
        action: .take(at: nil, amount: nil, withFood: nil),
        via: .command
      )
    )
    let waiting = try home.session.read(DayQuery()).lines.first {
      $0.dose.schedule == second.schedules[0]
    }
    #expect(waiting?.dose.state == .snoozed)
  }

  @Test func `a range is offered whole, and how much it was has to be said`() throws {
    let answer = try add("hydrocodone", "1-2 tabs q4h prn pain")
    let line = try #require(try home.session.read(DayQuery()).asNeeded.first)
    #expect(line.amountWords == "1 to 2 tablets")
    #expect(line.choices.map(\.description) == ["1 tablet", "2 tablets"])
    guard case .yes = line.decision else {
      Issue.record("refused")
      return
    }
    #expect(throws: DoseRefusal.amountOpen("1 to 2 tablets")) {
      try home.session.write(LogDose(medication: answer.medication, via: .command))
    }
    let dose = try home.session.write(
      LogDose(
        medication: answer.medication,
        amount: Amount(Rational(2), "tablet"),
        via: .command
      )
    )
    #expect(dose.amount == Amount(Rational(2), "tablet"))
  }

  @Test func `of a range the least is offered where no more is allowed`() throws {
    let answer = try add("hydrocodone", "1-2 tabs prn pain max 3 tablets in 24 hours")
    _ = try home.session.write(
      LogDose(
        medication: answer.medication,
        amount: Amount(Rational(2), "tablet"),
        via: .command
      )
    )
    let line = try #require(try home.session.read(DayQuery()).asNeeded.first)
    #expect(line.amountWords == "1 tablet")
    #expect(line.choices.isEmpty)
  }
}
