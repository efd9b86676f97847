import Domain
import TestSupport
import Testing

@testable import Store

/// A stay in hospital: nothing rings, and on return every medicine is gone through first.
@Suite struct HospitalStayTests {
  private let home: ReminderDiary
  private let metformin: (medication: Int, schedule: Int)
  private let warfarin: (medication: Int, schedule: Int)

  init() throws {
    home = try ReminderDiary(now: "2026-03-01T07:00:00-05:00")
    metformin = try home.diary.add("metformin", DoseDiary.twiceDaily, onHand: 200)
    warfarin = try home.diary.add("warfarin", DoseDiary.twiceDaily, strength: "5 mg")
    _ = try home.look()
  }

  private func begin(_ day: String? = nil) throws {
    _ = try home.diary.session.write(BeginStay(from: day.flatMap { CalendarDate(text: $0) }))
  }

  private func end(_ answers: [Int: StayAnswer]) throws -> Bool {
    try home.diary.session.write(EndStay(answers))
  }

  private var missed: Int {
    get throws { try home.count("SELECT count(*) FROM dose_events WHERE status = 3") }
  }

  @Test func `nothing rings and nothing is closed while it lasts`() throws {
    try begin()
    try home.clock.set("2026-03-04T12:00:00-05:00")
    #expect(try home.told() == [])
    #expect(try missed == 0)
    let sheet = try home.diary.session.read(DayQuery())
    #expect(sheet.person.pauseReason == "in hospital")
    #expect(Set(sheet.lines.map(\.dose.state)) == [.paused])
  }

  @Test func `a record made during the stay closes nothing beside it`() throws {
    try begin()
    try home.clock.set("2026-03-04T12:00:00-05:00")
    _ = try home.diary.take(
      metformin.schedule,
      "2026-03-02T08:00",
      at: "2026-03-02T08:05:00-05:00"
    )
    #expect(try missed == 0)
  }

  @Test func `nothing goes on before every medicine has an answer`() throws {
    try begin()
    home.clock.advance(days: 3)
    #expect(throws: StoreError.self) { try end([metformin.medication: .same]) }
    #expect(try home.told() == [])
    #expect(try home.diary.session.read(StayQuery()).person.pausedSince != nil)
  }

  @Test func `the same goes on with its next dose, the stay is excused`() throws {
    try begin()
    try home.clock.set("2026-03-04T12:00:00-05:00")
    #expect(try end([metformin.medication: .same, warfarin.medication: .same]))
    #expect(try home.told() == [])
    #expect(try missed == 0)
    #expect(try home.next() == "2026-03-04T20:00")
    #expect(
      try home.diary.day("2026-03-03") == Array(repeating: "08:00 paused", count: 2)
        + Array(repeating: "20:00 paused", count: 2)
    )
    #expect(try home.diary.test.database.verify().findings == [])
  }

  @Test func `a changed medicine rests, a stopped one leaves the list`() throws {
    try begin()
    try home.clock.set("2026-03-04T12:00:00-05:00")
    #expect(try end([metformin.medication: .changed, warfarin.medication: .stopped]))
    try home.clock.set("2026-03-04T20:00:00-05:00")
    #expect(try home.told() == [])
    let list = try home.diary.session.read(MedicationListQuery())
    #expect(list.map(\.label.status) == ["paused", "stopped"])
    #expect(try home.diary.test.database.verify().findings == [])
  }

  @Test func `a stay begins on a day to come, and can be called off until then`() throws {
    try begin("2026-03-02")
    try home.clock.set("2026-03-01T08:00:00-05:00")
    #expect(try home.told().count == 1)
    #expect(try home.diary.session.read(DayQuery()).person.pausedSince == nil)
    #expect(try end([:]))
    try home.clock.set("2026-03-02T08:00:00-05:00")
    #expect(try !home.told().isEmpty)
  }

  @Test func `a stay entered afterwards excuses what was closed since its first day`() throws {
    try home.clock.set("2026-03-03T09:00:00-05:00")
    _ = try home.look()
    #expect(try missed == 8)
    try begin("2026-03-02")
    #expect(try missed == 4)
    #expect(try home.count("SELECT count(*) FROM dose_events WHERE status = 4") == 4)
    #expect(try home.diary.test.database.verify().findings == [])
  }

  @Test func `after the return an interval counts from the return`() throws {
    let interval = try home.diary.add(
      "cephalexin",
      #"{"kind":"interval","everyHours":8,"start":"2026-03-01T06:00","basis":"taken"}"#
    )
    try begin()
    try home.clock.set("2026-03-04T12:00:00-05:00")
    #expect(
      try end([
        metformin.medication: .same, warfarin.medication: .same, interval.medication: .same,
      ])
    )
    let open = try home.count(
      "SELECT due_at FROM open_doses WHERE schedule_id = \(interval.schedule)"
    )
    #expect(open == Instant(text: "2026-03-04T20:00:00-05:00")?.milliseconds)
  }

  @Test func `two stays at once are refused`() throws {
    try begin()
    #expect(throws: StoreError.self) { try begin() }
    #expect(try home.diary.session.read(StayQuery()).firstDay == CalendarDate(text: "2026-03-01"))
  }

  /// Metformin came home as before, warfarin with other directions.
  private func comeHomeChanged() throws {
    try begin()
    home.clock.advance(days: 3)
    _ = try end([metformin.medication: .same, warfarin.medication: .changed])
  }

  private func status() throws -> (status: String, isWaiting: Bool)? {
    try home.diary.session.read(MedicationListQuery())
      .first { $0.label.medication == warfarin.medication }
      .map { ($0.label.status, $0.label.needsDirections) }
  }

  @Test func `what was changed in hospital stands as waiting for its new directions`() throws {
    try comeHomeChanged()
    #expect(try status()?.isWaiting == true)
    let attention = try home.diary.session.read(DayQuery()).attention
    #expect(attention.needDirections == ["warfarin 5 mg"])
    let list = try home.diary.session.read(MedicationListQuery())
    #expect(list.first?.label.medication == warfarin.medication)
  }

  @Test func `the old dose does not come back unasked`() throws {
    try comeHomeChanged()
    let resume = SetMedicationStatus(medication: warfarin.medication, change: .resume)
    #expect(throws: StoreError.self) { try home.diary.session.write(resume) }
    _ = try home.diary.session.write(
      SetMedicationStatus(
        medication: warfarin.medication,
        change: .pause(until: CalendarDate(text: "2026-03-20"))
      )
    )
    #expect(throws: StoreError.self) { try home.diary.session.write(resume) }
    var told = resume
    told.oldDirectionsHold = true
    #expect(try home.diary.session.write(told))
    #expect(try status()?.status == "active")
  }

  @Test func `a stop that is taken back leaves it waiting as before`() throws {
    try comeHomeChanged()
    let reason = try #require(
      try home.diary.session.read(MedicationListQuery())
        .first { $0.label.medication == warfarin.medication }?.statusReason
    )
    _ = try home.diary.session.write(
      SetMedicationStatus(medication: warfarin.medication, change: .stop)
    )
    try home.diary.session.write(
      UndoMedicationChange(
        .stopped(
          medication: warfarin.medication,
          endDate: nil,
          pausedUntil: nil,
          wasPaused: true,
          reason: reason
        )
      )
    )
    let attention = try home.diary.session.read(DayQuery()).attention
    #expect(attention.needDirections == ["warfarin 5 mg"])
  }

  @Test func `new directions end the wait, and taking them back begins it again`() throws {
    try comeHomeChanged()
    let rule = try ScheduleRule(
      json: JSON(
        text: #"{"kind":"times","times":[{"at":"20:00","amount":"1/2 tablet"}],"#
          + #""start":"2026-03-01"}"#
      )
    )
    let from = try home.diary.session.write(
      ChangeSchedule(schedule: warfarin.schedule, rule: rule, toldBy: "Dr. Shah")
    )
    #expect(try status()?.status == "active")
    #expect(try home.diary.session.read(DayQuery()).attention.needDirections == [])
    _ = try home.diary.session.write(
      UndoMedicationChange(.changed(schedule: warfarin.schedule, from: from.from))
    )
    #expect(try status()?.status == "paused")
    #expect(try status()?.isWaiting == true)
  }

  @Test func `a bottle of another strength is no new directions`() throws {
    try comeHomeChanged()
    _ = try home.diary.session.write(
      ReceiveFill(medication: warfarin.medication, quantity: Rational(30), strength: "2.5 mg")
    )
    #expect(try status()?.isWaiting == true)
  }

  @Test func `one that rested before is marked as changed, too`() throws {
    _ = try home.diary.session.write(
      SetMedicationStatus(medication: warfarin.medication, change: .pause(until: nil))
    )
    try comeHomeChanged()
    #expect(try status()?.isWaiting == true)
  }
}
