import Domain
import GRDB

/// Decides for each medicine used as needed whether it may be used now.
struct AsNeededBuilder {
  let context: ReadContext
  let schedules: [PlannedSchedule]
  let labels: [Int: MedicationLabel]
  let book: RecordBook
  let balances: [Int: Rational]
  let details: [Int: ScheduleDetails]
  let products: ProductHistory
  var opened: [Int: OpenedPackage] = [:]

  func lines() throws -> [DaySheet.AsNeededLine] {
    let limits = try ingredientLimits()
    let recent = measuredDoses()
    let obstacle = try obstacle()
    let zone = try context.zoneInForce()
    let asked = schedules.filter { $0.isActive && $0.rule.kind == .asNeeded }.map(\.medication)
    let takings = measuredDoses(withRemovals: true)
    let partners = try partners(of: Set(asked), recent: takings, at: context.now)
    let careful = try self.partners(
      of: Set(asked),
      recent: takings,
      at: context.now,
      severity: .major
    )
    return schedules.compactMap { schedule in
      guard schedule.isActive, case .asNeeded(let rule) = schedule.rule,
        let label = labels[schedule.medication], label.status == "active"
      else { return nil }
      return line(
        schedule,
        rule,
        label,
        recent: recent,
        limits: limits,
        obstacle: obstacle ?? partners[schedule.medication].map { .dangerousPartner($0) },
        carefulWith: careful[schedule.medication],
        zone: zone
      )
    }
  }

  /// What was taken and must not meet a medicine, where there is such a dose within its time.
  func partner(of medication: Int, at instant: Instant) throws -> DangerousPartner? {
    try partners(of: [medication], recent: measuredDoses(withRemovals: true), at: instant)[
      medication
    ]
  }

  private func partners(
    of medications: Set<Int>,
    recent: [MeasuredDose<Int>],
    at instant: Instant,
    severity: SafetySeverity = .contraindicated
  ) throws -> [Int: DangerousPartner] {
    let takings = recent.map { DangerousPartners.Taking(medication: $0.medication, at: $0.at) }
    return try DangerousPartners(context: context)
      .found(for: medications, after: takings, at: instant, severity: severity)
      .mapValues { found in
        DangerousPartner(
          title: labels[found.medication]?.title ?? "",
          takenAt: found.takenAt,
          askedAt: instant,
          effect: found.row.effect,
          management: found.row.management
        )
      }
  }

  /// The decision on a dose of one schedule, for the transaction that records it.
  func decision(
    on schedule: PlannedSchedule,
    rule: AsNeededRule,
    amount: Amount?,
    at instant: Instant
  ) throws -> AsNeededDecision<Int> {
    guard let label = labels[schedule.medication] else {
      throw StoreError.notFound(what: "medication", id: "\(schedule.medication)")
    }
    if let obstacle = try obstacle() { return .no(obstacle) }
    if let partner = try partner(of: schedule.medication, at: instant) {
      return .no(.dangerousPartner(partner))
    }
    let evaluation = AsNeededEvaluation(
      rule: Self.limits(rule, label),
      recent: measuredDoses(),
      ingredientLimits: try ingredientLimits(),
      isRescue: label.isRescue
    )
    return evaluation.decision(on: measured(schedule, label, amount ?? rule.amount, at: instant))
  }

  /// What holds back every medicine, whatever was taken.
  private func obstacle() throws -> AsNeededReason<Int>? {
    if try PersonHeader.fetch(context).pausedSince != nil { return .personPaused }
    return try ReminderClock.judged(context).jump == nil ? nil : .clockInDoubt
  }

  private func line(
    _ schedule: PlannedSchedule,
    _ rule: AsNeededRule,
    _ label: MedicationLabel,
    recent: [MeasuredDose<Int>],
    limits: [String: Rational],
    obstacle: AsNeededReason<Int>?,
    carefulWith: DangerousPartner?,
    zone: ZoneRules
  ) -> DaySheet.AsNeededLine {
    let evaluation = AsNeededEvaluation(
      rule: Self.limits(rule, label),
      recent: recent,
      ingredientLimits: limits,
      isRescue: label.isRescue
    )
    func decide(_ amount: Amount?) -> AsNeededDecision<Int> {
      obstacle.map { .no($0) }
        ?? evaluation.decision(on: measured(schedule, label, amount, at: context.now))
    }
    // Of a range all of it is offered, or the least alone where no more is allowed.
    var decision = decide(rule.largestAmount)
    var amountMax = rule.amountMax?.quantity
    if amountMax != nil, !decision.isYes {
      decision = decide(rule.amount)
      if decision.isYes { amountMax = nil }
    }
    let taken = book.taken(schedule.id)
    let last = taken.max { ($0.takenAt ?? context.now) < ($1.takenAt ?? context.now) }
    let weekAgo = context.now - 7 * 86_400
    let days = Set(
      taken.compactMap(\.takenAt).filter { $0 > weekAgo }.map { zone.local(of: $0).0.date }
    )
    return DaySheet.AsNeededLine(
      schedule: schedule.id,
      label: label,
      amount: rule.amount,
      amountMax: amountMax,
      rule: rule,
      decision: decision,
      lastTaken: last?.takenAt,
      lastAmount: last?.amount ?? (last == nil ? nil : rule.fixedAmount),
      takenInWindow: evaluation.taken(
        schedule.medication,
        within: rule.maximum?.within ?? ElapsedTime(hours: 24),
        before: context.now
      ),
      daysUsedOfLast7: days.count,
      onHand: balances[schedule.medication],
      opened: opened[schedule.medication],
      ingredientTotals: label.ingredients.map {
        IngredientAmount($0, milligrams: evaluation.taken(ingredient: $0, before: context.now))
      },
      uncheckedMaxima: decision.isYes ? unchecked(rule, label, limits) : [],
      special: details[schedule.id]?.special,
      carefulWith: decision.isYes ? carefulWith : nil
    )
  }

  /// The limited ingredients of which nobody can say how much a dose holds.
  private func unchecked(
    _ rule: AsNeededRule,
    _ label: MedicationLabel,
    _ limits: [String: Rational]
  ) -> [UncheckedMaximum] {
    guard let amount = rule.amount else { return [] }
    return label.ingredients(in: amount).compactMap { part in
      guard part.milligrams == nil, limits[part.ingredient] != nil else { return nil }
      return UncheckedMaximum(
        ingredient: part.ingredient,
        missing: label.strengthText.isEmpty ? .strength : .readableStrength,
        other: nil
      )
    }
  }

  /// Every dose of the look-back time, planned ones too: an ingredient counts wherever it comes from.
  ///
  /// To take a patch off is no dose; but up to then it worked, which counts beside other medicines.
  private func measuredDoses(withRemovals: Bool = false) -> [MeasuredDose<Int>] {
    let byID = Dictionary(uniqueKeysWithValues: schedules.map { ($0.id, $0) })
    let zone = schedules.first?.versions[0].home ?? .utc
    return book.allTaken.compactMap { entry in
      guard let schedule = byID[entry.schedule], let label = labels[schedule.medication],
        let at = entry.record.takenAt, withRemovals || !schedule.takesOff
      else { return nil }
      let amount =
        entry.record.amount ?? schedule.plannedAmount(due: entry.record.dueMinute, in: zone)
      // What was taken of another strength counts as what it comes to in the present one.
      let present = amount.flatMap { products.present($0, of: label, at: at) }
      return measured(schedule, label, present, at: at)
    }
  }

  private func measured(
    _ schedule: PlannedSchedule,
    _ label: MedicationLabel,
    _ amount: Amount?,
    at instant: Instant
  ) -> MeasuredDose<Int> {
    let units = amount.flatMap { Self.units($0, label) } ?? .zero
    let ingredients =
      amount.map { label.ingredients(in: $0) }
      ?? label.ingredients.map { IngredientAmount($0, milligrams: nil) }
    return MeasuredDose(
      medication: schedule.medication,
      at: instant,
      amount: units,
      ingredients: ingredients
    )
  }

  /// The rule's limits in dosing units of the medicine.
  private static func limits(_ rule: AsNeededRule, _ label: MedicationLabel) -> AsNeededLimits {
    AsNeededLimits(
      minimumGapMinutes: rule.minimumGap?.minutes ?? 0,
      maximum: rule.maximum.flatMap { maximum in
        units(maximum.amount, label).map {
          AsNeededLimits.Maximum(amount: $0, within: maximum.within)
        }
      }
    )
  }

  private static func units(_ amount: Amount, _ label: MedicationLabel) -> Rational? {
    amount.unit == label.dosingUnit
      ? amount.quantity : label.strength?.units(in: amount, dosingUnit: label.dosingUnit)
  }

  /// Milligrams of each ingredient within 24 hours for an adult, the highest that is on record: a
  /// label that says less is kept by the schedule's own maximum.
  private func ingredientLimits() throws -> [String: Rational] {
    let names = Set(labels.values.flatMap(\.ingredients))
    guard !names.isEmpty else { return [:] }
    let rows = try Row.fetchAll(
      context.db,
      once: """
        SELECT i.name, l.amount
        FROM dose_limits AS l
        JOIN ingredients AS i ON i.ingredient_id = l.ingredient_id
        WHERE l.period_hours = 24 AND i.name IN (SELECT value FROM json_each(?))
          AND (l.age_from IS NULL OR l.age_from <= 65)
        """,
      arguments: [JSON.array(names.sorted().map(JSON.string)).text]
    )
    var limits: [String: Rational] = [:]
    for row in rows {
      guard let amount = try? Amount(text: row["amount"]),  // Other units are not sums of mass.
        let factor = Strength.factor(from: amount.unit, to: "mg")
      else { continue }
      let name: String = row["name"]
      let milligrams = amount.quantity * factor
      limits[name] = limits[name].map { Swift.max($0, milligrams) } ?? milligrams
    }
    return limits
  }
}

extension AsNeededDecision {
  fileprivate var isYes: Bool { if case .yes = self { true } else { false } }
}

extension DaySheet.AsNeededLine {
  /// `1 tablet`, `1 to 2 tablets`; nil when nothing is said.
  package var amountWords: String? { amount.map { Display.amount($0, to: amountMax) } }

  /// The largest dose that is offered.
  package var largestAmount: Amount? { amount.map { Amount(amountMax ?? $0.quantity, $0.unit) } }

  /// The doses of a range in whole steps from the least to the most; empty for one amount.
  package var choices: [Amount] {
    guard let amount, let amountMax else { return [] }
    var choices = [amount]
    while let last = choices.last, choices.count < 8,
      last.quantity + Rational(1) < amountMax
    {
      choices.append(Amount(last.quantity + Rational(1), amount.unit))
    }
    return choices + [Amount(amountMax, amount.unit)]
  }
}
