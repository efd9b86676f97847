/// Doses taken when needed, within limits; none is ever due.
package struct AsNeededRule: Hashable, Sendable {
  /// The elapsed time between two doses.
  package let minimumGap: ElapsedTime?

  /// What one dose is, or the least of a range; nil when nothing is said about it.
  package let amount: Amount?

  /// The most of a range of doses, as in 1 to 2 tablets, in the unit of ``amount`` and above it; nil
  /// for one amount.
  package let amountMax: Amount?

  /// The most within a rolling time; nil for no limit of this schedule's own.
  package let maximum: MaximumAmount?

  /// Inclusive.
  package let start: RuleMoment?

  /// Exclusive.
  package let end: RuleMoment?
}

/// The most that may be taken within some elapsed time, whenever it begins.
package struct MaximumAmount: Hashable, Sendable {
  /// The most, reached included.
  package let amount: Amount

  /// The rolling time, whenever it begins.
  package let within: ElapsedTime

  package init(amount: Amount, within: ElapsedTime) {
    self.amount = amount
    self.within = within
  }
}

extension AsNeededRule {
  static let keys = [
    "kind", "minimumGapHours", "minimumGapMinutes", "amount", "amountMax", "maximum", "start",
    "end",
  ]

  init(_ fields: RuleFields) throws(RuleError) {
    minimumGap = try fields.elapsed(.minimumGap)
    let least = try fields.amount("amount")
    amount = least
    amountMax = try fields.amount("amountMax")
    if let amountMax {
      guard let least, least.unit == amountMax.unit, least.quantity < amountMax.quantity else {
        throw .notARange(fields.path(of: "amountMax"))
      }
    }
    if let value = fields.value("maximum") {
      let maximum = try RuleFields(value, at: fields.path(of: "maximum"))
      try maximum.allow(["amount", "hours", "minutes"])
      guard let within = try maximum.elapsed(.maximum) else {
        throw .missingKey("hours", in: maximum.path)
      }
      self.maximum = MaximumAmount(
        amount: try RuleFields.amount(
          try maximum.required("amount"),
          at: maximum.path(of: "amount")
        ),
        within: within
      )
    } else {
      maximum = nil
    }
    start = try fields.moment("start")
    end = try fields.moment("end")
    if let start, let end, end.local <= start.local {
      throw .endNotAfterStart(start: start, end: end)
    }
  }

  var members: [JSONMember] {
    var members: [JSONMember] = []
    if let minimumGap { members.append(minimumGap.member(.minimumGap)) }
    members += amountMembers(amount)
    if let amountMax { members.append(JSONMember("amountMax", .string(amountMax.description))) }
    if let maximum {
      members.append(JSONMember("maximum", maximum.json))
    }
    if let start { members.append(JSONMember("start", .string(start.description))) }
    if let end { members.append(JSONMember("end", .string(end.description))) }
    return members
  }
}

extension MaximumAmount {
  /// As a rule has it.
  package var json: JSON {
    .object([JSONMember("amount", .string(amount.description)), within.member(.maximum)])
  }
}

extension AsNeededRule {
  /// The largest dose: limits must hold for it, whatever is taken.
  package var largestAmount: Amount? { amountMax ?? amount }

  /// The dose where the directions leave no choice.
  package var fixedAmount: Amount? { amountMax == nil ? amount : nil }

  /// `1 tablet`, `1 to 2 tablets`; nil when nothing is said.
  package var amountWords: String? {
    amount.map { Display.amount($0, to: amountMax?.quantity) }
  }
}
