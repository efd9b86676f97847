/// The doses of one schedule that fall into quiet hours.
package struct QuietDoses: Hashable, Sendable {
  package let schedule: Int
  package let medication: Int
  /// The first one.
  package let first: Occurrence
  /// Of the next seven days, or one that comes later.
  package let count: Int
  /// When the quiet hours of the first one begin and end.
  package let begins: Instant
  package let ends: Instant
  /// Whether it is too late to take the first one when the quiet hours are over.
  package let isTooLateThen: Bool

  /// Occurrences looked at of a plan that has few of them.
  private static let fewest = 8

  /// Nil where none does, and for critical schedules, which ring whatever the hour.
  package init?(
    _ schedule: PlannedSchedule,
    in hours: QuietHours,
    from now: Instant,
    zone: ZoneRules
  ) {
    guard schedule.isActive, !schedule.isCritical, !schedule.dependsOnRecords else { return nil }
    let start = zone.local(of: now).0
    var (first, count, seen): (Occurrence?, Int, Int) = (nil, 0, 0)
    for occurrence in schedule.occurrences(fromDue: start.minute, in: zone) {
      let isSoon = occurrence.instant < now + 7 * 86_400
      guard isSoon || seen < Self.fewest && first == nil else { break }
      seen += 1
      guard occurrence.instant >= now, hours.isQuiet(at: occurrence.instant, in: zone) else {
        continue
      }
      first = first ?? occurrence
      count += 1
    }
    guard let first, let ends = hours.end(after: first.instant, in: zone),
      let last = hours.lastMinute(before: first.instant, in: zone)
    else { return nil }
    self.schedule = schedule.id
    medication = schedule.medication
    self.first = first
    self.count = count
    begins = last + 60
    self.ends = ends
    isTooLateThen = schedule.closesAt(first, in: zone).map { $0 <= ends } ?? false
  }
}
