/// Doses at times of day, on the days of a pattern.
package struct TimesRule: Hashable, Sendable {
  /// Ascending by time, each time once, never empty.
  package let times: [PlannedTime]

  /// The days on which they are due.
  package let days: DayPattern

  /// From when until when; patterns of days are counted from its start date.
  package let span: RuleSpan

  /// Whose wall clock the times are read on.
  package let zoneMode: ZoneMode
}

extension TimesRule {
  static let keys = ["kind", "times", "zoneMode"] + DayPattern.keys + RuleSpan.keys

  init(_ fields: RuleFields) throws(RuleError) {
    times = try PlannedTime.list(fields)
    days = try DayPattern(fields)
    span = try RuleSpan(fields)
    zoneMode = try fields.word("zoneMode", as: ZoneMode.self) ?? .local
    guard case .weekdays(let weekdays) = days else { return }
    for time in times where !weekdays.contains(where: { time.isDue(on: $0) }) {
      throw .neverOccurs(fields.path(of: "times"))
    }
  }

  var members: [JSONMember] {
    [JSONMember("times", .array(times.map(\.json)))] + days.members + span.members
      + zoneMode.members
  }

  var plan: CalendarPlan {
    CalendarPlan(course: .pattern(days, times), span: span, zoneMode: zoneMode)
  }
}

extension ZoneMode {
  /// Nothing for `local`, which is what a rule without the key has.
  var members: [JSONMember] {
    self == .local ? [] : [JSONMember("zoneMode", .string(rawValue))]
  }
}
