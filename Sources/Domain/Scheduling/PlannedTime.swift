/// A time of day at which a dose is due, with its amount.
package struct PlannedTime: Hashable, Sendable {
  /// On the wall clock that the rule reads.
  package let at: TimeOfDay

  /// How much is due then.
  package let amount: PlannedAmount

  /// A time, without an amount unless one is given.
  package init(at: TimeOfDay, amount: PlannedAmount = .none) {
    self.at = at
    self.amount = amount
  }
}

/// How much is due at a planned time.
package enum PlannedAmount: Hashable, Sendable {
  /// Nothing is said about it.
  case none
  case fixed(Amount)
  /// By day of the week, never empty; on a day without an amount nothing is due.
  case byWeekday([Weekday: Amount])
  /// In turn, one a day on which the rule has doses, from its first such day; two or more.
  case sequence([Amount])
}

extension PlannedTime {
  /// Whether anything is due on a day of the week.
  func isDue(on weekday: Weekday) -> Bool {
    guard case .byWeekday(let amounts) = amount else { return true }
    return amounts[weekday] != nil
  }

  /// The amount on a day, which is the `number`th day with doses from 0.
  func amount(on weekday: Weekday, number: Int) -> Amount? {
    switch amount {
    case .none: nil
    case .fixed(let amount): amount
    case .byWeekday(let amounts): amounts[weekday]
    case .sequence(let amounts): amounts[number % amounts.count]
    }
  }

  var variesByWeekday: Bool {
    if case .byWeekday = amount { true } else { false }
  }

  init(json: JSON, at path: String) throws(RuleError) {
    let fields = try RuleFields(json, at: path)
    try fields.allow(["at", "amount", "amounts", "sequence"])
    try fields.refuseTogether("amount", "amounts")
    try fields.refuseTogether("amount", "sequence")
    try fields.refuseTogether("amounts", "sequence")
    at = try fields.requiredTime("at")
    if let value = fields.value("amounts") {
      amount = .byWeekday(try Self.byWeekday(value, at: fields.path(of: "amounts")))
    } else if let list = try fields.list("sequence") {
      guard list.count > 1 else {
        throw .outOfRange(list.count, at: fields.path(of: "sequence"), 2...366)
      }
      var amounts: [Amount] = []
      for (value, path) in list { amounts.append(try RuleFields.amount(value, at: path)) }
      amount = .sequence(amounts)
    } else {
      amount = try fields.amount("amount").map { .fixed($0) } ?? .none
    }
  }

  private static func byWeekday(
    _ json: JSON,
    at path: String
  ) throws(RuleError) -> [Weekday: Amount] {
    let fields = try RuleFields(json, at: path)
    guard !fields.keys.isEmpty else { throw .emptyList(path) }
    var amounts: [Weekday: Amount] = [:]
    for key in fields.keys {
      guard let weekday = Weekday(rawValue: key) else { throw .unknownKey(key, in: path) }
      amounts[weekday] = try RuleFields.amount(
        try fields.required(key),
        at: fields.path(of: key)
      )
    }
    return amounts
  }

  var json: JSON {
    var members = [JSONMember("at", .string(at.description))]
    switch amount {
    case .none: break
    case .fixed(let amount): members.append(JSONMember("amount", .string(amount.description)))
    case .byWeekday(let amounts):
      let days = Weekday.allCases.compactMap { day in
        amounts[day].map { JSONMember(day.rawValue, .string($0.description)) }
      }
      members.append(JSONMember("amounts", .object(days)))
    case .sequence(let amounts):
      members.append(JSONMember("sequence", .array(amounts.map { .string($0.description) })))
    }
    return .object(members)
  }

  /// The times of a list, ascending, each once.
  static func list(_ fields: RuleFields) throws(RuleError) -> [PlannedTime] {
    var times: [PlannedTime] = []
    for (value, path) in try fields.requiredList("times") {
      let time = try PlannedTime(json: value, at: path)
      guard !times.contains(where: { $0.at == time.at }) else {
        throw .duplicate(time.at.description, at: fields.path(of: "times"))
      }
      times.append(time)
    }
    return times.sorted { $0.at < $1.at }
  }
}
