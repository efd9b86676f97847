extension SafetyCheck {
  /// The most of each ingredient over a rolling time, across all products of the person.
  func maximumAlerts(_ medicine: CheckedMedicine, _ others: [CheckedMedicine]) -> [SafetyAlert] {
    guard medicine.isTaken else { return [] }
    let products = [medicine] + others.filter(\.isTaken)
    return medicine.ingredients.compactMap { ingredient in
      let limits = facts.limits.filter {
        $0.ingredient == ingredient.name && $0.holds(for: medicine, age: person.age(on: today))
      }
      let broken = limits.compactMap { limit in
        most(of: ingredient.name, hours: limit.hours, in: products)
          .flatMap { sum in limit.milligrams.flatMap { sum > $0 ? (limit, sum) : nil } }
      }
      guard let (limit, sum) = broken.max(by: { $0.0.isBelow($1.0) }) else { return nil }
      // More than the highest figure for this product is another matter than more than a lower one.
      let isHighest = !limits.contains { limit.hours == $0.hours && limit.isBelow($0) }
      return alert(limit, sum, isHighest: isHighest, Side(ingredient, of: medicine), products)
    }
  }

  /// Milligrams of an ingredient within a rolling time, at most, as far as they can be reckoned.
  ///
  /// Nil when no product has a plan for it.
  package func most(
    of ingredient: String,
    hours: Int,
    in products: [CheckedMedicine]
  ) -> Rational? {
    var doses: [(minute: Int, milligrams: Rational)] = []
    var sum = Rational.zero
    for product in products where product.ingredients.contains(where: { $0.name == ingredient }) {
      let walk = CheckedSchedule(product.rules, from: today, days: max(15, hours / 24 * 3))
      for dose in walk.doses {
        guard let amount = dose.amount,
          let part = product.milligrams(of: ingredient, in: amount)
        else { continue }
        doses.append((dose.minute, part))
      }
      for case .some(let use) in walk.asNeeded {
        guard let part = product.milligrams(of: ingredient, in: use.amount) else { continue }
        sum = sum + part * Rational(max(1, Rational(hours * 60, use.minutes).ceiling))
      }
    }
    let planned = Self.mostAtOnce(doses.sorted { $0.minute < $1.minute }, window: hours * 60)
    guard planned.isPositive || sum.isPositive else { return nil }
    return planned + sum
  }

  /// The largest sum within a half-open window that ends with a dose.
  private static func mostAtOnce(
    _ doses: [(minute: Int, milligrams: Rational)],
    window: Int
  ) -> Rational {
    var (first, sum, most) = (0, Rational.zero, Rational.zero)
    for dose in doses {
      sum = sum + dose.milligrams
      while doses[first].minute <= dose.minute - window {
        sum = sum - doses[first].milligrams
        first += 1
      }
      most = max(most, sum)
    }
    return most
  }

  /// `24 hours`, `a week`, `4 weeks`.
  private static func period(hours: Int) -> String {
    guard hours.isMultiple(of: 168) else { return Display.count(hours, "hour") }
    return hours == 168 ? "a week" : Display.count(hours / 168, "week")
  }

  private func alert(
    _ limit: SafetyFacts.Limit,
    _ sum: Rational,
    isHighest: Bool,
    _ side: Side,
    _ products: [CheckedMedicine]
  ) -> SafetyAlert {
    let name = side.ingredient.shownName
    let within = "in \(Self.period(hours: limit.hours))"
    let reached = Display.amount(limit.shown(sum))
    let sharing = products.filter { product in
      product.ingredients.contains { $0.name == side.ingredient.name }
    }.map(\.title)
    let together = sharing.count > 1 ? " in \(Display.list(sharing)) together" : ""
    let isStop = limit.form?.hasSuffix(", stop") == true
    return SafetyAlert(
      kind: .maximum,
      severity: isStop ? .contraindicated : isHighest ? .major : .moderate,
      between: [side.name, "at most \(Display.amount(limit.amount)) \(within)"],
      effect: "The plan comes to \(reached) of \(name) \(within)\(together).",
      management: limit.note ?? "Ask your pharmacist before you take more than the label allows.",
      source: limit.source,
      stop: isStop
        ? (side.ingredient.flags.contains("weeklyOnly") ? .cancerTreatment : .reason) : nil,
      subject: "\(side.ingredient.name)|\(limit.hours)"
    )
  }
}

extension SafetyFacts.Limit {
  var milligrams: Rational? {
    Strength.factor(from: amount.unit, to: "mg").map { amount.quantity * $0 }
  }

  /// Milligrams in the unit of the limit.
  fileprivate func shown(_ milligrams: Rational) -> Amount {
    guard let factor = Strength.factor(from: "mg", to: amount.unit) else {
      return Amount(milligrams, "mg")
    }
    return Amount(milligrams * factor, amount.unit)
  }

  fileprivate func isBelow(_ other: SafetyFacts.Limit) -> Bool {
    (milligrams ?? .zero) < (other.milligrams ?? .zero)
  }

  /// Whether the row is meant for a product and an age; an unknown age counts as an adult's.
  func holds(for medicine: CheckedMedicine, age: Int?) -> Bool {
    if let route, !medicine.routes.isEmpty, !medicine.routes.contains(route) { return false }
    let years = age ?? 40
    if let ageFrom, years < ageFrom { return false }
    if let ageTo, years > ageTo { return false }
    return holds(forForm: medicine)
  }

  private func holds(forForm medicine: CheckedMedicine) -> Bool {
    guard let form else { return true }
    let isSlow = { (text: String) in
      text.contains("extended-release") || text.contains("sustained-release")
    }
    if form.contains("OTC") {
      guard medicine.isOverTheCounter else { return false }
      // `500 mg OTC tablet` is the limit of that tablet only.
      guard let strength = form.split(separator: "OTC").first.map(String.init),
        let amount = try? Amount(text: strength)  // Not an amount: the row is for every strength.
      else { return true }
      return medicine.strength?.amounts.first == amount
    }
    if form == "prescription" { return !medicine.isOverTheCounter }
    if form.hasPrefix("any") || form.hasPrefix("not for cancer") { return true }
    return isSlow(form) == isSlow(medicine.form)
  }
}
