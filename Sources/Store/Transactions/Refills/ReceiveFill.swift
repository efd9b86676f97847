import Domain
import GRDB

/// A bottle that a person brought home.
///
/// Of the same strength it is added to what is left. Of another strength the directions are said
/// anew in its units, and what was left of the old one is put away: it is never added, since two
/// bottles of one medicine in two strengths are how a dose is doubled.
package struct ReceiveFill: NamedTransaction {
  package var medication: Int
  /// What is in the new bottle, in dosing units.
  package var quantity: Rational
  /// The strength on the new label; as before when nil.
  package var strength: String?
  /// What the new ones look like; as before when nil.
  package var appearance: String?

  package init(
    medication: Int,
    quantity: Rational,
    strength: String? = nil,
    appearance: String? = nil
  ) {
    self.medication = medication
    self.quantity = quantity
    self.strength = strength
    self.appearance = appearance
  }

  package var dataKind: DataKind { .medications }
  package var operation: AccessOperation { .change }

  package struct Answer: Equatable, Sendable {
    /// The number by which it can be taken back.
    package let fill: Int
    package let plan: FillPlan
    /// What is there now, in dosing units.
    package let onHand: Rational
  }

  package func run(_ context: WriteContext) throws -> Answer {
    let plan = try FillPlan(context.reading, self)
    let before = try SupplyRecords.balance(context.db, medication: medication)
    let request = try RefillRequest.open(context.db, medication: medication)
    let versions = try rewrite(plan, context)
    let refills = try Int.fetchOne(
      context.db,
      sql: "SELECT refills_remaining FROM user_medications WHERE medication_id = ?",
      arguments: [medication]
    )
    try context.db.execute(
      sql: """
        UPDATE user_medications
        SET strength = ?, appearance = ?, instructions = ?, updated_at = ?, version = version + 1,
          refills_remaining = CASE WHEN EXISTS (
            SELECT 1 FROM prescriptions WHERE medication_id = user_medications.medication_id)
            THEN refills_remaining ELSE max(0, refills_remaining - 1) END
        WHERE medication_id = ?
        """,
      arguments: [
        plan.strength, plan.appearance,
        // The words of the old label count in units of the old bottle.
        plan.change == nil ? plan.label.instructions : nil,
        context.now.milliseconds, medication,
      ]
    )
    let onHand = try fillUp(plan, before, context)
    try request?.move(to: .filled, answer: nil, context)
    try context.db.execute(
      sql: """
        INSERT INTO medication_fills (medication_id, received_at, received_by, quantity, strength,
          appearance, was_strength, was_appearance, was_instructions, was_quantity, was_refills,
          schedules, request_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        medication, context.now.milliseconds, context.actor.userID, quantity.stored, plan.strength,
        plan.appearance, plan.label.strengthText, plan.label.appearance, plan.label.instructions,
        before?.stored, refills,
        JSON.array(versions).text, request?.id,
      ]
    )
    let fill = Int(context.db.lastInsertedRowID)
    context.check(medication: medication)
    context.supplyMoved(of: medication)
    context.audit(
      AuditEntry(
        action: plan.change == nil ? "supply.fill" : "supply.substitute",
        table: "medication_fills",
        record: "\(fill)",
        subject: context.subject,
        risk: plan.change == nil ? .low : .medium
      )
    )
    return Answer(fill: fill, plan: plan, onHand: onHand)
  }

  /// Writes the directions anew in units of the other product, from now on.
  private func rewrite(_ plan: FillPlan, _ context: WriteContext) throws -> [JSON] {
    let zone = try context.reading.zoneInForce()
    return try plan.rules.map { schedule, rule in
      // A dose that waits is taken from the new bottle, too.
      let planned = try ScheduleRecords(context: context.reading, zone: zone).one(schedule)
      let since = planned.versions.map(\.fromMinute).max() ?? ScheduleWriter.firstMinute
      let open = try OpenDoseRecords.find(context.db, schedule: schedule)
        .flatMap { $0.dueAt <= context.now && $0.dueMinute > since ? $0.dueAt : nil }
      var change = ChangeSchedule(
        schedule: schedule,
        rule: rule,
        from: open.map { zone.local(of: $0).0 },
        toldBy: "the new bottle"
      )
      change.isNewDirections = false
      let from = try change.run(context).from
      return .array([.integer(schedule), .integer(from)])
    }
  }

  /// - Returns: What is there now.
  private func fillUp(
    _ plan: FillPlan,
    _ before: Rational?,
    _ context: WriteContext
  ) throws -> Rational {
    let supply = SupplyRecords(context: context)
    if plan.change != nil, let before, before.isPositive {
      let old = Display.strength(plan.label.strengthText)
      try supply.count(
        .zero,
        of: medication,
        kind: "correction",
        note: "the bottle of \(old) was put away"
      )
    }
    // Where more was taken than was on record, the new bottle is what is known.
    let kept = plan.change == nil ? before.flatMap { $0.isPositive ? $0 : nil } ?? .zero : .zero
    try supply.count(kept + quantity, of: medication, kind: "fill", note: nil)
    return kept + quantity
  }
}

/// What a new bottle means before it is saved.
package struct FillPlan: Equatable, Sendable {
  /// As it was before.
  package let label: MedicationLabel
  package let strength: String
  package let appearance: String?
  /// Nil for a bottle of the same strength.
  package let change: ProductChange?
  /// The rules that are said anew, by schedule.
  package let rules: [(schedule: Int, rule: ScheduleRule)]
  /// `was 1 tablet of 5 mg; now 2 tablets of 2.5 mg. Put the old bottle away`; nil without a change.
  package let difference: String?
  /// The looks, when they differ from those before.
  package let newLooks: String?

  package static func == (one: FillPlan, other: FillPlan) -> Bool {
    one.label == other.label && one.strength == other.strength
      && one.appearance == other.appearance && one.change == other.change
      && one.rules.map(\.schedule) == other.rules.map(\.schedule)
      && one.rules.map(\.rule) == other.rules.map(\.rule)
  }

  /// - Throws: ``StoreError/notFound(what:id:)``, ``StoreError/invalid(_:)`` where doses of the other
  ///   product cannot be worked out or would be parts of something that must stay whole.
  init(_ context: ReadContext, _ fill: ReceiveFill) throws {
    guard fill.quantity.isPositive, fill.quantity <= Rational(Rational.parseLimit) else {
      throw StoreError.invalid("what is in the new bottle is a number above zero")
    }
    guard let label = try MedicationLabel.all(context)[fill.medication],
      label.status == "active" || label.status == "paused"
    else { throw StoreError.notFound(what: "medication", id: "\(fill.medication)") }
    let looks = try PlainText.checked(optional: fill.appearance, of: "the looks", atMost: 120)
    let text = try StrengthText.checked(fill.strength)
    self.label = label
    appearance = looks ?? label.appearance
    newLooks =
      looks.flatMap { new in
        label.appearance.flatMap { $0.lowercased() == new.lowercased() ? nil : new }
      }
    let stated = text ?? label.strengthText
    guard stated != label.strengthText else {
      (strength, change, rules, difference) = (stated, nil, [], nil)
      return
    }
    guard let was = label.strength, let now = Strength(text: stated),
      let change = ProductChange(from: was, to: now, unit: label.dosingUnit)
    else {
      throw StoreError.invalid(
        "doses cannot be worked out from that strength: ask your pharmacy"
      )
    }
    strength = stated
    guard change.isOtherAmount else {
      // The same in other words, such as 1 g for 1000 mg.
      (self.change, rules, difference) = (nil, [], nil)
      return
    }
    let zone = try context.zoneInForce()
    let schedules = try ScheduleRecords(context: context, zone: zone)
      .all(medication: fill.medication).filter { $0.isActive && $0.rule.kind != .unscheduled }
    self.change = change
    rules = try Self.rules(schedules, change, label, context)
    difference = change.words(dose: schedules.lazy.compactMap(\.rule.firstAmount).first)
  }

  private static func rules(
    _ schedules: [PlannedSchedule],
    _ change: ProductChange,
    _ label: MedicationLabel,
    _ context: ReadContext
  ) throws -> [(schedule: Int, rule: ScheduleRule)] {
    let zone = try context.zoneInForce()
    let isPlanned = schedules.contains { schedule in
      let now =
        schedule.isOnWallClock
        ? zone.local(of: context.now).0.minute : context.now.minuteOfUTC
      return schedule.versions.contains { $0.fromMinute > now }
    }
    guard !isPlanned else {
      throw StoreError.invalid(
        "other directions begin on a later day: ask your pharmacy"
      )
    }
    guard !change.isTenfold else {
      throw StoreError.invalid(
        "that is ten times as strong or as weak: read the label again, and ask your pharmacy"
      )
    }
    let unit = label.dosingUnit
    let step = ProductChange.step(of: unit, mustStayWhole: label.mustStayWhole)
    return try schedules.compactMap { schedule in
      let scaled = try schedule.rule.scaled(by: change)
      if let step, !scaled.goes(inSteps: step, of: change.now, unit: unit) {
        throw StoreError.invalid(
          step == Rational(1)
            ? "a dose would be part of a \(unit) that must stay whole: ask first"
            : "a dose would be a part of a tablet that nobody can break off: ask your pharmacy"
        )
      }
      return scaled == schedule.rule ? nil : (schedule.id, scaled)
    }
  }
}

/// Asks what a new bottle would mean.
package struct FillPlanQuery: NamedQuery {
  package var fill: ReceiveFill

  package init(_ fill: ReceiveFill) { self.fill = fill }

  package var dataKind: DataKind { .medications }

  package func fetch(_ context: ReadContext) throws -> FillPlan { try FillPlan(context, fill) }
}
