import Domain
import GRDB

/// Lets drops for the same eye ring one after the other.
struct EyeDropRecords {
  let context: WriteContext
  let zone: ZoneRules

  /// Puts off until five minutes after one was taken what else waits for the same eye.
  func putOff(after schedule: PlannedSchedule, takenAt: Instant) throws {
    let labels = try MedicationLabel.all(context.reading)
    guard let own = labels[schedule.medication], own.isForEye else { return }
    let until = takenAt + EyeChain.gapSeconds
    guard until > context.now else { return }
    let details = try ScheduleDetails.all(context.reading)
    let eyes = Eyes(details[schedule.id]?.special, own.instructions)
    let all = try ScheduleRecords(context: context.reading, zone: zone).all()
    for other in all where other.medication != schedule.medication && other.isActive {
      guard let label = labels[other.medication], label.isForEye,
        Eyes.meet(eyes, Eyes(details[other.id]?.special, label.instructions))
      else { continue }
      try context.db.execute(
        sql: """
          UPDATE open_doses
          SET snoozed_until = :until, next_action_at = :until, snoozes = min(snoozes + 1, 3)
          WHERE schedule_id = :schedule AND due_at <= :until
            AND (snoozed_until IS NULL OR snoozed_until < :until)
          """,
        arguments: ["until": until.milliseconds, "schedule": other.id]
      )
      if context.db.changesCount > 0 { context.dosesMoved(of: other.id) }
    }
  }
}

extension MedicationLabel {
  /// Whether it goes into the eye.
  package var isForEye: Bool { MedicineWay(form: form, unit: dosingUnit) == .eye }
}
