import Domain
import GRDB

extension ReadContext {
  /// The calendar day it is now at the counter: in the zone asked for this run, else in the acting
  /// person's own, else in UTC.
  ///
  /// It decides what has expired.
  ///
  /// - Throws: what finding the zone throws.
  func counterDay() throws -> CalendarDate { try counterZone().local(of: now).0.date }

  /// The zone of ``counterDay()``.
  ///
  /// - Throws: what finding the zone throws.
  func counterZone() throws -> ZoneRules {
    try environment.zone(try environment.zoneOverride ?? ownZone() ?? "UTC")
  }

  private func ownZone() throws -> String? {
    try String.fetchOne(
      db,
      once: "SELECT timezone FROM user_profiles WHERE user_id = ?",
      arguments: [actor.userID]
    )
  }
}
