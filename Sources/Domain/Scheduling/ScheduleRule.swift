/// When doses are due and how much: what a schedule says, without what was done about it.
///
/// Valid by construction: a rule that contradicts itself cannot be read.
package enum ScheduleRule: Hashable, Sendable {
  case times(TimesRule)
  case interval(IntervalRule)
  case linked(LinkedRule)
  case taper(TaperRule)
  case asNeeded(AsNeededRule)
  case byReading(ByReadingRule)
  /// For doses outside any plan, such as extra and imported ones; none is ever due.
  case unscheduled
}

/// The kinds of schedule by the names they have in documents and storage.
package enum ScheduleKind: String, CaseIterable, Sendable {
  case times
  case interval
  case linked
  case taper
  case asNeeded
  case byReading
  case unscheduled
}

extension ScheduleRule {
  /// Which of the kinds it is.
  package var kind: ScheduleKind {
    switch self {
    case .times: .times
    case .interval: .interval
    case .linked: .linked
    case .taper: .taper
    case .asNeeded: .asNeeded
    case .byReading: .byReading
    case .unscheduled: .unscheduled
    }
  }

  /// From when until when the rule holds; nil where doses are not planned.
  package var span: RuleSpan? {
    switch self {
    case .times(let rule): rule.span
    case .interval(let rule): rule.span
    case .linked(let rule): rule.span
    case .taper(let rule): rule.span
    case .byReading(let rule): rule.times.span
    case .asNeeded, .unscheduled: nil
    }
  }

  /// Reads a rule strictly.
  ///
  /// `path` is where the rule stands in a larger document, for its errors.
  ///
  /// - Throws: ``RuleError``
  package init(json: JSON, at path: String = "") throws(RuleError) {
    let fields = try RuleFields(json, at: path)
    let name = try fields.requiredText("kind")
    guard let kind = ScheduleKind(rawValue: name) else { throw .unknownKind(name) }
    switch kind {
    case .times:
      try fields.allow(TimesRule.keys)
      self = .times(try TimesRule(fields))
    case .interval:
      try fields.allow(IntervalRule.keys)
      self = .interval(try IntervalRule(fields))
    case .linked:
      try fields.allow(LinkedRule.keys)
      self = .linked(try LinkedRule(fields))
    case .taper:
      try fields.allow(TaperRule.keys)
      self = .taper(try TaperRule(fields))
    case .asNeeded:
      try fields.allow(AsNeededRule.keys)
      self = .asNeeded(try AsNeededRule(fields))
    case .byReading:
      try fields.allow(ByReadingRule.keys)
      self = .byReading(try ByReadingRule(fields))
    case .unscheduled:
      try fields.allow(["kind"])
      self = .unscheduled
    }
  }

  /// The document that ``init(json:at:)`` reads back to an equal rule; its text is what is stored.
  package var json: JSON {
    let members =
      switch self {
      case .times(let rule): rule.members
      case .interval(let rule): rule.members
      case .linked(let rule): rule.members
      case .taper(let rule): rule.members
      case .asNeeded(let rule): rule.members
      case .byReading(let rule): rule.members
      case .unscheduled: [JSONMember]()
      }
    return .object([JSONMember("kind", .string(kind.rawValue))] + members)
  }
}
