import Domain

/// Everything the Today screen shows, from one snapshot.
package struct DaySheet: Sendable {
  package let person: PersonHeader
  package let zone: ZoneRules
  package let now: Instant
  /// The day that is shown.
  package let date: CalendarDate
  /// The day that is today in the zone in force.
  package let today: CalendarDate
  package let lines: [DoseLine]
  package let asNeeded: [AsNeededLine]
  /// Medicines with doses on other days only.
  package let notToday: [NotTodayLine]
  /// Records that were taken back on this day.
  package let undone: [UndoneLine]
  /// Supplies that end soon.
  package let runningLow: [RunningLow]
  /// Notes by dose.
  package let notes: [DoseNote]
  /// How many medicines the person has that are not stopped.
  package let medicineCount: Int
  /// What the person is asked beside her doses.
  package let attention: Attention
  /// Whether a dose beside the plan needs the code of whoever looks after the person.
  package let hasCaregiverCode: Bool
  /// Whether anything lies in the person's pill box.
  package let usesBox: Bool
  /// What lies in the pill box and must not be taken as it lies there, of all days.
  package let boxFaults: [BoxFault]

  /// What waits for a word of the person before the day can be relied on.
  package struct Attention: Equatable, Sendable {
    /// A jump of the clock that nobody has confirmed.
    package let clockJump: ClockJump?
    /// The zone of the machine, when it differs from the person's and was not asked about.
    package let otherZone: ZoneRules?
    /// Doses of the last week that closed without an answer.
    package let unanswered: Int
    /// Courses of which something is asked.
    package let courses: [CourseQuestion]
    /// Medicines that were changed in hospital and whose new directions are not entered yet.
    package let needDirections: [String]
  }

  /// One planned or recorded dose.
  package struct DoseLine: Equatable, Sendable {
    package let dose: DayDose
    package let label: MedicationLabel
    /// What the directions said when it was due.
    package let rule: ScheduleRule
    /// The schedule whose doses this one follows, such as putting on the patch that it takes off.
    package let follows: Int?
    /// What was taken, or what is planned.
    package let amount: Amount?
    /// `with breakfast`: stands on the line itself.
    package let special: String?
    /// Whether this dose may not be part of a group answer.
    package var asksOwnQuestion: Bool { ownQuestion != nil }
    /// Why this dose is asked about by itself; nil for a routine one.
    package let ownQuestion: OwnQuestion?
    /// Whether it is late and nobody here can say if it may still be taken: somebody is asked first.
    package let asksFirst: Bool
    /// For a patch that is late, since when none is on record as being on; nil otherwise.
    package let patchMissingSince: LocalMinute?
    /// The planned amount of the dose before, where amounts vary or have changed.
    package let previousAmount: Amount?
    /// The day of that dose.
    package let previousDay: CalendarDate?
    /// The day from which the present directions hold, when that is one of the last three.
    package let changedOn: CalendarDate?
    /// Who told the person of that change.
    package let toldBy: String?
    /// What is new about the bottle it comes from, for its first doses.
    package let newProduct: NewProduct?
    /// The doses of a counted course, of which the occurrence's number is one.
    package let courseCount: Int?
    /// When the record was made; nil for a dose without one.
    package let recordedAt: Instant?
    /// What should be left, in dosing units; nil when it was never counted.
    package let onHand: Rational?
    /// The dose before and the one after, for a late dose.
    package let nextDue: LocalMinute?
    package let nextInstant: Instant?
    package let lastTaken: Instant?
    package let reason: String?
    /// What this dose would repeat if it were taken now.
    package let alreadyTaken: AlreadyTaken?
    /// For how long none was taken, where one must ask before going on.
    package let gap: TreatmentGap?
    /// Where this patch was put.
    package let site: String?
    /// Where the last three were put, the latest first.
    package let lastSites: [String]
    /// The package in use, where it was said when it was opened.
    package let opened: OpenedPackage?
    /// Whether this dose lies in the pill box as the directions of now say.
    package let isInBox: Bool
    /// What lies in its compartment and is not this dose.
    package let boxFault: BoxFault?
    /// What of this medicine lies in the pill box, in dosing units.
    package let boxed: Rational
    /// Whose bottle it is, where somebody else of the home takes the same.
    package let bottleOf: String?
    /// Which eye it is for; nil where the directions name none, or it is not for the eye.
    package let eyes: Eyes?

    /// Whether it takes a patch off: nothing is taken by it.
    package var takesOff: Bool {
      follows != nil && OwnQuestion.isPatch(form: label.form, unit: label.dosingUnit)
    }

    /// Whether something must be read before anything else is asked.
    package var mustStop: Bool { alreadyTaken != nil || gap != nil }
  }

  /// A bottle that is not like the one before.
  package struct NewProduct: Equatable, Sendable {
    /// `was 1 tablet of 5 mg; now 2 tablets of 2.5 mg. Put the old bottle away`; nil for a bottle of
    /// the same strength.
    package let difference: String?
    /// What they look like now, where that differs.
    package let looks: String?
    package let unit: String
  }

  /// A medicine used when needed, and whether it may be used now.
  package struct AsNeededLine: Equatable, Sendable {
    package let schedule: Int
    package let label: MedicationLabel
    /// The dose that is allowed, or the least of a range.
    package let amount: Amount?
    /// The most of a range as far as it is allowed now; nil for one amount.
    package var amountMax: Rational?
    package let rule: AsNeededRule
    package let decision: AsNeededDecision<Int>
    package let lastTaken: Instant?
    package let lastAmount: Amount?
    /// Dosing units in the rolling window of the maximum, or in 24 hours.
    package let takenInWindow: Rational
    package let daysUsedOfLast7: Int
    /// What should be left, in dosing units.
    package let onHand: Rational?
    /// The package in use, where it was said when it was opened.
    package let opened: OpenedPackage?
    /// Milligrams of each ingredient in the last 24 hours, over all products; nil where unknown.
    package let ingredientTotals: [IngredientAmount]
    /// What could not be checked, of a rescue medicine that is allowed all the same.
    package let uncheckedMaxima: [UncheckedMaximum]
    /// What it is for and what else belongs to each dose, as the directions say.
    package let special: String?
    /// What was taken lately and should not be together with it, where it may be used with care.
    package let carefulWith: DangerousPartner?
  }

  /// A medicine that is not for this day.
  package struct NotTodayLine: Equatable, Sendable {
    package let label: MedicationLabel
    package let weekdays: [Weekday]
    /// Whether it is for every day and only this one has no dose of it, as the day it begins after
    /// its hour.
    package let isDaily: Bool
    package let next: LocalMinute?
    package let nextInstant: Instant?
    package let amount: Amount?
    package let special: String?
    package let lastTaken: Instant?
  }

  /// A record that was taken back.
  package struct UndoneLine: Equatable, Sendable {
    package let label: MedicationLabel
    package let schedule: Int
    package let dueMinute: Int
    package let takenAt: Instant?
    package let changedAt: Instant
  }

  /// A supply that ends soon.
  package struct RunningLow: Equatable, Sendable {
    package let label: MedicationLabel
    package let daysLeft: Int
    package let requestedAt: Instant?
  }

  /// A note or side effect on a dose.
  package struct DoseNote: Equatable, Sendable {
    package let schedule: Int
    package let dueMinute: Int
    package let nth: Int
    package let isSideEffect: Bool
    package let text: String
    package let at: Instant
  }
}
