import Domain
import Store

/// What a newcomer has told: enough for a record and a first day.
package struct FirstRunAnswers: Equatable, Sendable {
  package let name: String
  package let birthDate: CalendarDate?
  /// The identifier of a time zone.
  package let zone: String
  package let quietHours: NewPerson.QuietWindow?
  /// The first medicine, and what is taken without a prescription.
  package let medications: [NewMedication]
}

/// What the first questions need to know of the machine.
package struct FirstRunSurroundings: Sendable {
  /// The zone that the machine is set to.
  package let zone: String
  /// Every zone that may be chosen.
  package let zones: [String]
  package let now: Instant
  package let rules: @Sendable (String) throws -> ZoneRules

  package init(
    zone: String,
    zones: [String],
    now: Instant,
    rules: @escaping @Sendable (String) throws -> ZoneRules
  ) {
    self.zone = zone
    self.zones = zones
    self.now = now
    self.rules = rules
  }
}
