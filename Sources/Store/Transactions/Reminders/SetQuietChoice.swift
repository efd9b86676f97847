import Domain
import GRDB

/// Says what happens with the reminders of schedules whose doses fall into quiet hours.
package struct SetQuietChoice: NamedTransaction {
  package var schedules: Set<Int>
  package var choice: QuietChoice

  package init(schedules: Set<Int>, choice: QuietChoice) {
    self.schedules = schedules
    self.choice = choice
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  /// - Throws: ``StoreError/notFound(what:id:)`` for a schedule that is not the person's.
  package func run(_ context: WriteContext) throws {
    for schedule in schedules.sorted() {
      try context.db.execute(
        sql: """
          UPDATE medication_schedules
          SET quiet_choice = ?
          WHERE schedule_id = ? AND user_id = ?
          """,
        arguments: [choice.rawValue, schedule, context.subject]
      )
      guard context.db.changesCount == 1 else {
        throw StoreError.notFound(what: "schedule", id: "\(schedule)")
      }
    }
    context.remindersMoved()
    context.audit(
      AuditEntry(
        action: "schedule.quiet",
        table: "medication_schedules",
        record: schedules.sorted().map(String.init).joined(separator: ","),
        subject: context.subject,
        detail: .object(["choice": .string(choice.rawValue)])
      )
    )
  }
}
