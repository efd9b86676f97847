extension SafetyCheck {
  /// What is known about two medicines together.
  ///
  /// Of several rows on two ingredients the most severe counts, and of equally severe ones that
  /// which names more: a row on an ingredient explains more than one on its class. Rows that only
  /// ask for hours between doses are answered by the schedule where both have one.
  func interactionAlerts(_ medicine: CheckedMedicine, _ other: CheckedMedicine) -> [SafetyAlert] {
    var alerts: [SafetyAlert] = []
    for a in medicine.ingredients {
      for b in other.ingredients where a.name != b.name {
        let rows = facts.interactions(between: a, and: b).filter { row in
          let (left, right) = row.days(after: a, b)
          return medicine.acts(a, on: today, atLeast: left)
            && other.acts(b, on: today, atLeast: right)
        }
        if let row = rows.filter({ $0.keepApart == nil }).max(by: { $0.isOutweighed(by: $1) }) {
          alerts.append(alert(row, Side(a, of: medicine), Side(b, of: other)))
        }
        if let row = rows.filter({ $0.keepApart != nil }).max(by: { $0.isOutweighed(by: $1) }) {
          alerts += keepApartAlerts(row, Side(a, of: medicine), Side(b, of: other))
        }
      }
    }
    // Two ingredients of one product that do the same are one matter.
    var seen: Set<[String]> = []
    return alerts.filter {
      seen.insert([$0.kind.rawValue, $0.severity.name, $0.effect, $0.management]).inserted
    }
  }

  /// An ingredient in its medicine.
  struct Side {
    let ingredient: CheckedIngredient
    let medicine: CheckedMedicine

    init(_ ingredient: CheckedIngredient, of medicine: CheckedMedicine) {
      self.ingredient = ingredient
      self.medicine = medicine
    }

    /// The name to show: the medicine, and the ingredient where its name does not tell.
    var name: String {
      let shown = ingredient.shownName
      let isNamed = medicine.title.lowercased().contains(shown.lowercased())
      return isNamed ? medicine.title : "\(shown) in \(medicine.title)"
    }
  }

  func alert(_ row: SafetyFacts.Interaction, _ a: Side, _ b: Side) -> SafetyAlert {
    let (left, right) = row.days(after: a.ingredient, b.ingredient)
    return SafetyAlert(
      kind: .drugDrug,
      severity: row.severity,
      between: [a.name, b.name],
      mechanism: row.mechanism,
      effect: [row.effect, lingering(a, left), lingering(b, right)].compactMap { $0 }.joined(
        separator: " "
      ),
      management: row.management,
      evidence: row.evidence,
      source: row.source,
      stop: .init(for: row.severity),
      subject: Self.pair(a.ingredient.name, b.ingredient.name)
    )
  }

  /// That a medicine which was stopped still acts, or must be waited for, and until when.
  private func lingering(_ side: Side, _ days: Int?) -> String? {
    guard case .stopped(let last) = side.medicine.state,
      let end = side.medicine.counts(side.ingredient, atLeast: days)
    else { return nil }
    let until = Display.date(end, today: today)
    let stopped = Display.date(last, today: today)
    guard (days ?? 0) <= side.ingredient.lingersDays else {
      return "\(side.ingredient.shownName) was stopped on \(stopped) and counts until \(until)."
    }
    return """
      \(side.ingredient.shownName) was stopped on \(stopped) and stays in the body until \(until).
      """
  }

  /// Two names in an order of their own, so that the same two always read alike.
  static func pair(_ a: String, _ b: String) -> String { a < b ? "\(a)|\(b)" : "\(b)|\(a)" }
}

extension SafetyFacts.Interaction {
  /// The days that must go by after each of two ingredients, in their order.
  func days(
    after first: CheckedIngredient,
    _ second: CheckedIngredient
  ) -> (first: Int?, second: Int?) {
    let isTurned = !(first.sides.contains(a) && second.sides.contains(b))
    return isTurned ? (daysAfterB, daysAfterA) : (daysAfterA, daysAfterB)
  }

  func concerns(_ first: CheckedIngredient, _ second: CheckedIngredient) -> Bool {
    let (left, right) = (first.sides, second.sides)
    return left.contains(a) && right.contains(b) || left.contains(b) && right.contains(a)
  }

  /// How many of the two sides are ingredients and not classes.
  private var named: Int { [a, b].count { !$0.hasPrefix("class:") } }

  func isOutweighed(by other: SafetyFacts.Interaction) -> Bool {
    (severity.rawValue, named, other.source) < (other.severity.rawValue, other.named, source)
  }
}
