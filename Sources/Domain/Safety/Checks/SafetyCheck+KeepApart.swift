/// Two doses of a person's schedules that stand too near to each other.
package struct KeepApartConflict: Hashable, Sendable {
  /// The time of the medicine asked about, and that of the other one.
  package let time: TimeOfDay
  package let otherTime: TimeOfDay
  /// What the other one is called.
  package let other: String
  /// How far from each other these two must stand, in this order.
  package let minutesApart: Int
  /// The nearest time at which the medicine asked about is far enough from everything; nil when
  /// the waking day has none.
  package let freeTime: TimeOfDay?
}

/// How far a medicine is kept from another one on the same list.
package struct KeepApartRule: Hashable, Sendable {
  /// Nil for one that is not on the list yet.
  package let other: Int?
  package let otherTitle: String
  /// The minutes before a dose of the medicine in which the other must not stand, and those after.
  package let minutesBefore: Int
  package let minutesAfter: Int
  /// Whether the medicine comes before the other one of the day by the words of the row, true, or
  /// after it, false; nil where only the hours count.
  package let comesFirst: Bool?

  /// `movesLeader` says whether the medicine asked about is the one from whose dose the row counts.
  init(_ row: SafetyFacts.Interaction, movesLeader: Bool, other: CheckedMedicine) {
    let apart = row.keepApart ?? .init(minutesBefore: 0, minutesAfter: 0)
    self.other = other.id
    otherTitle = other.title
    // Seen from the other side, before is after.
    minutesBefore = movesLeader ? apart.minutesBefore : apart.minutesAfter
    minutesAfter = movesLeader ? apart.minutesAfter : apart.minutesBefore
    comesFirst = row.saysWhatComesFirst ? movesLeader : nil
  }

  /// Whether a minute may be offered: far enough, and not in an order that the words beside the
  /// offer forbid.
  func offers(_ minute: Int, with other: Int) -> Bool {
    guard !forbids(minute, with: other) else { return false }
    return comesFirst.map { $0 == (minute < other) } ?? true
  }

  /// Whether a dose at a minute is too near to one of the other medicine, on the same clock.
  package func forbids(_ minute: Int, with other: Int) -> Bool {
    let distance = other - minute
    return distance == 0
      || (distance < 0 ? -distance < minutesBefore : distance < minutesAfter)
  }

  /// How far apart a dose at a minute and one of the other medicine must be.
  package func minutesApart(_ minute: Int, from other: Int) -> Int {
    if other == minute { return max(minutesBefore, minutesAfter) }
    return other < minute ? minutesBefore : minutesAfter
  }
}

extension SafetyFacts.Interaction {
  /// Whether its words say to take ``a`` first.
  fileprivate var saysWhatComesFirst: Bool {
    let words = management.lowercased()
    return words.hasPrefix("take it first") || words.contains("take \(a) first")
  }
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
    let rule = KeepApartRule(
      row,
      movesLeader: a.ingredient.sides.contains(row.a),
      other: b.medicine
    )
    guard let conflict = conflicts(a.medicine, mine, other, rule).first else { return [] }
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

  /// Where the times of a medicine stand too near to those of the rest of the list, each time of
  /// day once with each other medicine.
  package func conflicts(of medicine: CheckedMedicine) -> [KeepApartConflict] {
    let mine = walk(medicine)
    var seen: Set<KeepApartConflict> = []
    return apart(medicine).flatMap { other, rule in
      conflicts(medicine, mine, walk(other), rule)
    }.filter { seen.insert($0).inserted }.sorted { ($0.time, $0.other) < ($1.time, $1.other) }
  }

  /// What a medicine is kept apart from on the person's list, and how far.
  package func keepApartRules(of medicine: CheckedMedicine) -> [KeepApartRule] {
    var seen: Set<KeepApartRule> = []
    return apart(medicine).map(\.1).filter { seen.insert($0).inserted }
  }

  private func conflicts(
    _ medicine: CheckedMedicine,
    _ mine: CheckedSchedule,
    _ other: CheckedSchedule,
    _ rule: KeepApartRule
  ) -> [KeepApartConflict] {
    var seen: Set<Int> = []
    return mine.doses.compactMap { dose -> KeepApartConflict? in
      let time = TimeOfDay(minuteOfDay: dose.minute)
      guard let near = other.doses.first(where: { rule.forbids(dose.minute, with: $0.minute) }),
        seen.insert(time.minute).inserted
      else { return nil }
      return KeepApartConflict(
        time: time,
        otherTime: TimeOfDay(minuteOfDay: near.minute),
        other: rule.otherTitle,
        minutesApart: rule.minutesApart(dose.minute, from: near.minute),
        freeTime: freeTime(for: medicine, near: time)
      )
    }
  }

  /// The nearest quarter hour of the waking day that no row forbids, earlier ones first among
  /// equals.
  private func freeTime(for medicine: CheckedMedicine, near time: TimeOfDay) -> TimeOfDay? {
    let forbidden = apart(medicine).map { other, rule in
      (Set(walk(other).doses.map { TimeOfDay(minuteOfDay: $0.minute).minute }), rule)
    }
    let candidates = stride(from: 6 * 60, through: 22 * 60, by: 15)
    return candidates.filter { minute in
      forbidden.allSatisfy { times, rule in
        times.allSatisfy { other in
          rule.offers(minute, with: other)
            && [-1440, 1440].allSatisfy { !rule.forbids(minute, with: other + $0) }
        }
      }
    }.min { abs($0 - time.minute) < abs($1 - time.minute) }.map { TimeOfDay(minuteOfDay: $0) }
  }

  /// The medicines from which this one is kept apart, with the time between.
  private func apart(_ medicine: CheckedMedicine) -> [(CheckedMedicine, KeepApartRule)] {
    guard medicine.isTaken else { return [] }
    return person.medicines.filter { $0.isTaken && ($0.id == nil || $0.id != medicine.id) }
      .flatMap { other in
        medicine.ingredients.flatMap { a in
          other.ingredients.flatMap { b in
            facts.interactions(between: a, and: b).filter { $0.keepApart != nil }.map { row in
              (
                other,
                KeepApartRule(row, movesLeader: a.sides.contains(row.a), other: other)
              )
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
