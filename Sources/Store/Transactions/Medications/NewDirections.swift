import Domain
import GRDB

/// What a medicine waits for that was changed in hospital: it rests until its new directions are
/// entered, and is not taken up by the old ones unasked.
package enum NewDirections {
  /// Why such a medicine is active again; to take the new directions back makes it rest again.
  static let enteredReason = "new directions entered after the stay"
  /// Why one with several times still rests of which only one was entered anew.
  static let partReason = "new directions entered for a part: take it up once all are right"

  static func areNeeded(status: String, reason: String?) -> Bool {
    status == "paused" && reason == EndStay.changedReason
  }

  /// New directions of a medicine hold from a minute of the wall clock on.
  ///
  /// Where nothing of the old ones is due before and nothing else of it is left, it is taken again.
  static func entered(
    for medication: Int,
    from start: LocalMinute?,
    isWhole: Bool,
    _ context: WriteContext
  ) throws {
    let label = try MedicationLabel.all(context.reading)[medication]
    guard label?.needsDirections == true else { return }
    if let start {
      try rest(medication, until: start.date, "new directions hold from that day on", context)
    } else if isWhole {
      _ = try SetMedicationStatus(
        medication: medication,
        change: .resume,
        reason: enteredReason,
        oldDirectionsHold: true
      ).run(context)
    } else {
      try rest(medication, until: nil, partReason, context)
    }
  }

  /// New directions were taken back: the medicine waits for them again.
  static func takenBack(for medication: Int, _ context: WriteContext) throws {
    let reason = try String.fetchOne(
      context.db,
      sql: "SELECT status_reason FROM user_medications WHERE medication_id = ? AND user_id = ?",
      arguments: [medication, context.subject]
    )
    guard reason == enteredReason || reason == partReason else { return }
    _ = try SetMedicationStatus(
      medication: medication,
      change: .pause(until: nil),
      reason: EndStay.changedReason
    ).run(context)
  }

  private static func rest(
    _ medication: Int,
    until day: CalendarDate?,
    _ reason: String,
    _ context: WriteContext
  ) throws {
    try context.db.execute(
      sql: """
        UPDATE user_medications
        SET paused_until = ?, status_reason = ?, updated_at = ?, version = version + 1
        WHERE medication_id = ? AND user_id = ?
        """,
      arguments: [
        day?.description, reason, context.now.milliseconds, medication, context.subject,
      ]
    )
  }
}
