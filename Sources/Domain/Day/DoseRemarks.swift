/// What must be said beside one dose, in the order of importance; each rule of its own.
package enum DoseRemarks {
  /// `DIFFERENT FROM YESTERDAY: 2.5 mg today, yesterday 5 mg`; nil when nothing differs.
  package static func difference(
    _ amount: Amount?,
    from before: Amount?,
    on day: CalendarDate?,
    due: CalendarDate
  ) -> String? {
    guard let amount, let before, amount != before else { return nil }
    guard day == due - 1 else {
      return "DIFFERENT FROM LAST TIME: \(Display.amount(amount)) now, "
        + "last time \(Display.amount(before))"
    }
    return "DIFFERENT FROM YESTERDAY: \(Display.amount(amount)) today, "
      + "yesterday \(Display.amount(before))"
  }

  /// `CHANGED on November 24, told by the clinic`.
  package static func change(
    on day: CalendarDate?,
    toldBy: String?,
    today: CalendarDate
  ) -> String? {
    guard let day else { return nil }
    let by = toldBy.map { ", told by \($0)" } ?? ""
    return "CHANGED on \(Display.date(day, today: today))\(by)"
  }

  /// `Day 3 of 12. Tomorrow 4 tablets, from Friday 3 tablets`, `LAST DAY of 12`.
  package static func taper(_ rule: ScheduleRule, due: LocalMinute) -> String? {
    guard case .taper(let taper) = rule, let day = taper.day(of: due.date, at: due.time) else {
      return nil
    }
    if day.isLast { return "LAST DAY of \(Display.days(day.day))" }
    let part = day.days.map { "Day \(Display.part(day.day, of: $0))" } ?? "Day \(day.day)"
    let tomorrow = day.tomorrow.map { "Tomorrow \(Display.amount($0))" } ?? "Tomorrow none"
    let change = day.change.map { change in
      let when =
        change.from - due.date < 7
        ? change.from.weekday.name : Display.date(change.from, today: due.date)
      return ", from \(when) \(Display.amount(change.amount))"
    }
    return "\(part). \(tomorrow)\(change ?? "")"
  }

  /// `dose 13 of 30 of this course`, `LAST ONE of this course`.
  package static func course(_ number: Int?, of count: Int?) -> String? {
    guard let number, let count else { return nil }
    return number == count
      ? "LAST ONE of this course" : "dose \(Display.part(number, of: count)) of this course"
  }

  /// What an inhaler's counter should show, and that it is low at 20.
  package static func puffs(left: Rational?, unit: String) -> String? {
    guard unit == "puff", let left else { return nil }
    let puffs = Display.amount(Amount(left, "puff"))
    guard left > Rational(20) else {
      return "ONLY \(puffs) LEFT by this record: get the next one now"
    }
    return "The counter should show \(Display.quantity(left))"
  }
}

extension Display {
  /// An amount in mass with the tablets it comes to, or part of a tablet with its mass:
  /// `2.5 mg, half tablet of 5 mg (peach)`.
  ///
  /// Whole units of a known strength are said as they are. `looks` are the words of the label, of
  /// which the color is the first.
  package static func dose(
    _ amount: Amount,
    strength: Strength?,
    dosingUnit: String,
    looks: String?
  ) -> String {
    let plain = Display.amount(amount)
    guard let strength, strength.per == nil, strength.amounts.count == 1,
      let one = strength.amounts.first, Amount.counted[dosingUnit] != nil,
      let units = strength.units(in: amount, dosingUnit: dosingUnit)
    else { return plain }
    let color = looks?.split(separator: ",").first.map { " (\($0))" } ?? ""
    let counted = Display.amount(Amount(units, dosingUnit))
    if amount.unit != dosingUnit {
      return "\(plain), \(counted) of \(Display.amount(one))\(color)"
    }
    guard !units.isWhole else { return plain }
    return "\(plain), \(Display.amount(Amount(one.quantity * units, one.unit)))"
  }
}

/// Medicines whose dose without a meal makes the blood sugar fall too low.
package enum MealQuestion {
  private static let highAlerts: Set<String> = ["insulin", "sulfonylurea"]
  private static let ingredients: Set<String> = ["repaglinide", "nateglinide"]

  /// Whether a dose is taken only when eating now, by the flags and names of its ingredients.
  package static func isAsked(
    flags: Set<String>,
    highAlert: String?,
    ingredients names: [String]
  ) -> Bool {
    guard flags.contains("withMeal") else { return false }
    return highAlert.map { highAlerts.contains($0) } == true
      || !ingredients.isDisjoint(with: names.map { $0.lowercased() })
  }
}
