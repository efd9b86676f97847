import Domain
import Store
import TestSupport
import Testing

/// A prescriber says something else: the medicine goes on by it, and what was taken is not due again.
@Suite struct ReplaceDirectionsTests {
  private let home: DoseDiary
  private let pill: (medication: Int, schedule: Int)

  init() throws {
    home = try DoseDiary(now: "2026-03-02T07:00:00-05:00")
    pill = try home.add("metformin", DoseDiary.twiceDaily, onHand: 60)
    home.test.clock.advance(seconds: 7200)
  }

  private func rule(_ text: String) throws -> ScheduleRule {
    try ScheduleRule(json: JSON(text: text))
  }

  private var needed: String {
    #"{"kind":"asNeeded","minimumGapHours":6,"amount":"1 tablet","maximum":{"amount":"3 tablets","hours":24}}"#
  }

  private func times(_ time: String, start: String = "2026-03-02T09:00") -> String {
    #"{"kind":"times","times":[{"at":"\#(time)","amount":"1 tablet"}],"start":"\#(start)"}"#
  }

  private func replace(
    _ rules: String...,
    from: String? = nil
  ) throws -> ReplaceDirections.Answer {
    try home.session.write(
      ReplaceDirections(
        medication: pill.medication,
        schedules: try rules.map { NewSchedule(rule: try rule($0)) },
        instructions: "as the new label says",
        from: from.flatMap { LocalMinute(text: $0) },
        toldBy: "Dr. Shah"
      )
    )
  }

  private func taken() throws {
    _ = try home.take(pill.schedule, "2026-03-02T08:00")
  }

  @Test func `new times are not due again for the dose of this morning`() throws {
    try taken()
    let answer = try home.session.write(
      ChangeSchedule(schedule: pill.schedule, rule: try rule(times("10:00")), toldBy: "Dr. Shah")
    )
    #expect(answer.firstAfterTaken?.local.description == "2026-03-03T10:00")
    #expect(try home.day("2026-03-02") == ["08:00 taken"])
    #expect(try home.day("2026-03-03") == ["10:00 later"])
    #expect(try home.test.database.verify().findings.isEmpty)
  }

  @Test func `a dose taken before its time is not due again, and the new rule goes on`() throws {
    try taken()
    home.test.clock.advance(seconds: 10 * 3600 + 1800)
    _ = try home.take(pill.schedule, "2026-03-02T20:00", early: true)
    _ = try home.session.write(
      ChangeSchedule(
        schedule: pill.schedule,
        rule: try rule(
          #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},{"at":"20:00","amount":"1 tablet"}],"start":"2026-03-02T19:30"}"#
        ),
        toldBy: "Dr. Shah"
      )
    )
    #expect(try home.day("2026-03-02") == ["08:00 taken", "20:00 taken"])
    #expect(try home.day("2026-03-03") == ["08:00 later", "20:00 later"])
  }

  @Test func `a change with a gap is taken back whole`() throws {
    try taken()
    let answer = try home.session.write(
      ChangeSchedule(schedule: pill.schedule, rule: try rule(times("10:00")), toldBy: "Dr. Shah")
    )
    try home.session.write(
      UndoMedicationChange(.changed(schedule: pill.schedule, from: answer.from))
    )
    #expect(try home.day("2026-03-02") == ["08:00 taken", "20:00 later"])
  }

  @Test func `a planned medicine is taken only if needed from now on`() throws {
    try taken()
    let answer = try replace(needed)
    #expect(answer.ended.keys.sorted() == [pill.schedule])
    let sheet = try home.session.read(DayQuery())
    #expect(sheet.lines.map(\.dose.state) == [.taken])
    #expect(sheet.asNeeded.count == 1)
    #expect(try home.day("2026-03-03").isEmpty)
    // What was taken by the old directions counts for the new ones.
    #expect(sheet.asNeeded.first?.decision.word == "notYet")
  }

  @Test func `one schedule becomes two, and tonight's dose is one of them`() throws {
    try taken()
    _ = try replace(times("08:00"), times("21:00"))
    #expect(try home.day("2026-03-02") == ["08:00 taken", "21:00 later"])
    #expect(try home.day("2026-03-03") == ["08:00 later", "21:00 later"])
    // Sixty less the one taken, by two a day.
    #expect(try home.left(pill.medication) == "59")
  }

  @Test func `a dose that is due already stays to be answered`() throws {
    _ = try replace(times("21:00"))
    #expect(try home.day("2026-03-02") == ["08:00 due", "21:00 later"])
    #expect(try home.take(pill.schedule, "2026-03-02T08:00").isNew)
  }

  @Test func `a dose that is not answered yet is not due twice`() throws {
    let answer = try replace(times("10:00"))
    #expect(answer.firstAfterTaken?.local.description == "2026-03-03T10:00")
    #expect(try home.day("2026-03-02") == ["08:00 due"])
    // The last dose of directions that have ended is late no longer than it would have been.
    home.test.clock.advance(seconds: 6 * 3600)
    #expect(try home.day("2026-03-02") == ["08:00 notRecorded"])
  }

  @Test func `directions of tomorrow leave today as it is`() throws {
    try taken()
    _ = try replace(times("07:00", start: "2026-03-03"), from: "2026-03-03T00:00")
    #expect(try home.day("2026-03-02") == ["08:00 taken", "20:00 later"])
    #expect(try home.day("2026-03-03") == ["07:00 later"])
  }

  @Test func `what is taken only if needed changes at once`() throws {
    #expect(throws: StoreError.self) { try replace(needed, from: "2026-03-03T00:00") }
    #expect(try home.day("2026-03-03") == ["08:00 later", "20:00 later"])
  }

  @Test func `a medicine that another is counted from keeps its schedule`() throws {
    _ = try home.add(
      "calcium carbonate",
      #"{"kind":"linked","after":"\#(pill.schedule)","delayMinutes":30,"start":"2026-03-02"}"#,
      follows: pill.schedule
    )
    #expect(throws: StoreError.self) { try replace(times("21:00")) }
  }

  @Test func `new directions are taken back with all they ended`() throws {
    try taken()
    let answer = try replace(needed)
    try home.session.write(UndoMedicationChange(.replaced(medication: pill.medication, answer)))
    #expect(try home.day("2026-03-02") == ["08:00 taken", "20:00 later"])
    #expect(try home.session.read(DayQuery()).asNeeded.isEmpty)
    let item = try #require(try home.session.read(MedicationListQuery()).first)
    #expect(item.schedules.count == 1)
    #expect(item.label.instructions == nil)
  }

  @Test func `a dose by the old directions is taken back as ever`() throws {
    try taken()
    _ = try replace(needed)
    _ = try home.undo(pill.schedule, "2026-03-02T08:00")
    #expect(try home.left(pill.medication) == "60")
  }

  @Test func `doses outside a plan are logged on no schedule that has ended`() throws {
    try taken()
    _ = try replace(times("21:00"))
    let answer = try home.log(pill.medication, amount: "1 tablet")
    #expect(answer.schedule != pill.schedule)
  }

  @Test func `what is said last holds, whatever was to hold later`() throws {
    try taken()
    let tomorrow = LocalMinute(text: "2026-03-03T00:00")
    let first = try home.session.write(
      ChangeSchedule(
        schedule: pill.schedule,
        rule: try rule(times("07:00", start: "2026-03-03")),
        from: tomorrow,
        toldBy: "Dr. Shah"
      )
    )
    #expect(first.later.isEmpty)
    let answer = try replace(times("21:00"))
    #expect(try home.day("2026-03-03") == ["21:00 later"])
    try home.session.write(UndoMedicationChange(.replaced(medication: pill.medication, answer)))
    #expect(try home.day("2026-03-02") == ["08:00 taken", "20:00 later"])
    #expect(try home.day("2026-03-03") == ["07:00 later"])
  }

  @Test func `directions that were to end tomorrow end with those of today`() throws {
    try taken()
    _ = try replace(times("07:00", start: "2026-03-03"), from: "2026-03-03T00:00")
    _ = try replace(times("21:00"))
    #expect(try home.day("2026-03-02") == ["08:00 taken", "21:00 later"])
    #expect(try home.day("2026-03-03") == ["21:00 later"])
  }
}
