import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct SafetyQueryPlanTests {
  @Test(arguments: [
    SafetyFactRecords.interactionsSQL, SafetyFactRecords.foodsSQL, SafetyFactRecords.limitsSQL,
    SafetyFactRecords.factsSQL, SafetyFactRecords.excipientsSQL, DrugNames.byName,
    DrugNames.byBrand, DrugNames.byIngredient, DrugNames.ofDrug, DrugNames.oneIngredient,
  ]) func `no look-up of a check reads through a table that grows`(sql: String) throws {
    let desk = try SafetyDesk()
    let plan = try desk.test.database.read { db, _ in
      let statement = try db.makeStatement(sql: "EXPLAIN QUERY PLAN \(sql)")
      // A plan is the same whatever is asked for.
      statement.setUncheckedArguments(StatementArguments())
      return try Row.fetchAll(statement).map { $0["detail"] as String }
    }
    #expect(!plan.isEmpty)
    for step in plan where step.hasPrefix("SCAN") {
      // The keys asked for and the search table's own index; never a table of rows.
      #expect(
        step.contains("json_each") || step.contains("drug_search")
          || step.contains("VIRTUAL TABLE"),
        "\(step)"
      )
    }
  }

  @Test func `a pair among two hundred thousand is found by its keys`() throws {
    let desk = try SafetyDesk()
    try desk.test.database.write { db, _, _ in
      try db.execute(
        sql: """
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
          INSERT INTO drug_interactions (side_a, side_b, severity, interaction_type, mechanism,
            clinical_effect, management_strategy, evidence_level, source, written_on)
          SELECT 'a' || i, 'b' || i, 'minor', '', '', '', '', 'theoretical', '', '' FROM n
          """
      )
    }
    let clock = ContinuousClock()
    let time = try clock.measure {
      let answer = try desk.own.read(DrugCheckQuery(["Coumadin", "Advil"], isForPerson: true))
      #expect(answer.alerts.map(\.between) == [["ibuprofen", "warfarin"]])
      #expect(answer.pairsKnown == 200_002)
    }
    #expect(time < .seconds(2))
  }
}
