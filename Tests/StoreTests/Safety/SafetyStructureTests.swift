import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// Nothing goes past the checks: neither a transaction that is written tomorrow nor a way to write
/// that is none.
@Suite struct SafetyStructureTests {
  private let desk: SafetyDesk

  init() throws { desk = try SafetyDesk() }

  @Test(arguments: [
    """
    INSERT INTO user_medications (public_id, user_id, drug_name, strength, dosage_form,
      dosing_unit, start_date, status, created_at, updated_at)
    VALUES (randomblob(16), 3, 'x', '', 'tablet', 'tablet', '2026-11-24', 'active', 0, 0)
    """, "UPDATE user_medications SET strength = '900 mg'",
    "UPDATE user_medications SET status = 'active'",
    "UPDATE schedule_versions SET rule = '{}' WHERE schedule_id = 1",
    """
    INSERT INTO schedule_versions (schedule_id, from_minute, zone_mode, home_zone, rule,
      entered_at, entered_by) VALUES (1, 5, 'local', 'UTC', '{}', 0, 3)
    """, "UPDATE prescriptions SET quantity = 1", "UPDATE fills SET quantity = 1",
  ]) func `a transaction that writes medicines and forgets the checks fails`(sql: String) throws {
    _ = try desk.own.write(AddMedication(desk.medication("warfarin")))
    let before = try desk.count("SELECT count(*) FROM user_medications")
    #expect(throws: StoreError.unchecked(transaction: "Forgetful")) {
      try desk.own.write(Forgetful(sql: sql))
    }
    #expect(try desk.count("SELECT count(*) FROM user_medications") == before)
  }

  @Test func `what is no matter of medicines needs no check`() throws {
    _ = try desk.own.write(AddMedication(desk.medication("warfarin")))
    try desk.own.write(Forgetful(sql: "UPDATE user_medications SET refill_alert_days = 3"))
  }

  @Test func `only loading whole records goes without the checks`() throws {
    let files = try sources().filter { $0.text.contains("loadsUnchecked: Bool { true }") }
    #expect(files.map(\.name) == ["BulkLoad.swift"])
  }

  @Test func `whatever writes medicines in the source is a transaction that says what is checked`()
    throws
  {
    let writers = try sources().filter { file in
      // Measurements fill scratch files of their own and are no part of the program.
      !file.path.contains("/Sources/Benchmarks/") && Self.writesMedicines(file.text)
    }
    #expect(writers.count >= 4)
    for file in writers where !Self.loaders.contains(file.name) {
      #expect(file.path.contains("/Store/Transactions/"), "\(file.path)")
      #expect(file.text.contains("context.check("), "\(file.name)")
    }
  }

  /// Loads whole records, which are checked when they are looked at.
  private static let loaders: Set = ["BulkStep.swift"]

  /// Whether a source has a statement that ``SafetyWatch`` looks at.
  private static func writesMedicines(_ text: String) -> Bool {
    let isInserted = SafetyWatch.inserted.contains { table in
      ["INTO \(table) ", "INTO \(table)(", "INTO \(table)\n"].contains { text.contains($0) }
    }
    if isInserted { return true }
    return SafetyWatch.updated.contains { table, columns in
      text.components(separatedBy: "UPDATE \(table)").dropFirst().contains { rest in
        guard let first = rest.first, first.isWhitespace else { return false }
        let change = rest.components(separatedBy: "WHERE")[0]
        return columns.contains { column in
          [" \(column) =", "\(column)=", ",\(column) ="].contains { change.contains($0) }
        }
      }
    }
  }

  @Test func `every table that says what somebody takes, or was given, is watched`() throws {
    let telling: Set = ["drug_id", "sig", "rule", "quantity_prescribed", "prescription_id"]
    let harmless: [String: String] = [
      "drugs_master": "the catalogue", "drug_ingredients": "the catalogue",
      "products": "what the pharmacy keeps", "prescription_steps": "where a prescription stands",
    ]
    let tables = try desk.test.database.read { db, _ in
      try Row.fetchAll(
        db,
        sql: """
          SELECT m.name AS name, c.name AS column_name
          FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
          WHERE m.type = 'table'
          """
      ).filter { telling.contains($0["column_name"]) }.map { $0["name"] as String }
    }
    for table in Set(tables) where harmless[table] == nil {
      #expect(SafetyWatch.inserted.contains(table), "\(table)")
      #expect(SafetyWatch.updated[table] != nil, "\(table)")
    }
  }

  @Test func `nothing but the session and the opening of a file writes`() throws {
    let callers = try sources().filter { $0.text.contains("database.write {") }
    #expect(callers.map(\.name) == ["Access.swift"])
  }

  @Test func `nobody gives out to nobody`() throws {
    #expect(try sources().allSatisfy { !$0.text.contains("to: .nobody") })
  }

  private struct Source {
    let path: String
    let text: String
    var name: String { String(path.split(separator: "/").last ?? "") }
  }

  private func sources() throws -> [Source] {
    let root = #filePath.components(separatedBy: "/Tests/")[0] + "/Sources"
    let names = try #require(FileManager.default.enumerator(atPath: root))
    return try names.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted().map {
      Source(
        path: "\(root)/\($0)",
        text: try String(contentsOfFile: "\(root)/\($0)", encoding: .utf8)
      )
    }
  }
}

/// Writes what it is told and leaves an audit entry, as a transaction does that knows no checks.
private struct Forgetful: NamedTransaction {
  let sql: String
  var dataKind: DataKind { .medications }
  var operation: AccessOperation { .change }
  func run(_ context: WriteContext) throws {
    try context.db.execute(sql: sql)
    context.audit(AuditEntry(action: "test", table: "user_medications"))
  }
}
