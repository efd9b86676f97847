/// Directions for taking a medicine, read into facts.
///
/// Clauses stand in the order of the text. Each one but the first either follows its predecessor in
/// time ("then") or holds beside it ("also"): see ``SigClause/isBeside``.
package struct Sig: Hashable, Sendable {
  package var clauses: [SigClause]

  package init(clauses: [SigClause]) { self.clauses = clauses }
}

/// One instruction: what to do, how much, where, when, for how long.
///
/// Nil and empty mean that the directions do not say; nothing is filled in by habit.
package struct SigClause: Hashable, Sendable {
  package var action: SigAction?
  /// The dose, or the smaller end of its range; positive.
  package var amount: Rational?
  package var amountMax: Rational?
  /// Singular, as in ``Amount/unit``.
  package var unit: String?
  package var route: SigRoute?
  package var frequency: SigFrequency?
  /// In order of the day.
  package var timesOfDay: [TimeOfDay] = []
  /// In order of the day.
  package var when: [SigMoment] = []
  package var weekdays: [Weekday] = []
  package var meal: SigMeal?
  package var site: SigSite?
  package var asNeeded = false
  package var asNeededFor: String?
  package var duration: SigDuration?
  /// How many doses altogether.
  package var count: Int?
  /// Whether ``count`` was written as "up to".
  package var countIsMost = false
  package var maximum: SigMaximum?

  /// An amount that is not a number: a thin layer.
  package var vagueAmount: SigVagueAmount?
  /// The same dose in another unit: 2 tablets are 20 mg.
  package var equivalent: Amount?
  /// How long before or after a meal, bedtime or event.
  package var offset: SigOffset?
  /// What the medicine is for when it is not as needed.
  package var indication: String?
  /// The end of the course in words, when it is no number of days.
  package var until: String?
  /// What the dose is mixed in or taken with.
  package var drink: SigDrink?
  /// What a dose is taken at the start of, as migraine; such doses are as needed.
  package var onset: String?
  /// Whether one dose may be had again.
  package var repetition: SigRepeat?
  /// Days with doses and days without.
  package var cycle: SigCycle?
  /// The least time between two doses.
  package var minimumGap: ElapsedTime?
  /// The days that the dispensed quantity has to last.
  package var mustLastDays: Int?
  /// How many units the pharmacy hands out.
  package var dispensed: Int?
  /// The first day on which it may be filled.
  package var earliestFill: CalendarDate?
  /// When what was applied is taken off.
  package var removal: SigRemoval?
  package var notes: [SigNote] = []
  /// Whether this clause holds beside the one before it instead of following it.
  package var isBeside = false
  /// Whether the directions say to stop afterwards.
  package var stopsAfter = false

  package init() {}
}

extension SigClause {
  /// Moments and clock times of one day.
  package var slotCount: Int { timesOfDay.count + when.count }

  /// The frequency that moments, clock times and weekdays amount to; nil when there are none.
  package var frequencyOfSlots: SigFrequency? {
    if weekdays.isEmpty { return slotCount > 0 ? SigFrequency(slotCount, per: 1, .day) : nil }
    return SigFrequency(weekdays.count * max(1, slotCount), per: 1, .week)
  }

  /// The largest single dose; nil when the amount or its unit is unknown.
  package var largestDose: Amount? {
    guard let unit, let amount else { return nil }
    return Amount(amountMax ?? amount, unit)
  }
}
