import Domain
import GRDB

/// Who a record belongs to, as it stands in line 1 of every screen of that person.
package struct PersonHeader: Equatable, Sendable {
  package let user: Int
  package let handle: String
  package let firstName: String
  package let lastName: String
  package let birthDate: CalendarDate?
  /// The IANA name of the zone kept in the profile.
  package let zone: String
  /// From when on nothing rings, also when that is still to come; nil without a pause.
  package let pausesFrom: Instant?
  /// Since when nothing rings; nil when no pause holds now.
  package let pausedSince: Instant?
  package let pauseReason: String?
  package let pharmacyName: String?
  package let pharmacyPhone: String?

  package var fullName: String { lastName.isEmpty ? firstName : "\(firstName) \(lastName)" }

  static func fetch(_ context: ReadContext) throws -> PersonHeader {
    let row = try Row.fetchOne(
      context.db,
      once: """
        SELECT u.user_id, u.handle, p.first_name, p.last_name, p.date_of_birth, p.timezone,
          p.paused_since, p.pause_reason, f.pharmacy_name, f.phone_number
        FROM users AS u
        JOIN user_profiles AS p ON p.user_id = u.user_id
        LEFT JOIN pharmacies AS f ON f.pharmacy_id = p.pharmacy_id
        WHERE u.user_id = ?
        """,
      arguments: [context.subject]
    )
    guard let row else { throw StoreError.notFound(what: "person", id: "\(context.subject)") }
    let birth: String? = row["date_of_birth"]
    let paused: Int? = row["paused_since"]
    let pausesFrom = paused.map { Instant(milliseconds: $0) }
    return PersonHeader(
      user: row["user_id"],
      handle: row["handle"],
      firstName: row["first_name"],
      lastName: row["last_name"],
      birthDate: birth.flatMap { CalendarDate(text: $0) },
      zone: row["timezone"],
      pausesFrom: pausesFrom,
      pausedSince: pausesFrom.flatMap { $0 <= context.now ? $0 : nil },
      pauseReason: row["pause_reason"],
      pharmacyName: row["pharmacy_name"],
      pharmacyPhone: row["phone_number"]
    )
  }
}

extension ReadContext {
  /// The zone in force for the subject: the one asked for this run, else the profile's.
  func zoneInForce() throws -> ZoneRules {
    if let asked = environment.zoneOverride { return try environment.zone(asked) }
    let name = try String.fetchOne(
      db,
      once: "SELECT timezone FROM user_profiles WHERE user_id = ?",
      arguments: [subject]
    )
    guard let name else { throw StoreError.notFound(what: "person", id: "\(subject)") }
    return try environment.zone(name)
  }
}
