/// Two doses of a person's schedules that stand too near to each other.
package struct KeepApartConflict: Hashable, Sendable {
  /// The time of the medicine asked about, and that of the other one.
  package let time: TimeOfDay
  package let otherTime: TimeOfDay
  /// The nearest time at which the medicine asked about is far enough from everything; nil when
  /// the waking day has none.
  package let freeTime: TimeOfDay?
}

extension SafetyCheck {
  /// A row that asks for hours between two medicines, compared with their times.
  ///
  /// Quiet where the schedule keeps them apart. Where one of them has no times, the row itself is
  /// the alert.
  func keepApartAlerts(
    _ row: SafetyFacts.Interaction,
    _ a: Side,
    _ b: Side
  ) -> [SafetyAlert] {
    guard a.medicine.isTaken, b.medicine.isTaken else { return [] }
    let (mine, other) = (walk(a.medicine), walk(b.medicine))
    guard !mine.doses.isEmpty, !other.doses.isEmpty else { return [alert(row, a, b)] }
    let gap = Gap(row, movesLeader: a.ingredient.sides.contains(row.a))
    guard let conflict = conflict(a.medicine, mine, other, gap) else { return [] }
    return [
      SafetyAlert(
        kind: .keepApart,
        severity: row.severity,
        between: [a.name, b.name],
        mechanism: row.mechanism,
        effect: row.effect,
        management: management(row, conflict, a, b),
        evidence: row.evidence,
        source: row.source,
        stop: .init(for: row.severity),
        subject: Self.pair(a.ingredient.name, b.ingredient.name)
      )
    ]
  }

  /// Where the times of a medicine stand too near to those of the rest of the list.
  package func conflicts(of medicine: CheckedMedicine) -> [KeepApartConflict] {
    gaps(of: medicine).compactMap { other, gap in
      conflict(medicine, walk(medicine), walk(other), gap)
    }
  }

  private func conflict(
    _ medicine: CheckedMedicine,
    _ mine: CheckedSchedule,
    _ other: CheckedSchedule,
    _ gap: Gap
  ) -> KeepApartConflict? {
    for dose in mine.doses {
      guard let near = other.doses.first(where: { gap.forbids(dose.minute, with: $0.minute) })
      else { continue }
      let time = TimeOfDay(minuteOfDay: dose.minute)
      return KeepApartConflict(
        time: time,
        otherTime: TimeOfDay(minuteOfDay: near.minute),
        freeTime: freeTime(for: medicine, near: time)
      )
    }
    return nil
  }

  /// The nearest quarter hour of the waking day that no row forbids, earlier ones first among
  /// equals.
  private func freeTime(for medicine: CheckedMedicine, near time: TimeOfDay) -> TimeOfDay? {
    let forbidden = gaps(of: medicine).map { other, gap in
      (Set(walk(other).doses.map { TimeOfDay(minuteOfDay: $0.minute).minute }), gap)
    }
    let candidates = stride(from: 6 * 60, through: 22 * 60, by: 15)
    return candidates.filter { minute in
      forbidden.allSatisfy { times, gap in
        times.allSatisfy { other in
          [-1440, 0, 1440].allSatisfy { !gap.forbids(minute, with: other + $0) }
        }
      }
    }.min { abs($0 - time.minute) < abs($1 - time.minute) }.map { TimeOfDay(minuteOfDay: $0) }
  }

  /// The medicines from which this one is kept apart, with the time between.
  private func gaps(of medicine: CheckedMedicine) -> [(CheckedMedicine, Gap)] {
    person.medicines.filter { $0.isTaken && ($0.id == nil || $0.id != medicine.id) }
      .flatMap { other in
        medicine.ingredients.flatMap { a in
          other.ingredients.flatMap { b in
            facts.interactions(between: a, and: b).filter { $0.keepApart != nil }.map { row in
              (other, Gap(row, movesLeader: a.sides.contains(row.a)))
            }
          }
        }
      }
  }

  private func walk(_ medicine: CheckedMedicine) -> CheckedSchedule {
    CheckedSchedule(medicine.rules, from: today, days: 15)
  }

  private func management(
    _ row: SafetyFacts.Interaction,
    _ conflict: KeepApartConflict,
    _ a: Side,
    _ b: Side
  ) -> String {
    let now = """
      Now \(a.ingredient.shownName) is at \(Display.clock(conflict.time)) and \
      \(b.ingredient.shownName) at \(Display.clock(conflict.otherTime)).
      """
    let free = conflict.freeTime.map {
      " The nearest free time for \(a.ingredient.shownName) is \(Display.clock($0))."
    }
    return "\(row.management) \(now)\(free ?? "")"
  }
}

/// The minutes around a dose in which another must not stand.
private struct Gap {
  private let before: Int
  private let after: Int

  /// `movesLeader` says whether the medicine asked about is the one from whose dose the row counts.
  init(_ row: SafetyFacts.Interaction, movesLeader: Bool) {
    let apart = row.keepApart ?? .init(minutesBefore: 0, minutesAfter: 0)
    // Seen from the other side, before is after.
    before = movesLeader ? apart.minutesBefore : apart.minutesAfter
    after = movesLeader ? apart.minutesAfter : apart.minutesBefore
  }

  func forbids(_ minute: Int, with other: Int) -> Bool {
    let distance = other - minute
    return distance == 0 || (distance < 0 ? -distance < before : distance < after)
  }
}
