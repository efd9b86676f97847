/// What a rule alone plans between two wall-clock minutes: the document of `schedule preview`.
package struct SchedulePreview: Equatable, Sendable {
  /// Ordered by instant, then by local time.
  package let occurrences: [Occurrence]

  /// The occurrences from `from` up to `to`, which is left out, on the clock of the zone in force.
  ///
  /// - Throws: ``RuleError/linkedAlone(after:)``, ``RuleError/rangeBackwards(from:to:)``
  package init(
    of rule: ScheduleRule,
    from: LocalMinute,
    to: LocalMinute,
    on clocks: RuleClocks
  ) throws(RuleError) {
    if case .linked(let linked) = rule { throw .linkedAlone(after: linked.after) }
    guard from <= to else { throw .rangeBackwards(from: from, to: to) }
    occurrences = rule.occurrences(from: from, to: to, on: clocks)
  }

  /// The document, with every key.
  package var json: JSON { .object(["occurrences": .array(occurrences.map(\.json))]) }
}
