import Testing

@testable import Domain

@Suite struct ReadingTableTests {
  private static func rule(_ table: String, floor: String? = nil) throws -> ByReadingRule {
    let text = floor.map { #","floorText":"\#($0)""# } ?? ""
    let rule = try ScheduleRule(
      json: JSON(
        text: #"{"kind":"byReading","times":[{"at":"08:00"}],"table":[\#(table)]\#(text),"#
          + #""start":"2026-11-20"}"#
      )
    )
    guard case .byReading(let reading) = rule else { throw RuleError.missingKey("kind", in: "") }
    return reading
  }

  private static let usual =
    #"{"from":70,"to":149,"units":"0 units"},{"from":150,"to":199,"units":"2 units"},"#
    + #"{"from":200,"units":"4 units, and call"}"#

  @Test(arguments: [
    ("69", ReadingPlace.belowTable), ("70", .row(0)), ("149", .row(0)), ("149.5", .outside),
    ("150", .row(1)), ("199", .row(1)), ("200", .row(2)), ("612", .row(2)),
  ])
  func `a reading belongs to the row that holds it and to no other`(
    reading: String,
    place: ReadingPlace
  ) throws {
    let value = try #require(Rational(text: reading))
    #expect(try Self.rule(Self.usual).place(of: value) == place)
  }

  @Test func `below the table stand the prescriber's words, else that nobody guesses`() throws {
    #expect(try Self.rule(Self.usual).words(on: .belowTable) == "Do not guess. Call.")
    let rule = try Self.rule(Self.usual, floor: "Eat sugar, then call Dr. Sato")
    #expect(rule.words(on: .belowTable) == "Eat sugar, then call Dr. Sato")
    #expect(rule.words(on: .outside) == "Do not guess. Call.")
  }

  @Test(arguments: [
    ("4 units", "4"), ("10 units, and call Dr. Sato", "10"), ("0 units", "0"),
    ("no insulin: treat the low sugar first", nil), ("half", nil), ("1.5 units", "1.5"),
  ])
  func `only a number of units that begins the words is one`(words: String, units: String?) throws {
    let rule = try Self.rule(#"{"from":70,"units":"\#(words)"}"#)
    #expect(rule.table[0].plainUnits == units.flatMap { Rational(text: $0) })
  }

  @Test func `a table in millimoles is known from its limits`() throws {
    let american = try Self.rule(Self.usual).measure(isInsulin: true)
    #expect(american == ReadingMeasure(metric: "glucose", unit: "mg per dL"))
    let other = try Self.rule(#"{"below":4,"units":"none"},{"from":4,"to":9.9,"units":"4 units"}"#)
    #expect(other.measure(isInsulin: true).unit == "mmol per L")
    #expect(try Self.rule(Self.usual).measure(isInsulin: false).unit.isEmpty)
  }
}
