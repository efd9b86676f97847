import Domain
import GRDB

/// When a dose was told of, and to whom beside the person herself.
package struct ToldOfDose: Equatable, Sendable {
  /// Somebody else who was told that there was no answer.
  package struct Caregiver: Equatable, Sendable {
    package let name: String
    package let at: Instant

    package init(name: String, at: Instant) {
      self.name = name
      self.at = at
    }
  }

  /// When it rang, earliest first.
  package let rang: [Instant]
  /// Nil when nobody else was told.
  package let caregiver: Caregiver?

  package init(rang: [Instant], caregiver: Caregiver?) {
    self.rang = rang
    self.caregiver = caregiver
  }
}

/// Asks when one dose of the person was told of.
package struct ToldOfDoseQuery: NamedQuery {
  package var schedule: Int
  package var dueMinute: Int

  package init(schedule: Int, dueMinute: Int) {
    self.schedule = schedule
    self.dueMinute = dueMinute
  }

  package var dataKind: DataKind { .doses }

  package func fetch(_ context: ReadContext) throws -> ToldOfDose {
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT DISTINCT kind = 'escalation' AS is_elsewhere, told_at
        FROM alert_claims
        WHERE schedule_id = ? AND due_minute = ? AND user_id = ? AND told_at IS NOT NULL
          AND kind <> 'advance'
        ORDER BY told_at
        """,
      arguments: [schedule, dueMinute, context.subject]
    )
    func moments(elsewhere: Bool) -> [Instant] {
      rows.filter { $0["is_elsewhere"] == elsewhere }.map { row in
        Instant(milliseconds: row["told_at"])
      }
    }
    let last = moments(elsewhere: true).last
    return ToldOfDose(
      rang: moments(elsewhere: false),
      caregiver: try last.flatMap { at in
        try caregiver(context).map { ToldOfDose.Caregiver(name: $0, at: at) }
      }
    )
  }

  private func caregiver(_ context: ReadContext) throws -> String? {
    try String.fetchOne(
      context.db,
      sql: """
        SELECT trim(p.first_name || ' ' || p.last_name)
        FROM notification_preferences AS n
        JOIN user_profiles AS p ON p.user_id = n.caregiver_id
        WHERE n.user_id = ?
        """,
      arguments: [context.subject]
    )
  }
}
