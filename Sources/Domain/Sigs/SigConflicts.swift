/// Facts of one clause that cannot hold together, though each was understood.
extension SigClause {
  /// A fact by the place it is kept at.
  enum Fact: Hashable {
    case path(PartialKeyPath<SigClause>)
    case note(SigNote)
  }

  /// Groups of facts that contradict each other; empty for directions that can be followed.
  var conflicts: [[Fact]] {
    foodConflicts + bedtimeConflicts + wholeConflicts + limitConflicts + lengthConflicts
      + wayConflicts
  }

  /// Takes a fact away that is contradicted by another.
  mutating func erase(_ fact: Fact) {
    switch fact {
    case .note(let note): notes.removeAll { $0 == note }
    case .path(\Self.meal): meal = nil
    case .path(\Self.maximum): maximum = nil
    case .path(\Self.duration): duration = nil
    case .path(\Self.frequency): frequency = nil
    case .path(\Self.route): route = nil
    case .path(\Self.site): site = nil
    case .path(\Self.action): action = nil
    case .path: amount = nil
    }
  }

  private static let foodNotes: [SigNote] = [
    .emptyStomach, .withoutRegardToFood, .withMilk, .withOrAfterFood, .withFirstBite, .betweenMeals,
  ]

  /// With food and without, said of the same dose.
  private var foodConflicts: [[Fact]] {
    let said = notes.filter(Self.foodNotes.contains)
    let isFasting: [SigNote] = [.emptyStomach, .betweenMeals]
    var conflicts: [[Fact]] = []
    if said.count > 1, !Set(said).isSubset(of: isFasting) { conflicts.append(said.map(Fact.note)) }
    guard let meal else { return conflicts }
    for note in said {
      let isMatched =
        switch note {
        case .emptyStomach: meal == .before || offset != nil
        case .betweenMeals, .withoutRegardToFood: false
        case .withMilk, .withFirstBite: meal == .with
        default: meal != .before
        }
      if !isMatched { conflicts.append([.path(\Self.meal), .note(note)]) }
    }
    return conflicts
  }

  /// "At bedtime before meals": no meal follows, and the doses at the meals may be meant besides.
  private var bedtimeConflicts: [[Fact]] {
    let isAtNight = !when.isEmpty && when.allSatisfy { $0 == .bedtime || $0 == .night }
    guard isAtNight, timesOfDay.isEmpty, meal == .before || meal == .after else { return [] }
    return [[.path(\Self.meal), .path(\Self.when)]]
  }

  private var wholeConflicts: [[Fact]] {
    let isChewed = action == .chew
    return notes.filter { note in
      isChewed && [.swallowWhole, .doNotChew, .doNotCrushOrChew].contains(note)
    }.map { [.path(\Self.action), .note($0)] }
  }

  /// One dose above the maximum, or planned doses that come to more than it.
  private var limitConflicts: [[Fact]] {
    guard let maximum, let dose = dose(in: maximum.amount.unit) else { return [] }
    let most = maximum.amount.quantity.approximation
    let conflict: [Fact] = [.path(\Self.maximum), .path(\Self.amount)]
    if dose.most.approximation > most { return [conflict] }
    guard !asNeeded, repetition == nil, let frequency, frequency.periodUnit == .day,
      frequency.timesMax == nil, maximum.within.minutes == 1440 * frequency.period,
      dose.least.approximation * Double(frequency.times) > most
    else { return [] }
    return [conflict + [.path(\Self.frequency)]]
  }

  /// The smallest and the largest single dose in the unit of a maximum; nil where it is unknown.
  private func dose(in unit: String) -> (least: Rational, most: Rational)? {
    if unit == "dose" { return (Rational(1), Rational(1)) }
    guard let amount else { return nil }
    if self.unit == unit { return (amount, amountMax ?? amount) }
    guard let equivalent, equivalent.unit == unit else { return nil }
    return (equivalent.quantity, equivalent.quantity)
  }

  /// Every 8 hours for 4 hours.
  private var lengthConflicts: [[Fact]] {
    guard let duration, let frequency, frequency.times == 1, frequency.timesMax == nil else {
      return []
    }
    let unit =
      frequency.periodUnit == .month ? 28 * 1440 : SigDuration(1, frequency.periodUnit).minutes
    let length =
      duration.unit == .month ? duration.value * 31 * 1440 : duration.minutes
    return length < unit * frequency.period
      ? [[.path(\Self.duration), .path(\Self.frequency)]] : []
  }

  /// A form, a route and an action of which one cannot be: a patch by mouth, a tablet under the skin.
  private var wayConflicts: [[Fact]] {
    var conflicts: [[Fact]] = []
    if let unit, let form = SigForm(unit: unit) {
      if let route, !form.routes.contains(route) {
        conflicts.append([.path(\Self.amount), .path(\Self.route), .path(\Self.site)])
      }
      if let action, !form.allows(action) {
        conflicts.append([.path(\Self.action), .path(\Self.amount)])
      }
    }
    if let action, let route, let routes = action.routes, !routes.contains(route) {
      conflicts.append([.path(\Self.action), .path(\Self.route), .path(\Self.site)])
    }
    if let site, site.route == nil, site.name != "mouth", site.name != "tongue",
      site.name != "gums", site.name != "cheeks", let route, route == .oral
    {
      conflicts.append([.path(\Self.route), .path(\Self.site)])
    }
    return conflicts
  }
}

/// What a counted unit is, as far as it limits where it can go.
private enum SigForm {
  case tablet
  case capsule
  case melting
  case patch
  case suppository
  case puff
  case drop
  case spray
  case spread
  case shot

  /// Nil for measures and for units that go anywhere.
  init?(unit: String) {
    switch unit {
    case "tablet", "caplet", "pill": self = .tablet
    case "capsule", "softgel": self = .capsule
    case "lozenge", "troche", "gummy", "wafer": self = .melting
    case "patch": self = .patch
    case "suppository": self = .suppository
    case "puff", "inhalation": self = .puff
    case "drop": self = .drop
    case "spray": self = .spray
    case "application", "inch", "pump", "ribbon", "pad": self = .spread
    case "injection", "pen": self = .shot
    default: return nil
    }
  }

  private static let needle: Set<SigRoute> = [
    .subcutaneous, .intramuscular, .intravenous, .intradermal,
  ]

  var routes: Set<SigRoute> {
    let all = Set(SigRoute.allCases)
    return switch self {
    case .tablet: [.oral, .sublingual, .buccal, .feedingTube, .vaginal, .rectal]
    case .capsule: [.oral, .sublingual, .buccal, .feedingTube, .vaginal, .rectal, .inhaled]
    case .melting: [.oral, .sublingual, .buccal]
    case .patch: [.topical, .transdermal]
    case .suppository: [.rectal, .vaginal]
    case .puff: [.inhaled, .nebulized, .oral, .nasal]
    case .drop: all.subtracting(Self.needle).subtracting([.rectal, .vaginal, .transdermal])
    case .spray: all.subtracting(Self.needle).subtracting([.rectal, .ophthalmic, .feedingTube])
    case .spread:
      all.subtracting(Self.needle).subtracting([.oral, .inhaled, .nebulized, .feedingTube])
    case .shot: Self.needle
    }
  }

  func allows(_ action: SigAction) -> Bool {
    switch action {
    case .take, .give, .use, .place: true
    case .apply: [.patch, .drop, .spray, .spread].contains(self)
    case .inhale: [.puff, .capsule, .spray].contains(self)
    case .inject: self == .shot
    case .instill: [.drop, .spray, .spread].contains(self)
    case .insert: [.tablet, .capsule, .suppository, .spread, .drop].contains(self)
    case .spray: [.spray, .puff].contains(self)
    case .chew, .swallow, .dissolve: [.tablet, .capsule, .melting, .drop].contains(self)
    case .drink, .gargle, .rinse, .mix, .swishAndSpit, .swishAndSwallow:
      [.tablet, .capsule, .drop].contains(self)
    }
  }
}

extension SigAction {
  /// The routes that the action leaves open; nil for all.
  fileprivate var routes: Set<SigRoute>? {
    switch self {
    case .take, .give, .use, .place, .mix: nil
    case .apply:
      [
        .topical, .transdermal, .vaginal, .rectal, .buccal, .ophthalmic, .otic, .nasal,
      ]
    case .inhale: [.inhaled, .nebulized, .nasal, .oral]
    case .inject: [.subcutaneous, .intramuscular, .intravenous, .intradermal]
    case .instill: [.ophthalmic, .otic, .nasal, .rectal, .vaginal, .feedingTube]
    case .insert: [.vaginal, .rectal, .nasal, .ophthalmic, .otic, .buccal]
    case .spray: [.nasal, .oral, .sublingual, .buccal, .topical, .inhaled, .otic]
    case .chew: [.oral, .buccal]
    case .swallow, .drink: [.oral, .feedingTube]
    case .dissolve: [.oral, .sublingual, .buccal, .feedingTube]
    case .gargle, .rinse, .swishAndSpit, .swishAndSwallow: [.oral, .buccal]
    }
  }
}
