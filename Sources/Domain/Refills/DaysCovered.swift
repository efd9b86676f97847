/// One dispensing, as far as covered days go.
package struct CoveringFill<Drug: Hashable & Sendable>: Hashable, Sendable {
  /// What counts as the same drug: its fills do not overlap.
  package let drug: Drug
  /// The first day supplied, unless an earlier fill still lasts.
  package let filledOn: CalendarDate
  /// Days, above zero.
  package let daysSupply: Int

  /// A fill that covers `daysSupply` days from its day on.
  package init(drug: Drug, filledOn: CalendarDate, daysSupply: Int) {
    self.drug = drug
    self.filledOn = filledOn
    self.daysSupply = daysSupply
  }
}

/// The proportion of days covered (PDC): days with medicine in hand out of the days of a period.
///
/// Days are counted, supply is never summed: a day covered by two drugs of one class is one day. An
/// early fill of the same drug begins on the day after the supply before it ends. A number for
/// pharmacists; a patient's screen does not show it. Source: PQA measure specifications as used for
/// CMS star ratings, with 80 % as the threshold.
package struct DaysCovered: Hashable, Sendable {
  /// Days of the period with medicine in hand.
  package let covered: Int
  /// Days of the period, above zero.
  package let days: Int

  /// Counts the covered days from `first` to `last`, both included.
  ///
  /// Nil when the period is empty. Fills before the period count for the days that they reach into.
  package init?<Drug>(
    fills: [CoveringFill<Drug>],
    from first: CalendarDate,
    through last: CalendarDate
  ) {
    guard first <= last else { return nil }
    var supplied = Array(repeating: false, count: last - first + 1)
    var coveredThrough: [Drug: CalendarDate] = [:]
    for fill in fills.sorted(by: { $0.filledOn < $1.filledOn }) where fill.daysSupply > 0 {
      var start = fill.filledOn
      if let earlier = coveredThrough[fill.drug], earlier >= start { start = earlier + 1 }
      let end = start + (fill.daysSupply - 1)
      coveredThrough[fill.drug] = end
      let (from, through) = (max(start, first), min(end, last))
      guard from <= through else { continue }
      for day in (from - first)...(through - first) { supplied[day] = true }
    }
    covered = supplied.count { $0 }
    days = supplied.count
  }

  /// From zero to one.
  package var proportion: Rational { Rational(covered, days) }

  /// Whether at least 80 % of the days are covered.
  package var meetsThreshold: Bool { covered * 100 >= days * 80 }
}
