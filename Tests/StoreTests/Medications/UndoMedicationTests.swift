import Domain
import Store
import TestSupport
import Testing

@Suite struct UndoMedicationTests {
  private let home: OnePersonHome
  private let added: (medication: Int, schedule: Int)

  init() throws {
    home = try OnePersonHome()
    added = try home.add("metformin", OnePersonHome.daily)
  }

  private func undo(_ change: UndoMedicationChange.Change) throws {
    try home.session.write(UndoMedicationChange(change))
  }

  private func item() throws -> MedicationPlan.Item? { try home.plan().items.first }

  /// The open dose of the schedule, as the day shows it.
  private func openToday() throws -> [LocalMinute] {
    try home.session.read(DayQuery()).lines.map(\.dose.occurrence.local)
  }

  @Test func `what was just added is taken off the list again`() throws {
    try undo(.added(medication: added.medication))
    #expect(try home.plan().items.isEmpty)
  }

  @Test func `a medicine with a recorded dose stays on the list`() throws {
    home.test.clock.advance(seconds: 300)
    _ = try home.session.write(
      RecordDose(
        schedule: added.schedule,
        due: .local(try #require(LocalMinute(text: "2026-11-24T18:00")), fold: 0),
        action: .skip(reason: nil),
        via: .screen
      )
    )
    #expect(throws: StoreError.invalid("a dose of this medicine was recorded: stop it instead")) {
      try undo(.added(medication: added.medication))
    }
  }

  @Test func `after ten minutes nothing is taken back`() throws {
    home.test.clock.advance(seconds: 601)
    #expect(throws: StoreError.invalid("that was more than 10 minutes ago")) {
      try undo(.added(medication: added.medication))
    }
    #expect(try item() != nil)
  }

  @Test func `the rule before holds again after a change is taken back`() throws {
    let evening = try home.rule(
      #"{"kind":"times","times":[{"at":"21:00","amount":"2 tablets"}],"start":"2026-11-24"}"#
    )
    let answer = try home.session.write(
      ChangeSchedule(schedule: added.schedule, rule: evening, toldBy: "Dr. Shah")
    )
    let changed = try #require(try item())
    #expect(changed.schedules.first?.rule == evening)
    #expect(changed.history[added.schedule]?.last?.toldBy == "Dr. Shah")
    #expect(changed.history[added.schedule]?.last?.enteredBy == "Ruth Alvarez")
    #expect(try openToday() == [try #require(LocalMinute(text: "2026-11-24T21:00"))])
    try undo(.changed(schedule: added.schedule, from: answer.from))
    let before = try home.rule(OnePersonHome.daily)
    #expect(try item()?.schedules.first?.rule == before)
    #expect(try openToday() == [try #require(LocalMinute(text: "2026-11-24T18:00"))])
  }

  @Test func `a stop is taken back with the pause it had`() throws {
    let until = try #require(CalendarDate(year: 2026, month: 12, day: 1))
    _ = try home.session.write(
      SetMedicationStatus(medication: added.medication, change: .pause(until: until))
    )
    _ = try home.session.write(SetMedicationStatus(medication: added.medication, change: .stop))
    #expect(try item()?.label.status == "stopped")
    try undo(
      .stopped(medication: added.medication, endDate: nil, pausedUntil: until, wasPaused: true)
    )
    let back = try #require(try item())
    #expect(back.label.status == "paused")
    #expect(back.label.pausedUntil == until)
    #expect(back.medication.endDate == nil)
    #expect(back.medication.statusReason == nil)
  }

  @Test func `a stop taken back opens the next dose again`() throws {
    _ = try home.session.write(SetMedicationStatus(medication: added.medication, change: .stop))
    #expect(try openToday().isEmpty)
    try undo(
      .stopped(medication: added.medication, endDate: nil, pausedUntil: nil, wasPaused: false)
    )
    #expect(try openToday() == [try #require(LocalMinute(text: "2026-11-24T18:00"))])
  }

  @Test func `nobody takes back what is another person's`() throws {
    let stranger = home.test.session(as: home.user + 1, for: home.user, roles: [.patient])
    #expect(throws: StoreError.self) {
      try stranger.write(UndoMedicationChange(.added(medication: added.medication)))
    }
    #expect(try item() != nil)
  }
}
