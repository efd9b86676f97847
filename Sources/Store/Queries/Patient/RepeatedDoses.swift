import Domain
import GRDB

/// Finds what a dose would repeat: the same medicine, or another one that holds the same and is
/// taken the same way.
struct RepeatedDoses {
  private let labels: [Int: MedicationLabel]
  private let schedules: [PlannedSchedule]
  private let zone: ZoneRules
  private let takings: [Int: [RepeatedDose.Taking]]
  private let amounts: [RepeatedDose.Taking: Amount]

  init(
    labels: [Int: MedicationLabel],
    schedules: [PlannedSchedule],
    book: RecordBook,
    zone: ZoneRules
  ) {
    self.labels = labels
    self.schedules = schedules
    self.zone = zone
    var takings: [Int: [RepeatedDose.Taking]] = [:]
    var amounts: [RepeatedDose.Taking: Amount] = [:]
    for schedule in schedules {
      guard let label = labels[schedule.medication], !Self.takesOff(schedule, label) else {
        continue
      }
      for (row, record) in book.pairs(of: schedule.id) where record.status == .taken {
        guard let at = record.takenAt else { continue }
        let due = schedule.isPlanned ? row.dueAt(onWallClock: schedule.isOnWallClock) : nil
        let taking = RepeatedDose.Taking(schedule: schedule.id, at: at, due: due)
        takings[schedule.medication, default: []].append(taking)
        amounts[taking] = record.amount
      }
    }
    self.takings = takings
    self.amounts = amounts
  }

  /// Reads what is needed for one moment.
  init(_ context: ReadContext, zone: ZoneRules, at moment: Instant) throws {
    let schedules = try ScheduleRecords(context: context, zone: zone).all()
    let rows = try DoseRow.range(
      context.db,
      user: context.subject,
      from: moment.minuteOfUTC - DayQuery.lookBackDays * 1440,
      to: moment.minuteOfUTC + 2880
    )
    self.init(
      labels: try MedicationLabel.all(context),
      schedules: schedules,
      book: RecordBook(rows: rows, schedules: schedules),
      zone: zone
    )
  }

  /// What a planned dose would repeat at a moment.
  func before(
    _ occurrence: Occurrence,
    of schedule: PlannedSchedule,
    at moment: Instant
  ) -> AlreadyTaken? {
    guard let label = labels[schedule.medication], !Self.takesOff(schedule, label) else {
      return nil
    }
    let candidates = sources(of: label)
    guard isRecent(candidates, at: moment),
      let gap = gap(before: occurrence.instant, schedule)
    else { return nil }
    // Before it is due nothing but the usual time counts.
    let least = moment >= occurrence.instant ? schedule.latePolicy?.leastGap(of: gap) : nil
    return found(
      label,
      schedule.id,
      due: occurrence.instant,
      at: moment,
      gap: gap,
      least: least,
      candidates
    )
  }

  /// What an extra dose of a medicine would repeat at a moment.
  func before(extra medication: Int, at moment: Instant) -> AlreadyTaken? {
    guard let label = labels[medication] else { return nil }
    let candidates = sources(of: label)
    guard isRecent(candidates, at: moment), let gap = gap(around: moment, of: medication) else {
      return nil
    }
    return found(label, 0, due: nil, at: moment, gap: gap, candidates)
  }

  /// What an extra dose of a medicine for once a week would repeat within the week, before the moment
  /// or after it; nil for medicines that are taken oftener.
  func sameWeek(extra medication: Int, at moment: Instant) -> AlreadyTaken? {
    guard let label = labels[medication] else { return nil }
    let isWeekly = schedules.contains { schedule in
      schedule.medication == medication && schedule.isActive
        && schedule.rule.frequency?.isWeeklyOrRarer == true
    }
    let isWeeklyOnly = label.flags.contains("weeklyOnly")
    guard isWeekly || isWeeklyOnly else { return nil }
    let others = labels.values.filter { other in
      isWeeklyOnly && other.medication != medication && !Self.shared(label, other).isEmpty
    }
    let near = ([label] + others.sorted { $0.medication < $1.medication }).flatMap { source in
      (takings[source.medication] ?? []).map { (source, $0) }
    }.filter { abs($0.1.at - moment) < 6 * 86_400 }
    return near.max { $0.1.at < $1.1.at }.map { source, taking in
      AlreadyTaken(
        medicine: source.title,
        sharedIngredient: source.medication == medication ? nil : Self.shared(label, source).first,
        amount: amounts[taking] ?? nil,
        takenAt: taking.at,
        clearFrom: taking.at + 6 * 86_400
      )
    }
  }

  private func found(
    _ label: MedicationLabel,
    _ schedule: Int,
    due: Instant?,
    at moment: Instant,
    gap: Int,
    least: Int? = nil,
    _ candidates: [MedicationLabel]
  ) -> AlreadyTaken? {
    let all = candidates.flatMap { takings[$0.medication] ?? [] }
    guard
      let taking = RepeatedDose.repeated(
        by: schedule,
        due: due,
        at: moment,
        gap: gap,
        least: least,
        among: all
      ), let source = candidates.first(where: { takings[$0.medication]?.contains(taking) == true })
    else { return nil }
    return AlreadyTaken(
      medicine: source.title,
      sharedIngredient: source.medication == label.medication
        ? nil : Self.shared(label, source).first,
      amount: amounts[taking] ?? nil,
      takenAt: taking.at,
      clearFrom: taking.at + RepeatedDose.window(gap: gap, least: least)
    )
  }

  /// The medicine itself, and others that hold the same and are taken the same way.
  private func sources(of label: MedicationLabel) -> [MedicationLabel] {
    let way = MedicineWay(form: label.form, unit: label.dosingUnit)
    return [label]
      + labels.values.filter { other in
        other.medication != label.medication && takings[other.medication] != nil
          && !Self.shared(label, other).isEmpty
          && MedicineWay(form: other.form, unit: other.dosingUnit) == way
      }.sorted { $0.medication < $1.medication }
  }

  private static func shared(_ one: MedicationLabel, _ other: MedicationLabel) -> [String] {
    let names = Set(other.ingredients.map { $0.lowercased() })
    return one.ingredients.filter { names.contains($0.lowercased()) }
  }

  /// Nothing that was taken longer ago than this can be repeated by a dose of any plan here.
  private func isRecent(_ candidates: [MedicationLabel], at moment: Instant) -> Bool {
    candidates.contains { label in
      takings[label.medication]?.contains { $0.at > moment - 16 * 86_400 } == true
    }
  }

  /// Seconds from the dose before of the same medicine to this one.
  private func gap(before due: Instant, _ schedule: PlannedSchedule) -> Int? {
    if case .interval(let interval) = schedule.rule, interval.basis == .taken {
      return interval.everyMinutes * 60
    }
    guard !schedule.dependsOnRecords else { return nil }
    let local = zone.local(of: due).0
    for days in [1, 8, 31] {
      let before = planned(schedule.medication, from: local + -days * 1440, to: local)
        .last { $0 < due }
      if let before { return due - before }
    }
    return nil
  }

  /// Seconds between the planned doses before and after a moment.
  private func gap(around moment: Instant, of medication: Int) -> Int? {
    let local = zone.local(of: moment).0
    for days in [1, 8, 31] {
      let all = planned(medication, from: local + -days * 1440, to: local + days * 1440)
      if let before = all.last(where: { $0 <= moment }),
        let after = all.first(where: { $0 > moment })
      {
        return after - before
      }
    }
    return schedules.lazy.compactMap { schedule -> Int? in
      guard schedule.medication == medication, schedule.isActive,
        case .interval(let interval) = schedule.rule
      else { return nil }
      return interval.everyMinutes * 60
    }.first
  }

  private func planned(_ medication: Int, from: LocalMinute, to: LocalMinute) -> [Instant] {
    schedules.filter { $0.medication == medication && $0.isActive && !$0.dependsOnRecords }
      .flatMap { $0.occurrences(from: from, to: to, in: zone).map(\.instant) }.sorted()
  }

  /// Whether its doses are patches that come off.
  private static func takesOff(_ schedule: PlannedSchedule, _ label: MedicationLabel) -> Bool {
    schedule.follows != nil && MedicineWay(form: label.form, unit: label.dosingUnit) == .skin
  }
}

extension PlannedSchedule {
  /// Whether its doses are planned, and not used when needed or recorded as extra.
  package var isPlanned: Bool { rule.kind != .asNeeded && rule.kind != .unscheduled }
}
