import Domain
import GRDB

/// Tells whoever is told about a person's unanswered doses that one counts as not taken after all.
///
/// A key pressed by mistake is put right within minutes and concerns nobody. A record of longer ago
/// that is taken back may be the beginning of a second dose, and somebody should ask.
struct TakenBack {
  let context: WriteContext

  init(_ context: WriteContext) { self.context = context }

  /// How long after it was recorded a dose is taken back without a word to anybody, in seconds.
  static let quietSeconds = 600

  /// Leaves a message for every way of the caregiver, unless it is she who takes the dose back.
  func tell(_ row: DoseRow, of planned: PlannedSchedule) throws {
    let recordedAt = row.dueAt(onWallClock: planned.isOnWallClock) + row.recordedAfter
    guard row.status == .taken, context.now - recordedAt > Self.quietSeconds,
      let caregiver = try context.reading.caregiver(), caregiver != context.actor.userID
    else { return }
    let labels = try MedicationLabel.all(context.reading)
    let zone = try context.reading.zoneInForce()
    let person = try PersonHeader.fetch(context.reading).fullName
    // No process has taken it on: whoever has a way of the caregiver finds it waiting.
    let event = try AlertEvent.insert(
      context,
      style: "escalation",
      isSilent: false,
      claimant: "record"
    )
    _ = try MessageWriter(context, event: event, claimant: "record") { _, _ in false }
      .write(to: caregiver, type: "escalation", priority: .high) { detail in
        AlertText(
          takenBack: labels[planned.medication].map { AlertMedication($0) },
          recordedAt: recordedAt,
          for: AlertReader(detail: detail, person: person),
          in: zone,
          now: context.now
        )
      }
  }
}
