/// The next dose of a schedule with home time kept, and with another zone in force from now on.
package struct ZonePreview: Hashable, Sendable {
  package let schedule: Int
  package let medication: Int
  /// Nil when nothing is planned any more.
  package let staying: Occurrence?
  package let moving: Occurrence?
  /// What the move does to the dose that is open; nil when it stays open.
  package let ending: Ending?
  /// What the gap counts from; nil when no dose of the last month was taken.
  package let lastTaken: Instant?

  /// How a move ends a dose that was open before it.
  package enum Ending: Hashable, Sendable {
    /// The person's clock never shows its time.
    case passedOver
    /// It was due at this minute of the clock before the move, and by the clock after it is too late.
    case tooLate(due: LocalMinute)
  }

  /// A preview of moving from one zone to another at `move.at`; `open` is the dose that is next.
  package init(
    _ schedule: PlannedSchedule,
    open: OpenDose,
    move: ZoneChange,
    lastTaken: Instant?
  ) {
    self.schedule = schedule.id
    medication = schedule.medication
    self.lastTaken = lastTaken
    let minute = open.dueMinute
    staying = schedule.occurrence(due: minute, in: move.from)
    guard !schedule.dependsOnRecords else {
      moving = schedule.occurrence(due: minute, in: move.to)
      ending = nil
      return
    }
    var ended: Ending?
    moving = schedule.occurrences(onwardFrom: minute, in: move.to).first { occurrence in
      if move.leavesOut(occurrence, of: schedule) {
        ended = .passedOver
        return false
      }
      guard let closes = schedule.closesAt(occurrence, in: move.to), closes <= move.at else {
        return true
      }
      if move.passesOver(occurrence, of: schedule) {
        ended = .passedOver
      } else if ended == nil {
        ended = .tooLate(due: occurrence.local)
      }
      return false
    }
    ending = ended
  }

  /// Whether both answers come to the same moment.
  package var isSame: Bool { staying?.instant == moving?.instant }

  /// Minutes by which the move lengthens the time between two doses; nil where it does not.
  package var longerBy: Int? {
    guard let staying, let moving, moving.instant > staying.instant else { return nil }
    return (moving.instant - staying.instant) / 60
  }

  /// Minutes from the last dose taken to a next one; nil when either is unknown.
  package func gap(to occurrence: Occurrence?) -> Int? {
    guard let occurrence, let lastTaken, occurrence.instant > lastTaken else { return nil }
    return (occurrence.instant - lastTaken) / 60
  }
}
