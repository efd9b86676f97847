import Domain
import GRDB

/// The newest entries of the audit, newest first.
package struct AuditListQuery: NamedQuery {
  /// How many, at most 10,000.
  package var limit: Int
  /// Entries below this number alone; nil for the newest.
  package var before: Int?

  package init(limit: Int = 50, before: Int? = nil) {
    self.limit = limit
    self.before = before
  }

  package var dataKind: DataKind { .audit }

  /// One entry as it is shown.
  package struct Item: Equatable, Sendable {
    package let number: Int
    package let performedAt: Instant
    package let actor: Int
    /// Nil for somebody who is not there any more.
    package let actorHandle: String?
    package let subject: Int?
    package let action: String
    package let table: String
    package let record: String?
    package let risk: String
    package let agent: String?
  }

  package func fetch(_ context: ReadContext) throws -> [Item] {
    try Row.fetchAll(
      context.db,
      sql: """
        SELECT a.log_id, a.performed_at, a.user_id, u.handle, a.subject_id, a.action_type,
          a.table_name, a.record_id, a.risk_level, a.user_agent
        FROM audit_logs AS a
        LEFT JOIN users AS u ON u.user_id = a.user_id
        WHERE a.log_id < ?
        ORDER BY a.log_id DESC
        LIMIT ?
        """,
      arguments: [before ?? Int.max, min(max(limit, 1), 10_000)]
    ).map { row in
      Item(
        number: row["log_id"],
        performedAt: Instant(milliseconds: row["performed_at"]),
        actor: row["user_id"],
        actorHandle: row["handle"],
        subject: row["subject_id"],
        action: row["action_type"],
        table: row["table_name"],
        record: row["record_id"],
        risk: row["risk_level"],
        agent: row["user_agent"]
      )
    }
  }
}
