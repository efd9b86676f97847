import Domain
import GRDB
import Testing

/// What the sample and the catalogue say is read by patients: no sign in it may be misread.
@Suite struct SampleSentenceTests {
  /// Columns whose texts are no sentences: addresses, codes, proper names, and numbers that the
  /// formatter turns into words before anybody reads them.
  static let exempt: Set<String> = [
    "users.email", "users.password_hash", "healthcare_providers.email", "user_profiles.timezone",
    "user_profiles.blood_type", "schedule_versions.home_zone", "safety_facts.subject",
    "safety_facts.source", "audit_logs.record_id", "dose_limits.amount",
    "medication_schedules.dose_amount", "supply_balances.quantity", "supply_entries.change",
    "dose_events.deducted", "dose_event_revisions.deducted",
  ]

  private static func textColumns(_ db: Database) throws -> [(table: String, column: String)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT m.name AS table_name, c.name AS column_name
        FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
        WHERE m.type = 'table' AND c.type = 'TEXT' AND m.name NOT LIKE '%search%'
        """
    ).map { ($0["table_name"], $0["column_name"]) }
      .filter { !exempt.contains("\($0).\($1)") }
  }

  @Test func `no sentence of the sample holds a sign that has been misread`() throws {
    let sample = try LoadedSample.ordinary.get()
    let columns = try sample.read(Self.textColumns)
    #expect(columns.count > 150)
    for (table, column) in columns {
      let texts = try sample.texts(
        "SELECT DISTINCT \(column) FROM \(table) WHERE \(column) IS NOT NULL"
      )
      let bad = texts.filter { !ForbiddenSigns.violations(in: $0).isEmpty }
      #expect(bad == [], "\(table).\(column)")
    }
  }
}
