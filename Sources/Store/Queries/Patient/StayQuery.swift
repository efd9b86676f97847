import Domain

/// A pause of everything, and the medicines that have to be gone through before it ends.
package struct Stay: Sendable {
  package let person: PersonHeader
  package let now: Instant
  package let zone: ZoneRules
  /// Those that are taken or rest, in the order of the list.
  package let medicines: [MedicationListQuery.Item]

  package var today: CalendarDate { zone.local(of: now).0.date }
  /// The first day of the pause; nil without one.
  package var firstDay: CalendarDate? { person.pausesFrom.map { zone.local(of: $0).0.date } }
}

/// Asks how a person's pause stands.
package struct StayQuery: NamedQuery {
  package init() {}

  package var dataKind: DataKind { .medications }

  package func fetch(_ context: ReadContext) throws -> Stay {
    Stay(
      person: try PersonHeader.fetch(context),
      now: context.now,
      zone: try context.zoneInForce(),
      medicines: try MedicationListQuery().fetch(context).filter {
        $0.label.status == "active" || $0.label.status == "paused"
      }
    )
  }
}
