import Domain
import GRDB

/// Adds a person's own words to a dose: a note or a side effect.
package struct AddDoseNote: NamedTransaction {
  package enum Kind: String, Sendable {
    case note
    case sideEffect
  }

  package var schedule: Int
  package var dueMinute: Int
  package var nth: Int
  package var kind: Kind
  package var text: String

  package init(schedule: Int, dueMinute: Int, nth: Int = 0, kind: Kind = .note, text: String) {
    self.schedule = schedule
    self.dueMinute = dueMinute
    self.nth = nth
    self.kind = kind
    self.text = text
  }

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  package func run(_ context: WriteContext) throws {
    let words = try PlainText.checked(text, of: "the note", atMost: 2000)
    try context.db.execute(
      sql: """
        INSERT INTO dose_event_notes
          (user_id, due_minute, schedule_id, nth, kind, text, created_at, created_by)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        context.subject, dueMinute, schedule, nth, kind.rawValue, words, context.now.milliseconds,
        context.actor.userID,
      ]
    )
    context.audit(
      AuditEntry(
        action: "dose.note",
        table: "dose_event_notes",
        record: "\(context.db.lastInsertedRowID)",
        subject: context.subject
      )
    )
  }
}
