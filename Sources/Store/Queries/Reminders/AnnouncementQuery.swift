import Domain
import GRDB

/// What rang at one moment, and how its doses stand.
package struct Announcement: Hashable, Sendable {
  /// A dose that was told of.
  package struct Dose: Hashable, Sendable {
    package let schedule: Int
    package let dueMinute: Int
    package let nth: Int

    package init(schedule: Int, dueMinute: Int, nth: Int = 0) {
      self.schedule = schedule
      self.dueMinute = dueMinute
      self.nth = nth
    }
  }

  package let event: Int
  /// Whose doses they are, which is not always who is told.
  package let person: Int
  /// Empty for what is about no dose.
  package let doses: Set<Dose>
  /// Those that are neither taken nor left out.
  package let unanswered: Set<Dose>
  /// Those of them that may still be taken and were not put off.
  package let open: Set<Dose>

  package init(
    event: Int,
    person: Int,
    doses: Set<Dose>,
    unanswered: Set<Dose>,
    open: Set<Dose>
  ) {
    self.event = event
    self.person = person
    self.doses = doses
    self.unanswered = unanswered
    self.open = open
  }
}

/// Asks what a message is about that is being told now, or how something stands that rang before;
/// nil once nothing is known of it any more.
package struct AnnouncementQuery: NamedQuery {
  package enum Name: Hashable, Sendable {
    /// A message that still stands in the queue.
    case notification(Int)
    case event(Int)
  }

  package var name: Name

  package init(_ name: Name) { self.name = name }

  package var dataKind: DataKind { .doses }
  package var reach: AccessReach { .program }

  package func fetch(_ context: ReadContext) throws -> Announcement? {
    guard let event = try event(context.db) else { return nil }
    let person = try Int.fetchOne(
      context.db,
      sql: "SELECT user_id FROM alert_events WHERE event_id = ?",
      arguments: [event]
    )
    guard let person else { return nil }
    let rows = try Row.fetchAll(
      context.db,
      sql: """
        SELECT schedule_id, due_minute, nth, \(AlertBook.isAnswered) AS is_answered,
          EXISTS (
            SELECT 1 FROM open_doses AS o
            WHERE o.schedule_id = alert_claims.schedule_id
              AND o.due_minute = alert_claims.due_minute
              AND coalesce(o.snoozed_until, 0) <= :now) AS is_open
        FROM alert_claims
        WHERE event_id = :event
        """,
      arguments: ["event": event, "now": context.now.milliseconds]
    )
    func doses(_ isMeant: (Row) -> Bool) -> Set<Announcement.Dose> {
      Set(
        rows.filter(isMeant).map { row in
          Announcement.Dose(
            schedule: row["schedule_id"],
            dueMinute: row["due_minute"],
            nth: row["nth"]
          )
        }
      )
    }
    return Announcement(
      event: event,
      person: person,
      doses: doses { _ in true },
      unanswered: doses { !($0["is_answered"] as Bool) },
      open: doses { !($0["is_answered"] as Bool) && $0["is_open"] as Bool }
    )
  }

  private func event(_ db: Database) throws -> Int? {
    switch name {
    case .event(let event): event
    case .notification(let id):
      try Int.fetchOne(
        db,
        sql: "SELECT event_id FROM notification_queue WHERE notification_id = ?",
        arguments: [id]
      )
    }
  }
}
