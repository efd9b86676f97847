import Domain

/// Medicines and facts in short, for tests of checks; today is Tuesday, November 24, 2026.
enum CheckedCabinet {
  static let today = CalendarDate(year: 2026, month: 11, day: 24) ?? CalendarDate(day: 0)

  static func medicine(
    _ name: String,
    _ classes: Set<String> = [],
    flags: Set<String> = [],
    lingers: Int = 0,
    strength: String = "",
    rule: String? = nil
  ) throws -> CheckedMedicine {
    let title = strength.isEmpty ? name : "\(name) \(strength)"
    return CheckedMedicine(
      title: title,
      ingredients: [
        CheckedIngredient(name, classes: classes, flags: flags, lingersDays: lingers)
      ],
      strength: Strength(text: strength),
      rules: try rule.map { [try ScheduleRule(json: JSON(text: $0))] } ?? []
    )
  }

  /// A rule of one tablet, or another amount, at times of day.
  static func times(_ times: String..., amount: String = "1 tablet", more: String = "") -> String {
    let list = times.map { #"{"at":"\#($0)","amount":"\#(amount)"}"# }.joined(separator: ",")
    return #"{"kind":"times","times":[\#(list)],"start":"2026-11-01"\#(more)}"#
  }

  static func check(_ person: CheckedPerson, _ facts: SafetyFacts) -> SafetyCheck {
    SafetyCheck(person: person, facts: facts, today: today)
  }

  static func born(_ year: Int) -> CalendarDate? {
    CalendarDate(year: year, month: 3, day: 4)
  }
}

extension SafetyAlert {
  /// Severity and both sides, as a test reads them.
  var short: String { "\(severity.name): \(between.joined(separator: " with "))" }
}
