extension SafetyCheck {
  /// Directions that the medicine itself forbids, and what has to be minded with it.
  func directionsAlerts(
    _ medicine: CheckedMedicine,
    _ others: [CheckedMedicine]
  ) -> [SafetyAlert] {
    guard medicine.isTaken else { return [] }
    let flagged = medicine.ingredients.flatMap { ingredient -> [SafetyAlert] in
      let side = Side(ingredient, of: medicine)
      let flags = ingredient.flags
      return [
        flags.contains("weeklyOnly") ? weekly(side) : nil,
        flags.contains("weeklyOnly") ? secondWeekly(side, others) : nil,
        flags.contains("weeklyOnly") ? weeklyQuantity(side) : nil,
        flags.contains("bedtimeOnly") ? bedtime(side) : nil,
        flags.contains("withMeal") ? meal(side) : nil,
      ].compactMap { $0 }
    }
    return flagged + againstFood(medicine)
      + [splitting(medicine), patch(medicine), child(medicine), concentrated(medicine)]
      .compactMap { $0 }
  }

  private func weekly(_ side: Side) -> SafetyAlert? {
    let rules = side.medicine.rules.filter { $0.kind != .unscheduled }
    let isWeekly = rules.count < 2 && rules.allSatisfy(\.isAtMostWeekly)
    guard !isWeekly else { return nil }
    let name = side.ingredient.shownName
    return SafetyAlert(
      kind: .directions,
      severity: .contraindicated,
      between: [side.name, "more often than once a week"],
      effect: "\(name) taken daily by mistake has killed people.",
      management: """
        Do not take it more than once a week. Daily use is for cancer only, and a pharmacist has \
        to confirm it.
        """,
      source: "ISMP Targeted Medication Safety Best Practices, practice 2",
      stop: .cancerTreatment,
      subject: "\(side.ingredient.name)|weekly"
    )
  }

  /// A weekly dose beside the weekly dose of another medicine.
  private func secondWeekly(_ side: Side, _ others: [CheckedMedicine]) -> SafetyAlert? {
    let isPlanned = { (medicine: CheckedMedicine) in
      medicine.isTaken && medicine.rules.contains { $0.kind != .unscheduled }
    }
    guard isPlanned(side.medicine),
      let other = others.first(where: { other in
        isPlanned(other) && other.ingredients.contains { $0.name == side.ingredient.name }
      })
    else { return nil }
    let name = side.ingredient.shownName
    return SafetyAlert(
      kind: .directions,
      severity: .contraindicated,
      between: [side.name, "the weekly dose of \(other.title)"],
      effect: "\(name) has its dose of the week already. A second one has killed people.",
      management: "Keep one of the two only, and ask your pharmacist which.",
      source: "ISMP Targeted Medication Safety Best Practices, practice 2",
      stop: .cancerTreatment,
      subject: "\(side.ingredient.name)|secondWeekly",
      twin: other.id
    )
  }

  /// A supply of more than four weeks is a supply for a mistake.
  private func weeklyQuantity(_ side: Side) -> SafetyAlert? {
    let medicine = side.medicine
    guard let quantity = medicine.quantity else { return nil }
    let walk = CheckedSchedule(medicine.rules, from: today, days: 28)
    var fourWeeks = Rational.zero
    for dose in walk.doses {
      guard let amount = dose.amount,
        let units = medicine.strength?.units(in: amount, dosingUnit: medicine.dosingUnit)
          ?? (amount.unit == medicine.dosingUnit ? amount.quantity : nil)
      else { return nil }
      fourWeeks = fourWeeks + units
    }
    guard fourWeeks.isPositive, quantity > fourWeeks else { return nil }
    let allowed = Amount(fourWeeks, medicine.dosingUnit)
    return SafetyAlert(
      kind: .directions,
      severity: .contraindicated,
      between: [side.name, "more than 4 weeks of supply"],
      effect: """
        \(Display.amount(Amount(quantity, medicine.dosingUnit))) is more than 4 weeks of a weekly \
        medicine.
        """,
      management: "Give no more than \(Display.amount(allowed)).",
      source: "ISMP Targeted Medication Safety Best Practices, practice 2",
      stop: .reason,
      subject: "\(side.ingredient.name)|weeklyQuantity"
    )
  }

  private func bedtime(_ side: Side) -> SafetyAlert? {
    let early = times(of: side.medicine).first { (4 * 60..<19 * 60).contains($0.minute) }
    return early.map { time in
      SafetyAlert(
        kind: .directions,
        severity: .major,
        between: [side.name, "at \(Display.clock(time))"],
        effect: "It makes you sleepy or lightheaded for hours: people fall and crash cars.",
        management: "Do not take it by day. Move it to bedtime, with the whole night ahead.",
        source: "Flags of the ingredient: bedtime only",
        stop: .reason,
        subject: "\(side.ingredient.name)|bedtime"
      )
    }
  }

  private func meal(_ side: Side) -> SafetyAlert? {
    let words = side.medicine.words.lowercased()
    let isNamed = ["meal", "food", "breakfast", "lunch", "dinner", "eat"].contains {
      words.contains($0)
    }
    guard !isNamed, !side.medicine.rules.isEmpty else { return nil }
    return SafetyAlert(
      kind: .directions,
      severity: .minor,
      between: [side.name, "a meal"],
      effect: "It belongs to a meal, and the directions do not say so.",
      management: "Take it with a meal. No meal: ask before you take it.",
      source: "Flags of the ingredient: with a meal",
      subject: "\(side.ingredient.name)|meal"
    )
  }

  /// Directions that say without food of a medicine that is to be taken with it.
  private func againstFood(_ medicine: CheckedMedicine) -> [SafetyAlert] {
    let words = medicine.words.lowercased()
    guard ["empty stomach", "without food", "before food"].contains(where: words.contains) else {
      return []
    }
    return medicine.ingredients.compactMap { ingredient in
      let row = facts.foods.first { row in
        ingredient.sides.contains(row.side) && row.food.lowercased().contains("without food")
      }
      guard row != nil || ingredient.flags.contains("withMeal") else { return nil }
      return SafetyAlert(
        kind: .directions,
        severity: .major,
        between: [medicine.title, "an empty stomach"],
        effect: "The directions say without food, and it is to be taken with food."
          + (row.map { " \($0.effect)" } ?? ""),
        management: "Ask your pharmacist which of the two holds before you take it.",
        source: row?.source ?? "Flags of the ingredient: with a meal",
        subject: "\(ingredient.name)|againstFood"
      )
    }
  }

  private func splitting(_ medicine: CheckedMedicine) -> SafetyAlert? {
    let isNever =
      medicine.splittable == "never" || medicine.form.contains("extended-release")
      || medicine.form.contains("delayed-release")
    guard isNever || medicine.splittable == "no" else { return nil }
    let part = CheckedSchedule(medicine.rules, from: today, days: 8).doses.lazy
      .compactMap { dose in
        dose.amount.flatMap {
          $0.unit == medicine.dosingUnit
            ? $0
            : medicine.strength?.units(in: $0, dosingUnit: medicine.dosingUnit)
              .map { Amount($0, medicine.dosingUnit) }
        }
      }.first { !$0.quantity.isWhole && !$0.isMeasured }
    guard let part else { return nil }
    return SafetyAlert(
      kind: .directions,
      severity: isNever ? .major : .moderate,
      between: [medicine.title, Display.amount(part)],
      effect: isNever
        ? "It must not be split or crushed: all of it would act at once, or not at all."
        : "It has no score line: the parts are not alike.",
      management: "Ask for a strength that needs no splitting.",
      source: "Whether the product can be split",
      stop: isNever ? .reason : nil,
      subject: "\(medicine.title.lowercased())|split"
    )
  }

  private func patch(_ medicine: CheckedMedicine) -> SafetyAlert? {
    guard medicine.dosingUnit == "patch", medicine.rules.count == 1 else { return nil }
    return SafetyAlert(
      kind: .directions,
      severity: .minor,
      between: [medicine.title, "the patch before it"],
      effect: "Two patches at once are a double amount.",
      management: "Take the old patch off before you put a new one on.",
      source: "Patches on and off",
      subject: "\(medicine.title.lowercased())|patch"
    )
  }

  /// A child's liquid is measured in mL, and its amount checked by a weight that is not old.
  private func child(_ medicine: CheckedMedicine) -> SafetyAlert? {
    guard person.isKnown, let age = person.age(on: today), age < 12 else { return nil }
    guard let weight = person.weightGrams, let on = weight.on, today - on <= 183 else {
      return SafetyAlert(
        kind: .directions,
        severity: .moderate,
        between: [medicine.title, "weight not known"],
        effect: "The amount for a child depends on weight, and none of the last 6 months is here.",
        management: "Weigh the child and tell the pharmacist.",
        source: "Amounts for children",
        subject: "\(medicine.title.lowercased())|weight"
      )
    }
    guard medicine.form.contains("tablet") || medicine.form.contains("capsule") else {
      return nil
    }
    guard age < 6 else { return nil }
    return SafetyAlert(
      kind: .directions,
      severity: .minor,
      between: [medicine.title, "age \(age)"],
      effect: "Small children choke on tablets.",
      management: "Ask for a liquid, measured in mL with an oral syringe.",
      source: "Amounts for children",
      subject: "\(medicine.title.lowercased())|choking"
    )
  }

  private func concentrated(_ medicine: CheckedMedicine) -> SafetyAlert? {
    guard medicine.ingredients.contains(where: { $0.highAlert == "insulin" }),
      medicine.strength?.amounts.first == Amount(Rational(500), "unit"),
      medicine.strength?.per?.unit == "mL"
    else { return nil }
    return SafetyAlert(
      kind: .directions,
      severity: .major,
      between: [medicine.title, "500 units per mL"],
      effect: "5 times as strong as other insulin.",
      management: "Use a U-500 syringe or pen only, and have a pharmacist look at it.",
      source: "ISMP high-alert list for community and ambulatory care, 2021",
      stop: .reason,
      subject: "\(medicine.title.lowercased())|concentrated"
    )
  }

  private func times(of medicine: CheckedMedicine) -> [TimeOfDay] {
    let doses = CheckedSchedule(medicine.rules, from: today, days: 8).doses
    return Set(doses.map { TimeOfDay(minuteOfDay: $0.minute) }).sorted()
  }

  /// A fill before enough of the last one can have been used.
  func refillAlerts(_ medicine: CheckedMedicine) -> [SafetyAlert] {
    guard let fill = medicine.lastFill else { return [] }
    let first = refills.nextFillDay(after: fill.on, daysSupply: fill.daysSupply)
    guard today < first else { return [] }
    return [
      SafetyAlert(
        kind: .tooSoon,
        severity: .moderate,
        between: [medicine.title, "the fill of \(Display.date(fill.on, today: today))"],
        effect: """
          That fill lasts \(Display.days(fill.daysSupply)), and less than \(refills.percentUsed)% \
          of it can be used by now.
          """,
        management: "It can be filled from \(Display.date(first, today: today)).",
        source: "Refill policy of the pharmacy",
        subject: "\(medicine.title.lowercased())|tooSoon"
      )
    ]
  }
}

extension SafetyCheck {
  /// For how many days a weight holds.
  private static let weightDays = 183

  private var isWeightRecent: Bool {
    person.weightGrams?.on.map { today - $0 <= Self.weightDays } ?? false
  }

  /// Whether the person is a child whose weight is not known or too old to reckon with.
  package var needsWeight: Bool {
    person.age(on: today).map { $0 < 18 } == true && !isWeightRecent
  }

  /// Milligrams per kilogram in the largest dose of each ingredient, for the pharmacist; empty
  /// without a weight of the last six months.
  package func milligramsPerKilogram(
    of medicine: CheckedMedicine
  ) -> [(ingredient: CheckedIngredient, amount: Rational)] {
    guard let weight = person.weightGrams, weight.value > 0, isWeightRecent else { return [] }
    let amounts = CheckedSchedule(medicine.rules, from: today, days: 8).doses.compactMap(\.amount)
    return medicine.ingredients.compactMap { ingredient in
      let largest = amounts.compactMap { medicine.milligrams(of: ingredient.name, in: $0) }.max()
      return largest.map { (ingredient, $0 * Rational(1000) / Rational(weight.value)) }
    }
  }
}
