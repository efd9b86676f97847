import Testing

@testable import Domain

@Suite struct ZoneRulesTZifTests {
  /// A zone file of version 2 or later with these changes, written by hand.
  static func file(
    types: [Int],
    changes: [(time: Int, type: Int)] = [],
    footer: String,
    version: Character = "2",
    leapSeconds: Int = 0
  ) -> [UInt8] {
    func big(_ value: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * (width - 1 - $0))) }
    }
    func header(_ counts: [Int]) -> [UInt8] {
      Array("TZif".utf8) + Array(String(version).utf8) + [UInt8](repeating: 0, count: 15)
        + counts.flatMap { big($0, 4) }
    }
    var bytes = header([0, 0, 0, 0, 1, 1]) + [0, 0, 0, 0, 0, 0, 0]
    bytes += header([0, 0, leapSeconds, changes.count, types.count, 1])
    bytes += changes.flatMap { big($0.time, 8) } + changes.map { UInt8($0.type) }
    bytes += types.flatMap { big($0, 4) + [0, 0] } + [0]
    bytes += [UInt8](repeating: 0, count: 12 * leapSeconds)
    return bytes + Array("\n\(footer)\n".utf8)
  }

  static func zone(footer: String) throws -> ZoneRules {
    try ZoneRules(identifier: "Test/Zone", tzif: file(types: [0], footer: footer))
  }

  struct Rule: CustomTestStringConvertible {
    let footer: String
    let utc: String
    let local: String
    var testDescription: String { "\(footer) \(utc)" }
  }

  @Test(arguments: [
    Rule(footer: "<+03>-3", utc: "2026-07-01T00:00Z", local: "2026-07-01T03:00:00+03:00"),
    Rule(footer: "<-0330>3:30", utc: "2026-07-01T00:00Z", local: "2026-06-30T20:30:00-03:30"),
    Rule(
      footer: "EST5EDT,M3.2.0,M11.1.0",
      utc: "2026-03-08T06:59:59Z",
      local: "2026-03-08T01:59:59-05:00"
    ),
    Rule(
      footer: "EST5EDT,M3.2.0,M11.1.0",
      utc: "1850-07-01T12:00:00Z",
      local: "1850-07-01T08:00:00-04:00"
    ),
    Rule(
      footer: "IST-1GMT0,M10.5.0,M3.5.0/1",
      utc: "2026-12-01T00:00Z",
      local: "2026-12-01T00:00:00+00:00"
    ),
    // Nuuk changes at hour -1, which is 23:00 of the day before.
    Rule(
      footer: "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
      utc: "2026-03-29T01:00Z",
      local: "2026-03-29T00:00:00-01:00"
    ),
    // Gaza names a day by 72 and more hours after another.
    Rule(
      footer: "EET-2EEST,M3.4.4/50,M10.4.4/50",
      utc: "2026-03-28T00:00Z",
      local: "2026-03-28T03:00:00+03:00"
    ),
    Rule(footer: "A5B", utc: "2026-07-01T00:00Z", local: ""),
    Rule(
      footer: "AAA0BBB,J60/0,J300/0",
      utc: "2028-03-01T00:00Z",
      local: "2028-03-01T01:00:00+01:00"
    ),
    Rule(
      footer: "AAA0BBB,J60/0,J300/0",
      utc: "2028-02-29T23:00Z",
      local: "2028-02-29T23:00:00+00:00"
    ),
    Rule(
      footer: "AAA0BBB,59/0,300/0",
      utc: "2028-02-29T00:00Z",
      local: "2028-02-29T01:00:00+01:00"
    ),
    // Summer time all year, in a zone whose standard time has a name that is never shown.
    Rule(
      footer: "EST3EDT4,0/0,J365/23",
      utc: "2026-01-01T03:00Z",
      local: "2025-12-31T23:00:00-04:00"
    ),
    Rule(
      footer: "AAA0BBB,M4.1.0,M10.5.0/2:30:15",
      utc: "2026-10-25T01:30:14Z",
      local: "2026-10-25T02:30:14+01:00"
    ),
  ]) func `the rule of the footer tells the hour`(rule: Rule) throws {
    guard !rule.local.isEmpty else {
      #expect(throws: ZoneError.unreadableRule(rule.footer)) { try Self.zone(footer: rule.footer) }
      return
    }
    let instant = try #require(Instant(text: rule.utc))
    #expect(instant.text(in: try Self.zone(footer: rule.footer)) == rule.local)
  }

  @Test(arguments: [
    "EST", "5", "EST5EDT,M3.2.0", "EST5EDT,M13.2.0,M11.1.0", "EST5EDT,M3.6.0,M11.1.0",
    "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J1", "EST5EDT,366,1", "EST5EDT,M3.2.0/168,M11.1.0",
    "EST5 ", "<+03-3", "EST25", "EST5EDT,M3.2.0,M11.1.0,",
  ]) func `a footer that breaks the rules is refused`(footer: String) {
    #expect(throws: ZoneError.unreadableRule(footer)) { try Self.zone(footer: footer) }
  }

  @Test func `summer time all year never changes`() throws {
    let zone = try Self.zone(footer: "EST3EDT4,0/0,J365/23")
    let instant = try #require(Instant(text: "2026-01-01T03:00Z"))
    #expect(zone.nextTransition(after: instant) == nil)
  }

  @Test func `an odd last year does not come back after four hundred years`() throws {
    let summer = try #require(Instant(text: "2026-07-01T00:00Z"))
    let bytes = Self.file(
      types: [-7200, 3600],
      changes: [(summer.seconds, 1)],
      footer: "AAA0BBB,M4.1.0,M10.5.0"
    )
    let zone = try ZoneRules(identifier: "Test/Zone", tzif: bytes)
    let february = try ["2026-02-01T00:00Z", "2426-02-01T00:00Z"].map {
      zone.offset(at: try #require(Instant(text: $0)))
    }
    #expect(february == [-7200, 0])
  }

  @Test func `changes on record come before the rule`() throws {
    let bytes = Self.file(
      types: [-3600, 0, 3600],
      changes: [(0, 1), (1000, 2)],
      footer: "AAA-1"
    )
    let zone = try ZoneRules(identifier: "Test/Zone", tzif: bytes)
    let offsets = [-1, 0, 999, 1000, 1 << 40].map { zone.offset(at: Instant(seconds: $0)) }
    #expect(offsets == [-3600, 0, 0, 3600, 3600])
  }

  @Test func `a file of the first version ends with its last change`() throws {
    var bytes = Array("TZif".utf8) + [UInt8](repeating: 0, count: 16)
    for count in [0, 0, 0, 1, 2, 4] as [UInt8] { bytes += [0, 0, 0, count] }
    bytes += [0, 0, 1, 0] + [1]
    bytes += [0, 0, 0, 0, 0, 0] + [0, 0, 14, 16, 1, 0] + Array("AAA".utf8) + [0]
    let zone = try ZoneRules(identifier: "Test/Zone", tzif: bytes)
    #expect(zone.offset(at: Instant(seconds: 255)) == 0)
    #expect(zone.offset(at: Instant(seconds: 256)) == 3600)
  }

  @Test func `a file that counts leap seconds is refused`() {
    #expect(throws: ZoneError.leapSeconds) {
      try ZoneRules(
        identifier: "right/UTC",
        tzif: Self.file(types: [0], footer: "UTC0", leapSeconds: 1)
      )
    }
  }

  @Test func `something else than a zone file is refused`() {
    #expect(throws: ZoneError.notTZif) {
      try ZoneRules(identifier: "x", tzif: Array("# not a zone, but long enough for a header".utf8))
    }
    #expect(throws: ZoneError.notTZif) { try ZoneRules(identifier: "x", tzif: []) }
  }

  @Test func `a file cut anywhere is refused and never read beyond its end`() throws {
    let bytes = try SystemZones.bytes("America/New_York")
    for length in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: ZoneError.self) {
        try ZoneRules(identifier: "x", tzif: Array(bytes.prefix(length)))
      }
    }
  }

  @Test func `a change to a type that is not there is damage`() {
    #expect(throws: ZoneError.self) {
      try ZoneRules(identifier: "x", tzif: Self.file(types: [0], changes: [(5, 1)], footer: "A"))
    }
  }

  @Test func `changes out of order are damage`() {
    #expect(throws: ZoneError.self) {
      try ZoneRules(
        identifier: "x",
        tzif: Self.file(types: [0, 60], changes: [(5, 1), (5, 0)], footer: "UTC0")
      )
    }
  }
}
