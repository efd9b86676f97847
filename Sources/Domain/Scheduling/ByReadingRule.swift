/// Doses whose amount the patient finds in the prescriber's own table by a reading.
///
/// The table is kept to be shown. No amount is ever taken from it by the program.
package struct ByReadingRule: Hashable, Sendable {
  /// When a reading is due; its times have no amounts.
  package let times: TimesRule

  /// Ascending, without overlaps, never empty.
  package let table: [ReadingRow]

  /// What the prescriber says about a reading below the table.
  package let floorText: String?
}

/// One row of a prescriber's table.
package struct ReadingRow: Hashable, Sendable {
  /// The readings for which ``units`` hold.
  package let range: ReadingRange

  /// The prescriber's words, as in `2 units` or `no insulin, call`.
  package let units: String
}

/// The readings a row is for.
package enum ReadingRange: Hashable, Sendable {
  /// Less than this.
  case below(Rational)
  /// Both ends belong to it.
  case between(Rational, Rational)
  /// This or more.
  case from(Rational)
}

extension ByReadingRule {
  static let keys = TimesRule.keys + ["table", "floorText"]

  init(_ fields: RuleFields) throws(RuleError) {
    times = try TimesRule(fields)
    for time in times.times where time.amount != .none {
      throw .amountFromReading(fields.path(of: "times"))
    }
    var table: [ReadingRow] = []
    for (value, path) in try fields.requiredList("table") {
      let row = try ReadingRow(json: value, at: path)
      if let last = table.last, !row.range.follows(last.range) { throw .readingsOutOfOrder(path) }
      table.append(row)
    }
    self.table = table
    floorText = fields.value("floorText") == nil ? nil : try fields.requiredText("floorText")
  }

  var members: [JSONMember] {
    times.members + [JSONMember("table", .array(table.map(\.json)))]
      + (floorText.map { [JSONMember("floorText", .string($0))] } ?? [])
  }
}

extension ReadingRow {
  init(json: JSON, at path: String) throws(RuleError) {
    let fields = try RuleFields(json, at: path)
    if fields.value("amount") != nil { throw .amountInReadingRow(path) }
    try fields.allow(["below", "from", "to", "units"])
    try fields.refuseTogether("below", "from")
    try fields.refuseTogether("below", "to")
    if let below = try Self.reading("below", in: fields) {
      range = .below(below)
    } else {
      guard let from = try Self.reading("from", in: fields) else {
        throw .missingKey("from", in: path)
      }
      let to = try Self.reading("to", in: fields)
      if let to, to < from { throw .readingsOutOfOrder(path) }
      range = to.map { .between(from, $0) } ?? .from(from)
    }
    units = try fields.requiredText("units")
  }

  private static func reading(
    _ key: String,
    in fields: RuleFields
  ) throws(RuleError) -> Rational? {
    guard let value = fields.value(key) else { return nil }
    let path = fields.path(of: key)
    switch value {
    case .integer, .decimal: break
    default: throw .wrongType(path, expected: .number)
    }
    guard let reading = Rational(text: value.text) else {
      throw .unreadableReading(value.text, at: path)
    }
    return reading
  }

  var json: JSON {
    var members: [JSONMember]
    switch range {
    case .below(let reading): members = [JSONMember("below", reading.json)]
    case .between(let from, let to):
      members = [JSONMember("from", from.json), JSONMember("to", to.json)]
    case .from(let reading): members = [JSONMember("from", reading.json)]
    }
    members.append(JSONMember("units", .string(units)))
    return .object(members)
  }
}

extension ReadingRange {
  fileprivate func follows(_ earlier: ReadingRange) -> Bool {
    switch (earlier, self) {
    case (.from, _), (_, .below): false
    case (.below(let limit), .between(let from, _)), (.below(let limit), .from(let from)):
      from >= limit
    case (.between(_, let limit), .between(let from, _)), (.between(_, let limit), .from(let from)):
      from > limit
    }
  }
}

extension Rational {
  /// Readings have four decimals at most, which a JSON number holds exactly enough to read back.
  fileprivate var json: JSON { isWhole ? .integer(numerator) : .decimal(approximation) }
}
