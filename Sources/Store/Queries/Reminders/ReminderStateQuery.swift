import Domain
import GRDB

/// Everything that decides what rings for the person, for showing what would ring and why.
package struct ReminderStateQuery: NamedQuery {
  package struct Answer: Sendable {
    package let state: ReminderState
    /// The titles of the person's medications.
    package let titles: [Int: String]
    package let now: Instant
  }

  /// The zone of the machine at which the person sits; nil when that is of no interest.
  package var machineZone: String?

  package init(machineZone: String? = nil) { self.machineZone = machineZone }

  package var dataKind: DataKind { .doses }

  package func fetch(_ context: ReadContext) throws -> Answer {
    let records = try ReminderStateRecords(context)
    return Answer(
      state: try records.state(
        clock: try ReminderClock.judged(context),
        machineZone: machineZone
      ),
      titles: records.labels.mapValues(\.title),
      now: context.now
    )
  }
}
