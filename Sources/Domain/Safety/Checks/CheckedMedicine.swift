/// An active ingredient with what the catalogue says of it.
package struct CheckedIngredient: Hashable, Sendable {
  package let name: String
  /// The name as it is shown, with capitals that tell it from look-alikes.
  package let shownName: String
  package let classes: Set<String>
  package let flags: Set<String>
  /// The group of high-alert medicines it belongs to, such as `opioid`.
  package let highAlert: String?
  /// Days for which it acts after the last dose; 0 when that is not long.
  package let lingersDays: Int
  /// By which rows of the catalogue name it: itself and `class:` with each of its classes.
  package let sides: Set<String>

  package init(
    _ name: String,
    shownName: String? = nil,
    classes: Set<String> = [],
    flags: Set<String> = [],
    highAlert: String? = nil,
    lingersDays: Int = 0
  ) {
    self.name = name
    self.shownName = shownName ?? name
    self.classes = classes
    self.flags = flags
    self.highAlert = highAlert
    self.lingersDays = lingersDays
    sides = Set(classes.map { "class:\($0)" }).union([name])
  }
}

/// A medicine on somebody's list, or about to be.
package struct CheckedMedicine: Hashable, Sendable {
  /// Whether it is taken.
  package enum State: Hashable, Sendable {
    case taken
    /// No longer since that day, the day of the last dose when it is known.
    case stopped(CalendarDate)
  }

  /// Nil for one that is not on the list yet.
  package var id: Int?
  /// What it is called on the screen, with the strength.
  package var title: String
  /// Empty when the catalogue does not know it.
  package var ingredients: [CheckedIngredient]
  package var strength: Strength?
  /// Whether a strength stands on the label, even one that cannot be read.
  package var hasStrengthText: Bool
  package var form: String
  package var dosingUnit: String
  package var routes: Set<String>
  /// Bought without a prescription.
  package var isOverTheCounter: Bool
  /// `scored`, `no` or `never`; nil where nothing is known.
  package var splittable: String?
  /// Inactive ingredients; nil where the list is not known.
  package var excipients: Set<String>?
  package var rules: [ScheduleRule]
  /// The directions and purpose as written, to see whether they name a meal.
  package var words: String
  /// How much was prescribed, in dosing units.
  package var quantity: Rational?
  /// Day and days' supply of the last fill.
  package var lastFill: Fill?
  package var state: State

  /// A fill of the same medicine.
  package struct Fill: Hashable, Sendable {
    package let on: CalendarDate
    package let daysSupply: Int

    package init(on: CalendarDate, daysSupply: Int) {
      self.on = on
      self.daysSupply = daysSupply
    }
  }

  package init(
    id: Int? = nil,
    title: String,
    ingredients: [CheckedIngredient],
    strength: Strength? = nil,
    hasStrengthText: Bool? = nil,
    form: String = "tablet",
    dosingUnit: String = "tablet",
    routes: Set<String> = ["oral"],
    isOverTheCounter: Bool = false,
    splittable: String? = nil,
    excipients: Set<String>? = nil,
    rules: [ScheduleRule] = [],
    words: String = "",
    quantity: Rational? = nil,
    lastFill: Fill? = nil,
    state: State = .taken
  ) {
    self.id = id
    self.title = title
    self.ingredients = ingredients
    self.strength = strength
    self.hasStrengthText = hasStrengthText ?? (strength != nil)
    self.form = form
    self.dosingUnit = dosingUnit
    self.routes = routes
    self.isOverTheCounter = isOverTheCounter
    self.splittable = splittable
    self.excipients = excipients
    self.rules = rules
    self.words = words
    self.quantity = quantity
    self.lastFill = lastFill
    self.state = state
  }

  package var isTaken: Bool { state == .taken }

  /// Until when an ingredient counts after the medicine was stopped, where so many days must go by;
  /// nil while it is taken and where none must.
  func counts(_ ingredient: CheckedIngredient, atLeast days: Int?) -> CalendarDate? {
    guard case .stopped(let last) = state else { return nil }
    let longest = max(ingredient.lingersDays, days ?? 0)
    return longest > 0 ? last + longest : nil
  }

  /// Whether an ingredient counts on a day: while the medicine is taken, afterwards as long as it
  /// lingers or so many days must go by.
  func acts(
    _ ingredient: CheckedIngredient,
    on day: CalendarDate,
    atLeast days: Int? = nil
  ) -> Bool {
    guard case .stopped = state else { return true }
    return counts(ingredient, atLeast: days).map { day <= $0 } ?? false
  }

  /// Milligrams of an ingredient in an amount of the medicine; nil where it cannot be reckoned.
  func milligrams(of ingredient: String, in amount: Amount) -> Rational? {
    // A mass of a product with one ingredient is that mass, whatever its strength.
    if ingredients.count == 1, ingredients[0].name == ingredient,
      let factor = Strength.factor(from: amount.unit, to: "mg")
    {
      return amount.quantity * factor
    }
    guard let index = ingredients.firstIndex(where: { $0.name == ingredient }),
      let parts = strength?.ingredients(in: amount, dosingUnit: dosingUnit),
      parts.count == ingredients.count,
      let factor = Strength.factor(from: parts[index].unit, to: "mg")
    else { return nil }
    return parts[index].quantity * factor
  }
}
