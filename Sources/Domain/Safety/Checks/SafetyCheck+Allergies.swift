extension SafetyCheck {
  /// What a person reacts to, in active and inactive ingredients.
  ///
  /// Names are compared as ingredients and families and never as parts of words: "sulfa" is the
  /// family of sulfonamide antibiotics, which ferrous sulfate has nothing to do with.
  func allergyAlerts(_ medicine: CheckedMedicine) -> [SafetyAlert] {
    let active = person.allergies.flatMap { allergy in
      medicine.ingredients.compactMap { alert(allergy, Side($0, of: medicine)) }
    }
    return active + excipientAlerts(medicine) + unreadAllergies.map { unread($0, medicine) }
  }

  /// Allergies to medicines that no check can look for: nothing here has such a name.
  package var unreadAllergies: [CheckedPerson.Allergy] {
    person.allergies.filter { allergy in
      allergy.kind == .drug && allergy.ingredient == nil && !AllergenWords.isFamily(allergy.name)
        && !facts.excipients.contains { $0.isMeant(by: allergy) }
    }
  }

  private func unread(
    _ allergy: CheckedPerson.Allergy,
    _ medicine: CheckedMedicine
  ) -> SafetyAlert {
    SafetyAlert(
      kind: .allergy,
      severity: .minor,
      between: [medicine.title, "\(allergy.name) allergy"],
      effect: "This allergy cannot be checked: nothing with that name is known here.",
      management: "Ask your pharmacist whether this medicine goes with it.",
      evidence: "theoretical",
      source: "Allergies on record",
      subject: "unread|\(allergy.name.lowercased())"
    )
  }

  private func alert(_ allergy: CheckedPerson.Allergy, _ side: Side) -> SafetyAlert? {
    guard allergy.kind == .drug, let reaction = reaction(allergy, side.ingredient) else {
      return nil
    }
    let severity: SafetySeverity =
      switch reaction.relation {
      case .same: .contraindicated
      case .sideChain: allergy.isSevere ? .major : .moderate
      case .none: .minor
      }
    guard reaction.relation != .none else { return nil }
    return SafetyAlert(
      kind: .allergy,
      severity: severity,
      between: [side.name, "\(allergy.name) allergy"],
      effect: reaction.text,
      management: reaction.relation == .same
        ? "Do not take it. Ask for another medicine."
        : "Ask your pharmacist first, and say what the reaction was.",
      source: reaction.source,
      stop: .init(for: severity),
      subject: "\(side.ingredient.name)|\(allergy.name.lowercased())"
    )
  }

  private typealias Reaction = (
    relation: SafetyFacts.CrossSensitivity.Relation, text: String, source: String
  )

  /// How an ingredient stands to an allergy; nil when nothing connects them.
  private func reaction(
    _ allergy: CheckedPerson.Allergy,
    _ ingredient: CheckedIngredient
  ) -> Reaction? {
    let allergens = AllergenWords.sides(of: allergy)
    if !allergens.isDisjoint(with: ingredient.sides), isTheSame(allergy, allergens, ingredient) {
      return (.same, "This is what you are allergic to.", "Allergies on record")
    }
    let own = allergy.ingredient?.sides ?? allergens
    let rows = facts.crossSensitivities.filter { row in
      own.union(allergens).contains(row.allergen) && ingredient.sides.contains(row.other)
        && row.holds(for: allergy.ingredient)
    }
    // A row on a named ingredient goes before one on its class, whatever each of them says.
    return rows.max { $0.named < $1.named }.map { ($0.relation, $0.text, $0.source) }
  }

  /// A shared class is the allergy itself only where a class was named; of an ingredient only the
  /// ingredient is.
  private func isTheSame(
    _ allergy: CheckedPerson.Allergy,
    _ allergens: Set<String>,
    _ ingredient: CheckedIngredient
  ) -> Bool {
    guard let named = allergy.ingredient else { return true }
    return named.name == ingredient.name
  }

  private func excipientAlerts(_ medicine: CheckedMedicine) -> [SafetyAlert] {
    person.allergies.filter { $0.kind != .environment }.compactMap { allergy in
      let known = facts.excipients.first { $0.isMeant(by: allergy) }
      guard let known else {
        return allergy.kind == .excipient ? unknownExcipients(medicine, allergy, nil) : nil
      }
      guard let excipients = medicine.excipients else {
        return unknownExcipients(medicine, allergy, known)
      }
      let names = Set(([known.name] + known.otherNames).map { $0.lowercased() })
      guard !names.isDisjoint(with: excipients.map { $0.lowercased() }) else { return nil }
      return SafetyAlert(
        kind: .allergy,
        severity: allergy.isSevere ? .contraindicated : .major,
        between: [medicine.title, "\(allergy.name) allergy"],
        effect: "This product contains \(known.name).",
        management: "Ask for the same medicine from another maker.",
        source: known.source,
        stop: allergy.isSevere ? .reason : nil,
        subject: "\(medicine.title.lowercased())|\(known.name)"
      )
    }
  }

  private func unknownExcipients(
    _ medicine: CheckedMedicine,
    _ allergy: CheckedPerson.Allergy,
    _ excipient: SafetyFacts.Excipient?
  ) -> SafetyAlert? {
    guard medicine.excipients == nil else { return nil }
    return SafetyAlert(
      kind: .allergy,
      severity: .minor,
      between: [medicine.title, "\(allergy.name) allergy"],
      effect: "The inactive ingredients of this product are not known here.",
      management: "Read the box, or ask your pharmacist whether it holds \(allergy.name).",
      evidence: "theoretical",
      source: excipient?.source ?? "Allergies on record",
      subject: "unknown|\(allergy.name.lowercased())"
    )
  }
}

extension CheckedPerson.Allergy {
  /// By which rows on cross-sensitivity the allergen may be named.
  package var sides: Set<String> {
    (ingredient?.sides ?? []).union(AllergenWords.sides(of: self))
  }
}

extension SafetyFacts.CrossSensitivity {
  /// How many of its two sides are ingredients and not classes.
  var named: Int { [allergen, other].count { !$0.hasPrefix("class:") } }

  /// A side chain counts against a named ingredient only when that has it: penicillin V does not
  /// have the one of amoxicillin, though both are penicillins.
  func holds(for ingredient: CheckedIngredient?) -> Bool {
    guard let ingredient, other.hasPrefix("class:side-chain-") else { return true }
    return ingredient.sides.contains(other)
  }
}

extension SafetyFacts.Excipient {
  /// Whether a person's allergy is to this: by its name, another name, or its first word, as peanut
  /// is that of peanut oil.
  fileprivate func isMeant(by allergy: CheckedPerson.Allergy) -> Bool {
    let wanted = allergy.name.lowercased()
    let names = ([name] + otherNames).map { $0.lowercased() }
    if names.contains(wanted) { return true }
    guard allergy.kind != .drug else { return false }
    let avoiders = whoMustAvoid.lowercased()
    return names.contains { $0.split(separator: " ").first.map(String.init) == wanted }
      || avoiders.contains("\(wanted) allergy")
  }
}
