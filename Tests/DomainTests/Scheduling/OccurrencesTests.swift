import Testing

@testable import Domain

@Suite struct OccurrencesTests {
  @Test func `twice a day on Mondays and Wednesdays`() throws {
    let found = try lines(
      ScheduleRuleTests.rules[0].replacing(#","zoneMode":"home""#, with: ""),
      from: "2026-03-01T00:00",
      to: "2026-03-09T08:00"
    )
    #expect(
      found == [
        "2026-03-02T08:00 1 tablet", "2026-03-02T20:00 2 tablets", "2026-03-04T08:00 1 tablet",
        "2026-03-04T20:00 2 tablets",
      ]
    )
  }

  @Test func `the range is half open`() throws {
    let daily = #"{"kind":"times","times":[{"at":"08:00"}],"start":"2026-03-01"}"#
    let found = try lines(daily, from: "2026-03-02T08:00", to: "2026-03-04T08:00")
    #expect(found == ["2026-03-02T08:00", "2026-03-03T08:00"])
    #expect(try lines(daily, from: "2026-03-02T08:00", to: "2026-03-02T08:00") == [])
  }

  @Test func `start is included and end is not`() throws {
    let text =
      #"{"kind":"times","times":[{"at":"08:00"},{"at":"20:00"}],"start":"2026-03-01T20:00","end":"2026-03-03T20:00"}"#
    let found = try lines(text, from: "2026-01-01T00:00", to: "2027-01-01T00:00")
    #expect(
      found == [
        "2026-03-01T20:00", "2026-03-02T08:00", "2026-03-02T20:00", "2026-03-03T08:00",
      ]
    )
  }

  @Test func `warfarin has its amount for the day and nothing on a day without one`() throws {
    let found = try lines(
      ScheduleRuleTests.rules[1],
      from: "2026-03-01T00:00",
      to: "2026-03-11T00:00"
    )
    #expect(
      found == [
        "2026-03-02T18:00 5 mg", "2026-03-03T18:00 2.5 mg", "2026-03-09T18:00 5 mg",
        "2026-03-10T18:00 2.5 mg",
      ]
    )
  }

  @Test func `amounts alternate from the first day with a dose`() throws {
    let text =
      #"{"kind":"times","times":[{"at":"08:00","sequence":["5 mg","2.5 mg"]}],"start":"2026-03-01T09:00"}"#
    let first = try lines(text, from: "2026-03-01T00:00", to: "2026-03-05T00:00")
    #expect(
      first == ["2026-03-02T08:00 5 mg", "2026-03-03T08:00 2.5 mg", "2026-03-04T08:00 5 mg"]
    )
    let later = try lines(text, from: "2026-03-24T00:00", to: "2026-03-26T00:00")
    #expect(later == ["2026-03-24T08:00 5 mg", "2026-03-25T08:00 2.5 mg"])
  }

  @Test func `every third day is counted from the start`() throws {
    let found = try lines(
      ScheduleRuleTests.rules[3],
      from: "2026-03-02T00:00",
      to: "2026-03-11T00:00"
    )
    #expect(found == ["2026-03-04T08:00", "2026-03-07T08:00", "2026-03-10T08:00"])
  }

  @Test func `a day that a month lacks is skipped`() throws {
    let text =
      #"{"kind":"times","times":[{"at":"08:00"}],"monthDays":[29,31],"start":"2027-01-30"}"#
    let found = try lines(text, from: "2027-01-01T00:00", to: "2027-06-01T00:00")
    #expect(
      found == [
        "2027-01-31T08:00", "2027-03-29T08:00", "2027-03-31T08:00", "2027-04-29T08:00",
        "2027-05-29T08:00", "2027-05-31T08:00",
      ]
    )
  }

  @Test func `three weeks on and one week off`() throws {
    let found = try lines(
      ScheduleRuleTests.rules[5],
      from: "2026-03-20T00:00",
      to: "2026-03-31T00:00"
    )
    #expect(
      found == ["2026-03-20T08:00", "2026-03-21T08:00", "2026-03-29T08:00", "2026-03-30T08:00"]
    )
  }

  @Test func `thirty capsules begun in the evening are thirty doses`() throws {
    let course = try rule(ScheduleRuleTests.rules[6])
    let found = course.occurrences(
      from: try local("2026-11-01T00:00"),
      to: try local("2027-01-01T00:00"),
      on: try clocks()
    )
    #expect(found.count == 30)
    #expect(found.map(\.number) == (1...30).map { $0 })
    #expect(found.first?.local.description == "2026-11-24T20:00")
    #expect(found.last?.local.description == "2026-12-04T14:00")
    let tail = course.occurrences(from: try #require(found.last).instant, on: try clocks())
    #expect(Array(tail) == [found[29]])
  }

  @Test func `a taper steps by calendar days from its start`() throws {
    let text =
      #"{"kind":"taper","steps":[{"days":2,"times":[{"at":"08:00","amount":"40 mg"},{"at":"20:00","amount":"20 mg"}]},{"days":1,"times":[{"at":"08:00","amount":"20 mg"}]}],"start":"2026-03-01T12:00"}"#
    let found = try lines(text, from: "2026-01-01T00:00", to: "2027-01-01T00:00")
    #expect(
      found == [
        "2026-03-01T20:00 20 mg", "2026-03-02T08:00 40 mg", "2026-03-02T20:00 20 mg",
        "2026-03-03T08:00 20 mg",
      ]
    )
  }

  @Test func `the last step of a taper may stay`() throws {
    let found = try lines(
      ScheduleRuleTests.rules[10],
      from: "2036-03-01T00:00",
      to: "2036-03-02T00:00"
    )
    #expect(found == ["2036-03-01T08:00 20 mg"])
  }

  @Test func `what plans nothing previews to nothing`() throws {
    for text in [ScheduleRuleTests.rules[11], #"{"kind":"unscheduled"}"#] {
      #expect(try lines(text, from: "2026-01-01T00:00", to: "2027-01-01T00:00") == [])
    }
  }

  @Test func `doses by reading come without an amount`() throws {
    let found = try lines(
      ScheduleRuleTests.rules[13],
      from: "2026-03-01T00:00",
      to: "2026-03-02T00:00"
    )
    #expect(found == ["2026-03-01T08:00"])
  }

  @Test func `a due minute finds its occurrence again`() throws {
    let clocks = try clocks("Europe/Berlin")
    let text = #"{"kind":"times","times":[{"at":"02:30"},{"at":"03:00"}],"start":"2026-03-01"}"#
    for source in [text, ScheduleRuleTests.rules[7]] {
      let rule = try rule(source)
      let found = rule.occurrences(
        from: try local("2026-03-27T00:00"),
        to: try local("2026-03-31T00:00"),
        on: clocks
      )
      #expect(found.isEmpty == false)
      #expect(found.map { rule.occurrence(due: $0.dueMinute, on: clocks) } == found)
      #expect(rule.occurrence(due: found[0].dueMinute + 1, on: clocks) == nil)
    }
  }

  @Test func `a rule that ended has no occurrence`() throws {
    let ended =
      #"{"kind":"times","times":[{"at":"08:00"}],"start":"2026-03-01","end":"2026-04-01"}"#
    let from = try #require(Instant(text: "2026-04-01T00:00Z"))
    var walker = try rule(ended).occurrences(from: from, on: try clocks())
    #expect(walker.next() == nil)
    #expect(walker.next() == nil)
  }

  @Test func `the calendar ends with the year 9999`() throws {
    let daily = try rule(#"{"kind":"times","times":[{"at":"08:00"}],"start":"9999-12-30"}"#)
    let found = Array(daily.occurrences(from: Instant(seconds: 0), on: try clocks()))
    #expect(found.map(\.local.description) == ["9999-12-30T08:00", "9999-12-31T08:00"])
  }

  @Test func `a hundred thousand doses are walked quickly`() throws {
    let rule = try rule(
      #"{"kind":"times","times":[{"at":"08:00","amount":"1 tablet"},{"at":"14:00"},{"at":"20:00"}],"start":"2026-03-01"}"#
    )
    let clocks = try clocks("America/New_York")
    var count = 0
    let time = ContinuousClock().measure {
      for _ in rule.occurrences(from: Instant(seconds: 0), on: clocks).prefix(100_000) {
        count += 1
      }
    }
    #expect(count == 100_000)
    #expect(time < .seconds(5))
  }
}
