import Domain
import GRDB

/// Takes back a new bottle that was just recorded: strength, looks, directions and what is left are
/// as they were.
///
/// Only the last one of a medication, for ten minutes, and as long as no dose was recorded after it.
package struct UndoFill: NamedTransaction {
  package var fill: Int

  package init(fill: Int) { self.fill = fill }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// - Throws: ``StoreError/notFound(what:id:)``, ``StoreError/invalid(_:)``
  package func run(_ context: WriteContext) throws {
    let row = try Row.fetchOne(
      context.db,
      sql: """
        SELECT f.medication_id, f.received_at, f.was_strength, f.was_appearance, f.was_instructions, f.was_quantity,
          f.was_refills, f.schedules, f.request_id,
          (SELECT max(fill_entry_id) FROM medication_fills
            WHERE medication_id = f.medication_id) AS last_fill
        FROM medication_fills AS f
        JOIN user_medications AS m ON m.medication_id = f.medication_id
        WHERE f.fill_entry_id = ? AND m.user_id = ?
        """,
      arguments: [fill, context.subject]
    )
    guard let row else { throw StoreError.notFound(what: "fill", id: "\(fill)") }
    guard row["last_fill"] == fill else {
      throw StoreError.invalid("another bottle was recorded since: count what is there")
    }
    let medication: Int = row["medication_id"]
    let received = Instant(milliseconds: row["received_at"])
    guard context.now - received <= UndoMedicationChange.window else {
      throw StoreError.invalid("that was more than 10 minutes ago")
    }
    try requireNoDose(of: medication, since: received, context)
    try restoreDirections(row["schedules"], context)
    try context.db.execute(
      sql: """
        UPDATE user_medications
        SET strength = ?, appearance = ?, instructions = ?, refills_remaining = ?, updated_at = ?,
          version = version + 1
        WHERE medication_id = ?
        """,
      arguments: [
        row["was_strength"] as String, row["was_appearance"] as String?,
        row["was_instructions"] as String?,
        row["was_refills"] as Int?, context.now.milliseconds, medication,
      ]
    )
    try restoreSupply(row["was_quantity"], of: medication, context)
    if let request: Int = row["request_id"] {
      try RefillRequest.one(context.db, id: request, user: context.subject)
        .move(to: .requested, answer: nil, context)
    }
    try context.db.execute(
      sql: "DELETE FROM medication_fills WHERE fill_entry_id = ?",
      arguments: [fill]
    )
    context.check(medication: medication)
    context.supplyMoved(of: medication)
    context.audit(
      AuditEntry(
        action: "supply.fillUndone",
        table: "medication_fills",
        record: "\(fill)",
        subject: context.subject,
        risk: .medium
      )
    )
  }

  private func requireNoDose(
    of medication: Int,
    since instant: Instant,
    _ context: WriteContext
  ) throws {
    let zone = try context.reading.zoneInForce()
    let schedules = try ScheduleRecords(context: context.reading, zone: zone)
      .all(medication: medication)
    let first = zone.local(of: instant).0.minute
    for schedule in schedules {
      let rows = try DoseRow.range(
        context.db,
        user: context.subject,
        from: first - 2880,
        to: first + 2880
      ).filter { $0.schedule == schedule.id }
      let isRecorded = rows.contains { row in
        row.dueAt(onWallClock: schedule.isOnWallClock) + row.recordedAfter >= instant
      }
      guard !isRecorded else {
        throw StoreError.invalid("a dose was recorded since: count what is there")
      }
    }
  }

  private func restoreDirections(_ text: String, _ context: WriteContext) throws {
    guard case .array(let pairs) = try JSON(text: text) else {
      throw StoreError.damaged(detail: "the versions of fill \(fill)")
    }
    for pair in pairs {
      guard case .array(let numbers) = pair, numbers.count == 2,
        case .integer(let schedule) = numbers[0], case .integer(let from) = numbers[1]
      else { throw StoreError.damaged(detail: "the versions of fill \(fill)") }
      try UndoMedicationChange(.changed(schedule: schedule, from: from)).run(context)
    }
  }

  private func restoreSupply(
    _ text: String?,
    of medication: Int,
    _ context: WriteContext
  ) throws {
    guard let text else {
      // It had never been counted: what is left is unknown again, and nothing stands in its ledger.
      try context.db.execute(
        sql: "DELETE FROM supply_entries WHERE medication_id = ?",
        arguments: [medication]
      )
      try context.db.execute(
        sql: "DELETE FROM supply_balances WHERE medication_id = ?",
        arguments: [medication]
      )
      return
    }
    guard let quantity = Rational(stored: text) else {
      throw StoreError.damaged(detail: "the supply of medication \(medication)")
    }
    try SupplyRecords(context: context).count(
      quantity,
      of: medication,
      kind: "correction",
      note: "the new bottle was taken back"
    )
  }
}
