import Domain
import Store
import TestSupport
import Testing

/// What lies in the pill box, held against the directions of now.
@Suite struct BoxFaultTests {
  /// Half a tablet in the morning, one and a half in the evening; the box is filled at 7:00.
  private static func filled(days: Int = 2) throws -> (DoseDiary, medication: Int, schedule: Int) {
    let home = try DoseDiary()
    let pill = try home.add("metoprolol", halves, onHand: 40)
    _ = try home.session.write(FillBox(days: days))
    try home.test.clock.set("2026-03-01T07:30:00-05:00")
    return (home, pill.medication, pill.schedule)
  }

  private static let halves = rule("1/2 tablet", "3/2 tablets")

  private static func rule(_ morning: String, _ evening: String) -> String {
    #"{"kind":"times","times":[{"at":"08:00","amount":"\#(morning)"},"#
      + #"{"at":"20:00","amount":"\#(evening)"}],"start":"2026-03-01"}"#
  }

  private static func faults(_ home: DoseDiary) throws -> [String] {
    try home.session.read(PillBoxQuery(days: 2)).faults.map {
      "\($0.due) \($0.content): \($0.words)"
    }
  }

  private static func inBox(_ home: DoseDiary) throws -> String? {
    try home.session.read(PillBoxQuery(days: 2)).stocks.first?.inBox.description
  }

  @Test func `a box that holds what the directions say has no fault`() throws {
    let (home, _, _) = try Self.filled()
    #expect(try Self.faults(home) == [])
    #expect(try Self.inBox(home) == "4")
  }

  @Test func `after a change of directions each compartment says what to do`() throws {
    let (home, _, schedule) = try Self.filled()
    _ = try home.session.write(
      ChangeSchedule(
        schedule: schedule,
        rule: try ScheduleRule(json: JSON(text: Self.rule("1/2 tablet", "1 tablet")))
      )
    )
    let words =
      "the directions changed, now 1 tablet: take it out and fill it anew"
    #expect(
      try Self.faults(home) == [
        "2026-03-01T20:00 1 and a half tablets of metoprolol 500 mg: \(words)",
        "2026-03-02T20:00 1 and a half tablets of metoprolol 500 mg: \(words)",
      ]
    )
    let box = try home.session.read(PillBoxQuery(days: 2))
    #expect(box.doses.map(\.isFilled) == [true, false, true, false])
    #expect(box.doses.map(\.isWrong) == [false, true, false, true])
    #expect(throws: StoreError.self) { try home.session.write(FillBox(days: 2)) }
    #expect(try home.session.write(TakeOutOfBox()).count == 2)
    #expect(try Self.faults(home) == [])
    #expect(try Self.inBox(home) == "1")
    #expect(try home.session.write(FillBox(days: 2)).doses == 2)
    #expect(try Self.inBox(home) == "3")
  }

  @Test func `a time that is gone leaves a compartment that must be emptied`() throws {
    let (home, _, schedule) = try Self.filled(days: 1)
    let once = #"{"kind":"times","times":[{"at":"08:00","amount":"1/2 tablet"}],"#
    _ = try home.session.write(
      ChangeSchedule(
        schedule: schedule,
        rule: try ScheduleRule(json: JSON(text: once + #""start":"2026-03-01"}"#))
      )
    )
    #expect(try Self.faults(home).map { $0.contains("no dose at that time any more") } == [true])
  }

  @Test(arguments: [
    (SetMedicationStatus.Change.stop, "it was stopped: take it out"),
    (.pause(until: nil), "it is paused: take it out"),
  ])
  func `what was stopped or paused must come out`(
    change: SetMedicationStatus.Change,
    words: String
  ) throws {
    let (home, medication, _) = try Self.filled(days: 1)
    _ = try home.session.write(SetMedicationStatus(medication: medication, change: change))
    let faults = try Self.faults(home)
    #expect(faults.count == 2)
    #expect(faults.allSatisfy { $0.hasSuffix(words) })
    #expect(try home.session.read(DayQuery()).boxFaults.count == 2)
  }

  @Test func `tablets of the old strength come out and are no part of the new bottle`() throws {
    let (home, medication, _) = try Self.filled(days: 1)
    _ = try home.session.write(
      ReceiveFill(medication: medication, quantity: Rational(60), strength: "250 mg")
    )
    try home.test.clock.set("2026-03-01T07:40:00-05:00")
    let faults = try Self.faults(home)
    #expect(faults.count == 2)
    #expect(faults.allSatisfy { $0.contains("metoprolol 500 mg: it is of the old bottle") })
    let stock = try #require(try home.session.read(PillBoxQuery(days: 1)).stocks.first)
    #expect(stock.inBottle?.description == "60")
    #expect(stock.inBox.description == "0")
  }

  @Test func `what was left out is looked for and keeps nobody from filling`() throws {
    let (home, _, schedule) = try Self.filled(days: 1)
    try home.test.clock.set("2026-03-01T08:05:00-05:00")
    _ = try home.skip(schedule, "2026-03-01T08:00")
    #expect(
      try Self.faults(home) == [
        "2026-03-01T08:00 half tablet of metoprolol 500 mg: not taken by the records: still "
          + "there? Take it out"
      ]
    )
    #expect(try home.session.read(PillBoxQuery()).mustComeOut.isEmpty)
    #expect(try home.session.read(DayQuery()).boxFaults.isEmpty)
    #expect(try home.session.write(FillBox(days: 2)).doses == 2)
  }

  @Test func `a dose whose compartment is wrong is not said to lie in the box`() throws {
    let (home, _, schedule) = try Self.filled(days: 1)
    _ = try home.session.write(
      ChangeSchedule(
        schedule: schedule,
        rule: try ScheduleRule(json: JSON(text: Self.rule("1 tablet", "1 tablet")))
      )
    )
    try home.test.clock.set("2026-03-01T08:00:00-05:00")
    let line = try #require(try home.session.read(DayQuery()).lines.first)
    #expect(!line.isInBox)
    #expect(line.boxFault?.reason == .otherAmount(Rational(1)))
  }
}
