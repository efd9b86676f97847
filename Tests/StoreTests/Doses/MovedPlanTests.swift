import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

/// Medicines of which the next dose is counted from one that came late.
@Suite struct MovedPlanTests {
  private let home: DoseDiary

  init() throws {
    home = try DoseDiary(now: "2026-03-02T08:00:00-05:00")
    try home.test.database.write { db, _, _ in
      try db.execute(
        sql: """
          INSERT INTO ingredients (ingredient_id, name, flags, source, written_on)
          VALUES (1, 'denosumab', '["movesWhenLate"]', 's', '2026-01-01');
          INSERT INTO drugs_master (drug_id, public_id, drug_name, generic_name, brand_names,
            drug_class, therapeutic_category, active_ingredients, available_strengths, dosage_forms,
            routes, dosing_unit, indications, contraindications, side_effects, fda_approved, source,
            written_on)
          VALUES (1, randomblob(16), 'denosumab', 'denosumab', '["Prolia"]', '', '', '[]', '[]',
            '["syringe"]', '["subcutaneous"]', 'mL', '', '', '[]', 1, 's', '2026-01-01');
          INSERT INTO drug_ingredients VALUES (1, 0, 1);
          INSERT INTO drug_search (rowid, names) VALUES (1, 'denosumab Prolia');
          """
      )
    }
  }

  private func add(_ days: String) throws -> Int {
    try home.add(
      "denosumab",
      #"{"kind":"times","times":[{"at":"09:00","amount":"1 mL"}],\#(days),"start":"2026-03-02"}"#,
      strength: "60 mg per mL",
      unit: "mL"
    ).schedule
  }

  private func asked() throws -> CourseQuestion? {
    try home.session.read(DayQuery()).attention.courses.first
  }

  private func days(_ schedule: Int) throws -> [String] {
    let zone = try home.test.environment.zone("America/New_York")
    let planned = try home.session.read(MedicationPlanQuery()).items[0].schedules[0]
    return planned.occurrences(
      from: try #require(LocalMinute(text: "2026-03-01T00:00")),
      to: try #require(LocalMinute(text: "2027-05-01T00:00")),
      in: zone
    ).map(\.local.date.description)
  }

  @Test func `an injection in time asks nothing`() throws {
    let schedule = try add(#""everyMonths":6"#)
    try home.test.clock.set("2026-03-02T10:00:00-05:00")
    _ = try home.take(schedule, "2026-03-02T09:00")
    #expect(try asked() == nil)
  }

  @Test func `half a year is counted from an injection that came late, when the person says so`()
    throws
  {
    let schedule = try add(#""everyMonths":6"#)
    try home.test.clock.set("2026-03-20T10:00:00-04:00")
    _ = try home.take(schedule, "2026-03-02T09:00", at: "2026-03-20T09:30:00-04:00")
    let question = try #require(try asked())
    guard case .move(_, let staying, let moved) = question.kind else {
      Issue.record("\(question.kind)")
      return
    }
    #expect(staying.description == "2026-09-02T09:00")
    #expect(moved.description == "2026-09-20T09:00")
    _ = try home.session.write(AnswerCourse(schedule: schedule, answer: .move))
    #expect(try days(schedule) == ["2026-03-02", "2026-09-20", "2027-03-20"])
    #expect(try asked() == nil)
    #expect(try home.test.database.verify().findings.isEmpty)
  }

  @Test func `who keeps the days is not asked again about that dose`() throws {
    let schedule = try add(#""everyDays":28"#)
    try home.test.clock.set("2026-03-05T10:00:00-05:00")
    _ = try home.take(schedule, "2026-03-02T09:00", at: "2026-03-05T09:30:00-05:00")
    #expect(try asked() != nil)
    _ = try home.session.write(AnswerCourse(schedule: schedule, answer: .stay))
    #expect(try asked() == nil)
    #expect(try days(schedule).prefix(2) == ["2026-03-02", "2026-03-30"])
  }

  @Test func `a weekly patch moves to the weekday on which it was put on`() throws {
    let schedule = try add(#""weekdays":["mon"]"#)
    try home.test.clock.set("2026-03-04T10:00:00-05:00")
    _ = try home.take(schedule, "2026-03-02T09:00", at: "2026-03-04T09:30:00-05:00")
    _ = try home.session.write(AnswerCourse(schedule: schedule, answer: .move))
    #expect(try days(schedule).prefix(3) == ["2026-03-02", "2026-03-11", "2026-03-18"])
  }

  @Test func `other answers than those asked for are refused`() throws {
    let schedule = try add(#""everyDays":28"#)
    #expect(throws: StoreError.invalid("nothing is asked about that course")) {
      try home.session.write(AnswerCourse(schedule: schedule, answer: .move))
    }
  }
}
