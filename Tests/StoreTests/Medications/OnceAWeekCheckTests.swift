import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct OnceAWeekCheckTests {
  private let home: OnePersonHome

  init() throws {
    home = try OnePersonHome()
    try home.test.database.write { db, _, _ in
      try db.execute(
        sql: """
          INSERT INTO ingredients (ingredient_id, name, flags, source, written_on)
          VALUES (1, 'methotrexate', '["weeklyOnly","hazardous"]', 'label', '2026-11-01');
          INSERT INTO drugs_master (drug_id, public_id, drug_name, generic_name, brand_names,
            drug_class, therapeutic_category, active_ingredients, available_strengths,
            dosage_forms, routes, dosing_unit, indications, contraindications, side_effects,
            fda_approved, source, written_on)
          VALUES (1, randomblob(16), 'methotrexate', 'methotrexate', '["Trexall"]', '', '', '[]',
            '["2.5 mg"]', '["tablet"]', '[]', 'tablet', '[]', '[]', '[]', 1, 'label',
            '2026-11-01');
          INSERT INTO drug_ingredients VALUES (1, 1, 1);
          INSERT INTO drug_search (rowid, names) VALUES (1, 'methotrexate Trexall');
          """
      )
    }
  }

  @Test(arguments: ["methotrexate", "Methotrexate", "Trexall", "methotrexate sodium"])
  func `a weekly medicine is never entered for every day`(name: String) throws {
    #expect(throws: StoreError.self) { try home.add(name, OnePersonHome.daily) }
    #expect(try home.plan().items.isEmpty)
  }

  @Test func `a weekly medicine is entered once a week`() throws {
    _ = try home.add("methotrexate", OnePersonHome.weekly)
    let item = try #require(try home.plan().items.first)
    #expect(item.label.title == "methotrexate 500 mg")
    #expect(item.flags == ["weeklyOnly", "hazardous"])
    #expect(!item.isNotYetChecked)
  }

  @Test func `a weekly medicine is not changed to every day`() throws {
    let (_, schedule) = try home.add("methotrexate", OnePersonHome.weekly)
    let daily = try home.rule(OnePersonHome.daily)
    #expect(throws: StoreError.self) {
      try home.session.write(ChangeSchedule(schedule: schedule, rule: daily, toldBy: "a friend"))
    }
    #expect(try home.plan().items.first?.schedules.first?.versions.count == 1)
  }

  @Test func `two weekly schedules of one medicine are refused together`() throws {
    let rule = try home.rule(OnePersonHome.weekly)
    let medication = NewMedication(
      drugName: "methotrexate",
      schedules: [NewSchedule(rule: rule), NewSchedule(rule: rule)]
    )
    #expect(throws: StoreError.self) {
      try home.session.write(AddMedication(medication))
    }
    #expect(try home.plan().items.isEmpty)
  }

  @Test(arguments: [("metho", 1), ("TREX", 1), ("m", 0), ("aspirin", 0), ("\" OR *", 0)])
  func `names are suggested while they are typed`(text: String, count: Int) throws {
    let found = try home.session.read(DrugSuggestionsQuery(text))
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.isWeeklyOnly && $0.strengths == ["2.5 mg"] })
  }

  @Test func `suggestions read no table from end to end`() throws {
    let plan = try home.test.database.read { db, _ in
      try Row.fetchAll(
        db,
        sql: """
          EXPLAIN QUERY PLAN
          SELECT d.drug_name FROM drug_search AS s JOIN drugs_master AS d ON d.drug_id = s.rowid
          WHERE s.names MATCH 'metho*'
          """
      ).map { row -> String in row["detail"] }
    }
    #expect(plan.contains { $0.contains("VIRTUAL TABLE INDEX") })
    #expect(!plan.contains { $0.hasPrefix("SCAN d") })
  }
}
