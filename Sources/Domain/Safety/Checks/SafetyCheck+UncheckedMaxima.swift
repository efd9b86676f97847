/// That the most of an ingredient is known and what is taken of it is not.
///
/// Nothing was found then because nothing could be reckoned, which must be said.
package struct UncheckedMaximum: Hashable, Sendable {
  /// What is missing of the product.
  package enum Missing: Hashable, Sendable {
    case strength
    /// There is one, and it cannot be read or does not tell of each ingredient.
    case readableStrength
    /// It is taken by plan without saying how much.
    case amount
  }

  /// As it is shown.
  package let ingredient: String
  package let missing: Missing
  /// The medicine of which it is missing; nil for the one asked about.
  package let other: String?

  package init(ingredient: String, missing: Missing, other: String?) {
    self.ingredient = ingredient
    self.missing = missing
    self.other = other
  }

  /// As a sentence: the maximum of acetaminophen cannot be checked, its strength is not entered.
  package var sentence: String {
    let whose = other.map { "of \($0) " } ?? ""
    let start = other == nil ? "its" : "the"
    let what =
      switch missing {
      case .strength: "\(start) strength \(whose)is not entered"
      case .readableStrength: "\(start) strength \(whose)does not tell how much a dose holds"
      case .amount: "how much \(other.map { "of \($0)" } ?? "of it") is taken is not entered"
      }
    return "The maximum of \(ingredient) cannot be checked: \(what)."
  }
}

extension SafetyCheck {
  /// The ingredients of a medicine whose highest amount cannot be checked, each once.
  package func uncheckedMaxima(of medicine: CheckedMedicine) -> [UncheckedMaximum] {
    guard medicine.isTaken else { return [] }
    let others = person.medicines.filter {
      $0.isTaken && ($0.id == nil || $0.id != medicine.id)
    }
    return medicine.ingredients.compactMap { ingredient in
      let isLimited = facts.limits.contains {
        $0.ingredient == ingredient.name && $0.milligrams != nil
          && $0.holds(for: medicine, age: person.age(on: today))
      }
      guard isLimited else { return nil }
      if let missing = medicine.missing(for: ingredient.name) {
        return UncheckedMaximum(ingredient: ingredient.shownName, missing: missing, other: nil)
      }
      for other in others where other.ingredients.contains(where: { $0.name == ingredient.name }) {
        guard let missing = other.missing(for: ingredient.name) else { continue }
        return UncheckedMaximum(
          ingredient: ingredient.shownName,
          missing: missing,
          other: other.title
        )
      }
      return nil
    }
  }
}

extension CheckedMedicine {
  /// What keeps its planned doses from being reckoned in milligrams; nil when nothing does.
  fileprivate func missing(for ingredient: String) -> UncheckedMaximum.Missing? {
    guard rules.contains(where: { $0.kind != .unscheduled }) else { return nil }
    let amounts = rules.flatMap(\.amounts)
    if !amounts.isEmpty {
      guard amounts.contains(where: { milligrams(of: ingredient, in: $0) == nil }) else {
        return nil
      }
      return hasStrengthText ? .readableStrength : .strength
    }
    // An amount that hangs on a reading is never reckoned; as needed without one has no plan.
    return rules.contains { $0.frequency != nil && $0.kind != .byReading } ? .amount : nil
  }
}
