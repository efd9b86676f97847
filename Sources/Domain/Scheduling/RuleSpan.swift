/// A date or a wall-clock minute at which a rule begins or ends.
package enum RuleMoment: Hashable, Sendable, CustomStringConvertible {
  case date(CalendarDate)
  case local(LocalMinute)

  /// A moment from `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM`, or nil.
  package init?(text: some StringProtocol) {
    if let date = CalendarDate(text: text) {
      self = .date(date)
    } else if let local = LocalMinute(text: text) {
      self = .local(local)
    } else {
      return nil
    }
  }

  /// The first wall-clock minute it stands for: a date begins at 00:00.
  package var local: LocalMinute {
    switch self {
    case .date(let date): date.midnight
    case .local(let local): local
    }
  }

  /// The day it falls on.
  package var date: CalendarDate { local.date }

  /// The text it was read from.
  package var description: String {
    switch self {
    case .date(let date): date.description
    case .local(let local): local.description
    }
  }
}

/// From when until when a rule holds.
///
/// With both an end and a count, the one reached first ends it.
package struct RuleSpan: Hashable, Sendable {
  /// Inclusive.
  package let start: RuleMoment

  /// Exclusive; always after ``start``.
  package let end: RuleMoment?

  /// How many occurrences there are from ``start`` on; 1 or more.
  package let count: Int?

  /// - Throws: ``RuleError/endNotAfterStart(start:end:)``, ``RuleError/outOfRange(_:at:_:)``
  package init(
    start: RuleMoment,
    end: RuleMoment? = nil,
    count: Int? = nil
  ) throws(RuleError) {
    if let end, end.local <= start.local { throw .endNotAfterStart(start: start, end: end) }
    if let count, !Self.counts.contains(count) {
      throw .outOfRange(count, at: "count", Self.counts)
    }
    self.start = start
    self.end = end
    self.count = count
  }

  static let counts = 1...1_000_000

  static let keys = ["start", "end", "count"]

  init(_ fields: RuleFields) throws(RuleError) {
    try self.init(
      start: try fields.requiredMoment("start"),
      end: try fields.moment("end"),
      count: try fields.whole("count", Self.counts)
    )
  }

  var members: [JSONMember] {
    [JSONMember("start", .string(start.description))]
      + (end.map { [JSONMember("end", .string($0.description))] } ?? [])
      + (count.map { [JSONMember("count", .integer($0))] } ?? [])
  }
}

/// Whose wall clock times of day are read on while away from home.
package enum ZoneMode: String, CaseIterable, Sendable {
  /// The clock where the person is.
  case local
  /// The clock at home, so that the gaps between doses stay as they were.
  case home
}
