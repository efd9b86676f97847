/// What the catalogue holds about the ingredients and classes in question.
package struct SafetyFacts: Hashable, Sendable {
  /// A row on two ingredients or classes.
  package struct Interaction: Hashable, Sendable {
    /// An ingredient, or `class:` and the name of a class.
    package let a: String
    package let b: String
    package let severity: SafetySeverity
    package let mechanism: String
    package let effect: String
    package let management: String
    package let evidence: String
    package let source: String
    /// For so long before a dose of `a`, and after it, `b` must not be taken; nil when hours do not
    /// help.
    package let keepApart: KeepApart?
    /// Days that must go by after `a` was stopped before `b` is begun, beyond those that `a` lingers;
    /// nil for none.
    package let daysAfterA: Int?
    /// The same after `b`.
    package let daysAfterB: Int?

    package init(
      _ a: String,
      _ b: String,
      _ severity: SafetySeverity,
      mechanism: String = "",
      effect: String = "",
      management: String = "",
      evidence: String = "established",
      source: String = "",
      keepApart: KeepApart? = nil,
      daysAfterA: Int? = nil,
      daysAfterB: Int? = nil
    ) {
      self.a = a
      self.b = b
      self.severity = severity
      self.mechanism = mechanism
      self.effect = effect
      self.management = management
      self.evidence = evidence
      self.source = source
      self.keepApart = keepApart
      self.daysAfterA = daysAfterA
      self.daysAfterB = daysAfterB
    }
  }

  /// Minutes around a dose in which another medicine must not be taken.
  package struct KeepApart: Hashable, Sendable {
    package let minutesBefore: Int
    package let minutesAfter: Int

    package init(minutesBefore: Int, minutesAfter: Int) {
      self.minutesBefore = minutesBefore
      self.minutesAfter = minutesAfter
    }
  }

  /// A row on an ingredient or class and a food.
  package struct Food: Hashable, Sendable {
    package let side: String
    package let food: String
    package let severity: SafetySeverity
    package let effect: String
    package let management: String
    package let evidence: String
    package let source: String

    package init(
      _ side: String,
      _ food: String,
      _ severity: SafetySeverity,
      effect: String = "",
      management: String = "",
      evidence: String = "established",
      source: String = ""
    ) {
      self.side = side
      self.food = food
      self.severity = severity
      self.effect = effect
      self.management = management
      self.evidence = evidence
      self.source = source
    }
  }

  /// The most of an ingredient in a rolling time.
  package struct Limit: Hashable, Sendable {
    package let ingredient: String
    package let route: String?
    /// The product or use it is meant for, in words.
    package let form: String?
    /// Years, both included.
    package let ageFrom: Int?
    package let ageTo: Int?
    package let amount: Amount
    package let hours: Int
    package let renalNote: String?
    package let note: String?
    package let source: String

    package init(
      _ ingredient: String,
      _ amount: Amount,
      hours: Int = 24,
      route: String? = nil,
      form: String? = nil,
      ageFrom: Int? = nil,
      ageTo: Int? = nil,
      renalNote: String? = nil,
      note: String? = nil,
      source: String = ""
    ) {
      self.ingredient = ingredient
      self.amount = amount
      self.hours = hours
      self.route = route
      self.form = form
      self.ageFrom = ageFrom
      self.ageTo = ageTo
      self.renalNote = renalNote
      self.note = note
      self.source = source
    }
  }

  /// What reacts across with an allergen, and what is known not to.
  package struct CrossSensitivity: Hashable, Sendable {
    package enum Relation: String, Sendable {
      case same
      case sideChain = "side-chain"
      case none
    }

    package let allergen: String
    package let other: String
    package let relation: Relation
    package let text: String
    package let source: String

    package init(
      _ allergen: String,
      _ other: String,
      _ relation: Relation,
      text: String = "",
      source: String = ""
    ) {
      self.allergen = allergen
      self.other = other
      self.relation = relation
      self.text = text
      self.source = source
    }
  }

  /// A row on an ingredient or class and a condition, an age or pregnancy.
  package struct Condition: Hashable, Sendable {
    package let side: String
    package let condition: String
    package let code: String?
    package let severity: SafetySeverity
    package let effect: String
    package let management: String
    package let source: String

    package init(
      _ side: String,
      _ condition: String,
      _ severity: SafetySeverity,
      code: String? = nil,
      effect: String = "",
      management: String = "",
      source: String = ""
    ) {
      self.side = side
      self.condition = condition
      self.severity = severity
      self.code = code
      self.effect = effect
      self.management = management
      self.source = source
    }
  }

  /// An inactive ingredient with its other names.
  package struct Excipient: Hashable, Sendable {
    package let name: String
    package let otherNames: [String]
    package let whoMustAvoid: String
    package let source: String

    package init(_ name: String, otherNames: [String], whoMustAvoid: String, source: String = "") {
      self.name = name
      self.otherNames = otherNames
      self.whoMustAvoid = whoMustAvoid
      self.source = source
    }
  }

  package let interactions: [Interaction]
  /// Where in ``interactions`` the rows on an ingredient or class stand, in their order.
  private let bySide: [String: [Int]]
  package var foods: [Food]
  package var limits: [Limit]
  package var crossSensitivities: [CrossSensitivity]
  package var conditions: [Condition]
  package var excipients: [Excipient]

  package init(
    interactions: [Interaction] = [],
    foods: [Food] = [],
    limits: [Limit] = [],
    crossSensitivities: [CrossSensitivity] = [],
    conditions: [Condition] = [],
    excipients: [Excipient] = []
  ) {
    self.interactions = interactions
    bySide = interactions.indices.reduce(into: [:]) { places, index in
      let row = interactions[index]
      places[row.a, default: []].append(index)
      if row.b != row.a { places[row.b, default: []].append(index) }
    }
    self.foods = foods
    self.limits = limits
    self.crossSensitivities = crossSensitivities
    self.conditions = conditions
    self.excipients = excipients
  }

  /// The rows on two ingredients, or on classes of theirs, in their order.
  package func interactions(
    between first: CheckedIngredient,
    and second: CheckedIngredient
  ) -> [Interaction] {
    let places = Set(first.sides.flatMap { bySide[$0] ?? [] })
    return places.sorted().map { interactions[$0] }.filter { $0.concerns(first, second) }
  }
}
