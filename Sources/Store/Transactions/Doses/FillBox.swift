import Domain
import GRDB

/// Puts the doses of some days from the bottles into the compartments of the pill box.
///
/// Nothing is used up by it: what lies in the box is part of what is left. Compartments are filled
/// in the order of their time for as long as the bottle lasts; what is over or taken stays empty.
package struct FillBox: NamedTransaction {
  package var firstDay: CalendarDate?
  package var days: Int

  package init(firstDay: CalendarDate? = nil, days: Int = 7) {
    self.firstDay = firstDay
    self.days = days
  }

  /// What came of it.
  package struct Answer: Equatable, Sendable {
    /// Doses that were put in.
    package let doses: Int
    /// Medicines of which the bottle did not last, with the units that are missing.
    package let short: [Short]

    package struct Short: Equatable, Sendable {
      package let title: String
      package let missing: Amount
    }
  }

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  package func run(_ context: WriteContext) throws -> Answer {
    guard (1...31).contains(days) else {
      throw StoreError.invalid("a pill box is filled for 1 to 31 days")
    }
    let box = try PillBoxQuery(firstDay: firstDay, days: days).fetch(context.reading)
    let wrong = box.mustComeOut.count
    guard wrong == 0 else {
      throw StoreError.invalid(
        "\(Display.count(wrong, "dose")) in the box \(wrong == 1 ? "does" : "do") not belong "
          + "there any more: take out what is wrong before anything is put in"
      )
    }
    try forgetOld(context, before: box.today - 14)
    var bottles: [Int: Rational] = [:]
    for stock in box.stocks { bottles[stock.label.medication] = stock.inBottle }
    var short: [Int: (label: MedicationLabel, missing: Rational)] = [:]
    var filled = 0
    for dose in box.doses where !dose.isFilled && !dose.isWrong && !dose.isOver {
      let medication = dose.label.medication
      if let left = bottles[medication] {
        guard short[medication] == nil, left >= dose.units else {
          short[medication, default: (dose.label, .zero)].missing =
            (short[medication]?.missing ?? .zero) + dose.units
          continue
        }
        bottles[medication] = left - dose.units
      }
      try context.db.execute(
        once: """
          INSERT INTO box_slots (user_id, due_minute, schedule_id, units, filled_at, filled_by)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          context.subject, dose.dueMinute, dose.schedule, dose.units.stored,
          context.now.milliseconds, context.actor.userID,
        ]
      )
      filled += 1
    }
    context.audit(
      AuditEntry(
        action: "box.fill",
        table: "box_slots",
        record: "\(box.firstDay)",
        subject: context.subject,
        detail: .object(["doses": .integer(filled), "days": .integer(days)])
      )
    )
    return Answer(
      doses: filled,
      short: short.sorted { $0.key < $1.key }.map {
        Answer.Short(
          title: $0.value.label.title,
          missing: Amount($0.value.missing, $0.value.label.dosingUnit)
        )
      }
    )
  }

  /// Compartments that were emptied long ago say nothing any more.
  private func forgetOld(_ context: WriteContext, before day: CalendarDate) throws {
    try context.db.execute(
      sql: """
        DELETE FROM box_slots
        WHERE user_id = :user AND due_minute < :before AND EXISTS (
          SELECT 1 FROM dose_events AS e
          WHERE e.user_id = box_slots.user_id AND e.due_minute = box_slots.due_minute
            AND e.schedule_id = box_slots.schedule_id AND e.nth = 0 AND e.status = 1)
        """,
      arguments: ["user": context.subject, "before": day.midnight.minute]
    )
  }
}

/// Takes out of the pill box what does not belong there any more, and leaves the rest.
package struct TakeOutOfBox: NamedTransaction {
  package init() {}

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  /// What was taken out.
  package func run(_ context: WriteContext) throws -> [BoxFault] {
    let faults = try PillBoxQuery().fetch(context.reading).faults
    for fault in faults {
      try context.db.execute(
        once: "DELETE FROM box_slots WHERE user_id = ? AND due_minute = ? AND schedule_id = ?",
        arguments: [context.subject, fault.dueMinute, fault.schedule]
      )
    }
    context.audit(
      AuditEntry(
        action: "box.takeOut",
        table: "box_slots",
        record: "\(context.subject)",
        subject: context.subject,
        detail: .object(["doses": .integer(faults.count)])
      )
    )
    return faults
  }
}

/// Puts what lies in the pill box back into the bottles.
package struct EmptyBox: NamedTransaction {
  package init() {}

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  /// How many doses were taken out.
  package func run(_ context: WriteContext) throws -> Int {
    try context.db.execute(
      sql: """
        DELETE FROM box_slots
        WHERE user_id = :user AND NOT EXISTS (
          SELECT 1 FROM dose_events AS e
          WHERE e.user_id = box_slots.user_id AND e.due_minute = box_slots.due_minute
            AND e.schedule_id = box_slots.schedule_id AND e.nth = 0 AND e.status = 1)
        """,
      arguments: ["user": context.subject]
    )
    let count = context.db.changesCount
    context.audit(
      AuditEntry(
        action: "box.empty",
        table: "box_slots",
        record: "\(context.subject)",
        subject: context.subject,
        detail: .object(["doses": .integer(count)])
      )
    )
    return count
  }
}
