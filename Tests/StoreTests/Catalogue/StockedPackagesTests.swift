import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct StockedPackagesTests {
  private let shelf: StockShelf

  init() throws {
    shelf = try StockShelf()
    try shelf.test.database.write { db, _, _ in
      try db.execute(
        sql: """
          INSERT INTO drugs_master (drug_id, public_id, drug_name, generic_name, brand_names,
            drug_class, therapeutic_category, active_ingredients, available_strengths,
            dosage_forms, routes, dosing_unit, indications, contraindications, side_effects,
            fda_approved, source, written_on)
          VALUES (7, randomblob(16), 'metformin', 'metformin', '[]', '', '', '[]',
            '["500 mg"]', '["tablet"]', '[]', 'tablet', '[]', '[]', '[]', 1, 'label',
            '2026-11-01');
          UPDATE products SET drug_id = 7 WHERE product_id = 1;
          UPDATE packages SET gtin = '00300931048011' WHERE product_id = 1;
          """
      )
    }
  }

  @Test(arguments: [
    "0093-1048-01", "00093-1048-01", "00093104801", "00300931048011", "300931048011", "0093-1048",
  ])
  func `a code of a package on the shelf finds its drug`(code: String) throws {
    #expect(try shelf.session.read(DrugSearchQuery(code)).map(\.name) == ["metformin"])
  }

  @Test(arguments: ["0093-1048-02", "0093-104", "00093104802", "0406-0552-01", "00000000000000"])
  func `another code finds nothing`(code: String) throws {
    #expect(try shelf.session.read(DrugSearchQuery(code)) == [])
  }
}
