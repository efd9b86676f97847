/// The federal schedule of a controlled substance.
package enum ControlledSchedule: Int, CaseIterable, Comparable, Sendable {
  case two = 2
  case three
  case four
  case five

  /// The stricter schedule is less.
  package static func < (left: ControlledSchedule, right: ControlledSchedule) -> Bool {
    left.rawValue < right.rawValue
  }

  /// `CII` to `CV`.
  package var code: String {
    switch self {
    case .two: "CII"
    case .three: "CIII"
    case .four: "CIV"
    case .five: "CV"
    }
  }
}

/// Settings that state law and payers decide.
package struct RefillPolicy: Hashable, Sendable {
  /// Months for which a prescription is good where federal law sets no limit.
  package var monthsValid = 12
  /// Percent of the last supply that must be used before the next fill.
  package var percentUsed = 80

  /// Twelve months and 80 %.
  package init() {}

  /// Settings of a state and a payer; both above zero.
  package init(monthsValid: Int, percentUsed: Int) {
    self.monthsValid = monthsValid
    self.percentUsed = percentUsed
  }

  /// The last day on which a prescription may be filled; nil when no date ends it.
  ///
  /// Schedule II knows none, III and IV end six months after the date written. Source: 21 CFR
  /// 1306.12, 1306.22; the rest is state law.
  package func lastFillDay(
    writtenOn: CalendarDate,
    schedule: ControlledSchedule?
  ) -> CalendarDate? {
    switch schedule {
    case .two: nil
    case .three, .four: Self.day(6, monthsAfter: writtenOn)
    case .five, nil: Self.day(monthsValid, monthsAfter: writtenOn)
    }
  }

  /// The most refills that may be written; nil when there is no federal limit.
  package func mostRefills(schedule: ControlledSchedule?) -> Int? {
    switch schedule {
    case .two: 0
    case .three, .four: 5
    case .five, nil: nil
    }
  }

  /// The first day on which the next fill is not too soon: part of a day counts as a whole one.
  package func nextFillDay(after filledOn: CalendarDate, daysSupply: Int) -> CalendarDate {
    filledOn + Rational(daysSupply * percentUsed, 100).ceiling
  }

  /// The same day so many months later, or the last day of that month when it lacks that day.
  private static func day(_ months: Int, monthsAfter date: CalendarDate) -> CalendarDate? {
    let (year, month, day) = date.components
    let count = month - 1 + months
    let (laterYear, laterMonth) = (year + count / 12, count % 12 + 1)
    let last = CalendarDate.daysInMonth(year: laterYear, month: laterMonth)
    return CalendarDate(year: laterYear, month: laterMonth, day: min(day, last))
  }
}
