import Domain
import GRDB

/// What a person answered about zones: the last change, and the zone against which home time stays.
struct ZoneRecord {
  /// The last change of the zone in force.
  let change: ZoneChange?
  /// The zone of a machine for which the person chose to stay on home time.
  let keptAgainst: String?

  static func fetch(_ context: ReadContext) throws -> ZoneRecord {
    let row = try Row.fetchOne(
      context.db,
      once: """
        SELECT changed_at, zone_before, zone_after, kept_against
        FROM reminder_zones
        WHERE user_id = ?
        """,
      arguments: [context.subject]
    )
    let (at, before, after): (Int?, String?, String?) = (
      row?["changed_at"], row?["zone_before"], row?["zone_after"]
    )
    var change: ZoneChange?
    if let at, let before, let after {
      change = ZoneChange(
        at: Instant(milliseconds: at),
        from: try context.environment.zone(before),
        to: try context.environment.zone(after)
      )
    }
    return ZoneRecord(change: change, keptAgainst: row?["kept_against"])
  }
}

extension ReadContext {
  /// The zone of the machine at which the person sits, when its clock differs from hers and she has
  /// not been asked about it; nil as well when a zone was named for this run.
  func zoneToAskAbout(_ machine: String?) throws -> ZoneRules? {
    guard let machine, environment.zoneOverride == nil else { return nil }
    let home = try zoneInForce()
    guard machine != home.identifier else { return nil }
    let zone = try environment.zone(machine)
    guard zone.offset(at: now) != home.offset(at: now),
      try ZoneRecord.fetch(self).keptAgainst != machine
    else { return nil }
    return zone
  }
}

extension WriteContext {
  /// Forgets that home time was kept against another zone once the machine shows home time again:
  /// the next journey is asked about anew, be it to the same place.
  func endTrip(_ machine: String) throws {
    guard environment.zoneOverride == nil, try ZoneRecord.fetch(reading).keptAgainst != nil,
      try environment.zone(machine).offset(at: now)
        == (try reading.zoneInForce()).offset(at: now)
    else { return }
    try db.execute(
      sql: "UPDATE reminder_zones SET kept_against = NULL WHERE user_id = ?",
      arguments: [subject]
    )
  }
}
