/// Doses whose amounts change in steps of so many days, downwards or upwards.
package struct TaperRule: Hashable, Sendable {
  /// In their order, never empty; only the last may have no end.
  package let steps: [TaperStep]

  /// From when until when; the steps are days from its start date.
  package let span: RuleSpan

  /// Whose wall clock the times are read on.
  package let zoneMode: ZoneMode
}

/// A stretch of days with the same doses.
package struct TaperStep: Hashable, Sendable {
  /// Calendar days, 1...3650, or nil for a last step without an end.
  package let days: Int?

  /// Ascending by time, each time once, never empty.
  package let times: [PlannedTime]
}

extension TaperRule {
  static let keys = ["kind", "steps", "zoneMode"] + RuleSpan.keys

  init(_ fields: RuleFields) throws(RuleError) {
    var steps: [TaperStep] = []
    for (value, path) in try fields.requiredList("steps") {
      if let last = steps.last, last.days == nil { throw .openStepNotLast(steps.count) }
      steps.append(try TaperStep(json: value, at: path))
    }
    self.steps = steps
    span = try RuleSpan(fields)
    zoneMode = try fields.word("zoneMode", as: ZoneMode.self) ?? .local
  }

  var members: [JSONMember] {
    [JSONMember("steps", .array(steps.map(\.json)))] + span.members + zoneMode.members
  }

  var plan: CalendarPlan {
    CalendarPlan(course: .steps(steps), span: span, zoneMode: zoneMode)
  }
}

extension TaperStep {
  init(json: JSON, at path: String) throws(RuleError) {
    let fields = try RuleFields(json, at: path)
    try fields.allow(["days", "times"])
    guard fields.contains("days") else { throw .missingKey("days", in: path) }
    days = try fields.whole("days", 1...3650)
    times = try PlannedTime.list(fields)
  }

  var json: JSON {
    .object(["days": .number(days), "times": .array(times.map(\.json))])
  }
}
