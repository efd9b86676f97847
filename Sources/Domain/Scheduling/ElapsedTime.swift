/// A length of elapsed time as directions and rules name it: hours where they are whole, else
/// minutes.
package struct ElapsedTime: Hashable, Sendable {
  /// 1...525,600, which are 8,760 hours.
  package let minutes: Int

  /// The lengths that a rule may name, in minutes.
  static let range = 1...8760 * 60

  package init(minutes: Int) { self.minutes = minutes }

  package init(hours: Int) { minutes = hours * 60 }

  /// Nil for a length that no rule may name.
  package init?(checked minutes: Int) {
    guard Self.range.contains(minutes) else { return nil }
    self.minutes = minutes
  }

  package static let day = ElapsedTime(hours: 24)

  /// The length in hours; nil where it is not a number of whole ones.
  package var wholeHours: Int? { minutes.isMultiple(of: 60) ? minutes / 60 : nil }

  /// The time within which a maximum holds: `15 minutes`, `24 hours`, `7 days`.
  package var words: String {
    wholeHours.map { Display.rollingTime(hours: $0) } ?? Display.duration(minutes: minutes)
  }
}

extension ElapsedTime {
  /// The pair of keys under which a length stands, of which a document has one.
  package struct Keys: Sendable {
    let hours: String
    let minutes: String

    package static let minimumGap = Keys(hours: "minimumGapHours", minutes: "minimumGapMinutes")
    package static let maximum = Keys(hours: "hours", minutes: "minutes")
  }

  /// The member of a document that says it.
  package func member(_ keys: Keys) -> JSONMember {
    wholeHours.map { JSONMember(keys.hours, .integer($0)) }
      ?? JSONMember(keys.minutes, .integer(minutes))
  }
}

extension RuleFields {
  /// A length in hours or in minutes; nil when there is neither.
  func elapsed(_ keys: ElapsedTime.Keys) throws(RuleError) -> ElapsedTime? {
    let hours = try whole(keys.hours, 1...8760)
    let minutes = try whole(keys.minutes, ElapsedTime.range)
    if hours != nil, minutes != nil { throw .excluding(keys.hours, keys.minutes, in: path) }
    return hours.map(ElapsedTime.init(hours:)) ?? minutes.map(ElapsedTime.init(minutes:))
  }
}
