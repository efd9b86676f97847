/// The label's limits for a medicine taken as needed.
package struct AsNeededLimits: Hashable, Sendable {
  /// So much within some time.
  package struct Maximum: Hashable, Sendable {
    /// In the same unit as the doses.
    package let amount: Rational
    /// Length of the rolling window.
    package let within: ElapsedTime

    package init(amount: Rational, within: ElapsedTime) {
      self.amount = amount
      self.within = within
    }
  }

  /// Minutes from one dose to the next; zero for no limit.
  package let minimumGapMinutes: Int
  /// So much within some time; nil for no limit.
  package let maximum: Maximum?

  /// The limits of a label.
  package init(minimumGapMinutes: Int, maximum: Maximum?) {
    self.minimumGapMinutes = minimumGapMinutes
    self.maximum = maximum
  }
}

/// How much of an ingredient a dose holds.
package struct IngredientAmount: Hashable, Sendable {
  /// The ingredient by its own name, the same for every product.
  package let ingredient: String
  /// Nil when the strength is not known.
  package let milligrams: Rational?

  /// An ingredient of a dose, for the whole amount of the dose.
  package init(_ ingredient: String, milligrams: Rational?) {
    self.ingredient = ingredient
    self.milligrams = milligrams
  }
}

/// A dose that was taken, or that somebody is about to take.
package struct MeasuredDose<Medication: Hashable & Sendable>: Hashable, Sendable {
  /// The medicine or product as the caller names it.
  package let medication: Medication
  /// When it was or will be swallowed.
  package let at: Instant
  /// In the unit of the medicine's rule.
  package let amount: Rational
  /// For the whole amount; empty when not known to matter.
  package let ingredients: [IngredientAmount]

  package init(
    medication: Medication,
    at: Instant,
    amount: Rational,
    ingredients: [IngredientAmount]
  ) {
    self.medication = medication
    self.at = at
    self.amount = amount
    self.ingredients = ingredients
  }
}

/// Whether a dose as needed may be taken now.
package enum AsNeededDecision<Medication: Hashable & Sendable>: Hashable, Sendable {
  /// It may. `next` is when the same dose may be taken again; `isLast` when a limit, and not just
  /// the gap, then holds it back.
  case yes(next: Instant?, isLast: Bool)
  /// It may from `until` on.
  case notYet(until: Instant, AsNeededReason<Medication>)
  /// No clock time makes this dose right: somebody has to be asked.
  case no(AsNeededReason<Medication>)

  /// `yes`, `notYet` or `no`.
  package var word: String {
    switch self {
    case .yes: "yes"
    case .notYet: "notYet"
    case .no: "no"
    }
  }

  /// When it may be taken, when that is a time and not now.
  package var nextAllowed: Instant? {
    guard case .notYet(let until, _) = self else { return nil }
    return until
  }
}

/// A medicine that was taken and must not meet another one, in words of the catalogue.
package struct DangerousPartner: Hashable, Sendable {
  package let title: String
  package let takenAt: Instant
  /// When the other one was asked about.
  package let askedAt: Instant
  package let effect: String
  package let management: String

  package init(
    title: String,
    takenAt: Instant,
    askedAt: Instant,
    effect: String,
    management: String
  ) {
    self.title = title
    self.takenAt = takenAt
    self.askedAt = askedAt
    self.effect = effect
    self.management = management
  }
}

/// What holds a dose back.
package enum AsNeededReason<Medication: Hashable & Sendable>: Hashable, Sendable {
  case minimumGap(last: Instant)
  case maximum(taken: Rational, AsNeededLimits.Maximum)
  /// All products together, over 24 hours, in milligrams.
  case ingredientLimit(String, taken: Rational, limit: Rational)
  case doseAboveMaximum(AsNeededLimits.Maximum)
  case doseAboveIngredientLimit(String, limit: Rational)
  /// Another medicine of the last 24 hours holds the same ingredient and no limit for both is known.
  case sharedIngredient(String, in: Medication, takenAt: Instant)
  /// A limit exists and the strength of something taken is not known.
  case unknownStrength(String)
  /// Another medicine was taken that must not meet this one; asked about on that day.
  case dangerousPartner(DangerousPartner)
  /// The clock jumped, and nobody has said that it is right: no gap can be measured.
  case clockInDoubt
  /// Everything is paused, as in a stay in hospital: others give what is needed there.
  case personPaused
}
