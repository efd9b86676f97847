extension SafetyFacts {
  /// For how many minutes a pair counts that names no time of its own.
  private static let usualMinutes = 24 * 60

  /// The row of a severity for which a dose of one medicine must not follow one of another so
  /// many minutes later; nil when none counts any more.
  ///
  /// A pair counts for its own hours, else for as long as the partner lingers, else for a day.
  package func danger(
    of medicine: CheckedMedicine,
    after partner: CheckedMedicine,
    minutes: Int,
    severity: SafetySeverity = .contraindicated
  ) -> Interaction? {
    for own in medicine.ingredients {
      for other in partner.ingredients where own.name != other.name {
        let rows = interactions(between: own, and: other).filter { row in
          row.severity == severity && minutes < Self.minutes(of: row, after: other)
        }
        if let row = rows.max(by: { $0.isOutweighed(by: $1) }) { return row }
      }
    }
    return nil
  }

  private static func minutes(of row: Interaction, after partner: CheckedIngredient) -> Int {
    guard let apart = row.keepApart else {
      return max(usualMinutes, partner.lingersDays * 1440)
    }
    return partner.sides.contains(row.a) ? apart.minutesAfter : apart.minutesBefore
  }
}
