import Domain
import GRDB

/// Where and when the acting person works: what stands in the title line of counter screens.
package struct CounterPlace: Equatable, Sendable {
  /// The pharmacy's name; empty when the person belongs to none.
  package let name: String
  package let zone: ZoneRules
  package let now: Instant

  /// The calendar day at the counter; it decides what has expired.
  package var day: CalendarDate { zone.local(of: now).0.date }
}

/// The pharmacy of the acting person, the only one there is when she names none, and the time there.
package struct CounterQuery: NamedQuery {
  package var dataKind: DataKind { .stock }

  package init() {}

  package func fetch(_ context: ReadContext) throws -> CounterPlace {
    let own = try String.fetchOne(
      context.db,
      sql: """
        SELECT f.pharmacy_name
        FROM user_profiles AS p
        JOIN pharmacies AS f ON f.pharmacy_id = p.pharmacy_id
        WHERE p.user_id = ?
        """,
      arguments: [context.actor.userID]
    )
    let names = try String.fetchAll(
      context.db,
      sql: "SELECT pharmacy_name FROM pharmacies WHERE is_active = 1 ORDER BY pharmacy_id LIMIT 2"
    )
    return CounterPlace(
      name: own ?? (names.count == 1 ? names[0] : ""),
      zone: try context.counterZone(),
      now: context.now
    )
  }
}
