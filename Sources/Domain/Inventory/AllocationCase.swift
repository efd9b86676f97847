/// An allocation described in one document, with nothing read from anywhere else.
package struct AllocationCase: Hashable, Sendable {
  /// The day of dispensing.
  package let today: CalendarDate
  /// The last day on which the supply is used; nil for today.
  package let usableThrough: CalendarDate?
  /// Units wanted, zero or more.
  package let need: Int
  /// Whether packs stay closed.
  package let wholePacks: Bool
  /// The stock, in the order given.
  package let lots: [AllocationLot<String>]

  /// The lots that meet the need.
  package var allocation: Allocation<String> {
    Allocation(
      need: need,
      from: lots,
      on: today,
      usableThrough: usableThrough,
      wholePacks: wholePacks
    )
  }
}

/// Why a document is no allocation.
package enum AllocationCaseError: Error, Equatable, Sendable {
  case document(JSONError)
  case badDate(String, key: String)
  case badStatus(String, lot: String)
  /// A number outside what the key accepts: zero or one, up to ``AllocationCase/largestNumber``.
  case outOfRange(Int, key: String)
  case duplicateLot(String)
  case usableThroughBeforeToday
}

extension AllocationCase {
  /// The largest need, count of packs and pack size that is accepted.
  package static let largestNumber = 10_000_000

  /// The most lots that are accepted.
  package static let mostLots = 1000

  /// Reads a case from its document.
  ///
  /// `usableThrough`, `wholePacks` and a lot's `expiresOn` may be left out; every other key must be
  /// there, and no other key may.
  ///
  /// - Throws: ``AllocationCaseError``
  package init(text: String) throws(AllocationCaseError) {
    let json: JSON
    do {
      json = try JSON(text: text)
    } catch {
      throw .document(error)
    }
    let keys = ["today", "usableThrough", "need", "wholePacks", "lots"]
    let document = try Members(json, of: "case", known: keys)
    guard let today = try document.date("today") else {
      throw .document(.missingKey("today", in: "case"))
    }
    self.today = today
    usableThrough = try document.date("usableThrough")
    need = try document.number("need", from: 0)
    wholePacks = try document.flag("wholePacks") ?? false
    if let usableThrough, usableThrough < today { throw .usableThroughBeforeToday }
    guard case .array(let entries) = try document.value("lots") else {
      throw .document(.wrongType("lots", in: "case", expected: "a list"))
    }
    guard entries.count <= Self.mostLots else { throw .outOfRange(entries.count, key: "lots") }
    var seen: Set<String> = []
    var lots: [AllocationLot<String>] = []
    for entry in entries {
      let lot = try Self.lot(entry)
      guard seen.insert(lot.id).inserted else { throw .duplicateLot(lot.id) }
      lots.append(lot)
    }
    self.lots = lots
  }

  private static func lot(_ json: JSON) throws(AllocationCaseError) -> AllocationLot<String> {
    let keys = ["id", "packs", "packSize", "expiresOn", "status"]
    let members = try Members(json, of: "lot", known: keys)
    let id = try members.text("id")
    let statusText = try members.text("status")
    guard let status = LotStatus(rawValue: statusText) else {
      throw .badStatus(statusText, lot: id)
    }
    let packSize = try members.number("packSize", from: 1)
    return AllocationLot(
      id: id,
      units: try members.number("packs", from: 0) * packSize,
      packSize: packSize,
      condition: LotCondition(status: status, expiresOn: try members.date("expiresOn"))
    )
  }
}

extension Allocation where ID == String {
  /// The answer as a document; packs are a whole number or a fraction (`5`, `1/2`, `7/2`).
  package var json: JSON {
    .object([
      "allocated": .array(
        takings.map { taking in
          .object([
            "lot": .string(taking.lot), "units": .integer(taking.units),
            "packs": .string(Self.fraction(taking.packs)),
          ])
        }
      ),
      "short": .integer(short),
      "passedOver": .array(
        passedOver.map {
          .object(["lot": .string($0.lot), "reason": .string($0.reason.rawValue)])
        }
      ),
    ])
  }

  private static func fraction(_ packs: Rational) -> String {
    packs.isWhole ? "\(packs.numerator)" : "\(packs.numerator)/\(packs.denominator)"
  }
}

/// The members of one object of a case, each read as what it must be.
private struct Members {
  private let json: JSON
  private let name: String

  init(_ json: JSON, of name: String, known: [String]) throws(AllocationCaseError) {
    guard case .object(let members) = json else {
      throw .document(.wrongType(name, in: "document", expected: "an object"))
    }
    for member in members where !known.contains(member.key) {
      throw .document(.unknownKey(member.key, in: name))
    }
    self.json = json
    self.name = name
  }

  func value(_ key: String) throws(AllocationCaseError) -> JSON {
    guard let value = json[key] else {
      throw .document(.missingKey(key, in: name))
    }
    return value
  }

  func text(_ key: String) throws(AllocationCaseError) -> String {
    guard case .string(let text) = try value(key) else { throw wrong(key, "a text") }
    return text
  }

  func number(_ key: String, from least: Int) throws(AllocationCaseError) -> Int {
    guard case .integer(let number) = try value(key) else { throw wrong(key, "a whole number") }
    guard (least...AllocationCase.largestNumber).contains(number) else {
      throw .outOfRange(number, key: key)
    }
    return number
  }

  func flag(_ key: String) throws(AllocationCaseError) -> Bool? {
    guard let value = json[key] else { return nil }
    guard case .bool(let flag) = value else { throw wrong(key, "true or false") }
    return flag
  }

  /// A date; nil when the key is absent or null.
  func date(_ key: String) throws(AllocationCaseError) -> CalendarDate? {
    guard let value = json[key], value != .null else { return nil }
    guard case .string(let text) = value else { throw wrong(key, "a date") }
    guard let date = CalendarDate(text: text) else { throw .badDate(text, key: key) }
    return date
  }

  private func wrong(_ key: String, _ expected: String) -> AllocationCaseError {
    .document(.wrongType(key, in: name, expected: expected))
  }
}
