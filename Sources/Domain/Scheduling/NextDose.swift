/// The next occurrence of a rule, given what was recorded.
package struct NextDose: Hashable, Sendable {
  /// The name of the rule in its case.
  package let rule: String

  /// What is due next.
  package let occurrence: Occurrence

  var json: JSON {
    .object([
      "rule": .string(rule), "local": .string(occurrence.local.description),
      "instant": .string(occurrence.instant.text(offset: occurrence.utcOffset)),
      "amount": .text(occurrence.amount?.description),
    ])
  }
}

extension NextDoseCase {
  /// Of each rule the earliest occurrence at or after ``now`` without a record, earliest first and
  /// in the order of the rules where two fall together.
  ///
  /// Fixed rules leave out every occurrence that has a record of any status. For the others see
  /// ``next(_:interval:on:)`` and ``next(_:linked:on:)``.
  package func next(on clocks: RuleClocks) -> [NextDose] {
    let doses = rules.compactMap { named in
      next(named, on: clocks).map { NextDose(rule: named.id, occurrence: $0) }
    }
    return doses.enumerated().sorted { left, right in
      (left.element.occurrence.instant.milliseconds, left.offset)
        < (right.element.occurrence.instant.milliseconds, right.offset)
    }.map(\.element)
  }

  /// The document of `schedule next`.
  package func document(on clocks: RuleClocks) -> JSON {
    .object(["next": .array(next(on: clocks).map(\.json))])
  }

  private func next(_ named: NamedRule, on clocks: RuleClocks) -> Occurrence? {
    switch named.rule {
    case .interval(let interval) where interval.basis == .taken:
      return next(named.id, interval: interval, on: clocks)
    case .linked(let linked): return next(named.id, linked: linked, on: clocks)
    case .times, .taper, .byReading, .interval:
      let recorded = Set(records(of: named.id).map { DueKey(local: $0.due, fold: $0.fold) })
      let from = clocks.zone.resolve(now).instant
      return named.rule.occurrences(from: from, on: clocks)
        .first { !recorded.contains(DueKey(local: $0.local, fold: $0.fold)) }
    case .asNeeded, .unscheduled: return nil
    }
  }

  /// The next dose of an interval that is counted from the last one taken or skipped.
  ///
  /// An alert without an answer holds it back: there is never a second open dose. A dose whose
  /// hours are over is due now, and not at the next multiple of the interval: nothing closes it
  /// but an answer, the doses after it are not known before that, and none is invented. In a
  /// window it waits for the window to open. An answer given ahead of time for the very minute
  /// that would be next moves on by one interval.
  func next(_ id: String, interval: IntervalRule, on clocks: RuleClocks) -> Occurrence? {
    let records = records(of: id)
    guard !isHeldBack(records) else { return nil }
    let answers = records.filter(\.isAnswer)
    let recorded = Set(answers.map { DueKey(local: $0.due, fold: $0.fold) })
    if let count = interval.span.count, recorded.count >= count { return nil }
    let zone = clocks.zone
    let start = clocks.home.resolve(interval.span.start.local).instant
    let last = answers.map { zone.resolve($0.recordedAt).instant }.max()
    let hoursOver = max(start, last.map { $0 + interval.everyMinutes * 60 } ?? start)
    var candidate = max(hoursOver, zone.resolve(now).instant)
    while true {
      let instant = interval.window?.opening(at: candidate, in: zone) ?? candidate
      if let end = interval.span.end, instant >= clocks.home.resolve(end.local).instant {
        return nil
      }
      let occurrence = Occurrence(
        elapsed: instant,
        clocks: clocks,
        amount: interval.amount,
        number: interval.span.count.map { _ in recorded.count + 1 }
      )
      if !recorded.contains(DueKey(local: occurrence.local, fold: occurrence.fold)) {
        return occurrence
      }
      candidate = instant + interval.everyMinutes * 60
    }
  }

  /// The next dose that follows one of another rule.
  ///
  /// Counted from when the other dose was taken. A skipped one is followed by nothing: the delay
  /// runs from a dose, and there was none; a patch that was not put on need not come off. Each
  /// occurrence of the other rule is followed by one dose at most, also when its record was
  /// corrected. A delay that ended before ``now`` is past, as the times of fixed rules are: the
  /// next dose of the other rule brings the next one.
  func next(_ id: String, linked: LinkedRule, on clocks: RuleClocks) -> Occurrence? {
    let own = records(of: id)
    guard !isHeldBack(own) else { return nil }
    let recorded = Set(own.map { DueKey(local: $0.due, fold: $0.fold) })
    let start = clocks.home.resolve(linked.span.start.local).instant
    let end = linked.span.end.map { clocks.home.resolve($0.local).instant }
    let now = clocks.zone.resolve(now).instant
    let following = followed(linked, on: clocks)
      .filter { $0.occurrence.instant >= start && $0.occurrence.instant < end ?? .distantFuture }
      .sorted { $0.occurrence.comesBefore($1.occurrence) }
      .prefix(linked.span.count ?? .max)
    return following.first { dose in
      dose.occurrence.instant >= now && recorded.isDisjoint(with: dose.dues)
    }?.occurrence
  }

  /// One dose for each occurrence of the other rule whose last answer is that it was taken, with
  /// every due minute that this dose had by the answers before.
  private func followed(
    _ linked: LinkedRule,
    on clocks: RuleClocks
  ) -> [(occurrence: Occurrence, dues: Set<DueKey>)] {
    let answers = records(of: linked.after).filter(\.isAnswer)
    let byDue = Dictionary(grouping: answers) { DueKey(local: $0.due, fold: $0.fold) }
    return byDue.values.compactMap { answers in
      let doses = answers.filter { $0.status == .taken }.map { answer in
        let taken = clocks.zone.resolve(answer.recordedAt).instant
        return Occurrence(
          elapsed: taken + linked.delayMinutes * 60,
          clocks: clocks,
          amount: linked.amount,
          number: nil
        )
      }
      // The later of two records of one minute is the later in the document.
      let lastIndex = answers.indices.max { answers[$0].recordedAt < answers[$1].recordedAt }
      guard let lastIndex, answers[lastIndex].status == .taken else { return nil }
      guard let last = doses.max(by: { $0.instant < $1.instant }) else { return nil }
      return (last, Set(doses.map { DueKey(local: $0.local, fold: $0.fold) }))
    }
  }

  private func records(of id: String) -> [CaseRecord] { records.filter { $0.rule == id } }

  /// Whether something rang and neither it nor anything since was answered.
  private func isHeldBack(_ records: [CaseRecord]) -> Bool {
    records.contains { alert in
      !alert.isAnswer
        && !records.contains { answer in
          answer.isAnswer
            && ((answer.due == alert.due && answer.fold == alert.fold)
              || answer.recordedAt > alert.recordedAt)
        }
    }
  }
}

/// What tells two occurrences of one rule apart in a case.
private struct DueKey: Hashable {
  let local: LocalMinute
  let fold: Int
}

extension Instant {
  fileprivate static let distantFuture = Instant(milliseconds: .max)
}
