/// A number of days or of units, or why it cannot be known.
package enum SigAnswer: Hashable, Sendable {
  case known(Int)
  case unknown(SigUnknown)

  package var value: Int? {
    guard case .known(let value) = self else { return nil }
    return value
  }
}

/// Why something does not follow from directions.
package enum SigUnknown: String, Hashable, Sendable, CaseIterable {
  case notUnderstood = "The directions are not understood in full."
  case noAmount = "The directions do not say how much a dose is."
  case noFrequency = "The directions do not say how often."
  case noMaximum = "The directions do not say the most in 24 hours."
  case severalUnits = "The directions use units that cannot be added up."
  case otherUnit = "The quantity is not counted in the unit of the doses."
  case openSteps = "The directions do not say how long each step lasts."
  case notPositive = "The quantity has to be more than zero."
  case tooLarge = "The numbers are too large."
}

extension Sig {
  /// How many days a quantity lasts at the most that the directions allow.
  ///
  /// The quantity is in the unit of the dose, of drops in mL at ``dropsPerMilliliter``; doses in mg or
  /// units do not say what a package holds. Steps are walked one after the other; as-needed doses
  /// count with their maximum. Rounded down to whole days that are covered in full.
  package func daysSupply(quantity: Rational) -> SigAnswer {
    guard quantity.isPositive else { return .unknown(.notPositive) }
    return answer { () throws(SigSupplyError) -> Int in
      var left = try quantity.times(unitsPerPackageUnit())
      var days = 0
      for step in try steps() {
        let lasts = try left.over(step.perDay).floor
        guard let length = step.days, lasts >= length else { return days + lasts }
        days += length
        left = try left.plus(step.perDay.times(Rational(-length)))
      }
      return days
    }
  }

  /// The quantity that a number of days needs, counted as in ``daysSupply(quantity:)`` and rounded up
  /// to whole units.
  package func quantity(days: Int) -> SigAnswer {
    guard days > 0 else { return .unknown(.notPositive) }
    guard days <= 36_500 else { return .unknown(.tooLarge) }
    return answer { () throws(SigSupplyError) -> Int in
      var left = days
      var sum = Rational.zero
      for step in try steps() where left > 0 {
        let length = min(left, step.days ?? left)
        sum = try sum.plus(step.perDay.times(Rational(length)))
        left -= length
      }
      return try sum.over(unitsPerPackageUnit()).ceiling
    }
  }

  /// Drops in a milliliter, as United States pharmacies reckon.
  package static let dropsPerMilliliter = 20

  /// How many units of the doses are in one unit of the package.
  private func unitsPerPackageUnit() throws(SigSupplyError) -> Rational {
    switch clauses.first?.unit {
    case "drop": return Rational(Self.dropsPerMilliliter)
    case "mg", "mcg", "mEq", "mmol", "kg", "%", "unit": throw SigSupplyError(why: .otherUnit)
    case "g":
      // Creams and powders are handed out in grams, tablets are not.
      guard clauses.allSatisfy({ $0.action != .take && $0.route != .oral || $0.drink != nil })
      else { throw SigSupplyError(why: .otherUnit) }
      return Rational(1)
    default: return Rational(1)
    }
  }

  private func answer(_ compute: () throws(SigSupplyError) -> Int) -> SigAnswer {
    do throws(SigSupplyError) {
      let value = try compute()
      return (0...100_000_000).contains(value) ? .known(value) : .unknown(.tooLarge)
    } catch {
      return .unknown(error.why)
    }
  }

  /// A stretch of days with the same daily amount; nil days have no end.
  private struct Step {
    var days: Int?
    var perDay: Rational
  }

  private func steps() throws(SigSupplyError) -> [Step] {
    guard !clauses.isEmpty else { throw SigSupplyError(why: .notUnderstood) }
    guard Set(clauses.map(\.unit)).count == 1 else { throw SigSupplyError(why: .severalUnits) }
    var steps: [Step] = []
    for clause in clauses {
      let perDay = try clause.mostPerDay()
      let days = clause.durationInDays
      if clause.isBeside, var last = steps.popLast() {
        guard last.days == days else { throw SigSupplyError(why: .openSteps) }
        last.perDay = try last.perDay.plus(perDay)
        steps.append(last)
        continue
      }
      if let last = steps.last, last.days == nil { throw SigSupplyError(why: .openSteps) }
      steps.append(Step(days: days, perDay: perDay))
    }
    return steps
  }
}

/// Carries the reason out of a computation.
private struct SigSupplyError: Error {
  let why: SigUnknown
}

extension SigClause {
  /// The days of this clause, from its duration or from its number of doses; at least 1.
  package var durationInDays: Int? {
    if let duration { return duration.days }
    guard let count else { return nil }
    guard let rate = dosesPerDay else { return count == 1 ? 1 : nil }
    return max(1, (Rational(count) / rate).ceiling)
  }

  /// The most doses in a day by frequency alone; nil when the directions do not say.
  package var dosesPerDay: Rational? {
    guard let frequency else { return count == 1 ? Rational(1) : nil }
    let most = Rational(frequency.timesMax ?? frequency.times)
    let times = cycle.map { most * Rational($0.onDays, $0.onDays + $0.offDays) } ?? most
    let period = Rational(frequency.period)
    switch frequency.periodUnit {
    case .minute: return times * Rational(1440) / period
    case .hour: return times * Rational(24) / period
    case .day:
      return weekdays.isEmpty ? times / period : times / period * Rational(weekdays.count, 7)
    case .week: return times / (period * Rational(7))
    case .month: return times / (period * Rational(30))
    }
  }

  /// The most of the medicine in a day: dose times frequency, held to the maximum.
  fileprivate func mostPerDay() throws(SigSupplyError) -> Rational {
    guard let amount else { throw SigSupplyError(why: .noAmount) }
    let dose = try (amountMax ?? amount).times(Rational(placesOfDose))
    let limit = try limitPerDay(dose: dose)
    if let rate = dosesPerDay {
      let most = try dose.times(rate)
      guard let limit, limit.approximation < most.approximation else { return most }
      return limit
    }
    guard asNeeded else { throw SigSupplyError(why: .noFrequency) }
    guard let limit else { throw SigSupplyError(why: .noMaximum) }
    return limit
  }

  /// Into how many places a dose goes: a drop in both eyes is 2.
  private var placesOfDose: Int {
    guard let site, unit == "drop" || unit == "spray" || unit == "puff" else { return 1 }
    return site.name.hasPrefix("both ") || site.name.hasPrefix("each ") ? 2 : 1
  }

  /// The maximum in the unit of the dose for each day; nil when there is none in that unit.
  private func limitPerDay(dose: Rational) throws(SigSupplyError) -> Rational? {
    guard let maximum else { return nil }
    let perDay = try maximum.amount.quantity.times(Rational(1440, maximum.within.minutes))
    if maximum.amount.unit == unit { return perDay }
    if maximum.amount.unit == "dose" { return try perDay.times(dose) }
    guard let equivalent, equivalent.unit == maximum.amount.unit, let amount, amountMax == nil
    else { return nil }
    return try perDay.over(equivalent.quantity).times(amount)
  }
}

extension Rational {
  /// The product; throws where `*` would trap.
  fileprivate func times(_ other: Rational) throws(SigSupplyError) -> Rational {
    let top = numerator.multipliedReportingOverflow(by: other.numerator)
    let bottom = denominator.multipliedReportingOverflow(by: other.denominator)
    guard !top.overflow, !bottom.overflow else { throw SigSupplyError(why: .tooLarge) }
    return Rational(top.partialValue, bottom.partialValue)
  }

  /// The quotient; throws where `/` would trap.
  fileprivate func over(_ other: Rational) throws(SigSupplyError) -> Rational {
    guard other.isPositive else { throw SigSupplyError(why: .noAmount) }
    return try times(Rational(other.denominator, other.numerator))
  }

  /// The sum; throws where `+` would trap.
  fileprivate func plus(_ other: Rational) throws(SigSupplyError) -> Rational {
    let left = numerator.multipliedReportingOverflow(by: other.denominator)
    let right = other.numerator.multipliedReportingOverflow(by: denominator)
    let bottom = denominator.multipliedReportingOverflow(by: other.denominator)
    let top = left.partialValue.addingReportingOverflow(right.partialValue)
    guard !left.overflow, !right.overflow, !bottom.overflow, !top.overflow else {
      throw SigSupplyError(why: .tooLarge)
    }
    return Rational(top.partialValue, bottom.partialValue)
  }
}
