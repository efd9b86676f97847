import Domain
import GRDB
import TestSupport
import Testing

@testable import Store

/// What a screen waits for costs the same in a large database as in the sample: no statement of it
/// reads the whole of a table that grows with people, years or trade.
@Suite struct QueryPlanTests {
  static let growing: Set<String> = [
    "dose_events", "dose_event_revisions", "dose_event_notes", "dose_tallies", "open_doses",
    "user_medications", "medication_schedules", "schedule_versions", "supply_balances",
    "supply_entries", "adherence_summaries", "notification_queue", "notification_history",
    "stock_movements", "lots", "prescriptions", "prescription_steps", "fills", "fill_lots",
    "audit_logs", "users", "user_profiles", "refill_requests", "user_allergies",
    "user_medical_conditions", "health_metrics",
  ]

  /// The statements that a query runs, with their values.
  private final class Heard: @unchecked Sendable {
    // Unchecked: everything happens on the queue of one connection.
    var statements: [String] = []
  }

  /// The steps of the query's plans that read a growing table from end to end.
  private func scans<Query: NamedQuery>(_ query: Query, as handle: String) throws -> [String] {
    let sample = try LoadedSample.ordinary.get()
    let user = try sample.number("SELECT user_id FROM users WHERE handle = '\(handle)'")
    let actor = Acting(userID: user, handle: handle, roles: [.patient, .pharmacist, .manager])
    return try sample.test.database.read { db, environment in
      let heard = Heard()
      db.trace { event in
        if case .statement(let statement) = event { heard.statements.append(statement.expandedSQL) }
      }
      _ = try query.fetch(
        ReadContext(
          db: db,
          actor: actor,
          subject: user,
          environment: environment,
          now: environment.now()
        )
      )
      db.trace(options: [])
      let selects = Set(heard.statements.filter { $0.hasPrefix("SELECT") || $0.hasPrefix("WITH") })
      return try selects.sorted().flatMap { try Self.scans(of: $0, in: db) }
    }
  }

  private static func scans(of sql: String, in db: Database) throws -> [String] {
    let steps = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql).map {
      $0["detail"] as String
    }
    // The first rows along an index, or by number, are found without reading the rest.
    let isFirstRows = sql.contains("LIMIT") && !steps.contains { $0.contains("TEMP B-TREE") }
    guard !isFirstRows else { return [] }
    let names = tables(of: sql)
    return steps.filter { step in
      guard step.hasPrefix("SCAN ") else { return false }
      let name = step.dropFirst(5).prefix { $0 != " " }
      return growing.contains(names[String(name)] ?? String(name))
    }.map { "\($0) in \(sql.prefix(300))" }
  }

  /// The tables of a statement by the names they have in it.
  private static func tables(of sql: String) -> [String: String] {
    let words = sql.split { $0.isWhitespace || $0 == "(" || $0 == ")" || $0 == "," }.map(
      String.init
    )
    var names: [String: String] = [:]
    for (index, word) in words.enumerated()
    where word == "AS" && index > 0 && index + 1 < words.count {
      names[words[index + 1]] = words[index - 1]
    }
    return names
  }

  @Test func `Today reads no table to its end`() throws {
    #expect(try scans(DayQuery(), as: "ruth") == [])
  }

  @Test func `Schedules and the list of medicines read no table to their end`() throws {
    #expect(try scans(MedicationPlanQuery(), as: "ruth") == [])
    #expect(try scans(MedicationListQuery(), as: "ruth") == [])
    #expect(try scans(MedicinePageQuery(), as: "ruth") == [])
  }

  @Test func `Refills read no table to its end`() throws {
    #expect(try scans(RefillsQuery(), as: "ruth") == [])
  }

  @Test func `a page of the inventory, of lots and of the ledger read no table to their end`()
    throws
  {
    #expect(try scans(InventoryQuery(limit: 50), as: "jortiz") == [])
    #expect(try scans(LotsQuery(product: .id(1), scope: .all), as: "jortiz") == [])
    #expect(try scans(LedgerQuery(.product(.id(1))), as: "jortiz") == [])
  }

  @Test func `a plan that reads a whole table would be found`() throws {
    let sample = try LoadedSample.ordinary.get()
    let found = try sample.read { db in
      try Self.scans(of: "SELECT d.status FROM dose_events AS d WHERE d.status = 3", in: db)
    }
    #expect(found.count == 1)
  }
}
