import Domain
import GRDB

/// Adds a schedule to a medication that is on the list.
package struct AddSchedule: NamedTransaction {
  package var medication: Int
  package var schedule: NewSchedule

  package init(medication: Int, schedule: NewSchedule) {
    self.medication = medication
    self.schedule = schedule
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// The number of the new schedule.
  ///
  /// - Throws: ``StoreError/notFound(what:id:)`` for a medication or a schedule to follow that is not
  ///   the person's, ``DoseRefusal/stopped``
  package func run(_ context: WriteContext) throws -> Int {
    let status = try String.fetchOne(
      context.db,
      sql: "SELECT status FROM user_medications WHERE medication_id = ? AND user_id = ?",
      arguments: [medication, context.subject]
    )
    guard let status else { throw StoreError.notFound(what: "medication", id: "\(medication)") }
    guard status == "active" || status == "paused" else { throw DoseRefusal.stopped }
    let zone = try context.reading.zoneInForce()
    if let follows = schedule.follows {
      _ = try ScheduleRecords(context: context.reading, zone: zone).one(follows)
    }
    let id = try ScheduleWriter(context: context).insert(
      schedule,
      medication: medication,
      home: zone.identifier
    )
    try NewDirections.entered(for: medication, from: nil, isWhole: false, context)
    context.audit(
      AuditEntry(
        action: "schedule.add",
        table: "medication_schedules",
        record: "\(id)",
        subject: context.subject,
        risk: .medium
      )
    )
    return id
  }
}
