/// One dose that will draw on a supply.
package struct SupplyDose: Hashable, Sendable {
  /// When it is due, on the clock of its schedule.
  package let at: LocalMinute
  /// Units of the supply, zero or more; nil where the dose cannot be put in them.
  package let amount: Rational?

  /// A dose due at a time.
  package init(at: LocalMinute, amount: Rational?) {
    self.at = at
    self.amount = amount
  }
}

/// How long a patient's supply lasts.
package enum SupplyForecast: Hashable, Sendable {
  /// Some dose is not covered.
  case runsOut(RunOut)
  /// The doses end, or the horizon comes, before the supply does.
  case lasts(through: LocalMinute?)
  case unknown(UnknownSupply)

  /// The first day on which something is missing; nil when there is none or it is unknown.
  package var runsOutOn: CalendarDate? {
    guard case .runsOut(let runOut) = self else { return nil }
    return runOut.runsOutOn
  }
}

/// The end of a supply.
package struct RunOut: Hashable, Sendable {
  /// The last dose that the supply covers whole; nil when it covers none, or for use as needed.
  package let lastCovered: LocalMinute?
  /// The first day on which a dose is not covered.
  package let runsOutOn: CalendarDate
  /// Days from today until then; zero when that is today, never below.
  package let daysLeft: Int
}

/// Why nobody can say how long a supply lasts.
package enum UnknownSupply: Hashable, Sendable {
  /// What is in the bottle was never entered, or the dose cannot be put in its units.
  case notComputable
  /// More was taken than was there: count again.
  case belowZero
  /// As needed, and not used in the last 30 days.
  case noRecentUse
  /// As needed, and no maximum is known.
  case noMaximum
}

extension SupplyForecast {
  /// How many days are looked ahead.
  package static let horizonDays = 1100

  /// Walks the doses to come until one is not covered whole.
  ///
  /// `doses` are in order of time, from the next one on, and may go on for ever; a nil amount on
  /// hand or of a dose that is reached means that it cannot be computed. Doses before `today` count as due and open.
  package init(
    onHand: Rational?,
    doses: some Sequence<SupplyDose>,
    today: CalendarDate
  ) {
    guard var left = onHand else {
      self = .unknown(.notComputable)
      return
    }
    guard left >= .zero else {
      self = .unknown(.belowZero)
      return
    }
    var lastCovered: LocalMinute?
    for dose in doses {
      guard dose.at.date - today <= Self.horizonDays else { break }
      guard let amount = dose.amount else {
        self = .unknown(.notComputable)
        return
      }
      guard amount <= left else {
        let day = max(dose.at.date, today)
        self = .runsOut(
          RunOut(lastCovered: lastCovered, runsOutOn: day, daysLeft: day - today)
        )
        return
      }
      left = left - amount
      lastCovered = dose.at
    }
    self = .lasts(through: lastCovered)
  }

  /// How long a supply used as needed lasts, for the payer: at its maximum every day.
  package static func asNeeded(
    onHand: Rational?,
    maximumPerDay: Rational?,
    today: CalendarDate
  ) -> SupplyForecast {
    guard let maximumPerDay, maximumPerDay.isPositive else { return .unknown(.noMaximum) }
    return atRate(onHand: onHand, perDay: maximumPerDay, today: today)
  }

  /// How long a supply used as needed lasts, for the patient: at the rate of the last 30 days.
  package static func asNeeded(
    onHand: Rational?,
    usedInLast30Days: Rational,
    today: CalendarDate
  ) -> SupplyForecast {
    guard usedInLast30Days.isPositive else { return .unknown(.noRecentUse) }
    return atRate(onHand: onHand, perDay: usedInLast30Days / Rational(30), today: today)
  }

  private static func atRate(
    onHand: Rational?,
    perDay: Rational,
    today: CalendarDate
  ) -> SupplyForecast {
    guard let onHand else { return .unknown(.notComputable) }
    guard onHand >= .zero else { return .unknown(.belowZero) }
    let days = (onHand / perDay).floor
    return .runsOut(RunOut(lastCovered: nil, runsOutOn: today + days, daysLeft: days))
  }
}
