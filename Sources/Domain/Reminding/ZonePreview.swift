/// The next dose of a schedule with home time kept, and with another zone in force from now on.
package struct ZonePreview: Hashable, Sendable {
  package let schedule: Int
  package let medication: Int
  /// Nil when nothing is planned any more.
  package let staying: Occurrence?
  package let moving: Occurrence?
  /// Whether the move passes over a dose, whose time the person's clock then never shows.
  package let passesOver: Bool
  /// What the gap counts from; nil when no dose of the last month was taken.
  package let lastTaken: Instant?

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
      passesOver = false
      return
    }
    var passed = false
    moving = schedule.occurrences(onwardFrom: minute, in: move.to).first { occurrence in
      guard let closes = schedule.closesAt(occurrence, in: move.to), closes <= move.at else {
        return true
      }
      passed = passed || move.passesOver(occurrence)
      return false
    }
    passesOver = passed
  }

  /// Whether both answers come to the same moment.
  package var isSame: Bool { staying?.instant == moving?.instant }

  /// Minutes from the last dose taken to a next one; nil when either is unknown.
  package func gap(to occurrence: Occurrence?) -> Int? {
    guard let occurrence, let lastTaken, occurrence.instant > lastTaken else { return nil }
    return (occurrence.instant - lastTaken) / 60
  }
}
