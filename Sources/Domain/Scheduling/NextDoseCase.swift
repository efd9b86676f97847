/// Rules and what was recorded about them: the document that `schedule next` reads.
package struct NextDoseCase: Hashable, Sendable {
  /// The wall clock in the zone in force.
  package let now: LocalMinute

  /// The IANA name of the zone in force; nil when the document leaves it to the caller.
  package let zone: String?

  /// The IANA name of the zone at home; nil when it is the one in force.
  package let home: String?

  /// In the order of the document, each name once.
  package let rules: [NamedRule]

  /// In the order of the document.
  package let records: [CaseRecord]
}

/// A rule and the name that records and linked rules know it by.
package struct NamedRule: Hashable, Sendable {
  /// Never blank.
  package let id: String

  /// What it plans.
  package let rule: ScheduleRule
}

/// What was recorded about one occurrence.
package struct CaseRecord: Hashable, Sendable {
  /// What is known of the occurrence.
  package enum Status: String, CaseIterable, Sendable {
    case taken
    case skipped
    /// It rang and has no answer yet.
    case alerted
  }

  /// The name of its rule.
  package let rule: String

  /// When it was due on the wall clock in the zone in force.
  package let due: LocalMinute

  /// 1 for the second time the clock shows ``due``, otherwise 0.
  package let fold: Int

  /// When it was taken, skipped or rang, on the same clock.
  package let recordedAt: LocalMinute

  /// What is known of it.
  package let status: Status

  var isAnswer: Bool { status != .alerted }
}

extension NextDoseCase {
  /// Reads a case strictly; every record and every linked rule names a rule that is given.
  ///
  /// - Throws: ``RuleError``
  package init(json: JSON) throws(RuleError) {
    let fields = try RuleFields(json, at: "")
    try fields.allow(["now", "zone", "home", "rules", "records"])
    now = try fields.requiredLocal("now")
    zone = try fields.text("zone")
    home = try fields.text("home")
    rules = try Self.rules(fields)
    records = try Self.records(fields, naming: Set(rules.map(\.id)))
  }

  private static func rules(_ fields: RuleFields) throws(RuleError) -> [NamedRule] {
    guard case .array(let values) = try fields.required("rules") else {
      throw .wrongType("rules", expected: .list)
    }
    var rules: [NamedRule] = []
    for (index, value) in values.enumerated() {
      let named = try RuleFields(value, at: "rules[\(index)]")
      try named.allow(["id", "rule"])
      let id = try named.requiredText("id")
      guard !rules.contains(where: { $0.id == id }) else { throw .duplicate(id, at: "rules") }
      let rule = try ScheduleRule(json: try named.required("rule"), at: named.path(of: "rule"))
      rules.append(NamedRule(id: id, rule: rule))
    }
    for (index, named) in rules.enumerated() {
      guard case .linked(let linked) = named.rule else { continue }
      guard linked.after != named.id else { throw .linkedToItself(named.id) }
      guard rules.contains(where: { $0.id == linked.after }) else {
        throw .unknownRule(linked.after, at: "rules[\(index)].rule.after")
      }
    }
    return rules
  }

  private static func records(
    _ fields: RuleFields,
    naming ids: Set<String>
  ) throws(RuleError) -> [CaseRecord] {
    guard let value = fields.value("records") else { return [] }
    guard case .array(let values) = value else { throw .wrongType("records", expected: .list) }
    var records: [CaseRecord] = []
    for (index, value) in values.enumerated() {
      let record = try RuleFields(value, at: "records[\(index)]")
      try record.allow(["rule", "due", "fold", "recordedAt", "status"])
      let rule = try record.requiredText("rule")
      guard ids.contains(rule) else { throw .unknownRule(rule, at: record.path(of: "rule")) }
      guard let status = try record.word("status", as: CaseRecord.Status.self) else {
        throw .missingKey("status", in: record.path)
      }
      records.append(
        CaseRecord(
          rule: rule,
          due: try record.requiredLocal("due"),
          fold: try record.whole("fold", 0...1) ?? 0,
          recordedAt: try record.requiredLocal("recordedAt"),
          status: status
        )
      )
    }
    return records
  }
}
