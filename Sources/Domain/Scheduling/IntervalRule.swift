/// Doses every so many hours of elapsed time.
package struct IntervalRule: Hashable, Sendable {
  /// 1...525,600, which is 8,760 hours.
  package let everyMinutes: Int

  /// Nil when nothing is said about it.
  package let amount: Amount?

  /// What the minutes are counted from.
  package let basis: IntervalBasis

  /// Nil for day and night.
  package let window: DailyWindow?

  /// From when until when, on the clock at home.
  package let span: RuleSpan
}

/// What the hours of an interval are counted from.
package enum IntervalBasis: String, CaseIterable, Sendable {
  /// From the start of the rule, whatever was taken.
  case schedule
  /// From the last dose taken or skipped.
  case taken
}

/// The part of each day in which doses of an interval may be due, on the wall clock.
///
/// Both ends belong to it. One that ends before it begins crosses midnight.
package struct DailyWindow: Hashable, Sendable {
  /// When it opens; the first dose of each day is due then.
  package let from: TimeOfDay

  /// The last minute of it; never equal to ``from``.
  package let to: TimeOfDay

  /// Whether it ends on the day after it began.
  package var crossesMidnight: Bool { to < from }

  /// Whether a time of day lies in it.
  package func contains(_ time: TimeOfDay) -> Bool {
    crossesMidnight ? time >= from || time <= to : time >= from && time <= to
  }
}

extension IntervalRule {
  static let keys =
    ["kind", "everyHours", "everyMinutes", "amount", "basis", "window"] + RuleSpan.keys

  init(_ fields: RuleFields) throws(RuleError) {
    try fields.refuseTogether("everyHours", "everyMinutes")
    if let minutes = try fields.whole("everyMinutes", 1...525_600) {
      everyMinutes = minutes
    } else {
      everyMinutes = try fields.requiredWhole("everyHours", 1...8760) * 60
    }
    amount = try fields.amount("amount")
    basis = try fields.word("basis", as: IntervalBasis.self) ?? .schedule
    if let value = fields.value("window") {
      window = try DailyWindow(json: value, at: fields.path(of: "window"))
    } else {
      window = nil
    }
    span = try RuleSpan(fields)
  }

  var members: [JSONMember] {
    let every =
      everyMinutes % 60 == 0
      ? JSONMember("everyHours", .integer(everyMinutes / 60))
      : JSONMember("everyMinutes", .integer(everyMinutes))
    return [every] + amountMembers(amount) + [JSONMember("basis", .string(basis.rawValue))]
      + (window.map { [JSONMember("window", $0.json)] } ?? []) + span.members
  }
}

extension DailyWindow {
  init(json: JSON, at path: String) throws(RuleError) {
    let fields = try RuleFields(json, at: path)
    try fields.allow(["from", "to"])
    from = try fields.requiredTime("from")
    to = try fields.requiredTime("to")
    guard from != to else { throw .windowWithoutLength(from, at: path) }
  }

  var json: JSON {
    .object(["from": .string(from.description), "to": .string(to.description)])
  }
}

/// The member for an amount that may be absent.
func amountMembers(_ amount: Amount?) -> [JSONMember] {
  amount.map { [JSONMember("amount", .string($0.description))] } ?? []
}
