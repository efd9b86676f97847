import Domain

/// Asks whether the clock of the machine jumped and nobody has said that it is right.
package struct ClockQuery: NamedQuery {
  package struct Answer: Sendable {
    package let jump: ClockJump?
    package let now: Instant
    /// The zone in force.
    package let zone: ZoneRules
  }

  package init() {}

  package var dataKind: DataKind { .doses }

  package func fetch(_ context: ReadContext) throws -> Answer {
    Answer(
      jump: try ReminderClock.judged(context).jump,
      now: context.now,
      zone: try context.zoneInForce()
    )
  }
}
