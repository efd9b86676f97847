import Testing

@testable import Domain

@Suite struct ZoneRulesTests {
  struct Fact: CustomTestStringConvertible {
    let zone: String
    let local: String
    var fold = 0
    let instant: String
    var isShifted = false
    var testDescription: String { "\(zone) \(local)" }
  }

  static let facts = [
    Fact(zone: "America/New_York", local: "2026-03-08T01:59", instant: "2026-03-08T01:59:00-05:00"),
    Fact(
      zone: "America/New_York",
      local: "2026-03-08T02:30",
      instant: "2026-03-08T03:30:00-04:00",
      isShifted: true
    ),
    Fact(zone: "America/New_York", local: "2026-11-01T01:30", instant: "2026-11-01T01:30:00-04:00"),
    Fact(
      zone: "America/New_York",
      local: "2026-11-01T01:30",
      fold: 1,
      instant: "2026-11-01T01:30:00-05:00"
    ),
    Fact(
      zone: "Europe/London",
      local: "2026-03-29T01:00",
      instant: "2026-03-29T02:00:00+01:00",
      isShifted: true
    ),
    Fact(
      zone: "Australia/Lord_Howe",
      local: "2026-10-04T02:10",
      instant: "2026-10-04T02:40:00+11:00",
      isShifted: true
    ),
    Fact(
      zone: "Australia/Lord_Howe",
      local: "2026-04-05T01:45",
      fold: 1,
      instant: "2026-04-05T01:45:00+10:30"
    ),
    Fact(
      zone: "Pacific/Apia",
      local: "2011-12-30T08:00",
      instant: "2011-12-31T08:00:00+14:00",
      isShifted: true
    ),
    Fact(zone: "Pacific/Apia", local: "2011-12-29T23:59", instant: "2011-12-29T23:59:00-10:00"),
    Fact(
      zone: "Africa/Casablanca",
      local: "2026-01-15T08:00",
      instant: "2026-01-15T08:00:00+01:00"
    ),
    Fact(zone: "Africa/El_Aaiun", local: "2026-03-01T08:00", instant: "2026-03-01T08:00:00+00:00"),
    Fact(zone: "Europe/Dublin", local: "2026-01-15T08:00", instant: "2026-01-15T08:00:00+00:00"),
    Fact(zone: "Europe/Dublin", local: "2050-07-15T08:00", instant: "2050-07-15T08:00:00+01:00"),
    Fact(
      zone: "Antarctica/Troll",
      local: "2026-03-29T01:30",
      instant: "2026-03-29T03:30:00+02:00",
      isShifted: true
    ),
    Fact(zone: "Asia/Kathmandu", local: "2026-03-29T02:30", instant: "2026-03-29T02:30:00+05:45"),
    Fact(
      zone: "Pacific/Chatham",
      local: "2026-04-05T03:00",
      fold: 1,
      instant: "2026-04-05T03:00:00+12:45"
    ),
    Fact(zone: "America/New_York", local: "2600-07-01T12:00", instant: "2600-07-01T12:00:00-04:00"),
    Fact(zone: "UTC", local: "2026-03-29T02:30", fold: 1, instant: "2026-03-29T02:30:00+00:00"),
  ]

  @Test(arguments: facts) func `a wall clock time is the known instant`(fact: Fact) throws {
    let zone = try SystemZones.rules(fact.zone)
    let local = try #require(LocalMinute(text: fact.local))
    let resolved = zone.resolve(local, fold: fact.fold)
    #expect(resolved.instant.text(offset: resolved.offset) == fact.instant)
    #expect(resolved.instant.text(in: zone) == fact.instant)
    #expect(resolved.isShifted == fact.isShifted)
  }

  @Test func `only a minute that comes twice is ambiguous`() throws {
    let zone = try SystemZones.rules("America/New_York")
    let day = try #require(CalendarDate(text: "2026-11-01"))
    let ambiguous = (0..<1440).filter { zone.isAmbiguous(day.midnight + $0) }
    #expect(ambiguous == Array(60..<120))
    #expect(zone.resolve(day.midnight + 30, fold: 1).fold == 0)
  }

  @Test func `the clock of New York changes twice a year for good`() throws {
    let zone = try SystemZones.rules("America/New_York")
    var instant = try #require(Instant(text: "2424-01-01T00:00Z"))
    var months: [Int] = []
    for _ in 0..<8 {
      instant = try #require(zone.nextTransition(after: instant))
      #expect(zone.offset(at: instant - 1) != zone.offset(at: instant))
      months.append(zone.local(of: instant).0.date.components.month)
    }
    #expect(months == [3, 11, 3, 11, 3, 11, 3, 11])
    #expect(ZoneRules.utc.nextTransition(after: instant) == nil)
    #expect(try SystemZones.rules("Asia/Kathmandu").nextTransition(after: instant) == nil)
  }

  @Test func `a skipped minute is the same for either fold`() throws {
    let zone = try SystemZones.rules("Europe/Berlin")
    let skipped = try #require(LocalMinute(text: "2026-03-29T02:30"))
    #expect(zone.resolve(skipped, fold: 1) == zone.resolve(skipped))
  }

  @Test(arguments: ["America/New_York", "Australia/Lord_Howe", "America/Santiago", "Asia/Gaza"])
  func `the calendar of a zone repeats after four hundred years`(name: String) throws {
    let zone = try SystemZones.rules(name)
    let start = try #require(Instant(text: "2090-01-01T00:00Z"))
    let steps = stride(from: 0, to: ZoneRules.cycle, by: 9 * 86_400 + 3600)
    let differing = steps.filter {
      zone.offset(at: start + $0) != zone.offset(at: start + $0 + ZoneRules.cycle)
    }
    #expect(differing == [])
  }

  @Test func `every zone agrees with a slow second reading`() throws {
    var random = SeededNumbers(seed: 11)
    for name in try SystemZones.sample(40) {
      let zone = try SystemZones.rules(name)
      let slow = SlowZone(bytes: try SystemZones.bytes(name))
      var moments = (0..<20).map { _ in
        Int.random(in: -3_000_000_000...9_000_000_000, using: &random)
      }
      moments += (0..<10).map { _ in Int.random(in: 9_000_000_000...90_000_000_000, using: &random)
      }
      // The seconds around changes are where mistakes would be.
      for moment in moments {
        guard let change = zone.nextTransition(after: Instant(seconds: moment)) else { continue }
        moments += [change.seconds - 1, change.seconds]
      }
      for moment in moments {
        let offset = zone.offset(at: Instant(seconds: moment))
        #expect(offset == slow.offset(at: moment), "\(name) at \(moment)")
      }
    }
  }

  @Test func `what the clock shows leads back to the same minute`() throws {
    var random = SeededNumbers(seed: 13)
    for name in try SystemZones.sample(40, seed: 3) {
      let zone = try SystemZones.rules(name)
      var instant = try #require(Instant(text: "1990-01-01T00:00Z"))
      for _ in 0..<40 {
        guard let change = zone.nextTransition(after: instant) else { break }
        instant = change
        for _ in 0..<5 {
          let near = change + Int.random(in: -300...300, using: &random) * 60
          let (local, fold) = zone.local(of: near)
          let resolved = zone.resolve(local, fold: fold)
          #expect(resolved.instant == near, "\(name) \(local)")
          #expect(!resolved.isShifted)
          #expect(resolved.offset == zone.offset(at: near))
        }
      }
    }
  }

  @Test func `a hundred thousand minutes are resolved quickly`() throws {
    let zone = try SystemZones.rules("America/New_York")
    let start = try #require(LocalMinute(text: "2026-01-01T00:00"))
    var sum = 0
    let time = ContinuousClock().measure {
      for step in 0..<100_000 { sum &+= zone.resolve(start + step * 60).instant.seconds }
    }
    #expect(sum != 0)
    #expect(time < .seconds(2))
  }
}
