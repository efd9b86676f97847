import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct SecondDoseTests {
  private static let evening = "2026-03-01T20:00"

  private static func morningTaken() throws -> (DoseDiary, medication: Int, schedule: Int) {
    let home = try DoseDiary()
    let pill = try home.add("metformin", DoseDiary.twiceDaily, onHand: 20)
    try home.test.clock.set("2026-03-01T08:05:00-05:00")
    _ = try home.take(pill.schedule, "2026-03-01T08:00")
    return (home, pill.medication, pill.schedule)
  }

  @Test func `a second dose before half the time is refused with when the first was taken`() throws
  {
    let (home, _, schedule) = try Self.morningTaken()
    try home.test.clock.set("2026-03-01T11:00:00-05:00")
    let at = try #require(LocalMinute(text: "2026-03-01T08:05"))
    #expect(throws: DoseRefusal.alreadyTaken(medicine: "metformin 500 mg", at: at)) {
      try home.take(schedule, Self.evening)
    }
    #expect(try home.day() == ["08:00 taken", "20:00 later"])
    #expect(try home.take(schedule, Self.evening, early: true).isNew)
  }

  @Test func `a late dose and the next one an hour later are not taken in one go`() throws {
    let home = try DoseDiary()
    let pill = try home.session.write(
      AddMedication(
        NewMedication(
          drugName: "apixaban",
          strength: "5 mg",
          schedules: [
            NewSchedule(
              rule: try ScheduleRule(json: JSON(text: DoseDiary.twiceDaily)),
              latePolicy: .sameDay
            )
          ]
        )
      )
    )
    try home.test.clock.set("2026-03-01T19:00:00-05:00")
    _ = try home.take(pill.schedules[0], "2026-03-01T08:00")
    try home.test.clock.set("2026-03-01T20:00:00-05:00")
    #expect(throws: DoseRefusal.self) { try home.take(pill.schedules[0], Self.evening) }
    let line = try home.session.read(DayQuery()).lines.last
    #expect(line?.dose.state == .due)
    #expect(line?.alreadyTaken?.takenAt == Instant(text: "2026-03-01T19:00:00-05:00"))
    #expect(line?.alreadyTaken?.clearFrom == Instant(text: "2026-03-02T01:00:00-05:00"))
  }

  @Test func `words that send a late weekly tablet back to its weekday hold against the six days`()
    throws
  {
    let home = try DoseDiary(now: "2026-03-02T08:00:00-05:00")
    let pill = try home.add(
      "alendronate",
      #"{"kind":"times","times":[{"at":"09:00","amount":"1 tablet"}],"weekdays":["mon"],"#
        + #""start":"2026-03-02"}"#,
      strength: "70 mg"
    )
    try home.test.database.write { db, _, _ in
      try db.execute(
        sql: "UPDATE medication_schedules SET late_rule = 'days:6' WHERE schedule_id = ?",
        arguments: [pill.schedule]
      )
    }
    try home.test.clock.set("2026-03-06T09:00:00-05:00")
    #expect(try home.take(pill.schedule, "2026-03-02T09:00").isNew)
    let taken = try #require(LocalMinute(text: "2026-03-06T09:00"))
    // Before it is due it is a second one.
    try home.test.clock.set("2026-03-09T08:30:00-04:00")
    #expect(throws: DoseRefusal.alreadyTaken(medicine: "alendronate 70 mg", at: taken)) {
      try home.take(pill.schedule, "2026-03-09T09:00")
    }
    try home.test.clock.set("2026-03-09T09:00:00-04:00")
    #expect(try home.take(pill.schedule, "2026-03-09T09:00").isNew)
  }

  @Test func `a weekly dose within six days is no plain take, planned or extra`() throws {
    let home = try DoseDiary(now: "2026-03-02T08:00:00-05:00")
    let pill = try home.add(
      "alendronate",
      #"{"kind":"times","times":[{"at":"09:00","amount":"1 tablet"}],"weekdays":["mon"],"#
        + #""start":"2026-03-02"}"#,
      strength: "70 mg"
    )
    try home.test.clock.set("2026-03-05T09:00:00-05:00")
    _ = try home.take(pill.schedule, "2026-03-02T09:00", at: "2026-03-05T08:30:00-05:00")
    let taken = try #require(LocalMinute(text: "2026-03-05T08:30"))
    let refusal = DoseRefusal.alreadyTaken(medicine: "alendronate 70 mg", at: taken)
    // The clocks go forward on March 8.
    try home.test.clock.set("2026-03-09T09:00:00-04:00")
    #expect(throws: refusal) { try home.take(pill.schedule, "2026-03-09T09:00") }
    let group = WholeGroup([
      RecordDose(
        schedule: pill.schedule,
        due: try DoseDiary.due("2026-03-09T09:00"),
        action: .take(at: nil, amount: nil, withFood: nil),
        via: .screen
      )
    ])
    #expect(throws: refusal) { try home.session.write(group) }
    let line = try home.session.read(DayQuery()).lines.last
    #expect(line?.dose.occurrence.local == LocalMinute(text: "2026-03-09T09:00"))
    #expect(line?.alreadyTaken?.takenAt == Instant(text: "2026-03-05T08:30:00-05:00"))
    #expect(line?.alreadyTaken?.clearFrom == Instant(text: "2026-03-11T08:30:00-04:00"))
    #expect(try home.take(pill.schedule, "2026-03-09T09:00", early: true).isNew)
  }

  @Test func `two strengths of one drug planned for the same hour are both taken`() throws {
    let home = try DoseDiary(now: "2026-03-01T07:00:00-05:00")
    let pill = try home.add("warfarin", DoseDiary.twiceDaily, strength: "5 mg")
    let half = try home.session.write(
      AddSchedule(
        medication: pill.medication,
        schedule: NewSchedule(rule: try ScheduleRule(json: JSON(text: DoseDiary.twiceDaily)))
      )
    )
    try home.test.clock.set("2026-03-01T08:05:00-05:00")
    #expect(try home.take(pill.schedule, "2026-03-01T08:00").isNew)
    #expect(try home.take(half, "2026-03-01T08:00").isNew)
  }

  @Test func `what was taken is always put on record when somebody says when`() throws {
    let (home, _, schedule) = try Self.morningTaken()
    try home.test.clock.set("2026-03-01T11:00:00-05:00")
    #expect(try home.take(schedule, Self.evening, at: "2026-03-01T10:00:00-05:00").isNew)
  }

  // MARK: The caregiver's code

  @Test func `with a code no dose beside the plan is recorded without it`() throws {
    let (home, medication, schedule) = try Self.morningTaken()
    _ = try home.session.write(SetCaregiverCode(code: "4711"))
    try home.test.clock.set("2026-03-01T11:00:00-05:00")
    #expect(throws: DoseRefusal.codeNeeded) { try home.take(schedule, Self.evening, early: true) }
    #expect(throws: DoseRefusal.codeNeeded) {
      try home.take(schedule, Self.evening, at: "2026-03-01T10:00:00-05:00")
    }
    #expect(throws: DoseRefusal.codeNeeded) { try home.log(medication) }
    let early = { (code: String) in
      RecordDose(
        schedule: schedule,
        due: try DoseDiary.due(Self.evening),
        action: .take(at: nil, amount: nil, withFood: nil),
        via: .screen,
        allowsEarly: true,
        code: code
      )
    }
    #expect(throws: DoseRefusal.codeWrong) { try home.session.write(early("4712")) }
    #expect(try home.day() == ["08:00 taken", "20:00 later"])
    #expect(try home.session.write(early("4711")).isNew)
  }

  @Test func `what is due by the plan needs no code`() throws {
    let (home, _, schedule) = try Self.morningTaken()
    _ = try home.session.write(SetCaregiverCode(code: "4711"))
    try home.test.clock.set("2026-03-01T20:05:00-05:00")
    #expect(try home.take(schedule, Self.evening).isNew)
  }

  @Test func `a code that is set changes only with the code`() throws {
    let home = try DoseDiary()
    #expect(throws: StoreError.self) { try home.session.write(SetCaregiverCode(code: "12a4")) }
    _ = try home.session.write(SetCaregiverCode(code: "4711"))
    #expect(throws: DoseRefusal.codeNeeded) { try home.session.write(SetCaregiverCode(code: nil)) }
    #expect(throws: DoseRefusal.codeWrong) {
      try home.session.write(SetCaregiverCode(code: "1234", present: "0000"))
    }
    _ = try home.session.write(SetCaregiverCode(code: nil, present: "4711"))
    #expect(try !home.session.read(CaregiverCodeQuery()))
  }

  @Test func `without a code an extra dose is put on record as before`() throws {
    let (home, medication, _) = try Self.morningTaken()
    #expect(try home.log(medication, amount: "1 tablet").isNew)
    #expect(try home.left(medication) == "18")
  }
}
