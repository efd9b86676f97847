import Testing

@testable import Domain

/// Rules where clocks change and where people travel.
@Suite struct ClockChangeTests {
  @Test func `a skipped time rings at the shifted instant`() throws {
    let text =
      #"{"kind":"times","times":[{"at":"02:30"},{"at":"03:00"},{"at":"03:30"}],"start":"2026-03-01"}"#
    let found = try lines(
      text,
      from: "2026-03-29T00:00",
      to: "2026-03-30T00:00",
      zone: "Europe/Berlin"
    )
    #expect(found == ["2026-03-29T03:00", "2026-03-29T02:30!", "2026-03-29T03:30"])
  }

  @Test func `a time that comes twice rings at the first`() throws {
    let text = #"{"kind":"times","times":[{"at":"01:30"}],"start":"2026-03-01"}"#
    let found = try rule(text).occurrences(
      from: try local("2026-11-01T00:00"),
      to: try local("2026-11-02T00:00"),
      on: try clocks("America/New_York")
    )
    #expect(found.map { $0.instant.text(offset: $0.utcOffset) } == ["2026-11-01T01:30:00-04:00"])
  }

  @Test func `the day Apia lost is listed with the day after`() throws {
    let text = #"{"kind":"times","times":[{"at":"08:00"},{"at":"20:00"}],"start":"2011-12-01"}"#
    let found = try lines(
      text,
      from: "2011-12-29T12:00",
      to: "2012-01-01T00:00",
      zone: "Pacific/Apia"
    )
    #expect(
      found == [
        "2011-12-29T20:00", "2011-12-30T08:00!", "2011-12-31T08:00", "2011-12-30T20:00!",
        "2011-12-31T20:00",
      ]
    )
  }

  @Test func `a range that begins in the gap has what follows the gap`() throws {
    let text = #"{"kind":"times","times":[{"at":"02:15"},{"at":"03:00"}],"start":"2026-03-01"}"#
    let found = try lines(
      text,
      from: "2026-03-29T02:30",
      to: "2026-03-30T00:00",
      zone: "Europe/Berlin"
    )
    #expect(found == ["2026-03-29T03:00"])
  }

  @Test func `a walk from the end of a lost day begins with its doses`() throws {
    let text = #"{"kind":"times","times":[{"at":"08:00"}],"start":"2011-12-01"}"#
    let midnight = try #require(Instant(text: "2011-12-31T00:00+14:00"))
    let found = try rule(text).occurrences(from: midnight, on: try clocks("Pacific/Apia"))
    #expect(
      found.prefix(3).map(\.local.description) == [
        "2011-12-30T08:00", "2011-12-31T08:00", "2012-01-01T08:00",
      ]
    )
  }

  @Test func `doses around a gap over midnight come in their order`() throws {
    // Toronto went from 23:30 to 00:30.
    let text =
      #"{"kind":"times","times":[{"at":"00:10"},{"at":"00:30"},{"at":"23:45"}],"start":"1919-03-01"}"#
    let found = try lines(
      text,
      from: "1919-03-30T12:00",
      to: "1919-03-31T12:00",
      zone: "America/Toronto"
    )
    #expect(found == ["1919-03-31T00:30", "1919-03-30T23:45!", "1919-03-31T00:10!"])
  }

  @Test func `eight hours stay eight hours when the clock changes`() throws {
    let text = #"{"kind":"interval","everyHours":8,"start":"2026-03-28T06:00","basis":"schedule"}"#
    let found = try lines(
      text,
      from: "2026-03-28T00:00",
      to: "2026-03-30T00:00",
      zone: "Europe/Berlin"
    )
    #expect(
      found == [
        "2026-03-28T06:00", "2026-03-28T14:00", "2026-03-28T22:00", "2026-03-29T07:00",
        "2026-03-29T15:00", "2026-03-29T23:00",
      ]
    )
  }

  @Test func `an hourly dose comes twice in the hour that comes twice`() throws {
    let text = #"{"kind":"interval","everyHours":1,"start":"2026-03-28T00:30"}"#
    let found = try lines(
      text,
      from: "2026-11-01T00:00",
      to: "2026-11-01T03:00",
      zone: "America/New_York"
    )
    #expect(
      found == ["2026-11-01T00:30", "2026-11-01T01:30", "2026-11-01T01:30'", "2026-11-01T02:30"]
    )
  }

  static let evening =
    #"{"kind":"times","times":[{"at":"20:00"}],"start":"2026-03-01","zoneMode":"home"}"#

  @Test func `a dose kept at home time shows the clock where one is`() throws {
    let found = try rule(Self.evening).occurrences(
      from: try local("2026-03-03T00:00"),
      to: try local("2026-03-04T00:00"),
      on: try clocks("Asia/Tokyo", home: "America/New_York")
    )
    #expect(found.map(\.local.description) == ["2026-03-03T10:00"])
    #expect(found.map { $0.instant.text(offset: $0.utcOffset) } == ["2026-03-03T10:00:00+09:00"])
    #expect(found.map { LocalMinute(minute: $0.dueMinute).description } == ["2026-03-02T20:00"])
  }

  @Test func `a local dose follows the clock where one is`() throws {
    let text = Self.evening.replacing("home", with: "local")
    let found = try lines(
      text,
      from: "2026-03-03T00:00",
      to: "2026-03-04T00:00",
      zone: "Asia/Tokyo",
      home: "America/New_York"
    )
    #expect(found == ["2026-03-03T20:00"])
  }

  @Test func `an interval does not move when one travels`() throws {
    let interval = try rule(#"{"kind":"interval","everyHours":8,"start":"2026-03-01T06:00"}"#)
    let from = try #require(Instant(text: "2026-03-05T00:00Z"))
    let home = interval.occurrences(from: from, on: try clocks("America/New_York"))
    let away = interval.occurrences(
      from: from,
      on: try clocks("Asia/Tokyo", home: "America/New_York")
    )
    #expect(home.prefix(9).map(\.instant) == away.prefix(9).map(\.instant))
    #expect(home.prefix(9).map(\.dueMinute) == away.prefix(9).map(\.dueMinute))
  }
}
