extension SafetyCheck {
  /// What is known about a medicine with foods, drinks and alcohol, each food once.
  ///
  /// None of it stops anything: a food is avoided by the person who takes the medicine.
  func foodAlerts(_ medicine: CheckedMedicine) -> [SafetyAlert] {
    medicine.ingredients.flatMap { ingredient -> [SafetyAlert] in
      let sides = ingredient.sides
      let rows = facts.foods.filter { sides.contains($0.side) }
      return Dictionary(grouping: rows, by: \.food).values.compactMap { rows in
        rows.max { $0.isOutweighed(by: $1) }
      }.map { row in
        SafetyAlert(
          kind: .drugFood,
          severity: row.severity,
          between: [Side(ingredient, of: medicine).name, row.food],
          effect: row.effect,
          management: row.management,
          evidence: row.evidence,
          source: row.source,
          subject: "\(ingredient.name)|\(row.food)"
        )
      }
    }
  }
}

extension SafetyFacts.Food {
  fileprivate func isOutweighed(by other: SafetyFacts.Food) -> Bool {
    (severity.rawValue, isNamed ? 1 : 0) < (other.severity.rawValue, other.isNamed ? 1 : 0)
  }

  private var isNamed: Bool { !side.hasPrefix("class:") }
}
