import Testing

@testable import Domain

@Suite struct IntervalWalkerTests {
  @Test func `a window begins anew each day and includes its end`() throws {
    let found = try lines(
      ScheduleRuleTests.rules[7],
      from: "2026-03-28T00:00",
      to: "2026-03-31T00:00",
      zone: "Europe/Berlin"
    )
    #expect(
      found == [
        "2026-03-28T06:00", "2026-03-28T14:00", "2026-03-28T22:00", "2026-03-29T06:00",
        "2026-03-29T14:00", "2026-03-29T22:00", "2026-03-30T06:00", "2026-03-30T14:00",
        "2026-03-30T22:00",
      ]
    )
  }

  @Test func `a window may cross midnight and the start cuts it`() throws {
    let text =
      #"{"kind":"interval","everyHours":3,"window":{"from":"20:00","to":"05:00"},"start":"2026-03-02T02:00"}"#
    let found = try lines(text, from: "2026-03-01T00:00", to: "2026-03-04T00:00")
    #expect(
      found == [
        "2026-03-02T02:00", "2026-03-02T05:00", "2026-03-02T20:00", "2026-03-02T23:00",
        "2026-03-03T02:00", "2026-03-03T05:00", "2026-03-03T20:00", "2026-03-03T23:00",
      ]
    )
  }

  @Test func `elapsed hours in a window run over the clock change`() throws {
    let text =
      #"{"kind":"interval","everyHours":4,"window":{"from":"22:00","to":"08:00"},"start":"2026-03-01"}"#
    let found = try lines(
      text,
      from: "2026-03-28T22:00",
      to: "2026-03-29T22:00",
      zone: "Europe/Berlin"
    )
    #expect(found == ["2026-03-28T22:00", "2026-03-29T03:00", "2026-03-29T07:00"])
  }

  @Test func `a window that opens in the gap opens at the shifted time`() throws {
    let text =
      #"{"kind":"interval","everyHours":8,"window":{"from":"02:30","to":"12:00"},"start":"2026-03-01"}"#
    let found = try lines(
      text,
      from: "2026-03-29T00:00",
      to: "2026-03-30T00:00",
      zone: "Europe/Berlin"
    )
    #expect(found == ["2026-03-29T02:30!", "2026-03-29T11:30"])
  }

  @Test func `a window never opens twice on the day Apia lost`() throws {
    let text =
      #"{"kind":"interval","everyHours":6,"window":{"from":"06:00","to":"22:00"},"start":"2011-12-01"}"#
    let found = try lines(
      text,
      from: "2011-12-29T18:00",
      to: "2011-12-31T13:00",
      zone: "Pacific/Apia"
    )
    #expect(found == ["2011-12-29T18:00", "2011-12-31T06:00", "2011-12-31T12:00"])
  }

  @Test func `doses from the last one taken wait for the window`() throws {
    let text =
      #"{"kind":"interval","everyHours":7,"basis":"taken","window":{"from":"08:00","to":"20:00"},"start":"2026-03-01T09:00"}"#
    let found = try lines(text, from: "2026-03-01T00:00", to: "2026-03-03T00:00")
    #expect(
      found == ["2026-03-01T09:00", "2026-03-01T16:00", "2026-03-02T08:00", "2026-03-02T15:00"]
    )
  }
}
