/// Another product for the same medicine: tablets of another strength, of which a dose takes more
/// or fewer.
package struct ProductChange: Hashable, Sendable {
  package let was: Strength
  package let now: Strength
  /// What both are counted in.
  package let unit: String
  /// By how much amounts in that unit are multiplied: 2 from 5 mg to 2.5 mg.
  package let factor: Rational

  /// Nil where the doses cannot be worked out: other ingredients, other proportions of them, or a
  /// strength that says nothing about the unit.
  package init?(from was: Strength, to now: Strength, unit: String) {
    guard was.amounts.count == now.amounts.count,
      let before = was.masses(inOne: unit), let after = now.masses(inOne: unit)
    else { return nil }
    let factors = zip(before, after).map { one, other in
      Strength.factor(from: one.unit, to: other.unit).map { one.quantity * $0 / other.quantity }
    }
    guard let factor = factors.first ?? nil, factors.allSatisfy({ $0 == factor }) else {
      return nil
    }
    self.was = was
    self.now = now
    self.unit = unit
    self.factor = factor
  }

  /// Whether it is ten times as strong or as weak, or more: the slip of a decimal point, and no
  /// product that is given in place of the other.
  package var isTenfold: Bool { factor >= Rational(10) || factor <= Rational(1, 10) }

  /// The smallest part of a unit that a dose may be: half a tablet, one capsule; nil for what is
  /// measured.
  package static func step(of unit: String, mustStayWhole: Bool) -> Rational? {
    if mustStayWhole { return Rational(1) }
    if unit == "tablet" { return Rational(1, 2) }
    return ["mL", "g", "unit"].contains(unit) ? nil : Rational(1)
  }

  /// Whether a dose takes another number of units.
  package var isOtherAmount: Bool { factor != Rational(1) }

  /// An amount in units of the product before, in those of the present one; nil for another unit.
  package func present(_ amount: Amount) -> Amount? {
    amount.unit == unit ? Amount(amount.quantity * factor, unit) : nil
  }

  /// What is other about a dose, as in `was 1 tablet of 5 mg; now 2 tablets of 2.5 mg`.
  ///
  /// `dose` is one of the directions before.
  package func words(dose: Amount?) -> String {
    let units = dose.flatMap { was.units(in: $0, dosingUnit: unit) } ?? Rational(1)
    let before = Display.amount(Amount(units, unit))
    let after = Display.amount(Amount(units * factor, unit))
    return """
      was \(before) of \(Display.strength(was.description)); now \(after) of \
      \(Display.strength(now.description)). Put the old bottle away
      """
  }
}

extension Strength {
  /// The amounts in one dosing unit; nil where the strength is counted in something else.
  fileprivate func masses(inOne unit: String) -> [Amount]? {
    guard amounts.allSatisfy(\.quantity.isPositive) else { return nil }
    guard let per else { return Amount.counted[unit] == nil || unit == "unit" ? nil : amounts }
    guard per.unit == unit, per.quantity.isPositive else { return nil }
    return amounts.map { Amount($0.quantity / per.quantity, $0.unit) }
  }
}

extension ScheduleRule {
  /// The same rule for a product of another strength: every amount that is counted in the unit of
  /// the product is multiplied, and those in mass stay.
  ///
  /// - Throws: ``RuleError``
  package func scaled(by change: ProductChange) throws(RuleError) -> ScheduleRule {
    try ScheduleRule(json: Self.scaled(json, change))
  }

  /// The keys under which a rule has amounts.
  private static let amountKeys: Set<String> = ["amount", "amountMax", "amounts", "sequence"]

  private static func scaled(_ json: JSON, _ change: ProductChange, isAmount: Bool = false) -> JSON
  {
    switch json {
    case .string(let text):
      // What is not an amount of the product, a time or a date, stays as it is.
      guard isAmount, let amount = try? Amount(text: text), let now = change.present(amount)
      else { return json }
      return .string(now.description)
    case .array(let values): return .array(values.map { scaled($0, change, isAmount: isAmount) })
    case .object(let members):
      return .object(
        members.map { member in
          JSONMember(
            member.key,
            scaled(
              member.value,
              change,
              isAmount: isAmount || amountKeys.contains(member.key)
            )
          )
        }
      )
    case .null, .bool, .integer, .decimal: return json
    }
  }

  /// The first amount that the rule gives.
  package var firstAmount: Amount? {
    let times: [PlannedTime]
    switch self {
    case .times(let rule): times = rule.times
    case .taper(let rule): times = rule.steps.flatMap(\.times)
    case .interval(let rule): return rule.amount
    case .linked(let rule): return rule.amount
    case .asNeeded(let rule): return rule.amount
    case .byReading, .unscheduled: return nil
    }
    for time in times {
      switch time.amount {
      case .fixed(let amount): return amount
      case .byWeekday(let amounts): return amounts.sorted { $0.key < $1.key }.first?.value
      case .sequence(let amounts): return amounts.first
      case .none: continue
      }
    }
    return nil
  }

  /// Whether every amount of the rule is a multiple of `step` units of a product.
  ///
  /// What cannot be counted in that unit is left out of account.
  package func goes(inSteps step: Rational, of product: Strength, unit: String) -> Bool {
    Self.amounts(in: json).allSatisfy { amount in
      guard let units = product.units(in: amount, dosingUnit: unit) else { return true }
      return (units / step).isWhole
    }
  }

  private static func amounts(in json: JSON, isAmount: Bool = false) -> [Amount] {
    switch json {
    // The rule was read before: what is no amount of it is a time or a date.
    case .string(let text): isAmount ? [try? Amount(text: text)].compactMap { $0 } : []
    case .array(let values): values.flatMap { amounts(in: $0, isAmount: isAmount) }
    case .object(let members):
      members.flatMap {
        amounts(in: $0.value, isAmount: isAmount || amountKeys.contains($0.key))
      }
    case .null, .bool, .integer, .decimal: []
    }
  }
}
