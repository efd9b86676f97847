import Domain
import GRDB
import Services
import Store
import TestSupport
import Testing

@Suite struct SampleLoaderTests {
  /// What a visitor finds at least, by a query that counts it.
  static let least: [(what: String, count: Int, sql: String)] = [
    ("drugs", 150, "SELECT count(*) FROM drugs_master"),
    ("interactions of two drugs", 120, "SELECT count(*) FROM drug_interactions"),
    ("interactions with food", 40, "SELECT count(*) FROM drug_food_interactions"),
    ("household", 4, "SELECT count(*) FROM users WHERE household IS NOT NULL"),
    (
      "patients with medicines", 24,
      "SELECT count(DISTINCT user_id) FROM user_medications"
    ),
    ("conditions", 24, "SELECT count(*) FROM user_medical_conditions"),
    ("allergies", 24, "SELECT count(*) FROM user_allergies"),
    ("products", 200, "SELECT count(*) FROM products"),
    ("lots on the shelf", 200, "SELECT count(*) FROM lots WHERE on_hand > 0"),
    ("suppliers", 5, "SELECT count(*) FROM suppliers"),
    ("providers", 10, "SELECT count(*) FROM healthcare_providers"),
    ("insurance", 20, "SELECT count(*) FROM user_insurance"),
    ("prescriptions on their way", 20, "SELECT count(*) FROM prescriptions"),
    (
      "tall-man names", 20, "SELECT count(*) FROM ingredients WHERE tall_man_name IS NOT NULL"
    ),
    (
      "controlled drugs", 10,
      "SELECT count(*) FROM drugs_master WHERE control_schedule IS NOT NULL"
    ),
    (
      "products that moved in each of the twelve months", 150,
      """
      SELECT count(*) FROM (
        SELECT product_id FROM stock_movements GROUP BY product_id
        HAVING max(moved_at) - min(moved_at) > 300 * 86400000)
      """
    ),
    (
      "medicines with more than three hundred doses recorded", 20,
      """
      SELECT count(*) FROM (
        SELECT schedule_id FROM dose_events GROUP BY schedule_id HAVING count(*) > 300)
      """
    ),
    ("doses missed", 200, "SELECT count(*) FROM dose_events WHERE status = 3"),
    ("doses skipped", 100, "SELECT count(*) FROM dose_events WHERE status = 2"),
    ("doses in a pause", 5, "SELECT count(*) FROM dose_events WHERE status = 4"),
  ]

  @Test(arguments: least.map(\.what)) func `the sample holds enough of`(_ what: String) throws {
    let row = try #require(Self.least.first { $0.what == what })
    #expect(try LoadedSample.ordinary.get().number(row.sql) >= row.count)
  }

  @Test(arguments: [
    "times", "interval", "linked", "taper", "asNeeded", "byReading", "unscheduled",
  ]) func `a schedule of every kind is in use`(_ kind: String) throws {
    let sample = try LoadedSample.ordinary.get()
    let count = try sample.number(
      "SELECT count(*) FROM medication_schedules WHERE kind = '\(kind)' AND is_active"
    )
    #expect(count > 0)
  }

  @Test func `what is injected by reading is what the table says of the reading before it`() throws
  {
    let sample = try LoadedSample.ordinary.get()
    let doses = """
      FROM dose_events AS d JOIN medication_schedules AS s USING (schedule_id)
      WHERE s.kind = 'byReading' AND d.status = 1
      """
    #expect(try sample.number("SELECT count(*) \(doses)") > 200)
    #expect(try sample.number("SELECT count(*) \(doses) AND d.amount IS NULL") == 0)
    let amounts = try sample.texts("SELECT DISTINCT d.amount \(doses) ORDER BY d.amount")
    #expect(amounts.allSatisfy { ["2 units", "4 units", "6 units", "8 units"].contains($0) })
    #expect(amounts.count > 1)
  }

  @Test func `every column that the page about the schema keeps holds a value somewhere`() throws {
    let sample = try LoadedSample.ordinary.get()
    let kept = try KeptColumns.read()
    #expect(kept.count > 100)
    // What waits to be told is found by the engine, and never a part of the sample.
    let empty = try kept.filter { $0.table != "notification_queue" }.filter {
      try sample.number("SELECT count(\($0.column)) FROM \($0.table)") == 0
    }
    #expect(empty.map { "\($0.table).\($0.column)" } == [])
  }

  @Test func `everything that can be proven of a fresh sample holds`() throws {
    #expect(try LoadedSample.ordinary.get().test.database.verify().findings == [])
  }

  @Test func `a missing folder is said by its path and nothing is loaded`() throws {
    let test = try TestDatabase(info: NewDatabase(isSample: true))
    #expect(throws: SampleError.folderMissing("/nowhere")) {
      try SampleLoader(folder: "/nowhere", home: "UTC").load(into: test.database)
    }
  }
}
