/// Why a dose is asked about by itself and never answered together with others.
///
/// One answer may stand for a whole group of routine doses; a dose that is easily taken twice,
/// wrongly or in another amount than yesterday's gets a question of its own.
package enum OwnQuestion: Hashable, Sendable {
  /// The amount depends on a reading that is taken first.
  case byReading
  /// Once a week or more rarely.
  case weekly
  case patch
  case injection
  /// An ingredient with which a wrong dose does most harm: `insulin`, `opioid`.
  case highAlert(String)
  /// It is taken only when eating now.
  case withMeal
  /// The directions hold from this day on.
  case changedToday
  /// The amount is not the same every day.
  case varyingAmount
  /// The schedule says so.
  case asked
  /// It is late, and nobody here can say whether it may still be taken.
  case late
}

extension OwnQuestion {
  /// The kinds of ingredient that are always asked about by themselves.
  package static let highAlerts: Set<String> = [
    "insulin", "opioid", "methotrexate", "chemotherapy",
  ]

  /// The question for a dose, or nil for a routine one.
  ///
  /// `form` is the dosage form in words, `unit` what a dose is counted in, `highAlert` the kind of
  /// high-alert ingredient where there is one, `asksAboutMeal` what ``MealQuestion`` says.
  package init?(
    rule: ScheduleRule,
    form: String,
    unit: String,
    highAlert: String?,
    asksAboutMeal: Bool = false,
    isFirstDayOfChange: Bool,
    isAsked: Bool
  ) {
    let words = Self.words(of: form)
    if rule.kind == .byReading {
      self = .byReading
    } else if rule.frequency?.isWeeklyOrRarer == true {
      self = .weekly
    } else if Self.isPatch(form: form, unit: unit) {
      self = .patch
    } else if Self.injected.contains(unit) || !words.isDisjoint(with: Self.injectedForms) {
      self = .injection
    } else if let highAlert, Self.highAlerts.contains(highAlert) {
      self = .highAlert(highAlert)
    } else if asksAboutMeal {
      self = .withMeal
    } else if isFirstDayOfChange {
      self = .changedToday
    } else if rule.hasVaryingAmount {
      self = .varyingAmount
    } else if isAsked {
      self = .asked
    } else {
      return nil
    }
  }

  /// Whether something of this form is put on the skin and comes off again.
  package static func isPatch(form: String, unit: String) -> Bool {
    unit == "patch" || !words(of: form).isDisjoint(with: ["patch", "patches", "transdermal"])
  }

  private static func words(of form: String) -> Set<String> {
    Set(form.lowercased().split { !$0.isLetter }.map(String.init))
  }

  private static let injected: Set<String> = ["unit", "injection", "pen", "syringe", "vial"]

  private static let injectedForms: Set<String> = [
    "injection", "injectable", "injector", "autoinjector", "pen", "syringe", "vial", "infusion",
  ]
}

extension ScheduleRule {
  /// Whether the amount of one time of day differs from day to day.
  package var hasVaryingAmount: Bool {
    switch self {
    case .times(let rule): rule.times.contains(where: \.hasVaryingAmount)
    case .taper(let rule): rule.steps.count > 1
    case .byReading: true
    case .interval, .linked, .asNeeded, .unscheduled: false
    }
  }
}

extension PlannedTime {
  fileprivate var hasVaryingAmount: Bool {
    switch amount {
    case .none, .fixed: false
    case .byWeekday(let amounts): Set(amounts.values).count > 1
    case .sequence(let amounts): Set(amounts).count > 1
    }
  }
}
