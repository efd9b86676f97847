/// What the person does with the medicine.
package enum SigAction: String, CaseIterable, Sendable {
  case take
  case give
  case use
  case apply
  case inhale
  case inject
  case instill
  case place
  case insert
  case spray
  case chew
  case swallow
  case dissolve
  case drink
  case gargle
  case rinse
  case mix
  case swishAndSpit = "swish and spit"
  case swishAndSwallow = "swish and swallow"
}

/// How a medicine enters the body.
package enum SigRoute: String, CaseIterable, Sendable {
  case oral
  case sublingual
  case buccal
  case subcutaneous
  case intramuscular
  case intravenous
  case intradermal
  case topical
  case transdermal
  case inhaled
  case nebulized
  case nasal
  case ophthalmic
  case otic
  case vaginal
  case rectal
  case feedingTube
}

/// A length on the calendar or the clock.
package enum SigPeriod: String, CaseIterable, Sendable {
  case minute
  case hour
  case day
  case week
  case month
}

/// How often: `times` to `timesMax` times in every `period` to `periodMax` of `periodUnit`.
package struct SigFrequency: Hashable, Sendable {
  package var times: Int
  package var timesMax: Int?
  package var period: Int
  package var periodMax: Int?
  package var periodUnit: SigPeriod

  package init(
    _ times: Int,
    to timesMax: Int? = nil,
    per period: Int,
    through periodMax: Int? = nil,
    _ periodUnit: SigPeriod
  ) {
    self.times = times
    self.timesMax = timesMax
    self.period = period
    self.periodMax = periodMax
    self.periodUnit = periodUnit
  }
}

/// A part of the day that has no clock time of its own, in the order of the day.
package enum SigMoment: String, CaseIterable, Sendable, Comparable {
  case waking
  case morning
  case breakfast
  case noon
  case lunch
  case afternoon
  case evening
  case dinner
  case bedtime
  case night

  /// Whether it is a meal, so that before, with and after can be said of it.
  package var isMeal: Bool { self == .breakfast || self == .lunch || self == .dinner }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  package static func < (left: SigMoment, right: SigMoment) -> Bool { left.order < right.order }
}

/// Where a dose stands to food.
package enum SigMeal: String, CaseIterable, Sendable {
  case before
  case with
  case after
}

/// How long a clause holds.
package struct SigDuration: Hashable, Sendable {
  /// At least 1.
  package var value: Int
  package var unit: SigPeriod
  /// Whether the directions say "up to".
  package var isMost = false

  package init(_ value: Int, _ unit: SigPeriod, isMost: Bool = false) {
    self.value = value
    self.unit = unit
    self.isMost = isMost
  }

  /// Whole days, a month counted as 30; nil for hours and minutes.
  package var days: Int? {
    switch unit {
    case .minute, .hour: nil
    case .day: value
    case .week: value * 7
    case .month: value * 30
    }
  }
}

/// The most that may be used in a rolling time.
package struct SigMaximum: Hashable, Sendable {
  package var amount: Amount
  package var within: ElapsedTime
  /// The ingredient of which it is the most in all products; nil for the medicine itself.
  package var ingredient: String?

  package init(_ amount: Amount, within: ElapsedTime, of ingredient: String? = nil) {
    self.amount = amount
    self.within = within
    self.ingredient = ingredient
  }
}

/// An amount in words; the raw value is what a person reads.
package enum SigVagueAmount: String, CaseIterable, Sendable {
  case smallAmount = "a small amount"
  case thinLayer = "a thin layer"
  case peaSized = "a pea-sized amount"
  case sparingly
  case liberally
}

/// When a patch or the like is taken off.
package enum SigRemoval: Hashable, Sendable {
  case afterHours(Int)
  case at(SigMoment)
  case atTime(TimeOfDay)
}

/// An event of life that a dose comes before or after.
package enum SigEvent: String, CaseIterable, Sendable {
  case treatment
  case intercourse
  case exercise
  case procedure
  case appointment
  case surgery
  case travel
  case dentalAppointment = "dental appointment"
  case dentalProcedure = "dental procedure"
  case sexualActivity = "sexual activity"
}

/// What a dose is mixed in or taken with: 8 ounces of water.
package struct SigDrink: Hashable, Sendable {
  /// How much of it; nil when the directions name the liquid alone.
  package var amount: Rational?
  package var amountMax: Rational?
  /// `ounce`, `mL`, `cup` or `glass`; empty without an amount.
  package var unit: String
  /// `water`, or several with "or" between them.
  package var liquid: String
  /// Whether the medicine goes into it, and not only down with it.
  package var isMixedIn: Bool

  package init(
    _ amount: Rational?,
    to amountMax: Rational? = nil,
    _ unit: String,
    of liquid: String,
    isMixedIn: Bool
  ) {
    self.amount = amount
    self.amountMax = amountMax
    self.unit = unit
    self.liquid = liquid
    self.isMixedIn = isMixedIn
  }
}

/// A dose that may be had once more when the first did not help.
package struct SigRepeat: Hashable, Sendable {
  /// After how long, positive.
  package var minutes: Int
  /// How often at most; nil when the directions do not say.
  package var times: Int?

  package init(afterMinutes minutes: Int, times: Int? = nil) {
    self.minutes = minutes
    self.times = times
  }
}

/// Days with doses and days without, again and again.
package struct SigCycle: Hashable, Sendable {
  package var onDays: Int
  package var offDays: Int

  package init(onDays: Int, offDays: Int) {
    self.onDays = onDays
    self.offDays = offDays
  }
}

/// How long before or after something a dose is.
package struct SigOffset: Hashable, Sendable {
  /// Minutes, positive.
  package var minutes: Int
  package var minutesMax: Int?
  package var isAfter: Bool
  /// The event; nil when the meal or the moment of the clause is meant.
  package var event: SigEvent?

  package init(
    minutes: Int,
    minutesMax: Int? = nil,
    isAfter: Bool,
    event: SigEvent? = nil
  ) {
    self.minutes = minutes
    self.minutesMax = minutesMax
    self.isAfter = isAfter
    self.event = event
  }
}

/// A further instruction with fixed words; the raw value is what a person reads.
package enum SigNote: String, CaseIterable, Sendable {
  case asDirected = "use as directed"
  case emptyStomach = "on an empty stomach"
  case withoutRegardToFood = "with or without food"
  case withWater = "with a full glass of water"
  case withSomeWater = "with water"
  case withMilk = "with food or milk"
  case swallowWhole = "swallow whole"
  case doNotCrushOrChew = "do not crush or chew"
  case doNotCrush = "do not crush"
  case doNotChew = "do not chew"
  case shakeWell = "shake well"
  case rinseMouth = "rinse mouth after use"
  case untilFinished = "until finished"
  case rotateSites = "rotate sites"
  case discardRest = "discard the rest"
  case mayCauseDrowsiness = "may cause drowsiness"
  case doNotDriveAfter = "do not drive after use"
  case aroundTheClock = "around the clock"
  case noAlcohol = "do not drink alcohol"
  case atSameTime = "always at the same time"
  case whileAwake = "while awake"
  case plentyOfWater = "with plenty of water"
  case withOrAfterFood = "with or after food"
  case withFirstBite = "with the first bite of each meal"
  case betweenMeals = "at least 1 hour before or 2 hours after meals"
  case alternateNostrils = "alternate nostrils"
}
