import Domain
import GRDB

/// Answers for a dose whose time has passed, from memory: it stands on record as recorded later, by
/// recall.
package struct AnswerPastDose: NamedTransaction {
  package enum Recall: String, CaseIterable, Sendable {
    /// It was taken at the time at which it was due, in the planned amount.
    case takenAtItsTime
    case notTaken
    /// Nobody remembers: it stays not recorded, and is not asked about again.
    case notKnown
  }

  package var schedule: Int
  package var due: DueTime
  package var answer: Recall

  package init(schedule: Int, due: DueTime, answer: Recall) {
    self.schedule = schedule
    self.due = due
    self.answer = answer
  }

  /// What stands as the reason with an answer that is not a taking.
  package static let notTakenReason = "not taken"
  package static let notKnownReason = "not remembered"

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  package func run(_ context: WriteContext) throws -> DoseAnswer {
    let dose = try DoseInHand(schedule: schedule, due: due, context: context)
    if let closes = dose.schedule.closesAt(dose.occurrence, in: dose.zone), closes <= context.now {
      switch answer {
      case .takenAtItsTime:
        return try record(.take(at: dose.occurrence.instant, amount: nil, withFood: nil), context)
      case .notTaken: return try record(.skip(reason: Self.notTakenReason), context)
      case .notKnown: return try leave(dose, context)
      }
    }
    // One that may still be taken is answered where that can be done.
    throw DoseRefusal.stillOpen(due: dose.occurrence.local)
  }

  private func record(_ action: RecordDose.Action, _ context: WriteContext) throws -> DoseAnswer {
    try RecordDose(schedule: schedule, due: due, action: action, via: .recall).run(context)
  }

  private func leave(_ dose: DoseInHand, _ context: WriteContext) throws -> DoseAnswer {
    let existing = try DoseRow.find(
      context.db,
      user: context.subject,
      dueMinute: dose.occurrence.dueMinute,
      schedule: schedule
    )
    if let existing {
      guard existing.status == .missed else {
        throw DoseRefusal.conflict(dose.answer(existing, isNew: false))
      }
      if existing.via == .recall { return dose.answer(existing, isNew: false) }
      try existing.retire(context, change: "corrected", reason: nil)
    }
    let book = OpenDoseRecords(context: context, zone: dose.zone)
    let row = try book.settle(
      dose.occurrence,
      of: dose.schedule,
      as: .missed,
      via: .recall,
      reason: Self.notKnownReason
    )
    try dose.moveOn(after: row)
    context.audit(
      AuditEntry(
        action: "dose.notKnown",
        table: "dose_events",
        record: dose.recordName,
        subject: context.subject
      )
    )
    return dose.answer(row, isNew: true)
  }
}

/// Takes back what was answered from memory about a past dose: it waits for an answer again.
package struct TakeBackPastAnswer: NamedTransaction {
  package var schedule: Int
  package var due: DueTime

  package init(schedule: Int, due: DueTime) {
    self.schedule = schedule
    self.due = due
  }

  package var dataKind: DataKind { .doses }
  package var operation: AccessOperation { .record }

  package func run(_ context: WriteContext) throws -> DoseAnswer {
    let dose = try DoseInHand(schedule: schedule, due: due, context: context)
    let existing = try DoseRow.find(
      context.db,
      user: context.subject,
      dueMinute: dose.occurrence.dueMinute,
      schedule: schedule
    )
    guard let existing, existing.via == .recall else { throw DoseRefusal.nothingToUndo }
    guard existing.status == .missed else {
      return try UndoDose(schedule: schedule, due: due).run(context)
    }
    try existing.retire(context, change: "undone", reason: nil)
    let book = OpenDoseRecords(context: context, zone: dose.zone)
    let row = try book.settle(dose.occurrence, of: dose.schedule, as: .missed)
    context.audit(
      AuditEntry(
        action: "dose.undo",
        table: "dose_events",
        record: dose.recordName,
        subject: context.subject,
        risk: .medium
      )
    )
    return dose.answer(row, isNew: true)
  }
}

/// Answers for several past doses at once.
package typealias AnswerPastDoses = WholeGroup<AnswerPastDose>

/// Takes several such answers back.
package typealias TakeBackPastAnswers = WholeGroup<TakeBackPastAnswer>
