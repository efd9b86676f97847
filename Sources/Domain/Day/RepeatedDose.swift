/// A take of what a dose holds that is so recent that another one would be a repetition.
package struct AlreadyTaken: Equatable, Sendable {
  /// Name and strength of what was taken.
  package let medicine: String
  /// What both hold, when it was another medicine.
  package let sharedIngredient: String?
  package let amount: Amount?
  package let takenAt: Instant
  /// From when on enough of the usual time between two doses has passed.
  package let clearFrom: Instant

  package init(
    medicine: String,
    sharedIngredient: String? = nil,
    amount: Amount? = nil,
    takenAt: Instant,
    clearFrom: Instant
  ) {
    self.medicine = medicine
    self.sharedIngredient = sharedIngredient
    self.amount = amount
    self.takenAt = takenAt
    self.clearFrom = clearFrom
  }
}

/// Whether a dose repeats one that was taken before enough of the usual time between two has passed.
package enum RepeatedDose {
  /// A dose that was taken.
  package struct Taking: Hashable, Sendable {
    package let schedule: Int
    package let at: Instant
    /// When it was due; nil when no plan had it.
    package let due: Instant?

    package init(schedule: Int, at: Instant, due: Instant?) {
      self.schedule = schedule
      self.at = at
      self.due = due
    }
  }

  /// The seconds after a taking within which another one repeats it: half the usual time between two
  /// doses, and 6 days for what is taken once a week, where half a week is a second dose in one week.
  ///
  /// `least` is what the medicine's own words about late doses allow between two doses: after a
  /// weekly tablet of Sunday that one of Wednesday is no repetition when they say to go back to the
  /// usual weekday.
  package static func window(gap: Int, least: Int? = nil) -> Int {
    let sixDays = 6 * 86_400
    let usual = gap > sixDays ? max(gap / 2, min(gap - 86_400, sixDays)) : gap / 2
    return least.map { min($0, usual) } ?? usual
  }

  /// The latest of the takings that a dose at a moment would repeat; nil when there is none.
  ///
  /// `gap` is the usual time in seconds between two doses, `least` the least that the medicine's words
  /// about late doses allow. Doses of two schedules that the plan
  /// itself brings together, such as two strengths of one drug at the same hour, repeat nothing.
  package static func repeated(
    by schedule: Int,
    due: Instant?,
    at moment: Instant,
    gap: Int,
    least: Int? = nil,
    among takings: [Taking]
  ) -> Taking? {
    takings.filter { taking in
      guard taking.at <= moment, moment - taking.at < window(gap: gap, least: least)
      else { return false }
      // The record of the dose itself, which may be about to be put right.
      if taking.schedule == schedule, due != nil, taking.due == due { return false }
      guard taking.schedule != schedule, let due, let other = taking.due else { return true }
      return abs(due - other) * 2 >= gap
    }.max { $0.at < $1.at }
  }
}
