import Domain
import Store
import TestSupport
import Testing

/// A change of amount while doses of today wait.
@Suite struct WaitingDoseChangeTests {
  private static func rule(_ morning: String, _ evening: String) throws -> ScheduleRule {
    try ScheduleRule(
      json: JSON(
        text: #"{"kind":"times","times":[{"at":"08:00","amount":"\#(morning)"},"#
          + #"{"at":"20:00","amount":"\#(evening)"}],"start":"2026-03-01"}"#
      )
    )
  }

  private static func amounts(_ home: DoseDiary) throws -> [String] {
    try home.session.read(DayQuery()).lines.map { $0.amount?.description ?? "?" }
  }

  @Test func `the dose that waits is taken by the new amount, and says that it changed`() throws {
    let home = try DoseDiary()
    let pill = try home.add("warfarin", DoseDiary.twiceDaily, strength: "5 mg")
    try home.test.clock.set("2026-03-01T08:20:00-05:00")
    _ = try home.session.write(
      ChangeSchedule(
        schedule: pill.schedule,
        rule: try Self.rule("1/2 tablet", "1 tablet"),
        toldBy: "Dr. Shah"
      )
    )
    #expect(try Self.amounts(home) == ["1/2 tablet", "1 tablet"])
    let line = try #require(try home.session.read(DayQuery()).lines.first)
    #expect(line.changedOn == CalendarDate(text: "2026-03-01"))
    #expect(line.ownQuestion == .changedToday)
  }

  @Test func `a dose that was taken stays as it was`() throws {
    let home = try DoseDiary()
    let pill = try home.add("warfarin", DoseDiary.twiceDaily, strength: "5 mg")
    try home.test.clock.set("2026-03-01T08:05:00-05:00")
    _ = try home.take(pill.schedule, "2026-03-01T08:00")
    try home.test.clock.set("2026-03-01T08:20:00-05:00")
    _ = try home.session.write(
      ChangeSchedule(schedule: pill.schedule, rule: try Self.rule("1/2 tablet", "1 tablet"))
    )
    #expect(try Self.amounts(home) == ["1 tablet", "1 tablet"])
  }

  @Test func `to take a patch off is no dose`() throws {
    let home = try DoseDiary()
    let patch = try home.add(
      "rivastigmine",
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 patch"}],"start":"2026-03-01"}"#,
      strength: "",
      unit: "patch"
    )
    let off = try home.session.write(
      AddSchedule(
        medication: patch.medication,
        schedule: NewSchedule(
          rule: try ScheduleRule(
            json: JSON(
              text: #"{"kind":"linked","after":"A","delayMinutes":720,"start":"2026-03-01"}"#
            )
          ),
          follows: patch.schedule
        )
      )
    )
    try home.test.clock.set("2026-03-01T08:01:00-05:00")
    _ = try home.take(patch.schedule, "2026-03-01T08:00")
    try home.test.clock.set("2026-03-01T20:02:00-05:00")
    let line = try #require(
      try home.session.read(DayQuery()).lines.first { $0.dose.schedule == off }
    )
    #expect(line.takesOff)
    _ = try home.session.write(
      RecordDose(
        schedule: off,
        due: .minute(line.dose.occurrence.dueMinute),
        action: .take(at: nil, amount: nil, withFood: nil),
        via: .command
      )
    )
    let page = try home.session.read(MedicinePageQuery())
    #expect(page.lastTaken[patch.medication]?.at == Instant(text: "2026-03-01T08:01:00-05:00"))
  }
}
