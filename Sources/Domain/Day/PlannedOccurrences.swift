/// The occurrences of a schedule from some due minute on, version after version.
///
/// Lazy, and of one concrete type: walking it is most of what deciding about reminders takes.
package struct PlannedOccurrences: Sequence, IteratorProtocol, Sendable {
  private let versions: [PlannedSchedule.Version]
  private let zone: ZoneRules
  private let minute: Int
  /// The version whose occurrences are walked.
  private var index = 0
  private var walker: OccurrenceWalker?
  /// What rings before this one is left out.
  private var first: Occurrence?

  init(
    of versions: [PlannedSchedule.Version],
    fromDue minute: Int,
    startingWith first: Occurrence? = nil,
    in zone: ZoneRules
  ) {
    self.versions = versions
    self.zone = zone
    self.minute = minute
    self.first = first
  }

  /// The next occurrence, or nil when there is none any more.
  package mutating func next() -> Occurrence? {
    while index < versions.count {
      let end = index + 1 < versions.count ? versions[index + 1].fromMinute : Int.max
      if walker == nil, end > minute { walker = begin(versions[index]) }
      guard let occurrence = walker?.next(), occurrence.dueMinute < end else {
        walker = nil
        index += 1
        continue
      }
      if let first, occurrence.comesBefore(first) { continue }
      first = nil
      return occurrence
    }
    return nil
  }

  private func begin(_ version: PlannedSchedule.Version) -> OccurrenceWalker {
    version.rule.occurrences(
      fromDue: Swift.max(minute, version.fromMinute),
      on: RuleClocks(zone: zone, home: version.home)
    )
  }
}
