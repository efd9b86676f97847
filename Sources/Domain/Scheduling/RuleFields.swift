/// One object of a rule document, read strictly: every key is known and every value has its type.
///
/// A key that stands there with `null` counts as absent.
struct RuleFields {
  let path: String
  private let members: [JSONMember]

  /// - Throws: ``RuleError/wrongType(_:expected:)``
  init(_ json: JSON, at path: String) throws(RuleError) {
    guard case .object(let members) = json else { throw .wrongType(path, expected: .object) }
    self.members = members
    self.path = path
  }

  /// Refuses the first key that is not among `keys`.
  func allow(_ keys: [String]) throws(RuleError) {
    for member in members where !keys.contains(member.key) {
      throw .unknownKey(member.key, in: path)
    }
  }

  /// The keys that stand in the object, in their order.
  var keys: [String] { members.map(\.key) }

  func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  func contains(_ key: String) -> Bool { members.contains { $0.key == key } }

  func value(_ key: String) -> JSON? {
    guard let value = members.last(where: { $0.key == key })?.value, value != .null else {
      return nil
    }
    return value
  }

  func required(_ key: String) throws(RuleError) -> JSON {
    guard let value = value(key) else { throw .missingKey(key, in: path) }
    return value
  }

  func text(_ key: String) throws(RuleError) -> String? {
    guard let value = value(key) else { return nil }
    guard case .string(let text) = value else {
      throw .wrongType(path(of: key), expected: .text)
    }
    return text
  }

  func requiredText(_ key: String) throws(RuleError) -> String {
    guard let text = try text(key) else { throw .missingKey(key, in: path) }
    guard !text.allSatisfy(\.isWhitespace) else { throw .emptyText(path(of: key)) }
    return text
  }

  func whole(_ key: String, _ range: ClosedRange<Int>) throws(RuleError) -> Int? {
    guard let value = value(key) else { return nil }
    return try Self.whole(value, at: path(of: key), range)
  }

  func requiredWhole(_ key: String, _ range: ClosedRange<Int>) throws(RuleError) -> Int {
    guard let number = try whole(key, range) else { throw .missingKey(key, in: path) }
    return number
  }

  static func whole(
    _ value: JSON,
    at path: String,
    _ range: ClosedRange<Int>
  ) throws(RuleError) -> Int {
    guard case .integer(let number) = value else {
      throw .wrongType(path, expected: .wholeNumber)
    }
    guard range.contains(number) else { throw .outOfRange(number, at: path, range) }
    return number
  }

  /// The values of a list with their paths; nil when there is no such key, never empty.
  func list(_ key: String) throws(RuleError) -> [(value: JSON, path: String)]? {
    guard let value = value(key) else { return nil }
    let path = path(of: key)
    guard case .array(let values) = value else { throw .wrongType(path, expected: .list) }
    guard !values.isEmpty else { throw .emptyList(path) }
    return values.enumerated().map { (value: $0.element, path: "\(path)[\($0.offset)]") }
  }

  func requiredList(_ key: String) throws(RuleError) -> [(value: JSON, path: String)] {
    guard let list = try list(key) else { throw .missingKey(key, in: path) }
    return list
  }

  func requiredTime(_ key: String) throws(RuleError) -> TimeOfDay {
    let text = try requiredText(key)
    guard let time = TimeOfDay(text: text) else {
      throw .unreadableTime(text, at: path(of: key))
    }
    return time
  }

  func moment(_ key: String) throws(RuleError) -> RuleMoment? {
    guard let text = try text(key) else { return nil }
    guard let moment = RuleMoment(text: text) else {
      throw .unreadableMoment(text, at: path(of: key))
    }
    return moment
  }

  func requiredMoment(_ key: String) throws(RuleError) -> RuleMoment {
    guard let moment = try moment(key) else { throw .missingKey(key, in: path) }
    return moment
  }

  func requiredLocal(_ key: String) throws(RuleError) -> LocalMinute {
    let text = try requiredText(key)
    guard let local = LocalMinute(text: text) else {
      throw .unreadableMoment(text, at: path(of: key))
    }
    return local
  }

  func amount(_ key: String) throws(RuleError) -> Amount? {
    guard let value = value(key) else { return nil }
    return try Self.amount(value, at: path(of: key))
  }

  static func amount(_ value: JSON, at path: String) throws(RuleError) -> Amount {
    guard case .string(let text) = value else { throw .wrongType(path, expected: .text) }
    do {
      return try Amount(text: text)
    } catch {
      throw .unreadableAmount(text, at: path, error)
    }
  }

  /// One of the raw values of an enum.
  func word<Word: RawRepresentable & CaseIterable>(
    _ key: String,
    as type: Word.Type
  ) throws(RuleError) -> Word? where Word.RawValue == String {
    guard let text = try text(key) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw .unknownWord(text, at: path(of: key), expected: Word.allCases.map(\.rawValue))
    }
    return word
  }

  /// Refuses two keys that exclude each other.
  func refuseTogether(_ first: String, _ second: String) throws(RuleError) {
    if value(first) != nil, value(second) != nil {
      throw .excluding(first, second, in: path)
    }
  }
}
