import Testing

@testable import Domain

/// What holds for every rule in every zone.
@Suite struct OccurrencePropertyTests {
  static let span = #""start":"2025-02-01T07:00""#
  static let patterns = [
    #""weekdays":["mon","thu","sun"],"#, #""everyDays":3,"#, #""monthDays":[1,15,29,31],"#,
    #""cycle":{"onDays":5,"offDays":2},"#, "",
  ]

  static let rules: [String] =
    patterns.map {
      #"{"kind":"times","times":[{"at":"00:00"},{"at":"01:30"},{"at":"02:15"},{"at":"23:59"}],\#($0)\#(span)}"#
    } + [
      #"{"kind":"times","times":[{"at":"02:30"},{"at":"08:00"}],"zoneMode":"home",\#(span)}"#,
      #"{"kind":"times","times":[{"at":"02:30","amounts":{"mon":"5 mg","sat":"2.5 mg"}}],\#(span)}"#,
      #"{"kind":"taper","steps":[{"days":50,"times":[{"at":"02:00"},{"at":"03:00"}]},{"days":null,"times":[{"at":"02:30"}]}],\#(span)}"#,
      #"{"kind":"interval","everyHours":7,\#(span)}"#,
      #"{"kind":"interval","everyHours":3,"window":{"from":"02:30","to":"22:00"},\#(span)}"#,
      #"{"kind":"interval","everyHours":5,"window":{"from":"22:00","to":"12:30"},\#(span)}"#,
      #"{"kind":"interval","everyHours":11,"basis":"taken","window":{"from":"01:30","to":"20:00"},\#(span)}"#,
      #"{"kind":"times","times":[{"at":"01:30"},{"at":"02:30"}],"everyDays":2,\#(span),"count":200}"#,
    ]

  @Test func `every dose comes once, in order, and wherever the range is split`() throws {
    var random = SeededNumbers(seed: 5)
    let from = try local("2025-01-01T00:00")
    let to = try local("2027-01-01T00:00")
    let rules = try Self.rules.map { try rule($0) }
    for (index, name) in try SystemZones.sample(40, seed: 21).enumerated() {
      let clocks = try clocks(name, home: "America/New_York")
      // Every zone meets some rules, every rule some zones.
      for rule in [rules[index % rules.count], rules[(index * 5 + 3) % rules.count]] {
        let all = rule.occurrences(from: from, to: to, on: clocks)
        #expect(all.count > 100, "\(name)")
        #expect(Set(all.map(\.dueMinute)).count == all.count, "\(name)")
        for (one, following) in zip(all, all.dropFirst()) {
          #expect(one.comesBefore(following), "\(name) \(one.local) \(following.local)")
        }
        for occurrence in all { expectResolved(occurrence, rule: rule, clocks: clocks) }
        let cut = LocalMinute(minute: Int.random(in: from.minute...to.minute, using: &random))
        let halves =
          rule.occurrences(from: from, to: cut, on: clocks)
          + rule.occurrences(from: cut, to: to, on: clocks)
        #expect(halves.sorted { $0.comesBefore($1) } == all, "\(name) \(cut)")
        let later = Int.random(in: 0..<all.count, using: &random)
        let tail = rule.occurrences(from: all[later].instant, on: clocks).prefix(5)
        let expected = all.filter { $0.instant >= all[later].instant }.prefix(5)
        #expect(tail.elementsEqual(expected) || expected.count < 5, "\(name)")
      }
    }
  }

  private func expectResolved(_ occurrence: Occurrence, rule: ScheduleRule, clocks: RuleClocks) {
    #expect(occurrence.utcOffset == clocks.zone.offset(at: occurrence.instant))
    let resolved = clocks.zone.resolve(occurrence.local, fold: occurrence.fold)
    #expect(resolved.instant == occurrence.instant)
    switch rule {
    case .times(let times) where times.zoneMode == .home:
      let home = clocks.home.resolve(LocalMinute(minute: occurrence.dueMinute))
      #expect(home.instant == occurrence.instant)
    case .interval: #expect(occurrence.dueMinute == occurrence.instant.minuteOfUTC)
    default:
      #expect(occurrence.dueMinute == occurrence.local.minute)
      #expect(occurrence.isShifted == resolved.isShifted)
      #expect(occurrence.fold == 0)
    }
  }

  /// Whether a date belongs to a pattern, found out as one would on a paper calendar.
  private func isOn(_ pattern: String, _ day: Int, from start: Int) -> Bool {
    let date = CalendarDate(day: day)
    return switch pattern {
    case Self.patterns[0]: [.monday, .thursday, .sunday].contains(date.weekday)
    case Self.patterns[1]: stride(from: start, through: day, by: 3).contains(day)
    case Self.patterns[2]: [1, 15, 29, 31].contains(date.components.day)
    case Self.patterns[3]: (day - start) % 7 < 5
    default: true
    }
  }

  @Test(arguments: patterns) func `days and counts agree with a paper calendar`(
    pattern: String
  ) throws {
    let start = try #require(CalendarDate(text: "2024-01-31")).day
    for count in [1, 2, 7, 500] {
      let text =
        #"{"kind":"times","times":[{"at":"08:00"},{"at":"20:00","sequence":["1 mg","2 mg","3 mg"]}],\#(pattern)"start":"2024-01-31T12:00","count":\#(count)}"#
      var paper: [String] = []
      var number = 0
      for day in start..<(start + 20_000) where paper.count < count {
        guard isOn(pattern, day, from: start) else { continue }
        let date = CalendarDate(day: day)
        // The first morning is before the start.
        if day > start { paper.append("\(date)T08:00") }
        if paper.count < count { paper.append("\(date)T20:00 \(number % 3 + 1) mg") }
        number += 1
      }
      #expect(
        try lines(text, from: "2024-01-01T00:00", to: "2060-01-01T00:00") == paper,
        "\(count)"
      )
      // Beginning in the middle gives the same rest.
      let middle = paper[count / 2].prefix(10)
      let rest = paper.filter { $0.prefix(10) >= middle }
      #expect(try lines(text, from: "\(middle)T00:00", to: "2060-01-01T00:00") == rest)
    }
  }

  @Test func `a count ends amounts by weekday and tapers too`() throws {
    let weekly =
      #"{"kind":"times","times":[{"at":"08:00","amounts":{"mon":"1 mg"}},{"at":"20:00"}],"start":"2026-03-01","count":9}"#
    let taper =
      #"{"kind":"taper","steps":[{"days":2,"times":[{"at":"08:00"},{"at":"20:00"}]},{"days":9,"times":[{"at":"09:00"}]}],"start":"2026-03-01T12:00","count":6}"#
    for text in [weekly, taper] {
      let all = try lines(text, from: "2026-01-01T00:00", to: "2027-01-01T00:00")
      #expect(all.count == (text == weekly ? 9 : 6))
      for index in all.indices {
        let from = String(all[index].prefix(16))
        let rest = try lines(text, from: from, to: "2027-01-01T00:00")
        #expect(rest == Array(all[index...]))
      }
    }
  }
}
