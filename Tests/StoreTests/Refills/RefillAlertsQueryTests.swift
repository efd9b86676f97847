import GRDB
import TestSupport
import Testing

@testable import Domain
@testable import Store

@Suite struct RefillAlertsQueryTests {
  /// Four medicines of one patient that end on the 25th to the 28th, and one of another that lasts.
  private func filled() throws -> RefillFixture {
    let fixture = try RefillFixture()
    for (name, count) in [("delta", 4), ("alpha", 1), ("gamma", 3), ("beta", 2), ("omega", 90)] {
      try fixture.add(name, rules: [RefillFixture.daily], onHand: Rational(count))
    }
    return fixture
  }

  /// Writes what no transaction writes yet: a catalogue row and the pharmacy's hours.
  private func prepare(_ fixture: RefillFixture, _ sql: String) throws {
    let queue = try DatabaseQueue(path: fixture.test.path)
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }

  private static let closedOnHolidays = """
    INSERT INTO pharmacies (pharmacy_id, public_id, pharmacy_name, pharmacy_type,
      hours_of_operation)
    VALUES (1, randomblob(16), 'Elm Pharmacy', 'community',
      '{"mon":[["09:00","18:00"]],"sun":[],"holidays":"closed"}');
    """

  @Test func `the nearest ends stand first, in windows`() throws {
    let fixture = try filled()
    let sheet = try fixture.counter().read(RefillAlertsQuery())
    #expect(sheet.rows.map(\.label.drugName) == ["alpha", "beta", "gamma", "delta"])
    #expect(sheet.total == 4)
    #expect(
      sheet.counts == RefillAlertSheet.Counts(today: 0, inThreeDays: 3, inSevenDays: 4)
    )
    let window = try fixture.counter().read(RefillAlertsQuery(limit: 2, offset: 1))
    #expect(window.rows.map(\.label.drugName) == ["beta", "gamma"])
    #expect(window.offset == 1)
    #expect(try fixture.counter().read(RefillAlertsQuery(days: 2)).total == 2)
    #expect(try fixture.counter().read(RefillAlertsQuery(offset: 9)).rows == [])
  }

  @Test func `a run-out on Thanksgiving counts as Wednesday`() throws {
    let fixture = try filled()
    try prepare(fixture, Self.closedOnHolidays)
    let sheet = try fixture.counter().read(RefillAlertsQuery())
    #expect(sheet.pharmacyName == "Elm Pharmacy")
    #expect(sheet.rows.map(\.label.drugName) == ["alpha", "beta", "gamma", "delta"])
    #expect(
      sheet.rows.map { $0.actBy.description }
        == ["2026-11-25", "2026-11-25", "2026-11-27", "2026-11-28"]
    )
    #expect(
      sheet.rows.map { $0.treatment?.words }
        == [nil, "closed Thursday: treat as Wednesday", nil, nil]
    )
    #expect(try fixture.counter().read(RefillAlertsQuery(days: 1)).total == 2)
  }

  @Test func `a dangerous interruption stands above others of its day`() throws {
    let fixture = try RefillFixture()
    try prepare(
      fixture,
      """
      INSERT INTO ingredients (ingredient_id, name, high_alert, source, written_on)
      VALUES (1, 'apixaban', 'anticoagulant', 'test', '2026-11-01');
      INSERT INTO ingredient_classes VALUES ('anticoagulant', 1);
      INSERT INTO drugs_master (drug_id, public_id, drug_name, generic_name, brand_names,
        drug_class, therapeutic_category, active_ingredients, available_strengths, dosage_forms,
        routes, dosing_unit, indications, contraindications, side_effects, fda_approved, source,
        written_on)
      VALUES (1, randomblob(16), 'apixaban', 'apixaban', '[]', '', '', '[]', '[]', '[]', '[]', 'tablet',
        '', '', '', 1, 'test', '2026-11-01');
      INSERT INTO drug_ingredients VALUES (1, 1, 1);
      """
    )
    try fixture.add("alpha", rules: [RefillFixture.daily], onHand: Rational(2))
    let added = try fixture.add("apixaban", rules: [RefillFixture.daily], onHand: Rational(2))
    try fixture.add("beta", rules: [RefillFixture.daily], onHand: Rational(1))
    let sheet = try fixture.counter().read(RefillAlertsQuery())
    #expect(sheet.rows.map(\.label.drugName) == ["beta", "apixaban", "alpha"])
    #expect(sheet.rows.map(\.risk) == [nil, .anticoagulant, nil])
    let dangerous = try fixture.counter().read(RefillAlertsQuery(onlyDangerous: true))
    #expect(dangerous.rows.map(\.label.drugName) == ["apixaban"])
    #expect(dangerous.total == 1)
    #expect(try fixture.line(added.medication).alertDays == 14)
  }

  @Test func `patients see no list over everybody`() throws {
    let fixture = try filled()
    #expect(throws: StoreError.notPermitted(.roleMayNot)) {
      try fixture.own.read(RefillAlertsQuery())
    }
  }

  @Test func `stopped medicines leave the list`() throws {
    let fixture = try filled()
    let first = try #require(try fixture.own.read(RefillsQuery()).lines.first)
    _ = try fixture.own.write(
      SetMedicationStatus(medication: first.label.medication, change: .stop)
    )
    let sheet = try fixture.counter().read(RefillAlertsQuery())
    #expect(sheet.rows.map(\.label.drugName) == ["beta", "gamma", "delta"])
  }

  @Test(
    arguments: [
      "SELECT runs_out_on, gap_rank, count(*) FROM supply_balances WHERE runs_out_on <= '2026-12-01' GROUP BY runs_out_on, gap_rank",
      "SELECT medication_id FROM supply_balances WHERE runs_out_on = '2026-12-01' AND gap_rank = 1 ORDER BY medication_id LIMIT 9 OFFSET 0",
      "SELECT medication_id FROM supply_balances WHERE recheck_on <= '2026-12-01' ORDER BY recheck_on LIMIT 9",
    ])
  func `lists are read from an index and never sorted`(sql: String) throws {
    let fixture = try RefillFixture()
    let queue = try DatabaseQueue(path: fixture.test.path)
    let plan = try queue.read { db in
      try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String }
    }
    #expect(plan.count == 1)
    #expect(plan.first?.contains("USING COVERING INDEX") == true)
  }
}
