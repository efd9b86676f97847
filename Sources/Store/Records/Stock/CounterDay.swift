import Domain
import GRDB

extension ReadContext {
  /// The calendar day it is now in a zone, or in the acting person's own when none is given.
  ///
  /// - Throws: what finding the zone throws.
  func counterDay(in zone: String?) throws -> CalendarDate {
    let identifier = try zone ?? ownZone() ?? "UTC"
    return try environment.zone(identifier).local(of: now).0.date
  }

  private func ownZone() throws -> String? {
    try String.fetchOne(
      db,
      sql: "SELECT timezone FROM user_profiles WHERE user_id = ?",
      arguments: [actor.userID]
    )
  }
}
